create function operator.shift_promised()
returns table (
    phone lib.phone,
    call_back_by lib.due,
    address text,
    note text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Promised calls not made yet, the last promised first. */
begin
    return query
    select
        c.phone::lib.phone, c.call_back_by::lib.due,
        coalesce(people.place_label(c.premise_id), h.street || ', ' || h.number), c.note,
        array['shift_called?call=' || c.call_id]
    from desk.calls as c
    left join estate.houses as h on h.house_id = c.house_id
    where c.call_back_by is not null and c.called_back_at is null
    order by c.call_back_by desc;
end
$$;
comment on function operator.shift_promised() is 'Обещали перезвонить
@kind cards
@hide_empty
@bold phone call_back_by
@column call_back_by До
@column note О чём
@personal';

create function operator.shift_called(
    p_call lib.call_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The promised call was made. */
begin
    perform desk.call_back_done(p_call);
    return row(cabinet.said('phrase.called'), '/operator/shift')::lib.outcome;
end
$$;
comment on function operator.shift_called(lib.call_ref) is 'Перезвонили
@needs p_call
@submit Перезвонили
@icon check-lg';

create function operator.shift_calls(
    p_search lib.search default null,
    p_result text default null,
    p_mine boolean default null,
    p_from date default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    started_at timestamptz,
    address text,
    result lib.state,
    number_text text,
    phone_masked text,
    taken_by text,
    note text,
    _badge_result text,
    _link text,
    _link_number_text text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The journal of calls, newest first: by phone or words of the note, result, day. */
declare
    v_phone text := lib.phone_digits(p_search);
begin
    return query
    with found as (
        select c.*, count(*) over () as total
        from desk.calls as c
        where
            (p_result is null or c.result = p_result)
            and (p_mine is not true or c.staff_user_id = (select people.me()))
            and (p_from is null or c.started_at >= p_from::timestamptz)
            and (
                coalesce(p_search, '') = '' or c.phone = v_phone or c.note ilike '%' || p_search || '%'
            )
        order by c.started_at desc
        limit p_limit offset p_offset
    )
    select
        f.started_at, coalesce(people.place_label(f.premise_id), h.street || ', ' || h.number),
        cabinet.said('phrase.call.' || f.result)::lib.state, desk.order_number(o.number), translate(lib.phone_masked(f.phone), ' -', U&'\00A0\2011'),
        who.short_name, f.note,
        case f.result when 'order' then 'ok' when 'joined' then 'info' when 'call_back' then 'warn'
            when 'checked' then 'ok' when 'not_done' then 'bad' else 'muted' end,
        null::text, 'order?order=' || f.order_id, f.total
    from found as f
    left join estate.houses as h on h.house_id = f.house_id
    left join desk.orders as o on o.order_id = f.order_id
    left join lateral people.contacts_for(array[f.staff_user_id]) as who on true
    order by f.started_at desc;
end
$$;
comment on function operator.shift_calls(lib.search, text, boolean, date, integer, integer) is 'Звонки
@filter p_search p_result p_from p_mine
@options p_result shift_result_options
@placeholder p_search Телефон или слово
@field p_result Чем кончилось
@field p_mine Только мои
@field p_from С какого дня
@bold started_at address result
@column started_at Когда
@column result Чем кончилось
@column number_text Заявка
@column taken_by Принял
@column note О чём
@empty Звонков ещё не было
@personal';

create function operator.shift_result_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Results of calls. */
begin
    return query
    select c.code, cabinet.said('phrase.call.' || c.code)
    from unnest(array['order', 'joined', 'advice', 'call_back', 'checked', 'not_done', 'no_answer']) as c (code);
end
$$;
comment on function operator.shift_result_options() is 'Чем кончилось';

create function operator.shift_tiles()
returns table (
    title text,
    value text,
    _link text,
    _badge text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Own shift of today in figures. */
begin
    return query
    select cabinet.said('phrase.shift_tile.' || t.code), t.amount::text, null::text, t.badge
    from (
        select
            count(*) as calls, count(*) filter (where c.result = 'order') as orders,
            count(*) filter (where c.call_back_by is not null and c.called_back_at is null) as promised
        from desk.calls as c
        where c.staff_user_id = (select people.me()) and c.started_at > lib.moment() - interval '12 hours'
    ) as s
    cross join lateral (values
        (1, 'calls', s.calls, null::text),
        (2, 'orders', s.orders, null),
        (3, 'promised', s.promised, case when s.promised > 0 then 'warn' end)
    ) as t (n, code, amount, badge)
    order by t.n;
end
$$;
comment on function operator.shift_tiles() is 'Моя смена, 12 часов
@kind tiles
@bold title value';

select cabinet.page_define(
    p_cabinet => 'operator', p_page => 'shift', p_title => 'Журнал смены',
    p_blocks => 'shift_promised shift_tiles shift_calls',
    p_icon => 'clipboard-check', p_menu => 90, p_group => 'Смена', p_phone => true);
