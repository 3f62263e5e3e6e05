create function manager.queue_cards(
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    title text,
    address text,
    due lib.due,
    place_text text,
    planned_minutes lib.minutes,
    created_at timestamptz,
    number_text text,
    _badge_due text,
    _badge text,
    _actions text[],
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Orders that this person may take, oldest first; no flat, name or telephone until taken. */
begin
    return query
    select
        q.title, q.address, q.due, q.place_text, q.planned_minutes::lib.minutes, q.created_at, q.number_text,
        q._badge_due, case when q.emergency then 'bad' end, array['queue_take?order=' || q.order_id], q._total
    from desk.queue_list(p_limit, p_offset) as q;
end
$$;
comment on function manager.queue_cards(integer, integer) is 'Свободные заявки
Вам предлагают то, что подходит по специальности и месту. Сначала самые старые.
@kind cards
@bold title address due
@column due Срок
@column planned_minutes По плану
@column created_at Ждёт с
@column number_text -
@column title -
@column address -
@column place_text -
@empty Очередь пуста. Новая придёт уведомлением
@live 15';

create function manager.queue_take(
    p_order lib.order_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* «Взять»: the order is this person's and in work. Errors: those of desk.order_claim (somebody was first). */
declare
    v_order bigint := desk.order_claim(p_order);
begin
    return row(cabinet.said('said.manager.taken'), '/manager/order?order=' || v_order)::lib.outcome;
end
$$;
comment on function manager.queue_take(lib.order_ref) is 'Взять заявку
@submit Взять
@icon hand-index-thumb
@style primary';

select cabinet.page_define(
    p_cabinet => 'manager', p_page => 'queue', p_title => 'Свободные',
    p_blocks => 'queue_cards',
    p_icon => 'inbox', p_menu => 30, p_group => 'Работа', p_phone => true);
