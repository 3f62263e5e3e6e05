create function shared.orders_at_list(
    p_on date default null,
    p_zone lib.zone_ref default null,
    p_state text default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    number_text text,
    title text,
    address text,
    state lib.state,
    since timestamptz,
    assignee_name text,
    created_at timestamptz,
    now_state lib.state,
    _badge_state text,
    _icon_state text,
    _link text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What was open at the end of a day (yesterday, unless another is chosen): its state then and now, and who had it then. */
declare
    v_on date := coalesce(p_on, people.today() - 1);
begin
    return query
    with stood as materialized (
        select a.*, a.ordinality as place
        from desk.orders_at(v_on, p_zone, p_state, p_limit, p_offset) with ordinality as a
    )
    select
        r.number_text, r.title, r.address, (case when lib.language() = 'en' then s.title_en else s.title end)::lib.state, t.since,
        lib.person_short(f.name), r.created_at, r.state_title::lib.state, s.badge, s.icon, 'order?order=' || r.order_id,
        t.total
    from stood as t
    join desk.order_rows as r on r.order_id = t.order_id
    join desk.states as s on s.state = t.state
    left join people.staff as f on f.staff_id = t.assignee_id
    order by t.place;
end
$$;
comment on function shared.orders_at_list(date, lib.zone_ref, text, integer, integer) is 'Открытые в тот день
Что было открыто к концу дня: вчера, если не выбран другой. Не дальше 92 дней назад.
@filter p_on p_zone p_state
@options p_zone orders_zone_options
@options p_state orders_at_states
@field p_state Состояние тогда
@bold title number_text state
@column number_text Номер
@column title Что
@column state Тогда
@column since С какого времени
@column created_at Создана
@column assignee_name Исполнитель тогда
@column now_state Сейчас
@empty К концу этого дня открытых заявок не было';

create function shared.orders_at_states()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* States of an open order. */
begin
    return query
    select s.state, case when lib.language() = 'en' then s.title_en else s.title end
    from desk.states as s
    where s.open
    order by s.position;
end
$$;
comment on function shared.orders_at_states() is 'Состояния';

select cabinet.page_define(
    p_cabinet => 'shared', p_page => 'orders_at', p_title => 'Заявки на дату',
    p_blocks => 'orders_at_list', p_icon => 'calendar-event', p_up => 'orders');
