create function manager.team_list(
    p_search lib.search default null,
    p_trade text default null
)
returns table (
    name text,
    position_title text,
    trades text,
    tomorrow text,
    stands_in text,
    load text,
    overdue_count integer,
    _badge_tomorrow text,
    _badge_load text,
    _badge_overdue_count text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Who works in one's zones: tomorrow's shift, day off or leave with the replacement, and the load against the capacity.
*/
declare
    v_zones bigint[] := array(select desk.my_zones());
    v_above bigint[] := array(select distinct u.z from unnest(v_zones) as m (id), unnest(estate.zone_path(m.id)) as u (z));
    v_now timestamptz := lib.moment();
    v_tomorrow date := people.today() + 1;
    v_works boolean := exists (select from desk.working_segments(v_tomorrow, v_tomorrow));
    v_word text := '%' || lower(p_search) || '%';
begin
    return query
    with crew as (
        select s.*
        from people.staff as s
        where
            s.employed @> v_tomorrow
            and (
                exists (
                    select from people.staff_scopes as c
                    left join estate.entrances as e on e.entrance_id = c.entrance_id
                    left join estate.houses as h on h.house_id = coalesce(c.house_id, e.house_id)
                    where c.staff_id = s.staff_id and c.during @> v_tomorrow
                        and (c.zone_id = any (v_above || v_zones) or h.zone_id = any (v_zones))
                )
                or exists (
                    select from people.zone_managers as m
                    where m.staff_id = s.staff_id and m.zone_id = any (v_zones) and m.during @> v_tomorrow
                )
            )
            and (p_search is null or lower(s.name || ' ' || s.position) like v_word)
            and (p_trade is null or exists (
                select from people.staff_specializations as t
                where t.staff_id = s.staff_id and t.specialization = p_trade))
    )

    select
        c.name::text, c.position,
        (
            select string_agg(case when lib.language() = 'en' then k.title_en else k.title end, ', ' order by k.title)
            from people.staff_specializations as t
            join people.specializations as k on k.specialization = t.specialization
            where t.staff_id = c.staff_id
        ),
        coalesce(
            case when l.leave_id is not null then
                cabinet.said('said.manager.leave_' || l.kind, jsonb_build_object('until', to_char(upper(l.during) - 1, 'DD.MM')))
            end,
            case when d.shift_id is not null then cabinet.said(
                'said.manager.' || case when upper(d.during) - lower(d.during) >= interval '1 day' then 'shift_day' else 'shift' end,
                jsonb_build_object(
                'from', to_char(lower(d.during), 'FMHH24:MI'), 'to', to_char(upper(d.during), 'FMHH24:MI'))) end,
            cabinet.said('said.manager.' || case when v_works then 'works' else 'day_off' end)),
        case when l.leave_id is not null then coalesce(lib.person_short(r.name), cabinet.said('phrase.no_replacement')) end,
        k.open_n || ' / ' || c.capacity, nullif(k.overdue_n, 0)::integer,
        case when l.leave_id is not null and l.replacement_id is null then 'bad'
            when l.leave_id is not null then 'warn' when d.shift_id is not null or v_works then 'ok' else 'muted' end,
        case when k.open_n >= c.capacity then 'bad' when k.open_n * 4 >= c.capacity * 3 then 'warn' else 'ok' end,
        case when k.overdue_n > 0 then 'bad' end
    from crew as c
    left join people.leaves as l on l.staff_id = c.staff_id and l.during @> v_tomorrow
    left join people.staff as r on r.staff_id = l.replacement_id
    left join lateral (
        select q.shift_id, q.during
        from people.duty_shifts as q
        where q.staff_id = c.staff_id
            and q.during && tstzrange(v_tomorrow::timestamptz, (v_tomorrow + 1)::timestamptz)
        order by lower(q.during)
        limit 1
    ) as d on true
    cross join lateral (
        select
            count(*) filter (where not o.emergency) as open_n,
            count(*) filter (where t.clock_runs and o.due_at < v_now) as overdue_n
        from desk.orders as o
        join desk.states as t on t.state = o.state
        where o.assignee_id = c.staff_id and o.open
    ) as k
    order by l.leave_id is not null, c.name;
end
$$;
comment on function manager.team_list(lib.search, text) is 'Кто завтра работает
@kind list
@filter p_search p_trade
@field p_trade Специальность
@options p_trade orders_trades
@placeholder p_search Фамилия или должность
@bold name tomorrow load
@column name Кто
@column position_title Должность
@column trades Специальность
@column tomorrow Завтра
@column stands_in Заменяет
@column load Нагрузка
@column overdue_count Просрочено
@limit 50
@empty В вашей точке пока никто не работает. Людей назначает управляющий';

select cabinet.page_define(
    p_cabinet => 'manager', p_page => 'team', p_title => 'Бригада',
    p_blocks => 'leave_requests team_list absence_list zone_duty absence_do',
    p_icon => 'people', p_menu => 60, p_group => 'Команда', p_right => 'zone');
