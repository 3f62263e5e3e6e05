create function manager.report_card(
    p_order lib.order_ref
)
returns table (
    title text,
    address text,
    description lib.note,
    due lib.due,
    demanded text,
    number_text text,
    _icon text,
    _badge_due text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What is being closed, and what the report cannot do without. */
begin
    return query
    select
        c.title, c.address, c.description::lib.note, c.due,
        case
            when s.proof_after then cabinet.said('said.manager.photo_after_needed')
        end,
        c.number_text, 'clipboard-check', c._badge_due, 'order?order=' || p_order
    from desk.order_card(p_order) as c
    join desk.services as s on s.service_id = c.service_id;
end
$$;
comment on function manager.report_card(lib.order_ref) is 'Заявка
@kind card
@bold title address
@column description Что случилось
@column due Срок
@column demanded Нужно
@column number_text -
@column title -
@column address -
@personal';

create function manager.report_send(
    p_order lib.order_ref,
    p_photos lib.photos default '{}',
    p_done text[] default '{}',
    p_note lib.note default null,
    p_used upkeep.stock_line[] default '{}',
    p_materials text default null,
    p_minutes lib.minutes default null,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
The report: the work is done, the resident gets the act and checks. Leads to the next visit. Errors: those of
desk.order_complete.
*/
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_complete(
        p_order => p_order, p_done => p_done, p_note => p_note, p_minutes => p_minutes, p_materials => p_materials,
        p_photos => p_photos, p_used => p_used);
    return (
        select row(
            cabinet.said('said.manager.reported', jsonb_build_object(
                'number', o.number, 'until', split_part(desk.moment_said(o.completed_at + desk.check_span()), ',', 1))),
            '/manager/today')::lib.outcome
        from desk.orders as o
        where o.order_id = p_order
    );
end
$$;
comment on function manager.report_send(
    lib.order_ref, lib.photos, text[], lib.note, upkeep.stock_line[], text, lib.minutes, lib.version
) is 'Отчёт
Житель увидит фото, что сделано и время. Он проверит и подтвердит.
@field p_photos Фото «после»
@hint p_photos Без него заявку обычно не закрыть
@field p_done Что сделано
@options p_done report_items
@field p_note Своими словами
@field p_used Материалы
@hint p_used Сколько ушло: спишем с вас или со склада
@rows p_used report_used
@field p_materials Чего нет в списке
@placeholder p_materials Например: картридж 35 мм, 1 шт.
@field p_minutes Минут работы
@prefill report_draft
@submit Отправить жителю
@icon send';

create function manager.report_items(
    p_order lib.order_ref
)
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What is usually done by the trade of the order. The words are kept as the resident will read them. */
begin
    return query
    select w.title, case when lib.language() = 'en' then w.title_en else w.title end
    from desk.orders as o
    join desk.services as s on s.service_id = o.service_id
    join desk.work_items as w on w.specialization = s.specialization
    where o.order_id = p_order and desk.order_seen(p_order)
    order by w.work_item_id;
end
$$;
comment on function manager.report_items(lib.order_ref) is 'Что сделано';

create function manager.report_used(
    p_order lib.order_ref
)
returns table (
    store_id lib.store_ref,
    material_id lib.material_ref,
    quantity lib.quantity,
    material text,
    there text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
What the performer may take from: his own stock first, then warehouses that serve the place, his trade's materials there;
last used by him first. At most eight: the phone is small, and what is not here goes in words.
*/
begin
    return query
    select
        k.store_id::lib.store_ref, k.material_id::lib.material_ref, null::lib.quantity,
        case when lib.language() = 'en' then coalesce(m.title_en, m.title) else m.title end::text,
        s.title || ': ' || cabinet.said('said.stock.left', jsonb_build_object('quantity', trim_scale(k.quantity), 'unit', upkeep.unit_said(m.unit)))
    from desk.orders as o
    join desk.services as v on v.service_id = o.service_id
    join upkeep.stores as s
        on s.active and (s.staff_id = (select people.my_staff())
            or s.kind = 'warehouse' and (s.zone_id is null or s.zone_id = any (estate.zone_path(o.zone_id))))
    join upkeep.stock as k on k.store_id = s.store_id and k.quantity > 0
    join upkeep.materials as m on m.material_id = k.material_id
    left join lateral (
        select max(u.movement_id) as last
        from upkeep.movements as u
        where u.material_id = k.material_id and u.staff_id = (select people.my_staff()) and u.kind = 'write_off'
    ) as used on true
    where o.order_id = p_order and desk.order_seen(p_order)
        and (s.kind = 'person' or m.specialization is null or m.specialization = v.specialization)
    order by s.kind = 'person' desc, used.last desc nulls last, m.title
    limit 8;
end
$$;
comment on function manager.report_used(lib.order_ref) is 'Материалы под рукой';

create function manager.report_draft(
    p_order lib.order_ref
)
returns table (
    p_minutes lib.minutes
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Minutes since «Начать», at most twelve hours. */
begin
    return query
    select least(720, ceil(extract(epoch from lib.moment() - o.started_at) / 60))::integer::lib.minutes
    from desk.orders as o
    where o.order_id = p_order and desk.order_seen(p_order) and o.started_at is not null;
end
$$;
comment on function manager.report_draft(lib.order_ref) is 'Время с начала работы';

select cabinet.page_define(
    p_cabinet => 'manager', p_page => 'report', p_title => 'Выполнено: отчёт о работе',
    p_blocks => 'report_send | report_card', p_icon => 'check-circle',
    p_up => 'orders');
