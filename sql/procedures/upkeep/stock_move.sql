create function upkeep.stock_move()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
/*
Moves the stock by the movements of one statement: the rows of stock are locked in the order of store and material, so two
writers of the same things never wait for each other crosswise, and none falls below zero. Keeps the last price of a
receipt, and tells once when the whole stock of a material falls below its minimum.
Errors: stock_short (409) with what is there.
*/
declare
    v_short record;
begin
    insert into upkeep.stock (store_id, material_id, quantity)
    select distinct t.store_id, t.material_id, 0
    from (
        select m.store_id, m.material_id from moved as m
        union all
        select m.to_store_id, m.material_id from moved as m where m.to_store_id is not null
    ) as t
    order by t.store_id, t.material_id
    on conflict do nothing;

    perform
    from upkeep.stock as s
    where (s.store_id, s.material_id) in (
        select m.store_id, m.material_id from moved as m
        union all
        select m.to_store_id, m.material_id from moved as m where m.to_store_id is not null
    )
    order by s.store_id, s.material_id
    for no key update;

    select k.title::text as material, k.unit, o.title::text as store, s.quantity, -sum(d.change) as wanted
    into v_short
    from (
        select
            m.store_id, m.material_id,
            case when m.kind in ('write_off', 'transfer') then -m.quantity else m.quantity end as change
        from moved as m
        union all
        select m.to_store_id, m.material_id, m.quantity from moved as m where m.to_store_id is not null
    ) as d
    join upkeep.stock as s on s.store_id = d.store_id and s.material_id = d.material_id
    join upkeep.materials as k on k.material_id = d.material_id
    join upkeep.stores as o on o.store_id = d.store_id
    group by k.title, k.unit, o.title, s.quantity, d.material_id
    having s.quantity + sum(d.change) < 0
    order by d.material_id
    limit 1;
    if v_short.material is not null then
        perform cabinet.refuse('stock_short', p_field => 'p_quantity', p_values => jsonb_build_object(
            'material', v_short.material, 'unit', upkeep.unit_said(v_short.unit), 'store', v_short.store,
            'have', trim_scale(v_short.quantity), 'wanted', trim_scale(v_short.wanted)
        ));
    end if;

    update upkeep.stock as s
    set quantity = s.quantity + c.change
    from (
        select d.store_id, d.material_id, sum(d.change) as change
        from (
            select
                m.store_id, m.material_id,
                case when m.kind in ('write_off', 'transfer') then -m.quantity else m.quantity end as change
            from moved as m
            union all
            select m.to_store_id, m.material_id, m.quantity from moved as m where m.to_store_id is not null
        ) as d
        group by d.store_id, d.material_id
    ) as c
    where s.store_id = c.store_id and s.material_id = c.material_id;

    update upkeep.materials as k
    set price = p.price
    from (
        select distinct on (m.material_id) m.material_id, m.price
        from moved as m
        where m.kind = 'receipt' and m.price is not null
        order by m.material_id, m.movement_id desc
    ) as p
    where k.material_id = p.material_id and k.price is distinct from p.price;

    perform upkeep.stock_low_tell(array(select distinct m.material_id from moved as m));
    return null;
end
$$;
comment on function upkeep.stock_move() is 'Moves the stock by new movements';
