create function estate.sheets_seen(
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
/* Places of the emergency sheet: staff of the house, not residents. Asked by cabinet.refs_seen. */
begin
    return query
    select o.point_id, o.title::text, null::integer
    from estate.emergency_points as o
    where
        o.point_id = any (p_ids)
        and (
            people.sees_all()
            or (people.my_scope() = 'sees_houses' and o.house_id in (select people.visible_houses()))
        );
end
$$;
comment on function estate.sheets_seen(bigint[]) is 'Which of these places of the emergency sheet the acting person may open
@internal';
