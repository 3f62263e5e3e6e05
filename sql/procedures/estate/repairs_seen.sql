create function estate.repairs_seen(
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
/* Repairs of houses that are seen. Asked by cabinet.refs_seen. */
begin
    return query
    select o.repair_id, o.title::text, null::integer
    from estate.repairs as o
    where
        o.repair_id = any (p_ids)
        and (
            people.sees_all()
            or (people.my_scope() = 'sees_houses' and o.house_id in (select people.visible_houses()))
            or (people.my_scope() = 'sees_premises' and o.house_id in (select people.visible_houses()) and (
                o.premise_id is null or o.premise_id in (select people.visible_premises())
            ))
        );
end
$$;
comment on function estate.repairs_seen(bigint[]) is 'Which of these repairs the acting person may open
@internal';
