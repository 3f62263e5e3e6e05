create function upkeep.works_seen(
    p_ids bigint[]
)
returns table (
    id bigint,
    name text,
    version integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Those before which the acting person stands as somebody (upkeep.work_actors). Asked by cabinet.refs_seen. */
begin
    return query
    select
        w.work_id, case when lib.language() = 'en' then coalesce(n.title_en, w.title) else w.title end || ' · ' || h.street || ', ' || h.number,
        w.version
    from upkeep.works as w
    left join upkeep.norms as n on n.norm_id = w.norm_id
    join estate.houses as h on h.house_id = w.house_id
    where w.work_id = any (p_ids) and cardinality(upkeep.work_actors(w.work_id)) > 0;
end
$$;
comment on function upkeep.works_seen(bigint[]) is 'Which of these works the acting person may open
@internal';
