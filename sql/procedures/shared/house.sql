create function shared.house_tiles(
    p_house lib.house_ref
)
returns table (
    title text,
    value text,
    note text,
    _badge text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Orders of the house in figures. */
begin
    return query
    select
        cabinet.said('phrase.tile.' || t.code), t.value, t.note, t.badge,
        'orders?house=' || p_house || '&tab=' || t.tab
    from (
        select
            count(*) filter (where o.open) as open_count,
            count(*) filter (where o.open and o.due_at < lib.moment() and o.state not in ('waiting', 'deferred')) as overdue,
            count(*) filter (where o.created_at > lib.moment() - interval '30 days') as recent
        from desk.orders as o
        where o.house_id = p_house
    ) as s
    cross join lateral (values
        (1, 'open', s.open_count::text, null::text, null::text, 'open'),
        (2, 'overdue', s.overdue::text, null, case when s.overdue > 0 then 'bad' end, 'overdue'),
        (3, 'recent', s.recent::text, null, null, 'all')
    ) as t (n, code, value, note, badge, tab)
    order by t.n;
end
$$;
comment on function shared.house_tiles(lib.house_ref) is 'Заявки дома
@kind tiles
@bold title value';

create function shared.house_orders(
    p_house lib.house_ref,
    p_tab text default 'open',
    p_limit integer default 10,
    p_offset integer default 0
)
returns table (
    number_text text,
    title text,
    place_text text,
    state lib.state,
    due lib.due,
    assignee_name text,
    _badge_state text,
    _icon_state text,
    _badge_due text,
    _link text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Orders of the house. */
begin
    return query
    select
        o.number_text, o.title, o.place_text, o.state, o.due, o.assignee_name, o._badge_state, o._icon_state,
        o._badge_due, 'order?order=' || o.order_id, o._total
    from desk.order_list(
        p_filter => nullif(p_tab, 'all'), p_house => p_house, p_limit => p_limit, p_offset => p_offset
    ) as o;
end
$$;
comment on function shared.house_orders(lib.house_ref, text, integer, integer) is 'Заявки
@tabs p_tab
@options p_tab orders_tab_options
@limit 10
@bold title number_text state due
@column number_text Номер
@column title Что
@column place_text Место
@column assignee_name Исполнитель
@empty Таких заявок по дому нет';
