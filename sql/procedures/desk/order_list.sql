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
    p_specialization text default null
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

p_search: number, words of the title, street and house. p_filter: open, closed, overdue, threatened (80 % of the term
gone), unassigned, returned, waiting, mine. p_mine_of: orders of this staff member. p_specialization: trade. p_sort: number_text, title, address,
due, created_at, state, assignee_name, a minus before it for descending.
*/
declare
    v_manager boolean := people.my_cabinet() = 'manager';
    v_staff bigint := people.my_staff();
    v_now timestamptz := lib.moment();
    v_search text := nullif(trim(lower(replace(p_search, 'ё', 'е'))), '');
    v_number bigint;
    v_found bigint[];
    v_zones bigint[];
    v_own bigint[];
    v_sort text := coalesce(ltrim(p_sort, '-'), '');
    v_down boolean := p_sort like '-%';
begin
    if v_manager then
        v_zones := array(select desk.my_zones());
        v_own := array(select desk.orders_of_performer());
    end if;
    if v_search ~ '^(№\s*)?\d{1,12}$' then
        v_number := regexp_replace(v_search, '\D', '', 'g')::bigint;
    end if;
    if v_search is not null then
        v_found := desk.houses_found(v_search);
    end if;
    return query
    with shown as (
        select
            o.order_id, o.open, o.emergency, o.due_at, o.created_at, o.number, o.state, st.position, o.title,
            o.assignee_id, count(*) over () as total
        from desk.orders as o
        join desk.states as st on st.state = o.state
        where
            (not v_manager or o.zone_id = any (v_zones) or o.order_id = any (v_own))
            and (p_state is null or o.state = p_state)
            and (p_zone is null or o.zone_id = p_zone)
            and (p_house is null or o.house_id = p_house)
            and (p_assignee is null or o.assignee_id = p_assignee)
            and (p_specialization is null or exists (
                select from desk.services as v
                where v.service_id = o.service_id and v.specialization = p_specialization
            ))
            and (p_mine_of is null or o.assignee_id = p_mine_of or exists (
                select from desk.order_members as m
                where m.order_id = o.order_id and m.staff_id = p_mine_of and m.removed_at is null
            ))
            and (
                v_search is null or o.number = v_number or o.house_id = any (v_found)
                or position(v_search in lower(replace(o.title, 'ё', 'е'))) > 0
            )
            and case coalesce(p_filter, '')
                when 'open' then o.open
                when 'closed' then not o.open
                when 'overdue' then o.open and st.clock_runs and o.due_at < v_now
                when 'threatened' then o.open and st.clock_runs and (o.due_at < v_now or o.warned >= 2)
                when 'unassigned' then o.open and o.assignee_id is null
                when 'returned' then o.open and o.returned_count > 0
                when 'waiting' then o.state = 'waiting'
                when 'mine' then o.open and o.assignee_id = v_staff
                else true
            end
    ),

    paged as (
        select s.*, row_number() over (
            order by
                case when v_sort = '' then not s.open end,
                case when v_sort = '' then not s.emergency end,
                case when v_sort = '' and s.open then s.due_at end,
                case when v_sort = 'number_text' and not v_down then s.number end,
                case when v_sort = 'number_text' and v_down then s.number end desc,
                case when v_sort = 'due' and not v_down then s.due_at end,
                case when v_sort = 'due' and v_down then s.due_at end desc,
                case when v_sort = 'created_at' and not v_down then s.created_at end,
                case when v_sort = 'created_at' and v_down then s.created_at end desc,
                case when v_sort = 'state' and not v_down then s.position end,
                case when v_sort = 'state' and v_down then s.position end desc,
                case when v_sort = 'title' and not v_down then s.title end,
                case when v_sort = 'title' and v_down then s.title end desc,
                case when v_sort = 'assignee_name' and not v_down then (
                    select f.name::text from people.staff as f where f.staff_id = s.assignee_id
                ) end,
                case when v_sort = 'assignee_name' and v_down then (
                    select f.name::text from people.staff as f where f.staff_id = s.assignee_id
                ) end desc,
                s.order_id desc
        ) as place
        from shown as s
        order by place
        limit greatest(p_limit, 0) offset greatest(p_offset, 0)
    )

    select
        r.order_id, r.number_text, r.title, r.address, r.place_text, r.state::lib.state, r.due_at::lib.due,
        r.created_at, r.assignee_name, r.zone_name, r.channel, r.overdue, r.emergency, r.returned_count,
        r.resident_id, r.assignee_id, r.house_id, r.version, r.last_event_at, r.badge, r.icon,
        case when r.overdue then 'bad' when r.open and g.due_at < v_now + interval '2 hours' then 'warn' end,
        g.total
    from paged as g
    join desk.order_rows as r on r.order_id = g.order_id
    order by g.place;
end
$$;
comment on function desk.order_list(
    text, text, text, bigint, bigint, bigint, bigint, text, integer, integer, text
) is 'Orders that the calling cabinet shows';
