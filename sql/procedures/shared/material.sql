create function shared.material_card(
    p_material lib.material_ref
)
returns table (
    quantity text,
    minimum text,
    price lib.rub,
    category text,
    code text,
    _icon text,
    _badge text,
    _title text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* A material and how much of it there is in all stores. Foreign and wrong ids alike: not found. */
begin
    return query
    select
        trim_scale(r.quantity) || ' ' || upkeep.unit_said(m.unit), trim_scale(m.minimum) || ' ' || upkeep.unit_said(m.unit), m.price, upkeep.section_said(m.category), m.code,
        'box-seam', case when r.low then 'warn' end, t.title,
        array[
            'material_receive?material=' || p_material, 'material_transfer?material=' || p_material,
            'material_count?material=' || p_material, 'material_discard?material=' || p_material,
            case when people.my_cabinet() = 'supervisor' then 'materials_edit?material=' || p_material end
        ]
    from upkeep.materials as m
    cross join lateral (
        select case when lib.language() = 'en' then coalesce(m.title_en, m.title) else m.title end::text as title
    ) as t
    cross join lateral (
        select coalesce(sum(k.quantity), 0) as quantity, coalesce(sum(k.quantity), 0) < m.minimum as low
        from upkeep.stock as k
        where k.material_id = m.material_id
    ) as r
    where m.material_id = p_material;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function shared.material_card(lib.material_ref) is 'Материал
@kind card
@column quantity Всего
@column minimum Минимум
@column price Цена за единицу
@column category Раздел
@column code Код';

create function shared.material_stock(
    p_material lib.material_ref
)
returns table (
    store text,
    quantity text,
    zone_name text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Where it lies. */
begin
    return query
    select s.title::text, trim_scale(k.quantity) || ' ' || upkeep.unit_said(m.unit), z.name::text
    from upkeep.stock as k
    join upkeep.stores as s on s.store_id = k.store_id
    join upkeep.materials as m on m.material_id = k.material_id
    left join estate.zones as z on z.zone_id = s.zone_id
    where k.material_id = p_material and k.quantity > 0
    order by s.kind desc, s.title;
end
$$;
comment on function shared.material_stock(lib.material_ref) is 'Где лежит
@kind list
@bold store quantity
@column store Где
@column quantity Сколько
@column zone_name Точка
@empty Этого материала нигде нет';

create function shared.material_movements(
    p_material lib.material_ref,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    moved_at timestamptz,
    kind text,
    change lib.quantity,
    place text,
    reason text,
    who text,
    _link_reason text,
    _actions text[],
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The journal of its movements. */
begin
    return query
    select
        r.moved_at, r.kind, r.change, r.place, r.reason, r.who,
        'order?order=' || r.order_id,
        array[case when r.returnable then 'material_return?movement=' || r.movement_id end], r._total
    from upkeep.movement_rows(p_material => p_material, p_limit => p_limit, p_offset => p_offset) as r;
end
$$;
comment on function shared.material_movements(lib.material_ref, integer, integer) is 'Движение
@bold kind change moved_at place
@column moved_at Когда
@column kind Что
@column change Сколько
@column place Где
@column reason Зачем
@column who Кто
@empty Этот материал ещё не приходил
@personal';

create function shared.material_receive(
    p_material lib.material_ref,
    p_store lib.store_ref,
    p_quantity lib.quantity,
    p_price lib.rub default null,
    p_document lib.title default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Material came. */
begin
    perform upkeep.stock_receive(p_store, p_material, p_quantity, p_price, p_document);
    return row(cabinet.said('said.stock.received'), 'material?material=' || p_material)::lib.outcome;
end
$$;
comment on function shared.material_receive(lib.material_ref, lib.store_ref, lib.quantity, lib.rub, lib.title) is 'Приход материала
@needs p_material
@field p_store Куда
@options p_store material_stores
@field p_quantity Сколько
@field p_price Цена за единицу
@field p_document Накладная
@placeholder p_document УПД № 318 от 12.11
@submit Записать приход
@icon plus-lg';

create function shared.material_transfer(
    p_material lib.material_ref,
    p_store lib.store_ref,
    p_to lib.store_ref,
    p_quantity lib.quantity,
    p_note lib.title default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* From one store into another. */
begin
    perform upkeep.stock_transfer(p_store, p_to, p_material, p_quantity, p_note);
    return row(cabinet.said('said.stock.moved'), 'material?material=' || p_material)::lib.outcome;
end
$$;
comment on function shared.material_transfer(lib.material_ref, lib.store_ref, lib.store_ref, lib.quantity, lib.title) is 'Передать
Со склада мастеру или обратно.
@needs p_material
@field p_store Откуда
@options p_store material_stores
@field p_to Куда
@options p_to material_targets
@field p_quantity Сколько
@field p_note Заметка
@submit Передать
@style secondary
@icon arrow-left-right';

create function shared.material_count(
    p_material lib.material_ref,
    p_store lib.store_ref,
    p_quantity lib.quantity,
    p_note lib.title
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Stock-taking of one material. */
begin
    perform upkeep.stock_count(p_store, p_material, p_quantity, p_note);
    return row(cabinet.said('said.stock.counted'), 'material?material=' || p_material)::lib.outcome;
end
$$;
comment on function shared.material_count(lib.material_ref, lib.store_ref, lib.quantity, lib.title) is 'Пересчитать
Запишем разницу с тем, что числилось.
@needs p_material
@field p_store Где
@options p_store material_stores
@field p_quantity Сколько на самом деле
@field p_note Почему разошлось
@submit Записать остаток
@style secondary
@icon clipboard-check';

create function shared.material_discard(
    p_material lib.material_ref,
    p_store lib.store_ref,
    p_quantity lib.quantity,
    p_note lib.title
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Written off without an order. */
begin
    perform upkeep.stock_discard(p_store, p_material, p_quantity, p_note);
    return row(cabinet.said('said.stock.discarded'), 'material?material=' || p_material)::lib.outcome;
end
$$;
comment on function shared.material_discard(lib.material_ref, lib.store_ref, lib.quantity, lib.title) is 'Списать без заявки
На заявку материал списывает мастер в отчёте о работе.
@needs p_material
@field p_store Откуда
@options p_store material_stores
@field p_quantity Сколько
@field p_note На что ушло
@submit Списать
@style danger
@icon dash-circle';

create function shared.material_return(
    p_movement lib.movement_ref,
    p_note lib.title
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes a mistaken write-off back. */
begin
    perform upkeep.movement_return(p_movement, p_note);
    return (
        select row(cabinet.said('said.stock.returned'), 'material?material=' || m.material_id)::lib.outcome
        from upkeep.movements as m
        where m.movement_id = p_movement
    );
end
$$;
comment on function shared.material_return(lib.movement_ref, lib.title) is 'Вернуть на склад
Ошибочное списание: материал снова там, где был.
@needs p_movement
@field p_note Почему
@submit Вернуть
@style secondary
@icon arrow-counterclockwise';

create function shared.material_stores(
    p_material lib.material_ref default null
)
returns table (
    value text,
    label text,
    hint text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Stores that the acting person may use, with how much of the material lies there. */
begin
    return query
    select s.store_id::text, s.title::text, trim_scale(k.quantity) || ' ' || upkeep.unit_said(m.unit)
    from upkeep.stores as s
    left join upkeep.stock as k on k.store_id = s.store_id and k.material_id = p_material
    left join upkeep.materials as m on m.material_id = k.material_id
    where s.active and upkeep.store_mine(s)
    order by s.kind desc, s.title;
end
$$;
comment on function shared.material_stores(lib.material_ref) is 'Склады';

create function shared.material_targets(
    p_material lib.material_ref default null
)
returns table (
    value text,
    label text,
    hint text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Stores that may be given to: warehouses one sees, and stores that the acting person uses. */
begin
    return query
    select s.store_id::text, s.title::text, trim_scale(k.quantity) || ' ' || upkeep.unit_said(m.unit)
    from upkeep.stores as s
    left join upkeep.stock as k on k.store_id = s.store_id and k.material_id = p_material
    left join upkeep.materials as m on m.material_id = k.material_id
    where s.active and (s.kind = 'warehouse' or upkeep.store_mine(s))
    order by s.kind desc, s.title;
end
$$;
comment on function shared.material_targets(lib.material_ref) is 'Куда передать';

create function shared.material_supplies()
returns table (
    title text,
    quantity text,
    who text,
    note text,
    order_text text,
    asked_at timestamptz,
    _link_order_text text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Requests of performers that wait for the acting person's answer. */
begin
    return query
    select
        case when lib.language() = 'en' then coalesce(m.title_en, m.title) else m.title end::text, trim_scale(w.quantity) || ' ' || upkeep.unit_said(m.unit),
        lib.person_short(t.name), w.note, desk.order_number(o.number), w.created_at, 'order?order=' || w.order_id,
        array['material_give?supply=' || w.supply_id, 'material_refuse?supply=' || w.supply_id]
    from upkeep.supplies_waiting() as w
    join upkeep.materials as m on m.material_id = w.material_id
    join people.staff as t on t.staff_id = w.staff_id
    left join desk.orders as o on o.order_id = w.order_id;
end
$$;
comment on function shared.material_supplies() is 'Просят материал
@kind cards
@hide_empty
@bold title quantity
@column title Материал
@column quantity Сколько
@column who Кто
@column note Зачем
@column order_text Заявка
@column asked_at Когда
@personal';

create function shared.material_give(
    p_supply lib.supply_ref,
    p_store lib.store_ref,
    p_quantity lib.quantity
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Gives what was asked for. */
begin
    perform upkeep.supply_answer(p_supply, true, p_store, p_quantity);
    return row(cabinet.said('said.supply.gave'), 'materials')::lib.outcome;
end
$$;
comment on function shared.material_give(lib.supply_ref, lib.store_ref, lib.quantity) is 'Выдать
@needs p_supply
@prefill material_give_draft
@field p_store Откуда
@options p_store material_stores
@field p_quantity Сколько
@submit Выдать
@icon check-lg';

create function shared.material_give_draft(
    p_supply lib.supply_ref
)
returns table (
    p_quantity lib.quantity
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As much as was asked for. */
begin
    return query select w.quantity from upkeep.supplies_waiting() as w where w.supply_id = p_supply;
end
$$;
comment on function shared.material_give_draft(lib.supply_ref) is 'Сколько просят';

create function shared.material_refuse(
    p_supply lib.supply_ref,
    p_reason lib.title
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Does not give; the reason goes to the performer. */
begin
    perform upkeep.supply_answer(p_supply, false, p_reason => p_reason);
    return row(cabinet.said('said.supply.refused_done'), 'materials')::lib.outcome;
end
$$;
comment on function shared.material_refuse(lib.supply_ref, lib.title) is 'Отказать
@needs p_supply
@field p_reason Почему
@placeholder p_reason Привезут 3 декабря
@submit Отказать
@style danger
@icon x-lg';

select cabinet.page_define(
    p_cabinet => 'shared', p_page => 'material', p_title => 'Материал',
    p_blocks => 'material_card material_stock material_movements',
    p_icon => 'box-seam', p_up => 'materials');
