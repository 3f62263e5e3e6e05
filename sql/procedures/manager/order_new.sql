create function manager.order_new_send(
    p_service lib.service_ref,
    p_house lib.house_ref,
    p_premise lib.premise_ref default null,
    p_entrance lib.entrance_ref default null,
    p_description lib.note default null,
    p_photos lib.photos default '{}',
    p_caller text default null,
    p_phone lib.phone default null,
    p_convenient text default null,
    p_access_note text default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* An order that staff file themselves or for somebody met on the spot. Errors: those of desk.order_create. */
declare
    v_order bigint;
begin
    v_order := desk.order_create(
        p_service => p_service, p_premise => p_premise, p_house => p_house, p_entrance => p_entrance,
        p_description => p_description, p_photos => p_photos, p_convenient => p_convenient,
        p_access_note => p_access_note, p_contact_phone => p_phone, p_channel => 'staff', p_caller_name => p_caller);
    return (
        select row(
            cabinet.said('said.manager.order_made', jsonb_build_object(
                'number', o.number, 'due', desk.moment_said(o.due_at),
                'who', coalesce(s.name, cabinet.said('said.queue')))),
            case when desk.order_seen(v_order) then '/manager/order?order=' || v_order else '/manager/orders' end
        )::lib.outcome
        from desk.orders as o
        left join people.staff as s on s.staff_id = o.assignee_id
        where o.order_id = v_order
    );
end
$$;
comment on function manager.order_new_send(
    lib.service_ref, lib.house_ref, lib.premise_ref, lib.entrance_ref, lib.note, lib.photos, text, lib.phone, text, text
) is 'Что и где
@field p_service Что случилось
@options p_service order_new_services
@field p_house Дом
@options p_house order_new_houses
@field p_premise Квартира
@options p_premise order_new_premises
@hint p_premise Если поломка в квартире
@field p_entrance Подъезд
@options p_entrance order_new_entrances
@hint p_entrance Если поломка в подъезде или лифте
@field p_description Подробнее
@field p_photos Фото
@field p_caller Кто сообщил
@field p_phone Телефон
@field p_convenient Когда удобно
@field p_access_note Как пройти
@submit Создать заявку
@icon plus-circle';

create function manager.order_new_services(
    p_search lib.search default null
)
returns table (
    value text,
    label text,
    group_label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The catalogue by words. */
begin
    return query
    select s.service_id::text, s.title, s.place_title
    from desk.service_search(p_search, null, 40) as s;
end
$$;
comment on function manager.order_new_services(lib.search) is 'Что случилось';

create function manager.order_new_houses(
    p_search lib.search default null
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
/* Houses of one's work by words of the address. */
declare
    v_found bigint[] := case when p_search is not null then desk.houses_found(p_search) end;
begin
    return query
    select h.house_id::text, h.street || ', ' || h.number
    from estate.houses as h
    where
        h.house_id = any (array(select people.visible_houses()))
        and (v_found is null or h.house_id = any (v_found))
    order by array_position(v_found, h.house_id), h.street, h.number
    limit 30;
end
$$;
comment on function manager.order_new_houses(lib.search) is 'Дом';

create function manager.order_new_premises(
    p_house lib.house_ref,
    p_search lib.search default null
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
/* Premises of the chosen house. */
begin
    return query
    select p.premise_id::text, desk.part_said('said.flat', p.number::text)
    from estate.premises as p
    where
        p.house_id = p_house and p.house_id in (select v.id from people.visible_houses() as v (id))
        and (p_search is null or p.number like replace(p_search, '%', '') || '%')
    order by p.number_order, p.number
    limit 30;
end
$$;
comment on function manager.order_new_premises(lib.house_ref, lib.search) is 'Квартира';

create function manager.order_new_entrances(
    p_house lib.house_ref
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
/* Entrances of the chosen house. */
begin
    return query
    select e.entrance_id::text, desk.part_said('said.entrance', e.number::text)
    from estate.entrances as e
    where e.house_id = p_house and e.house_id in (select v.id from people.visible_houses() as v (id))
    order by e.number;
end
$$;
comment on function manager.order_new_entrances(lib.house_ref) is 'Подъезд';

select cabinet.page_define(
    p_cabinet => 'manager', p_page => 'order_new', p_title => 'Новая заявка',
    p_blocks => 'order_new_send', p_icon => 'plus-circle',
    p_up => 'orders');
