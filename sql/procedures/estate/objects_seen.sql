create function estate.objects_seen(
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
/* Objects of houses that are seen; a resident sees none of a neighbour's flat. Asked by cabinet.refs_seen. */
begin
    return query
    select o.object_id, o.name::text, o.version
    from estate.objects as o
    where
        o.object_id = any (p_ids)
        and (
            people.sees_all()
            or (people.my_scope() = 'sees_houses' and o.house_id in (select people.visible_houses()))
            or (people.my_scope() = 'sees_premises' and o.house_id in (select people.visible_houses()) and (
                o.premise_id is null or o.premise_id in (select people.visible_premises())
            ))
        );
end
$$;
comment on function estate.objects_seen(bigint[]) is 'Which of these objects the acting person may open
@internal';
