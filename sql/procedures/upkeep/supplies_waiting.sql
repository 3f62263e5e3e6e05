create function upkeep.supplies_waiting()
returns table (
    supply_id bigint,
    material_id bigint,
    staff_id bigint,
    quantity lib.quantity,
    order_id bigint,
    note text,
    created_at timestamptz
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Requests for material that the acting person answers: the supervisor all, a zone's manager those of his people. */
declare
    v_all boolean := coalesce(people.my_cabinet() = 'supervisor', false);
    v_zones bigint[] := array(select desk.my_zones());
begin
    return query
    select q.supply_id, q.material_id, q.staff_id, q.quantity, q.order_id, q.note, q.created_at
    from upkeep.supplies as q
    where q.state = 'new' and (v_all or people.my_cabinet() = 'manager' and q.staff_id is distinct from (select people.my_staff())
        and exists (
            select from people.staff_scopes as c
            left join estate.entrances as e on e.entrance_id = c.entrance_id
            left join estate.houses as h on h.house_id = coalesce(c.house_id, e.house_id)
            where c.staff_id = q.staff_id and c.during @> people.today() and coalesce(c.zone_id, h.zone_id) = any (v_zones)
        ))
    order by q.created_at;
end
$$;
comment on function upkeep.supplies_waiting() is 'Requests for material that the acting person answers
@decides';
