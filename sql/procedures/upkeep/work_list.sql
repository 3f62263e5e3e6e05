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
those of a plan, drafts too. p_zone: with its branch; p_zones: just these. p_sort: title, address, span, starts_at, crew_name, a minus before it for descending. _total counts 1,001
beyond the page at most. The statement is put together of what is asked, so that each has its index.
*/
declare
    v_today date := people.today();
    v_where text := case
        when p_plan is not null then 'w.plan_id = $7 and w.state <> ''cancelled'''
            || case p_filter when 'unplaced' then ' and w.starts_at is null' else '' end
        else case coalesce(p_filter, 'soon')
            when 'overdue' then 'w.state in (''planned'', ''in_progress'', ''no_access'') and upper(w.span) <= $1'
            when 'unplaced' then 'w.starts_at is null and w.state in (''planned'', ''in_progress'', ''no_access'')'
            when 'notice' then 'w.state = ''planned'' and w.starts_at > $2 and w.outage_id is null
                and w.norm_id in (select n.norm_id from upkeep.norms as n where n.utility is not null)'
            when 'mine' then 'w.state in (''planned'', ''in_progress'', ''no_access'') and w.staff_ids @> array[$3]'
            when 'open' then 'w.state in (''planned'', ''in_progress'', ''no_access'')'
            when 'done' then 'w.state = ''done'''
            when 'all' then 'w.state <> ''draft'''
            else 'w.state in (''planned'', ''in_progress'', ''no_access'')
                and (upper(w.span) <= $1 + 31 or w.starts_at < $2 + interval ''31 days'')'
        end
    end;
    v_order text := case ltrim(coalesce(p_sort, ''), '-')
        when 'title' then 'w.title' when 'address' then 'h.street %s, h.number' when 'span' then 'w.span'
        when 'starts_at' then 'w.starts_at' when 'crew_name' then 'w.crew_id'
    end;
begin
    v_order := case
        when v_order like '%\%s%' then format(v_order, case when p_sort like '-%' then 'desc' else 'asc' end)
        when v_order is not null then v_order || case when p_sort like '-%' then ' desc' else '' end || ' nulls last'
        when p_filter = 'done' then 'w.done_at desc'
        when p_plan is not null then 'w.starts_at is not null, w.starts_at, w.work_id'
        else 'upper(w.span) > $1, w.starts_at nulls first, upper(w.span)'
    end;
    if p_zone is not null then
        v_where := v_where || ' and h.zone_id in (select z.id from estate.zone_branch(array[$4]) as z (id))';
    end if;
    if p_zones is not null then
        v_where := v_where || ' and h.zone_id = any ($12)';
    end if;
    if p_crew is not null then
        v_where := v_where || ' and w.crew_id = $5';
    end if;
    if p_house is not null then
        v_where := v_where || ' and w.house_id = $6';
    end if;
    if nullif(p_trade, '') is not null then
        v_where := v_where || ' and w.specialization = $8';
    end if;
    if nullif(trim(p_search), '') is not null then
        v_where := v_where || ' and (h.search like ''%'' || $9 || ''%'' or lower(w.title) like ''%'' || $9 || ''%'')';
    end if;
    return query execute format(
        'with found as (
            select w.work_id, row_number() over (order by %1$s, w.work_id) as place
            from upkeep.works as w
            join estate.houses as h on h.house_id = w.house_id
            where %2$s
            order by %1$s, w.work_id
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
        order by p.place', v_order, v_where)
    using
        v_today, lib.moment(), people.my_staff(), p_zone, p_crew, p_house, p_plan, p_trade,
        lower(replace(trim(p_search), 'ё', 'е')), greatest(p_limit, 0), greatest(p_offset, 0), p_zones;
end
$$;
comment on function upkeep.work_list(
    text, text, bigint, bigint, bigint, bigint, text, text, integer, integer, bigint[]
) is
'Planned works that a cabinet shows';
