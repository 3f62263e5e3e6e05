create function supervisor.roster_shifts(
    p_zone lib.zone_ref default null,
    p_from date default null
)
returns table (
    during tstzrange,
    name text,
    "position" text,
    where_text text,
    takes text,
    _badge text,
    _link_name text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Shifts of fourteen days from p_from (today). */
declare
    v_now timestamptz := lib.moment();
    v_from date := coalesce(p_from, people.today());
    v_all text := cabinet.said('phrase.all_zones');
    v_takes text := cabinet.said('phrase.takes_emergencies');
begin
    return query
    select
        d.during, s.name::text, s."position", coalesce(z.name::text, v_all),
        case when d.on_call then v_takes end,
        case when d.during @> v_now then 'ok' end, 'employee?staff=' || s.staff_id,
        case when lower(d.during) > v_now then array['roster_drop?shift=' || d.shift_id] end
    from people.duty_shifts as d
    join people.staff as s on s.staff_id = d.staff_id
    left join estate.zones as z on z.zone_id = d.zone_id
    where
        d.during && tstzrange(v_from::timestamptz, (v_from + 14)::timestamptz)
        and (p_zone is null or d.zone_id is null or d.zone_id = p_zone)
    order by lower(d.during), s.name;
end
$$;
comment on function supervisor.roster_shifts(lib.zone_ref, date) is 'Смены на две недели
@filter p_zone p_from
@options p_zone orders_zone_options
@field p_from С какого дня
@bold during name
@column during Когда
@column name Кто
@column where_text Где
@column takes Аварии
@empty Смен нет: аварии ночью никто не возьмёт. Добавьте смену
@switch';

create function supervisor.roster_add(
    p_staff lib.staff_ref,
    p_from timestamptz,
    p_to timestamptz,
    p_zone lib.zone_ref default null,
    p_on_call boolean default true
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A new shift. */
begin
    perform people.shift_create(
        p_staff => p_staff, p_from => p_from, p_to => p_to, p_zone => p_zone, p_on_call => p_on_call
    );
    return row(cabinet.said('phrase.shift_added'), '/supervisor/roster')::lib.outcome;
end
$$;
comment on function supervisor.roster_add(lib.staff_ref, timestamptz, timestamptz, lib.zone_ref, boolean) is 'Новая смена
@options p_staff zone_staff_options
@options p_zone orders_zone_options
@field p_staff Кто
@field p_from С
@field p_to До
@field p_zone Точка
@hint p_zone Не выбрана: вся компания
@field p_on_call Берёт аварии
@submit Добавить смену
@icon plus-circle';

create function supervisor.roster_drop(
    p_shift lib.shift_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes a shift that has not begun off the roster. */
begin
    perform people.shift_drop(p_shift);
    return row(cabinet.said('phrase.shift_dropped'), '/supervisor/roster')::lib.outcome;
end
$$;
comment on function supervisor.roster_drop(lib.shift_ref) is 'Снять смену
@needs p_shift
@confirm Смена исчезнет из графика
@submit Снять смену
@style secondary';

create function supervisor.roster_leave(
    p_staff lib.staff_ref,
    p_from date,
    p_to date,
    p_kind text,
    p_replacement lib.staff_ref default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Leave with a replacement; new orders go past him from that day on. */
begin
    perform people.leave_create(
        p_staff => p_staff, p_from => p_from, p_to => p_to, p_kind => p_kind, p_replacement => p_replacement
    );
    return row(cabinet.said('phrase.leave_added'), '/supervisor/roster')::lib.outcome;
end
$$;
comment on function supervisor.roster_leave(lib.staff_ref, date, date, text, lib.staff_ref) is 'Отпуск или больничный
@options p_staff zone_staff_options
@options p_replacement zone_staff_options
@options p_kind roster_kind_options
@choice p_kind
@field p_staff Кто
@field p_from С
@field p_to По
@field p_kind Что
@field p_replacement Кто заменит
@submit Записать отпуск
@style secondary
@icon calendar-event';

create function supervisor.roster_kind_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Kinds of leave. */
begin
    return query
    select k.code, cabinet.said('phrase.leave.' || k.code)
    from unnest(array['vacation', 'sick', 'other']) as k (code);
end
$$;
comment on function supervisor.roster_kind_options() is 'Что';

create function supervisor.roster_do()
returns table (
    say text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What may be done here. */
begin
    return query select cabinet.said('phrase.do.roster'), array['roster_add', 'roster_lay', 'roster_leave', 'absence_ill', 'documents_roster'];
end
$$;
comment on function supervisor.roster_do() is 'Изменить график
@kind card
@column say -';

create function supervisor.roster_people(
    p_zone lib.zone_ref default null,
    p_from date default null,
    p_to date default null
)
returns table (
    value text,
    label text,
    hint text,
    link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Rows of the calendar: whoever has a shift within 28 days of the window, or leave in it. */
begin
    return query
    select s.staff_id::text, lib.person_short(s.name), s."position", 'employee?staff=' || s.staff_id
    from people.staff as s
    where
        s.employed && daterange(p_from, p_to)
        and (
            exists (
                select from people.duty_shifts as d
                where
                    d.staff_id = s.staff_id
                    and d.during && tstzrange((p_from - 28)::timestamptz, (p_to + 28)::timestamptz)
                    and (p_zone is null or d.zone_id is null or d.zone_id = p_zone)
            )
            or p_zone is null and exists (
                select from people.leaves as l where l.staff_id = s.staff_id and l.during && daterange(p_from, p_to)
            )
        )
    order by s.name
    limit 200;
end
$$;
comment on function supervisor.roster_people(lib.zone_ref, date, date) is 'Кто дежурит';

create function supervisor.roster_calendar(
    p_from date,
    p_to date,
    p_zone lib.zone_ref default null
)
returns table (
    title text,
    takes text,
    _lane text,
    _start timestamptz,
    _end timestamptz,
    _badge text,
    _tint text,
    _move text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Shifts and leave of the window; hours of the next week that nobody has; days off. A shift ahead may be moved. */
begin
    return query
    select
        coalesce(z.name::text, cabinet.said('phrase.all_zones')),
        case when not d.on_call then cabinet.said('phrase.no_emergencies') end, d.staff_id::text, lower(d.during),
        upper(d.during), case when d.during @> lib.moment() then 'ok' when d.on_call then 'info' end, null::text,
        case when lower(d.during) > lib.moment() then 'roster_move?shift=' || d.shift_id end, null::text[]
    from people.duty_shifts as d
    left join estate.zones as z on z.zone_id = d.zone_id
    where
        d.during && tstzrange(p_from::timestamptz, p_to::timestamptz)
        and (p_zone is null or d.zone_id is null or d.zone_id = p_zone)
    union all
    select
        cabinet.said('phrase.leave.' || l.kind), coalesce(lib.person_short(r.name), cabinet.said('phrase.no_replacement')),
        l.staff_id::text, lower(l.during)::timestamptz, upper(l.during)::timestamptz,
        case when r.staff_id is null then 'warn' else 'muted' end, null, null, null
    from people.leaves as l
    left join people.staff as r on r.staff_id = l.replacement_id
    where l.during && daterange(p_from, p_to) and p_zone is null
    union all
    select
        g.said, null, null, lower(g.during), upper(g.during), 'warn', null, null,
        array[
            'roster_add?from=' || to_char(lower(g.during), 'YYYY-MM-DD"T"HH24:MI')
            || '&to=' || to_char(upper(g.during), 'YYYY-MM-DD"T"HH24:MI')
        ]
    from people.duty_gaps(greatest(lib.moment(), p_from::timestamptz), p_to::timestamptz) as g
    union all
    select null, null, null, f.day::timestamptz, (f.day + 1)::timestamptz, null, f.title, null, null
    from people.days_off(p_from, p_to) as f;
end
$$;
comment on function supervisor.roster_calendar(date, date, lib.zone_ref) is 'Смены и отпуска
@kind calendar
@switch
@lanes roster_people
@filter p_zone
@options p_zone orders_zone_options
@column title Где
@column takes Аварии
@empty На это время смен нет: аварии никто не возьмёт. Добавьте смену';

create function supervisor.roster_move(
    p_shift lib.shift_ref,
    p_resource lib.staff_ref,
    p_start timestamptz
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A shift ahead goes to another person or another time, as long as it was. */
begin
    perform people.shift_move(p_shift => p_shift, p_staff => p_resource, p_from => p_start);
    return row(cabinet.said('phrase.shift_moved'), '/supervisor/roster')::lib.outcome;
end
$$;
comment on function supervisor.roster_move(lib.shift_ref, lib.staff_ref, timestamptz) is 'Перенести смену
Длится столько же, сколько длилась.
@needs p_shift
@options p_resource zone_staff_options
@field p_resource Кто
@field p_start Начало
@submit Перенести смену';

create function supervisor.roster_patterns()
returns table (
    title text,
    said text,
    _icon text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The way to the patterns and to which trades must be on duty. */
begin
    return query
    select
        cabinet.said('phrase.pattern_count', jsonb_build_object(
            'count', (select count(*) from people.duty_patterns as p where p.active))),
        cabinet.said('phrase.pattern_trades', jsonb_build_object('trades', (
            select string_agg(case when lib.language() = 'en' then s.title_en else s.title end, ', ' order by s.title)
            from people.specializations as s
            where s.on_duty
        ))), 'calendar-week', 'patterns';
end
$$;
comment on function supervisor.roster_patterns() is 'Порядок дежурств
@kind cards
@bold title
@column title -
@column said -';

create function supervisor.roster_pattern_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Patterns in use. */
begin
    return query
    select p.duty_pattern_id::text, case when lib.language() = 'en' then coalesce(p.title_en, p.title) else p.title end::text
    from people.duty_patterns as p
    where p.active
    order by p.title;
end
$$;
comment on function supervisor.roster_pattern_options() is 'Порядок';

create function supervisor.roster_lay(
    p_staff lib.staff_ref,
    p_pattern lib.pattern_ref,
    p_from date,
    p_to date,
    p_day integer default 1,
    p_zone lib.zone_ref default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Lays a pattern on a person. */
begin
    return row(
        cabinet.said('phrase.roster_laid', jsonb_build_object('count', people.pattern_lay(
            p_staff => p_staff, p_pattern => p_pattern, p_from => p_from, p_to => p_to, p_day => p_day, p_zone => p_zone))),
        '/supervisor/roster?_view=month&_on=' || p_from
    )::lib.outcome;
end
$$;
comment on function supervisor.roster_lay(lib.staff_ref, lib.pattern_ref, date, date, integer, lib.zone_ref) is 'Разложить смены
Что не помещается, пропустим и покажем почему.
@preview roster_lay_preview
@options p_staff absence_colleague_options
@options p_pattern roster_pattern_options
@options p_zone orders_zone_options
@field p_staff Кто
@field p_pattern Порядок
@field p_from С
@field p_to По
@field p_day Первый день в порядке
@hint p_day «Сутки через трое» с 1: дежурит сразу; с 2: через три дня
@field p_zone Точка
@hint p_zone Не выбрана: вся компания
@submit Разложить смены
@style secondary
@icon calendar-week';

create function supervisor.roster_lay_preview(
    p_staff lib.staff_ref,
    p_pattern lib.pattern_ref,
    p_from date,
    p_to date,
    p_day integer default 1,
    p_zone lib.zone_ref default null
)
returns table (
    said text,
    problem text,
    beside text,
    _badge text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Each shift with what is in its way and who else is on duty; then the hours that stay without anybody. */
begin
    return query
    select people.hours_said(s.during), s.clash, s.beside, case when s.clash is not null then 'warn' else 'ok' end
    from people.pattern_shifts(p_staff, p_pattern, p_from, p_to, p_day) as s
    union all
    (
        select people.hours_said(r.part), cabinet.said('phrase.still_gap', jsonb_build_object(
            'trade', people.trade_of(g.specialization))), null, 'bad'
        from people.duty_gaps(greatest(lib.moment(), p_from::timestamptz), (p_to + 1)::timestamptz) as g
        join people.staff_specializations as t on t.specialization = g.specialization and t.staff_id = p_staff
        cross join lateral unnest(
            tstzmultirange(g.during) - coalesce((
                select range_agg(s.during)
                from people.pattern_shifts(p_staff, p_pattern, p_from, p_to, p_day) as s
                where s.clash is null and p_zone is null
            ), '{}'::tstzmultirange)
        ) as r (part)
        order by lower(r.part)
        limit 10
    );
end
$$;
comment on function supervisor.roster_lay_preview(lib.staff_ref, lib.pattern_ref, date, date, integer, lib.zone_ref) is 'Что получится
@bold said
@column said Смена
@column problem Мешает
@column beside Вместе с ним
@empty На эти дни порядок смен не даёт';

create function supervisor.roster_trades(
    p_trades text[] default '{}'
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Which trades must be on duty at every hour. */
begin
    perform people.duty_trades_set(p_trades);
    return row(cabinet.said('phrase.saved'), '/supervisor/roster')::lib.outcome;
end
$$;
comment on function supervisor.roster_trades(text[]) is 'Кто дежурит круглосуточно
Если в какой-то час никого из них нет, в сводке появится «дыра».
@options p_trades staff_trade_options
@prefill roster_trades_draft
@field p_trades Специальности
@submit Выбрать специальности
@style secondary
@icon clock-history';

create function supervisor.roster_trades_draft()
returns table (
    p_trades text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As it is now. */
begin
    return query select array(select s.specialization from people.specializations as s where s.on_duty);
end
$$;
comment on function supervisor.roster_trades_draft() is 'Сейчас';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'roster', p_title => 'Дежурства',
    p_blocks => 'leave_requests leave_swaps absence_gaps roster_calendar roster_shifts absence_list roster_do roster_patterns',
    p_icon => 'clock-history', p_menu => 90, p_group => 'Команда');
