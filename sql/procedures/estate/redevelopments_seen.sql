create function estate.redevelopments_seen(
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
/* Redevelopments of houses that are seen; a resident sees those of his premises. Asked by cabinet.refs_seen. */
begin
    return query
    select o.redevelopment_id, o.title::text, null::integer
    from estate.redevelopments as o
    where
        o.redevelopment_id = any (p_ids)
        and (
            people.sees_all()
            or (people.my_scope() = 'sees_houses' and o.house_id in (select people.visible_houses()))
            or (people.my_scope() = 'sees_premises' and o.premise_id in (select people.visible_premises()))
        );
end
$$;
comment on function estate.redevelopments_seen(bigint[]) is 'Which of these redevelopments the acting person may open
@internal';
