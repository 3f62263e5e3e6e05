create function upkeep.work_timeline(
    p_work bigint
)
returns table (
    happened_at timestamptz,
    title text,
    note text,
    who text
)
language sql
stable
set search_path = ''
as $$
/* What happened to a work, newest first, under the row policies of the calling cabinet. */
select
    e.happened_at,
    cabinet.said('phrase.work_event.' || e.kind, jsonb_build_object(
        'from', coalesce(desk.moment_said((e.details ->> 'from')::timestamptz), '—'),
        'to', coalesce(desk.moment_said((e.details ->> 'to')::timestamptz), '—'), 'act', e.details ->> 'act')),
    e.note, lib.person_short(e.actor_name)
from upkeep.work_events as e
where e.work_id = p_work
order by e.event_id desc
limit 50
$$;
comment on function upkeep.work_timeline(bigint) is 'What happened to a work';
