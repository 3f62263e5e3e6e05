create function manager.plan_list(
    p_tab text default 'soon',
    p_search lib.search default null,
    p_trade text default null,
    p_sort lib.sort_key default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    title text,
    address text,
    span daterange,
    starts_at timestamptz,
    people text,
    state lib.state,
    ground text,
    _badge_state text,
    _icon_state text,
    _badge_span text,
    _link text,
    _actions text[],
    _version integer,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Planned works of the houses one works in, overdue first; who manages the zone may move them. */
declare
    v_manager boolean := exists (select from desk.my_zones());
begin
    return query
    select
        w.title, w.address, w.span, w.starts_at, coalesce(w.people, w.why), w.state, w.ground, w._badge_state, w._icon_state,
        w._badge_span, 'task?work=' || w.work_id,
        case when v_manager and p_tab <> 'done' and w._badge_state is distinct from 'ok'
            then array['calendar_work?work=' || w.work_id] end,
        w.version, w._total
    from upkeep.work_list(
        p_filter => p_tab, p_search => p_search, p_trade => p_trade, p_sort => p_sort, p_limit => p_limit, p_offset => p_offset
    ) as w;
end
$$;
comment on function manager.plan_list(text, lib.search, text, lib.sort_key, integer, integer) is 'Плановые работы
@tabs p_tab
@options p_tab plan_tabs
@filter p_search p_trade
@options p_trade orders_trades
@field p_trade Специальность
@placeholder p_search Работа или адрес
@bold title address starts_at span people state
@column title Работа
@column address Дом
@column span Срок
@column starts_at Когда
@column people Кто или почему никто
@column state Состояние
@column ground Основание
@empty Таких работ нет. План на год составляет управляющий';

create function manager.plan_tabs()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Which works. */
begin
    return query
    select c.code, cabinet.said('phrase.work_tab.' || c.code)
    from unnest(array['soon', 'mine', 'overdue', 'unplaced', 'open', 'done']) as c (code);
end
$$;
comment on function manager.plan_tabs() is 'Какие работы';

select cabinet.page_define(
    p_cabinet => 'manager', p_page => 'plan', p_title => 'Плановые работы',
    p_blocks => 'plan_list',
    p_icon => 'calendar-check', p_menu => 44, p_group => 'Точка');
