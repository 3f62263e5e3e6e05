create function manager.duty_people(
    p_from date default null,
    p_to date default null
)
returns table (
    value text,
    label text,
    hint text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Rows of the calendar: one's crew, as far as somebody has a shift within 28 days of the window or is away in it. */
begin
    return query
    select s.staff_id::text, lib.person_short(s.name)::text, s."position"
    from people.staff as s
    where
        s.employed && daterange(p_from, p_to) and s.staff_id in (select people.my_team())
        and (
            exists (
                select from people.duty_shifts as d
                where d.staff_id = s.staff_id
                    and d.during && tstzrange((p_from - 28)::timestamptz, (p_to + 28)::timestamptz)
            )
            or exists (
                select from people.leaves as l where l.staff_id = s.staff_id and l.during && daterange(p_from, p_to)
            )
        )
    order by s.name
    limit 100;
end
$$;
comment on function manager.duty_people(date, date) is 'Кто дежурит';

create function manager.duty_calendar(
    p_from date,
    p_to date
)
returns table (
    title text,
    takes text,
    _lane text,
    _start timestamptz,
    _end timestamptz,
    _badge text,
    _tint text,
    _move text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Shifts and leave of one's crew; a shift of one's own zone ahead may be moved. */
begin
    return query
    select
        coalesce(z.name::text, cabinet.said('phrase.all_zones')),
        case when not d.on_call then cabinet.said('phrase.no_emergencies') end, d.staff_id::text, lower(d.during),
        upper(d.during), case when d.during @> lib.moment() then 'ok' when d.on_call then 'info' end, null::text,
        case
            when lower(d.during) > lib.moment() and d.zone_id in (select desk.my_zones())
                then 'duty_move?shift=' || d.shift_id
        end
    from people.duty_shifts as d
    left join estate.zones as z on z.zone_id = d.zone_id
    where d.during && tstzrange(p_from::timestamptz, p_to::timestamptz) and d.staff_id in (select people.my_team())
    union all
    select
        cabinet.said('phrase.leave.' || a.kind), coalesce(a.replacement, cabinet.said('phrase.no_replacement')),
        a.staff_id::text, lower(a.during)::timestamptz, upper(a.during)::timestamptz,
        case when a.replacement is null then 'warn' else 'muted' end, null, null
    from people.absences(p_from, p_to) as a
    where a.mine
    union all
    select null, null, null, f.day::timestamptz, (f.day + 1)::timestamptz, null, f.title, null
    from people.days_off(p_from, p_to) as f;
end
$$;
comment on function manager.duty_calendar(date, date) is 'Смены и отпуска
@kind calendar
@lanes duty_people
@column title Где
@column takes Аварии
@empty На это время смен нет. Смены компании составляет управляющий';

create function manager.duty_move(
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
/* A shift of one's zone goes to another person or time, as long as it was. */
begin
    perform people.shift_move(p_shift => p_shift, p_staff => p_resource, p_from => p_start);
    return row(cabinet.said('phrase.shift_moved'), '/manager/duty')::lib.outcome;
end
$$;
comment on function manager.duty_move(lib.shift_ref, lib.staff_ref, timestamptz) is 'Перенести смену
Длится столько же, сколько длилась.
@needs p_shift
@options p_resource absence_staff_options
@field p_shift Смена
@field p_resource Кто
@field p_start Начало
@submit Перенести смену';

create function manager.duty_add(
    p_staff lib.staff_ref,
    p_zone lib.zone_ref,
    p_from timestamptz,
    p_to timestamptz,
    p_on_call boolean default true
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A shift in one's own zone. */
begin
    perform people.shift_create(p_staff => p_staff, p_from => p_from, p_to => p_to, p_zone => p_zone, p_on_call => p_on_call);
    return row(cabinet.said('phrase.shift_added'), '/manager/duty')::lib.outcome;
end
$$;
comment on function manager.duty_add(lib.staff_ref, lib.zone_ref, timestamptz, timestamptz, boolean) is 'Новая смена в точке
@options p_staff absence_staff_options
@options p_zone duty_zones
@field p_staff Кто
@field p_zone Точка
@field p_from С
@field p_to До
@field p_on_call Берёт аварии
@submit Добавить смену
@icon plus-circle';

create function manager.duty_zones()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* One's zones. */
begin
    return query
    select z.zone_id::text, z.name::text from estate.zones as z where z.zone_id in (select desk.my_zones()) order by z.name;
end
$$;
comment on function manager.duty_zones() is 'Точки';

create function manager.duty_do()
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
    return query select cabinet.said('phrase.do.duty'), array['duty_add', 'absence_ill', 'documents_roster'];
end
$$;
comment on function manager.duty_do() is 'Изменить график
@kind card
@column say -';

select cabinet.page_define(
    p_cabinet => 'manager', p_page => 'duty', p_title => 'Дежурства',
    p_blocks => 'absence_gaps leave_swaps duty_calendar duty_do',
    p_icon => 'clock-history', p_menu => 62, p_group => 'Команда', p_right => 'zone');
