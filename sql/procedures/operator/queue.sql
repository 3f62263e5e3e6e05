create function operator.queue_list(
    p_zone lib.zone_ref default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    title text,
    number_text text,
    address text,
    due lib.due,
    priority lib.state,
    why text,
    who_can text,
    _badge_due text,
    _badge text,
    _link text,
    _actions text[],
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What falls if the dispatcher does not step in: why nobody has it and who can. */
begin
    return query
    select
        q.title, '№ ' || q.number, q.address, q.due_at::lib.due,
        q.priority::lib.state, q.why, q.who_can,
        case when q.minutes_left < 0 then 'bad' when q.minutes_left < 120 then 'warn' end,
        case when q.priority = 'emergency' then 'bad' end,
        'order?order=' || q.order_id,
        array_remove(array[
            case when q.who_can_id is not null then 'queue_give?order=' || q.order_id || '&staff=' || q.who_can_id end,
            'order_assign?order=' || q.order_id,
            'order_duty?order=' || q.order_id
        ], null),
        q.total
    from desk.queue_rows(p_zone => p_zone, p_limit => p_limit, p_offset => p_offset) as q;
end
$$;
comment on function operator.queue_list(lib.zone_ref, integer, integer) is 'Без исполнителя и под угрозой
@kind cards
@filter p_zone
@options p_zone orders_zone_options
@bold title due
@column number_text -
@column due Срок
@column why Почему здесь
@column who_can Кому можно
@empty Все заявки разобраны
@live 15
@personal';

create function operator.queue_give(
    p_order lib.order_ref,
    p_staff lib.staff_ref,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Gives the order to the proposed person at once. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_assign(
        p_order => p_order, p_staff => p_staff, p_reason => cabinet.said('phrase.queue_given')
    );
    return (
        select row(
            cabinet.said('phrase.order.assigned', jsonb_build_object('number', o.number, 'name', s.name)),
            '/operator/queue'
        )::lib.outcome
        from desk.orders as o
        join people.staff as s on s.staff_id = p_staff
        where o.order_id = p_order
    );
end
$$;
comment on function operator.queue_give(lib.order_ref, lib.staff_ref, lib.version) is 'Назначить предложенного
@needs p_order p_staff
@submit Назначить предложенного
@icon person-check';

select cabinet.page_define(
    p_cabinet => 'operator', p_page => 'queue', p_title => 'Без исполнителя',
    p_blocks => 'queue_list',
    p_icon => 'hourglass-split', p_menu => 30, p_group => 'Приём', p_phone => true);
