create function desk.order_gallery(
    p_order lib.order_ref
)
returns table (
    photo lib.photo,
    title text,
    added_at timestamptz,
    _internal boolean
)
language plpgsql
stable
set search_path = ''
as $$
/*
Photos of an order by stage: problem (the resident's, unless one of the staff took it), before, after, door, with the name
of who of the staff took them; those of the talk stay in the talk.
*/
begin
    if not desk.order_seen(p_order) then
        return;
    end if;
    return query
    select
        f.file_id::lib.photo,
        cabinet.said('order.stage.' || case when f.stage = 'problem' and t.staff_id is null then 'resident' else f.stage end)
        || coalesce(', ' || t.name, ''),
        f.added_at, f.internal
    from desk.order_files as f
    left join people.staff as t on t.user_id = f.user_id
    where f.order_id = p_order and f.stage in ('problem', 'before', 'after', 'door')
    order by array_position('{problem,before,after,door}'::text[], f.stage), f.added_at, f.file_id;
end
$$;
comment on function desk.order_gallery(lib.order_ref) is 'Photos of an order by stage';
