create function desk.order_list(
    p_search text default null,
    p_state text default null,
    p_filter text default null,
    p_zone bigint default null,
    p_house bigint default null,
    p_assignee bigint default null,
    p_mine_of bigint default null,
    p_sort text default null,
    p_limit integer default 20,
    p_offset integer default 0,
    p_specialization text default null,
    p_each integer default null
)
returns table (
    order_id bigint,
    number_text text,
    title text,
    address text,
    place_text text,
    state lib.state,
    due lib.due,
    created_at timestamptz,
    assignee_name text,
    zone_name text,
    channel text,
    overdue boolean,
    emergency boolean,
    returned_count smallint,
    resident_id bigint,
    assignee_id bigint,
    house_id bigint,
    version integer,
    last_event_at timestamptz,
    _badge_state text,
    _icon_state text,
    _badge_due text,
    _total bigint
)
language plpgsql
stable
set search_path = ''
as $$
/*
Orders that the calling cabinet shows, under its row policies and the first wall: in the managers' cabinet those of own
zones and own orders. Without p_sort: open first, emergency first, then the nearest term; closed ones newest first.
_total counts 1,001 beyond the page at most: whoever pages on sees more.

p_search: number, words of the title, street and house. p_filter: open, closed, overdue, threatened (80 % of the term
gone), unassigned, returned, waiting, mine. p_mine_of: orders of this staff member. p_specialization: trade. p_sort: number_text, title, address,
due, created_at, state, assignee_name, a minus before it for descending. p_each: instead of a page the first so many of every
state that is not the last one, in the order of the states (a board); _total is then the state's, 1,001 at most.

The statement is put together of what is asked (constants only, values as parameters), so that each has its index: one
for everything would read all orders.
*/
declare
    v_manager boolean := people.my_cabinet() = 'manager';
    v_now timestamptz := lib.moment();
    v_staff bigint;
    v_search text := nullif(trim(lower(replace(p_search, 'ё', 'е'))), '');
    v_number bigint;
    v_found bigint[];
    v_zones bigint[];
    v_own bigint[];
    v_ids bigint[];
    v_totals bigint[];
    v_limit bigint := greatest(p_limit, 0);
    v_offset bigint := greatest(p_offset, 0);
    v_where text;
    v_order text;
    v_running text := 'o.state in (select st.state from desk.states as st where st.clock_runs)';
    v_open boolean;
    v_from text := 'from desk.orders as o where ';
begin
    if v_manager then
        v_zones := array(select desk.my_zones());
        v_own := array(select desk.orders_of_performer());
    end if;
    if p_filter = 'mine' then
        v_staff := people.my_staff();
    end if;
    if v_search ~ '^(№\s*)?\d{1,12}$' then
        v_number := regexp_replace(v_search, '\D', '', 'g')::bigint;
    end if;
    if v_search is not null then
        v_found := desk.houses_found(v_search);
    end if;
    -- both halves are read only where both may be asked for
    v_open := case
        when p_filter = 'closed' then false
        when p_filter in ('open', 'overdue', 'threatened', 'unassigned', 'returned', 'waiting', 'mine') then true
        when p_state is not null then (select s.open from desk.states as s where s.state = p_state)
    end;
    v_where := concat_ws(
        ' and ',
        case p_filter
            when 'overdue' then 'o.due_at < $1 and ' || v_running
            when 'threatened' then '(o.due_at < $1 or o.warned >= 2) and ' || v_running
            when 'unassigned' then 'o.assignee_id is null and o.state <> ''merged'''
            when 'returned' then 'o.returned_count > 0'
            when 'waiting' then 'o.state = ''waiting'''
            when 'mine' then 'o.assignee_id = $2'
            else 'true'
        end,
        case when v_open then 'o.open' when not v_open then 'not o.open' end,
        case when v_manager then '(o.zone_id = any ($3) or o.order_id = any ($4))' end,
        case when p_state is not null then 'o.state = $5' end,
        case when p_zone is not null then 'o.zone_id = $6' end,
        case when p_house is not null then 'o.house_id = $7' end,
        case when p_assignee is not null then 'o.assignee_id = $8' end,
        case when p_specialization is not null then
            'o.service_id in (select v.service_id from desk.services as v where v.specialization = $9)'
        end,
        case when p_mine_of is not null then
            '(o.assignee_id = $10 or o.order_id in ('
            'select m.order_id from desk.order_members as m where m.staff_id = $10 and m.removed_at is null))'
        end,
        case when v_search is not null then
            '(o.number = $11 or o.house_id = any ($12) or position($13 in lower(replace(o.title, ''ё'', ''е''))) > 0)'
        end
    );
    v_order := case ltrim(coalesce(p_sort, ''), '-')
        when 'number_text' then 'o.number'
        when 'due' then 'o.due_at'
        when 'created_at' then 'o.created_at'
        when 'state' then '(select st.position from desk.states as st where st.state = o.state)'
        when 'title' then 'o.title'
        when 'address' then '(select h.street from estate.houses as h where h.house_id = o.house_id)'
        when 'assignee_name' then '(select f.name::text from people.staff as f where f.staff_id = o.assignee_id)'
    end || case when p_sort like '-%' then ' desc nulls last' else '' end || ', o.order_id desc';
    execute case
        when p_each is not null then
            'select array_agg(u.order_id order by u.position, u.n), '
            'array_agg(least(u.total, 1001) order by u.position, u.n) from ('
            'select o.order_id, st.position, row_number() over in_state as n, count(*) over (partition by o.state) as total '
            'from desk.orders as o join desk.states as st on st.state = o.state '
            'where (o.open or o.state = ''completed'') and not st.terminal and ' || v_where
            || ' window in_state as (partition by o.state order by o.open and o.emergency desc, '
            'case when o.open then o.due_at end, o.order_id desc)) as u where u.n <= $18'
        else
            'select array(' || case
                when v_order is null and v_open is null then
                    'select u.order_id from ('
                    '(select o.order_id, o.open, o.emergency, o.due_at ' || v_from || v_where || ' and o.open'
                    ' order by o.emergency desc, o.due_at, o.order_id desc limit $14)'
                    ' union all '
                    '(select o.order_id, o.open, null, null ' || v_from || v_where || ' and not o.open'
                    ' order by o.order_id desc limit $14)'
                    ') as u order by u.open desc, u.emergency desc, u.due_at, u.order_id desc'
                else
                    'select o.order_id ' || v_from || v_where || ' order by ' || coalesce(
                        v_order, case when v_open then 'o.emergency desc, o.due_at, ' else '' end || 'o.order_id desc')
            end || ' limit $15 offset $16), array[(select count(*) from (select ' || v_from || v_where
            || ' limit $17) as c)]'
    end
    into v_ids, v_totals
    using
        v_now, v_staff, v_zones, v_own, p_state, p_zone, p_house, p_assignee, p_specialization, p_mine_of, v_number,
        v_found, v_search, v_limit + v_offset, v_limit, v_offset, v_offset + 1001, p_each;
    return query
    select
        r.order_id, r.number_text, r.title, r.address, r.place_text, r.state::lib.state, r.due_at::lib.due,
        r.created_at, r.assignee_name, r.zone_name, r.channel, r.overdue, r.emergency, r.returned_count,
        r.resident_id, r.assignee_id, r.house_id, r.version, r.last_event_at, r.badge, r.icon,
        case when r.overdue then 'bad' when r.open and r.due_at < v_now + interval '2 hours' then 'warn' end,
        v_totals[case when p_each is null then 1 else g.place end]
    from unnest(v_ids) with ordinality as g (order_id, place)
    join desk.order_rows as r on r.order_id = g.order_id
    order by g.place;
end
$$;
comment on function desk.order_list(
    text, text, text, bigint, bigint, bigint, bigint, text, integer, integer, text, integer
) is 'Orders that the calling cabinet shows';
