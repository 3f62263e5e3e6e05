create function manager.materials_list(
    p_search lib.search default null,
    p_tab text default 'mine'
)
returns table (
    title text,
    quantity lib.quantity,
    places text,
    minimum lib.quantity,
    category text,
    _badge_quantity text,
    _icon_quantity text,
    _link text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What one has with oneself and in the zone's stores, or the whole catalogue to ask from. */
begin
    return query
    select
        r.title || ', ' || r.unit, r.quantity, r.places, r.minimum, r.category, case when r.low then 'warn' end,
        case when r.low then 'exclamation-triangle-fill' end, 'material?material=' || r.material_id, array['materials_ask?material=' || r.material_id]
    from upkeep.stock_rows(p_search => p_search, p_mine => p_tab = 'mine') as r;
end
$$;
comment on function manager.materials_list(lib.search, text) is 'Материалы
@filter p_search
@tabs p_tab
@options p_tab materials_tabs
@placeholder p_search Название или код
@bold title quantity places
@column title Материал
@column quantity Остаток
@column places Где
@column minimum Минимум
@column category Раздел
@limit 50
@empty За вами материалов нет. Попросите нужное во вкладке «Все»';

create function manager.materials_tabs()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* With me and in my stores, or the whole catalogue. */
begin
    return query
    select t.code, cabinet.said('said.stock.tab_' || t.code) from (values ('mine'), ('all')) as t (code);
end
$$;
comment on function manager.materials_tabs() is 'Что показать';

create function manager.materials_ask(
    p_material lib.material_ref,
    p_quantity lib.quantity,
    p_note lib.title default null,
    p_order lib.order_ref default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Asks for material. */
begin
    perform upkeep.supply_ask(p_material, p_quantity, p_note, p_order);
    return row(cabinet.said('said.supply.asked'), 'materials')::lib.outcome;
end
$$;
comment on function manager.materials_ask(lib.material_ref, lib.quantity, lib.title, lib.order_ref) is 'Запросить материал
@needs p_material
@field p_quantity Сколько
@field p_note Зачем
@placeholder p_note Для Садовой, 12
@field p_order Заявка
@options p_order materials_orders
@submit Запросить
@style secondary
@icon cart';

create function manager.materials_orders()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* One's own open orders. */
begin
    return query
    select o.order_id::text, desk.order_number(o.number) || ' ' || desk.order_title(o.service_id, o.title)
    from desk.orders as o
    where o.assignee_id = (select people.my_staff()) and o.open
    order by o.due_at
    limit 100;
end
$$;
comment on function manager.materials_orders() is 'Мои заявки';

create function manager.materials_asked()
returns table (
    title text,
    quantity text,
    state_text text,
    reason text,
    asked_at timestamptz,
    _badge text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What one has asked for in the last month. */
begin
    return query
    select
        case when lib.language() = 'en' then coalesce(m.title_en, m.title) else m.title end::text,
        trim_scale(q.quantity) || ' ' || upkeep.unit_said(m.unit),
        cabinet.said('said.supply.state_' || q.state), q.reason, q.created_at,
        case q.state when 'given' then 'ok' when 'refused' then 'bad' else 'info' end
    from upkeep.supplies as q
    join upkeep.materials as m on m.material_id = q.material_id
    where q.staff_id = (select people.my_staff()) and q.created_at > lib.moment() - interval '30 days'
    order by q.supply_id desc
    limit 20;
end
$$;
comment on function manager.materials_asked() is 'Мои запросы
@kind cards
@hide_empty
@bold title state_text
@column title Материал
@column quantity Сколько
@column state_text Ответ
@column reason Почему
@column asked_at Когда';

select cabinet.page_define(
    p_cabinet => 'manager', p_page => 'materials', p_title => 'Материалы',
    p_blocks => 'material_supplies materials_list | materials_asked',
    p_icon => 'box-seam', p_menu => 45, p_group => 'Точка');
