create function resident.orders_list(
    p_tab text default 'active',
    p_search lib.search default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    title text,
    state lib.state,
    visit tstzrange,
    due lib.due,
    done_at timestamptz,
    place_text text,
    number_text text,
    last_word text,
    _badge_state text,
    _icon_state text,
    _badge_due text,
    _link text,
    _actions text[],
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Orders of the resident's addresses. p_tab: active (open, or done and not yet confirmed), closed, house (what is being
mended on common places, without names). p_search: number or a word of the title.
*/
declare
    v_now timestamptz := lib.moment();
    v_me bigint := people.me();
    v_word text := '%' || lower(replace(p_search, 'ё', 'е')) || '%';
begin
    if p_tab = 'house' then
        return query
        select
            k.title, k.state, null::tstzrange, k.due, null::timestamptz, k.place_text, null::text, null::text,
            k._badge_state, k._icon_state, null::text, null::text, '{}'::text[], count(*) over ()
        from resident.house_orders() as k
        where p_search is null or lower(replace(k.title, 'ё', 'е')) like v_word
        limit p_limit offset p_offset;
        return;
    end if;
    return query
    with mine as (
        select o.*, count(*) over () as all_rows
        from desk.orders as o
        where
            o.premise_id = any (array(select people.visible_premises()))
            and (o.open or o.state = 'completed') = (p_tab is distinct from 'closed')
            and (p_search is null or o.number::text = regexp_replace(p_search, '\D', '', 'g')
                or lower(replace(o.title, 'ё', 'е')) like v_word)
        order by
            o.open desc, case when o.open then coalesce(o.visit_from, o.due_at) end, o.order_id desc
        limit p_limit offset p_offset
    )

    select
        desk.order_title(o.service_id, o.title), desk.resident_word(o.state, o.waiting_reason, o.on_way_at, o.started_at)::lib.state,
        case when o.open and o.visit_to > v_now then tstzrange(o.visit_from, o.visit_to) end,
        case when o.open and o.state not in ('waiting', 'deferred') then o.due_at end::lib.due,
        case when not o.open then coalesce(o.completed_at, o.closed_at) end,
        coalesce(
            desk.part_said('said.flat', p.number::text),
            case when lib.language() = 'en' then pl.title_en else pl.title end),
        desk.order_number(o.number),
        last_message.said, s.badge, s.icon,
        case when o.open and o.due_at < v_now then 'bad' end,
        'order?order=' || o.order_id,
        case
            when o.state = 'completed' then array[
                'order_confirm?order=' || o.order_id, 'order_return?order=' || o.order_id]
            when o.state = 'waiting' and o.waiting_reason in ('resident', 'no_access')
                then array['order_answer?order=' || o.order_id]
            when o.state = 'closed' and rated.order_id is null and desk.rating_open(o.closed_at)
                then array['rate?order=' || o.order_id]
            else '{}'
        end,
        o.all_rows
    from mine as o
    join desk.states as s on s.state = o.state
    join desk.places as pl on pl.place = o.place
    left join estate.premises as p on p.premise_id = o.premise_id and pl.level = 'premise'
    left join desk.ratings as rated on rated.order_id = o.order_id
    left join lateral (
        select
            case when m.user_id = v_me then cabinet.said('said.you') else m.author_name end || ': ' || left(m.body, 120) as said
        from desk.messages as m
        where m.order_id = o.order_id and not m.internal and m.body <> ''
        order by m.message_id desc
        limit 1
    ) as last_message on true
    order by
        o.open desc, case when o.open then coalesce(o.visit_from, o.due_at) end, o.order_id desc;
end
$$;
comment on function resident.orders_list(text, lib.search, integer, integer) is 'Мои заявки
@kind cards
@tabs p_tab
@options p_tab orders_tabs
@filter p_search
@placeholder p_search Номер или что случилось
@bold title state
@column visit Придут
@column due Сделаем до
@column done_at Сделано
@column number_text -
@column last_word -
@column title -
@column place_text -
@field p_tab Какие
@empty Всё спокойно. Случится что-то: сообщите, номер дадим сразу
@personal';

create function resident.orders_tabs()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Tabs of the orders page. */
begin
    return query
    select t.code, cabinet.said('said.resident.tab_' || t.code)
    from unnest(array['active', 'closed', 'house']) as t (code);
end
$$;
comment on function resident.orders_tabs() is 'Какие заявки';

select cabinet.page_define(
    p_cabinet => 'resident', p_page => 'orders', p_title => 'Заявки',
    p_blocks => 'home_report orders_list',
    p_icon => 'tools', p_menu => 20, p_phone => true, p_right => 'orders');
