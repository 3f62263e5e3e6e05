create function upkeep.write_off(
    p_lines upkeep.stock_line[],
    p_order bigint default null,
    p_work bigint default null,
    p_staff bigint default null
)
returns text
language plpgsql
volatile
as $$
/*
Writes material off to an order or a planned work, out of the stores named in the lines: the performer's own, or a
warehouse that serves the place (of its zone, of one above it, of the company). Empty quantities are left out. Returns
what was used in words, «Картридж 35 мм, 1 шт.; Лента ФУМ, 1 шт.», null when nothing was.
The caller has looked whether the acting person may report. Errors: stock_quantity (422), not_found, stock_short (409).
*/
declare
    v_house bigint;
    v_zones bigint[];
    v_said text;
begin
    if p_lines is null or not exists (select from unnest(p_lines) as l where l.quantity is not null) then
        return null;
    end if;
    if exists (select from unnest(p_lines) as l where l.quantity <= 0 or l.quantity > 1000000) then
        perform cabinet.refuse('stock_quantity', p_field => 'p_used');
    end if;
    select p.house_id, estate.zone_path(p.zone_id)
    into v_house, v_zones
    from (
        select o.house_id, o.zone_id from desk.orders as o where o.order_id = p_order
        union all
        select w.house_id, coalesce(e.zone_id, h.zone_id)
        from upkeep.works as w
        join estate.houses as h on h.house_id = w.house_id
        left join estate.entrances as e on e.entrance_id = w.entrance_id
        where w.work_id = p_work and p_order is null
    ) as p;
    if exists (
        select
        from unnest(p_lines) as l
        left join upkeep.stores as s
            on s.store_id = l.store_id and s.active
            and (s.staff_id = p_staff or s.kind = 'warehouse' and (s.zone_id is null or s.zone_id = any (v_zones)))
        left join upkeep.materials as k on k.material_id = l.material_id
        where l.quantity is not null and (s.store_id is null or k.material_id is null)
    ) then
        perform cabinet.refuse('not_found', p_field => 'p_used');
    end if;
    insert into upkeep.movements (
        kind, store_id, material_id, quantity, price, order_id, work_id, house_id, staff_id, user_id, moved_at
    )
    select
        'write_off', l.store_id, l.material_id, sum(l.quantity), k.price, p_order, case when p_order is null then p_work end,
        v_house, p_staff, people.me(), lib.moment()
    from unnest(p_lines) as l
    join upkeep.materials as k on k.material_id = l.material_id
    where l.quantity is not null
    group by l.store_id, l.material_id, k.price
    order by l.store_id, l.material_id;
    select string_agg(u.title || ', ' || trim_scale(u.quantity) || ' ' || u.unit, '; ' order by u.title)
    into v_said
    from (
        select k.title::text as title, k.unit, sum(l.quantity) as quantity
        from unnest(p_lines) as l
        join upkeep.materials as k on k.material_id = l.material_id
        where l.quantity is not null
        group by k.title, k.unit
    ) as u;
    return v_said;
end
$$;
comment on function upkeep.write_off(upkeep.stock_line[], bigint, bigint, bigint) is 'Writes material off to an order or a planned work
@internal';
