create function upkeep.movement_rows(
    p_material bigint default null,
    p_store bigint default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    movement_id bigint,
    moved_at timestamptz,
    kind text,
    material_id bigint,
    title text,
    change lib.quantity,
    unit text,
    place text,
    reason text,
    who text,
    order_id bigint,
    returnable boolean,
    _total bigint
)
language plpgsql
stable
set search_path = ''
as $$
/* The journal of movements of a material or a store, newest first. change: minus is taken out, of p_store where given. */
declare
    v_english boolean := lib.language() = 'en';
begin
    return query
    with found as (
        select m.*, count(*) over () as total
        from upkeep.movements as m
        where (p_material is null or m.material_id = p_material)
            and (p_store is null or m.store_id = p_store or m.to_store_id = p_store)
        order by m.movement_id desc
        limit p_limit offset p_offset
    )

    select
        m.movement_id, m.moved_at, cabinet.said('said.movement.' || m.kind), m.material_id,
        case when v_english then coalesce(k.title_en, k.title) else k.title end::text,
        case when m.kind = 'write_off' or (m.kind = 'transfer' and p_store is not null and m.store_id = p_store)
            then -m.quantity else m.quantity end::lib.quantity,
        upkeep.unit_said(k.unit),
        case when t.store_id is not null then s.title || ' → ' || t.title else s.title::text end,
        concat_ws('. ', case when o.order_id is not null then '№ ' || o.number || ' ' || o.title end, m.note,
            case when m.kind = 'receipt' then m.document end),
        lib.person_short(u.name), m.order_id, m.kind = 'write_off', m.total
    from found as m
    join upkeep.materials as k on k.material_id = m.material_id
    join upkeep.stores as s on s.store_id = m.store_id
    left join upkeep.stores as t on t.store_id = m.to_store_id
    left join desk.orders as o on o.order_id = m.order_id
    left join people.contacts_for(array(select distinct f.user_id from found as f where f.user_id is not null)) as u on u.user_id = m.user_id
    order by m.movement_id desc;
end
$$;
comment on function upkeep.movement_rows(bigint, bigint, integer, integer) is 'The journal of movements of material';
