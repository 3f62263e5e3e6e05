create view upkeep.work_rows
with (security_invoker = true)
as
/* Planned works as pages show them, under the row policies of the calling cabinet. Overdue: open and the span is over. */
select
    w.work_id, w.plan_id, w.norm_id, w.house_id, w.entrance_id, w.object_id, w.crew_id, w.state, w.open, w.span, w.overdue_on, w.wanted_on,
    w.starts_at, w.ends_at, w.planned_minutes, w.people_count, w.staff_ids, w.unplaced, w.specialization, w.act_number,
    w.done_at, w.outage_id, w.version, w.moved_count, h.zone_id, h.time_zone,
    case when lib.language() = 'en' then coalesce(n.title_en, w.title) else w.title end as title,
    case when lib.language() = 'en' then coalesce(n.ground_en, n.ground) else n.ground end as ground,
    n.utility, n.checklist_id,
    h.street || ', ' || h.number || coalesce(', ' || o.name, '') as address,
    c.name::text as crew_name,
    w.open and w.overdue_on <= people.today() as overdue,
    case
        when w.state = 'done' then 'ok' when w.state = 'cancelled' then 'muted' when w.overdue_on <= people.today() then 'bad'
        when w.state = 'no_access' or w.starts_at is null then 'warn' when w.state = 'in_progress' then 'info'
    end as badge,
    case w.state
        when 'done' then 'check-circle' when 'in_progress' then 'play-circle' when 'no_access' then 'door-closed'
        when 'cancelled' then 'x-circle' else 'calendar-check'
    end as icon
from upkeep.works as w
join estate.houses as h on h.house_id = w.house_id
left join upkeep.norms as n on n.norm_id = w.norm_id
left join upkeep.crews as c on c.crew_id = w.crew_id
left join estate.objects as o on o.object_id = w.object_id;
comment on view upkeep.work_rows is 'Planned works as pages show them';
