create view bi.works as
/* One row per planned work, drafts excepted: norm, place, times, outcome; no names and no texts. */
select
    w.work_id,
    w.plan_id,
    n.code as norm,
    n.title as norm_title,
    w.specialization,
    w.state,
    w.open,
    w.house_id,
    h.zone_id,
    w.crew_id,
    lower(w.span) as allowed_from,
    upper(w.span) - 1 as allowed_until,
    w.wanted_on,
    w.starts_at,
    w.ends_at,
    w.planned_minutes,
    w.people_count,
    w.minutes,
    w.moved_count,
    w.done_at,
    w.open and w.overdue_on <= (lib.moment() at time zone coalesce(
        (select s.value from cabinet.settings as s where s.key = 'time_zone'), 'Europe/Moscow'
    ))::date as overdue,
    (select count(*) from upkeep.work_points as p where p.work_id = w.work_id and p.outcome = 'defect') as defects,
    (select count(*) from upkeep.work_points as p where p.work_id = w.work_id and p.order_id is not null) as orders
from upkeep.works as w
join estate.houses as h on h.house_id = w.house_id
left join upkeep.norms as n on n.norm_id = w.norm_id
where w.state <> 'draft';
comment on view bi.works is 'Planned works without persons: norm, allowed days, times, outcome. One row per work';
