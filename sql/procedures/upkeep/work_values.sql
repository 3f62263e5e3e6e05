create function upkeep.work_values(
    p_work bigint
)
returns jsonb
language sql
stable
as $$
/* What the words of messages about a work say. */
select jsonb_build_object(
    'title', w.title, 'address', h.street || ', ' || h.number,
    'when', coalesce(to_char(w.starts_at at time zone h.time_zone, 'DD.MM.YYYY HH24:MI'), '—'),
    'until', to_char(upper(w.span) - 1, 'DD.MM.YYYY')
)
from upkeep.works as w
join estate.houses as h on h.house_id = w.house_id
where w.work_id = p_work
$$;
comment on function upkeep.work_values(bigint) is 'Fields of messages about a work
@internal';
