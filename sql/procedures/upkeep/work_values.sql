create function upkeep.work_values(
    p_work bigint
)
returns jsonb
language sql
stable
as $$
/* What the words of messages about a work say, for readers of both languages; a work without a time has a dash. */
select jsonb_build_object(
    'title', w.title, 'title_en', coalesce(n.title_en, w.title), 'address', h.street || ', ' || h.number,
    'when', coalesce(talk.moment_text(w.starts_at, 'ru', h.time_zone), '—'),
    'when_en', coalesce(talk.moment_text(w.starts_at, 'en', h.time_zone), '—'),
    'until', split_part(talk.moment_text(d.last, 'ru', 'UTC'), ',', 1),
    'until_en', split_part(talk.moment_text(d.last, 'en', 'UTC'), ',', 1)
)
from upkeep.works as w
join estate.houses as h on h.house_id = w.house_id
left join upkeep.norms as n on n.norm_id = w.norm_id
cross join lateral (select (upper(w.span) - 1)::timestamp at time zone 'UTC' as last) as d
where w.work_id = p_work
$$;
comment on function upkeep.work_values(bigint) is 'Fields of messages about a work
@internal';
