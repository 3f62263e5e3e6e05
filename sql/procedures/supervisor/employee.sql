create function supervisor.employee_card(
    p_staff lib.staff_ref
)
returns table (
    name text,
    "position" text,
    phone lib.phone,
    trades text,
    capacity smallint,
    during daterange,
    today text,
    presence lib.state,
    _badge_presence text,
    _title text,
    _icon text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The employee: position, trades, load, sign-in. */
begin
    return query
    select
        s.name::text, s."position", c.phone::lib.phone,
        (
            select string_agg(
                case lib.language() when 'en' then k.title_en else k.title end
                || case when t.permit_until is null then '' else ' ' || cabinet.said(
                    'phrase.permit_until', jsonb_build_object('day', to_char(t.permit_until, 'DD.MM.YYYY'))) end, ', ' order by k.title)
            from people.staff_specializations as t
            join people.specializations as k on k.specialization = t.specialization
            where t.staff_id = s.staff_id
        ),
        nullif(s.capacity, 0::smallint), s.employed,
        (
            select cabinet.said('phrase.leave.' || l.kind) || ' ' || people.days_said(l.during)
                || coalesce(', ' || cabinet.said('phrase.stands_in', jsonb_build_object('name', lib.person_short(r.name))), '')
            from people.leaves as l
            left join people.staff as r on r.staff_id = l.replacement_id
            where l.staff_id = p_staff and l.during @> people.today()
        ),
        cabinet.said(case when b.blocked then 'phrase.blocked' else 'phrase.open' end)::lib.state,
        case when b.blocked then 'bad' else 'ok' end, s.name::text, 'person-badge',
        array[
            'employee_edit?staff=' || p_staff, 'employee_scope?staff=' || p_staff, 'employee_cabinet?staff=' || p_staff,
            case when b.blocked then 'employee_unblock?staff=' || p_staff else 'employee_block?staff=' || p_staff end
        ]
    from people.staff as s
    left join lateral people.contacts_for(array[s.user_id]) as c on true
    left join lateral (
        select bool_or(a.blocked) as blocked from people.staff_cabinets(p_staff) as a
    ) as b on true
    where s.staff_id = p_staff;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function supervisor.employee_card(lib.staff_ref) is 'Сотрудник
@kind card
@bold name
@column trades Умеет
@column capacity Берёт заявок сразу
@column during Работает
@column today Сейчас
@column presence Вход
@personal';

create function supervisor.employee_scopes(
    p_staff lib.staff_ref
)
returns table (
    where_text text,
    during daterange,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Where he works: zones, houses, entrances; zones he manages. */
begin
    return query
    select
        coalesce(z.name::text, h.street || ', ' || h.number,
            eh.street || ', ' || eh.number || ', ' || cabinet.said('phrase.entrance', jsonb_build_object('number', e.number))),
        c.during, case when c.zone_id is not null then 'geo-alt' else 'building' end
    from people.staff_scopes as c
    left join estate.zones as z on z.zone_id = c.zone_id
    left join estate.houses as h on h.house_id = c.house_id
    left join estate.entrances as e on e.entrance_id = c.entrance_id
    left join estate.houses as eh on eh.house_id = e.house_id
    where c.staff_id = p_staff and c.during @> people.today()
    union all
    select cabinet.said('phrase.manages', jsonb_build_object('zone', z.name)), m.during, 'person-check'
    from people.zone_managers as m
    join estate.zones as z on z.zone_id = m.zone_id
    where m.staff_id = p_staff and m.during @> people.today();
end
$$;
comment on function supervisor.employee_scopes(lib.staff_ref) is 'Где работает
@kind cards
@bold where_text
@column where_text Где
@column during Когда
@empty Участок не задан: заявки сюда не придут';

create function supervisor.employee_permits(
    p_staff lib.staff_ref
)
returns table (
    title text,
    until lib.day,
    number text,
    why text,
    _icon text,
    _badge_until text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Permits: those that count and those of the last year. */
begin
    return query
    select
        p.title::text, p.valid_until::lib.day, p.number, p.withdrawn_reason, 'card-checklist',
        people.permit_badge(p.valid_until, p.withdrawn_at),
        case when p.withdrawn_at is null and p.valid_until >= people.today() then array['permits_withdraw?permit=' || p.permit_id] end
    from people.permits as p
    where p.staff_id = p_staff and p.valid_until > people.today() - 365
    order by p.withdrawn_at is not null, p.valid_until desc, p.permit_id;
end
$$;
comment on function supervisor.employee_permits(lib.staff_ref) is 'Допуски
@kind cards
@hide_empty
@bold title
@column until До
@column number Номер
@column why Почему отозван';

create function supervisor.employee_cabinets(
    p_staff lib.staff_ref
)
returns table (
    title text,
    last_seen_at timestamptz,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Cabinets he holds. */
begin
    return query
    select c.title, c.last_seen_at, array['roles_revoke?person=' || c.user_id || '&cabinet=' || c.cabinet]
    from people.staff_cabinets(p_staff) as c
    where c.cabinet is not null;
end
$$;
comment on function supervisor.employee_cabinets(lib.staff_ref) is 'Кабинеты
@kind cards
@bold title
@column title Кабинет
@column last_seen_at Был в сети
@empty Кабинетов нет: войти некуда';

create function supervisor.employee_orders(
    p_staff lib.staff_ref,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    number_text text,
    title text,
    address text,
    state lib.state,
    due lib.due,
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
/* His open orders. */
begin
    return query
    select
        o.number_text, o.title, o.address, o.state, o.due, o._badge_state, o._icon_state, o._badge_due,
        'order?order=' || o.order_id, o._total
    from desk.order_list(p_filter => 'open', p_assignee => p_staff, p_limit => p_limit, p_offset => p_offset) as o;
end
$$;
comment on function supervisor.employee_orders(lib.staff_ref, integer, integer) is 'Открытые заявки
@bold title number_text due
@column number_text Номер
@column title Что
@empty Открытых заявок нет
@personal';

create function supervisor.employee_history(
    p_staff lib.staff_ref
)
returns table (
    happened_at timestamptz,
    title text,
    note text,
    who text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Changes with their reasons. */
begin
    return query select c.at, c.title, c.note, c.author from cabinet.rule_history('staff', p_staff::text) as c;
end
$$;
comment on function supervisor.employee_history(lib.staff_ref) is 'История
@kind timeline
@hide_empty';

create function supervisor.employee_edit(
    p_staff lib.staff_ref,
    p_position lib.title,
    p_capacity smallint,
    p_reason lib.reason,
    p_trades text[] default '{}',
    p_permit_until date default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Position, trades, how many orders at once. */
begin
    perform people.staff_edit(
        p_staff => p_staff, p_position => p_position, p_capacity => p_capacity, p_trades => p_trades,
        p_reason => p_reason, p_permit_until => p_permit_until
    );
    return row(cabinet.said('phrase.saved'), '/supervisor/employee?staff=' || p_staff)::lib.outcome;
end
$$;
comment on function supervisor.employee_edit(lib.staff_ref, lib.title, smallint, lib.reason, text[], date) is 'Изменить
@options p_trades staff_trade_options
@prefill employee_edit_draft
@field p_position Должность
@field p_capacity Открытых заявок сразу
@field p_trades Что умеет
@field p_permit_until Допуск до
@hint p_permit_until Для электрика, лифтёра и кровельщика
@field p_reason Почему меняем
@submit Изменить
@icon pencil
@needs p_staff';

create function supervisor.employee_edit_draft(
    p_staff lib.staff_ref
)
returns table (
    p_position text,
    p_capacity smallint,
    p_trades text[],
    p_permit_until date
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As it is now. */
begin
    return query
    select
        s."position", s.capacity,
        array(select t.specialization from people.staff_specializations as t where t.staff_id = p_staff),
        (select min(t.permit_until) from people.staff_specializations as t where t.staff_id = p_staff)
    from people.staff as s
    where s.staff_id = p_staff;
end
$$;
comment on function supervisor.employee_edit_draft(lib.staff_ref) is 'Сейчас';

create function supervisor.employee_scope(
    p_staff lib.staff_ref,
    p_zones lib.zones_ref default '{}',
    p_houses lib.houses_ref default '{}'
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Where he works from today on. */
begin
    perform people.staff_scope_set(p_staff => p_staff, p_zones => p_zones, p_houses => p_houses);
    return row(cabinet.said('phrase.saved'), '/supervisor/employee?staff=' || p_staff)::lib.outcome;
end
$$;
comment on function supervisor.employee_scope(lib.staff_ref, lib.zones_ref, lib.houses_ref) is 'Участок
@options p_zones orders_zone_options
@options p_houses employee_house_options
@prefill employee_scope_draft
@field p_zones Точки целиком
@field p_houses Отдельные дома
@submit Изменить участок
@style secondary
@icon geo-alt
@needs p_staff';

create function supervisor.employee_scope_draft(
    p_staff lib.staff_ref
)
returns table (
    p_zones bigint[],
    p_houses bigint[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As it is now. */
begin
    return query
    select
        coalesce(array_agg(c.zone_id) filter (where c.zone_id is not null), '{}'),
        coalesce(array_agg(c.house_id) filter (where c.house_id is not null), '{}')
    from people.staff_scopes as c
    where c.staff_id = p_staff and c.during @> people.today();
end
$$;
comment on function supervisor.employee_scope_draft(lib.staff_ref) is 'Сейчас';

create function supervisor.employee_house_options(
    p_staff lib.staff_ref default null,
    p_search text default null
)
returns table (
    value text,
    label text,
    group_label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Houses by part of the address; those of his scope first. */
begin
    return query
    select h.house_id::text, h.street || ', ' || h.number, z.name::text
    from estate.houses as h
    join estate.zones as z on z.zone_id = h.zone_id
    left join people.staff_scopes as c
        on c.house_id = h.house_id and c.staff_id = p_staff and c.during @> people.today()
    where
        c.staff_id is not null
        or coalesce(p_search, '') = ''
        or h.search like all (
            select '%' || w.word || '%'
            from regexp_split_to_table(lower(replace(p_search, 'ё', 'е')), '[\s,]+') as w (word))
    order by c.staff_id is null, z.name, h.street, h.number
    limit 40;
end
$$;
comment on function supervisor.employee_house_options(lib.staff_ref, text) is 'Дома';

create function supervisor.employee_cabinet(
    p_staff lib.staff_ref,
    p_cabinet text,
    p_reason lib.title
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Gives him a cabinet. */
begin
    perform cabinet.role_grant(p_user => s.user_id::lib.user_ref, p_cabinet => p_cabinet, p_reason => p_reason)
    from people.staff as s
    where s.staff_id = p_staff;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
    return row(cabinet.said('phrase.role_granted'), '/supervisor/employee?staff=' || p_staff)::lib.outcome;
end
$$;
comment on function supervisor.employee_cabinet(lib.staff_ref, text, lib.title) is 'Дать кабинет
@options p_cabinet roles_cabinet_options
@field p_cabinet Кабинет
@field p_reason Почему
@submit Дать кабинет
@style secondary
@icon key
@needs p_staff';

create function supervisor.employee_block(
    p_staff lib.staff_ref,
    p_reason lib.reason,
    p_dismiss boolean default false
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Closes the sign-in and hands the open orders over. */
declare
    v_count integer;
begin
    v_count := people.staff_block(p_staff => p_staff, p_reason => p_reason, p_dismiss => p_dismiss);
    return row(
        cabinet.said('phrase.staff_blocked', jsonb_build_object('count', v_count)),
        '/supervisor/employee?staff=' || p_staff
    )::lib.outcome;
end
$$;
comment on function supervisor.employee_block(lib.staff_ref, lib.reason, boolean) is 'Закрыть вход и передать заявки
@preview employee_block_preview
@field p_reason Почему
@field p_dismiss Уволен сегодня
@submit Закрыть вход
@style danger
@icon x-circle
@needs p_staff';

create function supervisor.employee_block_preview(
    p_staff lib.staff_ref,
    p_reason lib.title,
    p_dismiss boolean default false
)
returns table (
    number_text text,
    title text,
    address text,
    due lib.due,
    goes_to text,
    _group text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Open orders that go over and to whom routing would give them now; of who is dismissed also works, shifts, zones and what he carries. */
begin
    return query
    (
        select
            r.number_text, r.title, r.address, r.due_at::lib.due,
            case
                when r.state in ('waiting', 'deferred') then cabinet.said('phrase.stays')
                else coalesce(next.staff_name, cabinet.said('phrase.operator.nobody_yet'))
            end, cabinet.said('phrase.behind.order')
        from desk.order_rows as r
        left join lateral (
            select e.staff_name
            from desk.route_explain(
                p_service => r.service_id::lib.service_ref, p_house => r.house_id::lib.house_ref,
                p_entrance => r.entrance_id::lib.entrance_ref, p_premise => r.premise_id::lib.premise_ref
            ) as e
            where e.staff_id is not null and e.staff_id <> p_staff
            order by e."position"
            limit 1
        ) as next on true
        where r.assignee_id = p_staff and r.open
        order by r.emergency desc, r.due_at
        limit 50
    )
    union all
    select null, b.title, b.place, b.at::lib.due, b.goes_to, cabinet.said('phrase.behind.' || b.kind)
    from people.staff_leaves_behind(p_staff) as b
    where p_dismiss;
end
$$;
comment on function supervisor.employee_block_preview(lib.staff_ref, lib.title, boolean) is 'Что кому перейдёт
@kind cards
@bold title goes_to
@limit 200
@column number_text Номер
@column title Что
@column goes_to Кому
@empty Передавать нечего: открытых заявок у него нет
@personal';

create function supervisor.employee_unblock(
    p_staff lib.staff_ref,
    p_reason lib.title
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Opens the sign-in again. */
begin
    perform people.staff_unblock(p_staff => p_staff, p_reason => p_reason);
    return row(cabinet.said('phrase.staff_unblocked'), '/supervisor/employee?staff=' || p_staff)::lib.outcome;
end
$$;
comment on function supervisor.employee_unblock(lib.staff_ref, lib.title) is 'Открыть вход
@field p_reason Почему
@submit Открыть вход
@style secondary
@icon key
@needs p_staff';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'employee', p_title => 'Сотрудник',
    p_blocks => 'employee_card employee_orders | employee_scopes employee_permits employee_cabinets employee_history',
    p_icon => 'person-badge',
    p_up => 'staff');
