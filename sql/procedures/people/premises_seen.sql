create function people.premises_seen(
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
/* A resident sees what belongs to them, staff of houses every premise there. Asked by cabinet.refs_seen. */
begin
    return query
    select p.premise_id, people.place_label(p.premise_id), p.version
    from estate.premises as p
    where
        p.premise_id = any (p_ids)
        and (
            people.sees_all()
            or p.premise_id in (select people.visible_premises())
            or (people.my_scope() = 'sees_houses' and p.house_id in (select people.visible_houses()))
        );
end
$$;
comment on function people.premises_seen(bigint[]) is 'Which of these premises the acting person may open
@internal';
