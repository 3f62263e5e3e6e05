create function upkeep.work_list(
    p_filter text default null,
    p_search text default null,
    p_zone bigint default null,
    p_crew bigint default null,
    p_house bigint default null,
    p_plan bigint default null,
    p_trade text default null,
    p_sort text default null,
    p_limit integer default 20,
    p_offset integer default 0,
    p_zones bigint[] default null
)
returns table (
    work_id bigint,
    title text,
    address text,
    span daterange,
    starts_at timestamptz,
    crew_name text,
    people text,
    state lib.state,
    ground text,
    why text,
    planned_minutes integer,
    overdue boolean,
    utility text,
    house_id bigint,
    version integer,
    _badge_state text,
    _icon_state text,
    _badge_span text,
    _total bigint
)
language plpgsql
stable
set search_path = ''
as $$
/*
Planned works that the calling cabinet shows, under its row policies. p_filter: soon (what is due within a month, overdue first;
without p_filter too), overdue, unplaced, notice (stops a utility and no outage is announced), mine, open, done, all. p_plan:
those of a plan, drafts too. p_zone: with its branch; p_zones: just these. p_search: the address, or the title that the norm has
now. p_sort: title, address, span, starts_at, crew_name, a minus before it for descending. _total counts 1,001 beyond the page
at most.

The statement is put together of what is asked, so that each has its index: overdue works, those without a time and those that
have one are parts of their own, each read in the order of its index and no further than the page is counted («nulls first»
is the index's, even where none is null).
*/
declare
    v_filter constant text := case when p_plan is not null then 'plan' else coalesce(p_filter, 'soon') end;
    v_open constant text := 'w.state in (''planned'', ''in_progress'', ''no_access'')';
    v_ahead constant text := v_open || ' and w.overdue_on > $1 and w.starts_at is ';
    v_search constant text := '%' || lower(replace(nullif(trim(p_search), ''), 'ё', 'е')) || '%';
    v_parts text[];
    v_orders text[];
    v_more text := '';
    v_houses bigint[];
    v_norms bigint[];
begin
    case v_filter
        when 'plan' then
            v_parts := array['w.plan_id = $7 and w.state <> ''cancelled'''
                || case p_filter when 'unplaced' then ' and w.starts_at is null' else '' end];
            v_orders := array['w.starts_at nulls first'];
        when 'done' then
            v_parts := array['w.state = ''done'''];
            v_orders := array['w.done_at desc'];
        when 'all' then
            v_parts := array['w.state <> ''draft'''];
            v_orders := array['w.starts_at desc nulls last'];
        when 'notice' then
            v_parts := array['w.state = ''planned'' and w.starts_at > $2 and w.outage_id is null
                and w.norm_id = any (array(select n.norm_id from upkeep.norms as n where n.utility is not null))'];
            v_orders := array['w.starts_at'];
        when 'unplaced' then
            v_parts := array[v_open || ' and w.starts_at is null'];
            v_orders := array['w.overdue_on'];
        when 'overdue' then
            v_parts := array[v_open || ' and w.overdue_on <= $1'];
            v_orders := array['w.starts_at nulls first, w.overdue_on'];
        else
            v_parts := array[
                v_open || ' and w.overdue_on <= $1',
                v_ahead || 'null' || case v_filter when 'soon' then ' and w.overdue_on <= $1 + 31' else '' end,
                v_ahead || 'not null' || case v_filter
                    when 'soon' then ' and (w.overdue_on <= $1 + 31 or w.starts_at < $2 + interval ''31 days'')' else '' end
            ];
            v_orders := array['w.starts_at nulls first, w.overdue_on', 'w.overdue_on', 'w.starts_at nulls first, w.overdue_on'];
    end case;
    if ltrim(p_sort, '-') in ('title', 'address', 'span', 'starts_at', 'crew_name') then
        v_parts := array['(' || array_to_string(v_parts, ' or ') || ')'];
        v_orders := array[format(
            case ltrim(p_sort, '-')
                when 'title' then 'w.title %1$s' when 'address' then 'h.street %1$s, h.number %1$s' when 'span' then 'w.overdue_on %1$s'
                when 'starts_at' then 'w.starts_at %1$s' else 'w.crew_id %1$s'
            end, case when p_sort like '-%' then 'desc nulls last' else 'asc nulls last' end)];
    end if;
    if v_search is not null then
        v_houses := array(select h.house_id from estate.houses as h where h.search like v_search);
        v_norms := array(
            select n.norm_id
            from upkeep.norms as n
            where lower(replace(concat_ws(' ', n.title, n.title_en), 'ё', 'е')) like v_search
        );
    end if;
    v_more := case when v_filter = 'mine' then ' and w.staff_ids @> array[$3]' else '' end
        || case when v_search is not null then ' and (w.house_id = any ($9) or w.norm_id = any ($13))' else '' end
        || case when p_zone is not null then ' and h.zone_id in (select z.id from estate.zone_branch(array[$4]) as z (id))' else '' end
        || case when p_zones is not null then ' and h.zone_id = any ($12)' else '' end
        || case when p_crew is not null then ' and w.crew_id = $5' else '' end
        || case when p_house is not null then ' and w.house_id = $6' else '' end
        || case when nullif(p_trade, '') is not null then ' and w.specialization = $8' else '' end;
    return query execute format(
        'with found as (
            select p.work_id, row_number() over (order by p.part, p.place) as place
            from (%1$s) as p
            order by 2
            limit $10 + $11 + 1001
        ),

        counted as (select count(*) as total from found),

        page as (select * from found order by place limit $10 offset $11)

        select
            r.work_id, r.title, r.address, r.span, r.starts_at, r.crew_name,
            (
                select string_agg(lib.person_short(s.name), '', '' order by s.name)
                from people.staff as s where s.staff_id = any (r.staff_ids)
            ),
            cabinet.said(''phrase.work_state.'' || r.state)::lib.state, r.ground,
            case when r.unplaced is not null then cabinet.said(''phrase.unplaced.'' || r.unplaced, jsonb_build_object(
                ''crew'', coalesce(r.crew_name, ''—''), ''people'', r.people_count, ''minutes'', r.planned_minutes,
                ''trade'', (
                    select case when lib.language() = ''en'' then t.title_en else t.title end
                    from people.specializations as t where t.specialization = r.specialization
                ),
                ''from'', to_char(lower(r.span), ''DD.MM.YYYY''), ''to'', to_char(upper(r.span) - 1, ''DD.MM.YYYY''))) end,
            r.planned_minutes, r.overdue, r.utility, r.house_id, r.version, r.badge, r.icon,
            case when r.overdue then ''bad'' end, c.total
        from page as p
        cross join counted as c
        join upkeep.work_rows as r on r.work_id = p.work_id
        order by p.place',
        (
            select string_agg(format(
                '(select w.work_id, %1$s as part, row_number() over (order by %2$s, w.work_id) as place
                from upkeep.works as w %3$s
                where %4$s%5$s
                order by %2$s, w.work_id
                limit $10 + $11 + 1001)', u.n, v_orders[u.n],
                case when v_more || v_orders[u.n] like '%h.%' then 'join estate.houses as h on h.house_id = w.house_id' end, u.part, v_more
            ), ' union all ')
            from unnest(v_parts) with ordinality as u (part, n)
        )
    ) using
        people.today(), lib.moment(), people.my_staff(), p_zone, p_crew, p_house, p_plan, p_trade, v_houses,
        greatest(p_limit, 0), greatest(p_offset, 0), p_zones, v_norms;
end
$$;
comment on function upkeep.work_list(
    text, text, bigint, bigint, bigint, bigint, text, text, integer, integer, bigint[]
) is
'Planned works that a cabinet shows';
