create function supervisor.staff_list(
    p_search lib.search default null,
    p_trade text default null,
    p_zone lib.zone_ref default null,
    p_former boolean default null,
    p_on date default null
)
returns table (
    name text,
    "position" text,
    trades text,
    where_text text,
    open_orders bigint,
    capacity smallint,
    presence lib.state,
    mark numeric,
    _badge_presence text,
    _badge_open_orders text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Staff by name, trade and zone, with load, presence today and the rating of the last 90 days. p_on: who worked on that day,
where, on leave or on duty, with the rating of the 90 days before; the load is known of today alone.
*/
declare
    v_least integer := cabinet.setting('rating_least');
    v_today date := coalesce(p_on, people.today());
    v_now timestamptz := case when p_on is null then lib.moment() else least((p_on + 1)::timestamptz, lib.moment()) end;
    v_day tstzrange := case
        when p_on is null then tstzrange(v_now, v_now, '[]') else tstzrange(p_on::timestamptz, (p_on + 1)::timestamptz)
    end;
    v_said jsonb := (
        select jsonb_object_agg(p.presence, cabinet.said('phrase.presence.' || p.presence))
        from unnest(array['former', 'leave', 'duty', 'work']) as p (presence)
    );
begin
    return query
    select
        s.name::text, s."position",
        (
            select string_agg(case lib.language() when 'en' then k.title_en else k.title end, ', ' order by k.title)
            from people.staff_specializations as t
            join people.specializations as k on k.specialization = t.specialization
            where t.staff_id = s.staff_id
        ),
        (
            select string_agg(distinct coalesce(
                (select z.name::text from estate.zones as z where z.zone_id = c.zone_id),
                (select h.street || ', ' || h.number from estate.houses as h where h.house_id = c.house_id), '—'
            ), ', ')
            from people.staff_scopes as c
            where c.staff_id = s.staff_id and c.during @> v_today
        ),
        case when w.busy > 0 or s.capacity > 0 then w.busy end, nullif(s.capacity, 0::smallint),
        (v_said ->> w.presence)::lib.state,
        (
            -- without the price, which is not his
            select case when count(*) >= v_least then round(sum(
                coalesce(r.quality, 0) + coalesce(r.speed, 0) + coalesce(r.politeness, 0) + coalesce(r.tidiness, 0)
            )::numeric / nullif(sum(num_nonnulls(r.quality, r.speed, r.politeness, r.tidiness)), 0), 1) end
            from desk.ratings as r
            where r.staff_id = s.staff_id and r.created_at > v_now - interval '90 days' and r.created_at <= v_now
        ),
        case w.presence when 'duty' then 'ok' when 'leave' then 'warn' when 'former' then 'muted' else 'info' end,
        case when w.busy >= s.capacity and s.capacity > 0 then 'warn' end,
        'employee?staff=' || s.staff_id
    from people.staff as s
    cross join lateral (
        select
            case
                when not s.employed @> v_today then 'former'
                when exists (
                    select from people.leaves as l where l.staff_id = s.staff_id and l.during @> v_today
                ) then 'leave'
                when exists (
                    select from people.duty_shifts as d where d.staff_id = s.staff_id and d.during && v_day
                ) then 'duty'
                else 'work'
            end,
            case when p_on is null then (
                select count(*) from desk.orders as o where o.assignee_id = s.staff_id and o.open
            ) end
        offset 0  -- once a row, however often it is named
    ) as w (presence, busy)
    where
        s.employed @> v_today = not coalesce(p_former, false)
        and (coalesce(p_search, '') = '' or s.name ilike '%' || p_search || '%' or s."position" ilike '%' || p_search || '%')
        and (p_trade is null or exists (
            select from people.staff_specializations as t where t.staff_id = s.staff_id and t.specialization = p_trade))
        and (p_zone is null or exists (
            select from people.staff_scopes as c
            where c.staff_id = s.staff_id and c.zone_id = p_zone and c.during @> v_today))
    order by s.name;
end
$$;
comment on function supervisor.staff_list(lib.search, text, lib.zone_ref, boolean, date) is 'Сотрудники
@filter p_search p_trade p_zone p_former p_on
@options p_trade staff_trade_options
@options p_zone orders_zone_options
@placeholder p_search Фамилия или должность
@field p_trade Специальность
@field p_former Уволенные
@bold name position presence
@column trades Умеет
@column where_text Где
@column open_orders Открыто
@column capacity Берёт до
@column mark Оценка
@empty Никого не нашли
@create staff_hire';

create function supervisor.staff_trade_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Trades. */
begin
    return query
    select
        s.specialization,
        case lib.language() when 'en' then s.title_en else s.title end
        || case when s.permit_required then ' (' || cabinet.said('phrase.permit') || ')' else '' end
    from people.specializations as s
    order by s.title;
end
$$;
comment on function supervisor.staff_trade_options() is 'Специальности';

create function supervisor.staff_hire(
    p_name lib.person_name,
    p_position lib.title,
    p_phone lib.phone,
    p_email lib.email default null,
    p_trades text[] default '{}',
    p_zones lib.zones_ref default '{}',
    p_permit_until date default null,
    p_capacity integer default 8,
    p_from date default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes a person on with trades and zones; he signs in by the code sent to him. */
declare
    v_staff bigint;
begin
    v_staff := people.staff_hire(
        p_user => people.user_create(
            p_name => p_name, p_phone => p_phone, p_email => p_email, p_cabinets => '{manager}'
        )::lib.user_ref,
        p_position => p_position, p_capacity => p_capacity, p_from => p_from, p_specializations => p_trades,
        p_permit_until => p_permit_until
    );
    perform people.staff_scope_set(p_staff => v_staff::lib.staff_ref, p_zones => p_zones, p_from => p_from);
    return row(
        cabinet.said('phrase.staff_hired', jsonb_build_object('name', p_name)), '/supervisor/employee?staff=' || v_staff
    )::lib.outcome;
end
$$;
comment on function supervisor.staff_hire(
    lib.person_name, lib.title, lib.phone, lib.email, text[], lib.zones_ref, date, integer, date
) is 'Принять сотрудника
@options p_trades staff_trade_options
@options p_zones orders_zone_options
@field p_name Фамилия, имя, отчество
@field p_position Должность
@placeholder p_position Сантехник
@field p_trades Что умеет
@field p_zones Где работает
@field p_permit_until Допуск до
@hint p_permit_until Для электрика, лифтёра и кровельщика
@field p_capacity Открытых заявок сразу
@field p_from С какого дня
@submit Принять сотрудника
@icon person-plus';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'staff', p_title => 'Сотрудники',
    p_blocks => 'staff_list',
    p_icon => 'person-badge', p_menu => 80, p_group => 'Команда', p_phone => true);
