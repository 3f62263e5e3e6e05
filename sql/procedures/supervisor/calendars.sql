create function supervisor.calendars_hours()
returns table (
    weekday text,
    hours text,
    lunch text,
    _badge text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Working hours by weekday. */
begin
    return query
    select
        cabinet.said('phrase.weekday.' || d.n),
        coalesce(
            to_char(w.opens, 'FMHH24:MI') || '–' || to_char(w.closes, 'FMHH24:MI'), cabinet.said('phrase.day_off')),
        to_char(w.lunch_from, 'FMHH24:MI') || '–' || to_char(w.lunch_to, 'FMHH24:MI'),
        case when w.weekday is null then 'muted' end, 'calendars_hours_edit?weekday=' || d.n
    from generate_series(1, 7) as d (n)
    left join people.working_hours as w on w.weekday = d.n
    order by d.n;
end
$$;
comment on function supervisor.calendars_hours() is 'Рабочие часы
По ним считают сроки в рабочих часах и днях. Аварии идут круглосуточно.
@bold weekday hours
@column weekday День
@column hours Работаем
@column lunch Обед
@export no';

create function supervisor.calendars_hours_edit(
    p_weekday smallint,
    p_reason lib.reason,
    p_working boolean default false,
    p_opens time default null,
    p_closes time default null,
    p_lunch_from time default null,
    p_lunch_to time default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Other hours of a weekday. */
begin
    perform people.working_hours_save(
        p_weekday => p_weekday, p_working => p_working, p_reason => p_reason, p_opens => p_opens, p_closes => p_closes,
        p_lunch_from => p_lunch_from, p_lunch_to => p_lunch_to
    );
    return row(cabinet.said('phrase.saved'), '/supervisor/calendars')::lib.outcome;
end
$$;
comment on function supervisor.calendars_hours_edit(smallint, lib.reason, boolean, time, time, time, time) is 'Изменить часы
Обещанные сроки не изменятся.
@options p_weekday calendars_weekday_options
@prefill calendars_hours_draft
@field p_weekday День недели
@field p_working Рабочий день
@field p_opens Начало
@field p_closes Конец
@field p_lunch_from Обед с
@field p_lunch_to Обед до
@field p_reason Почему меняем
@submit Сохранить';

create function supervisor.calendars_hours_draft(
    p_weekday smallint
)
returns table (
    p_working boolean,
    p_opens time,
    p_closes time,
    p_lunch_from time,
    p_lunch_to time
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As it is now. */
begin
    return query
    select w.weekday is not null, w.opens, w.closes, w.lunch_from, w.lunch_to
    from (select p_weekday as n) as d
    left join people.working_hours as w on w.weekday = d.n;
end
$$;
comment on function supervisor.calendars_hours_draft(smallint) is 'Сейчас
@field p_weekday День недели';

create function supervisor.calendars_weekday_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Weekdays. */
begin
    return query select d.n::text, cabinet.said('phrase.weekday.' || d.n) from generate_series(1, 7) as d (n);
end
$$;
comment on function supervisor.calendars_weekday_options() is 'День недели';

create function supervisor.calendars_days(
    p_year smallint default null
)
returns table (
    day lib.day,
    weekday text,
    what text,
    title text,
    _badge text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Days that differ from the rule: from today until the end of the next year, or of a year. */
begin
    return query
    select
        d.day::lib.day, cabinet.said('phrase.weekday.' || extract(isodow from d.day)::integer),
        cabinet.said('phrase.day_kind.' || case when not d.working then 'off' when d.shortened then 'short' else 'on' end),
        d.title, case when not d.working then 'muted' when d.shortened then 'warn' else 'info' end
    from people.calendar_days as d
    where
        case
            when p_year is null then d.day >= people.today() and d.day < date_trunc('year', people.today()) + interval '2 years'
            else extract(year from d.day) = p_year
        end
    order by d.day;
end
$$;
comment on function supervisor.calendars_days(smallint) is 'Праздники и переносы
@filter p_year
@field p_year Год
@bold day what
@column weekday День недели
@column what Какой день
@column title Название
@empty Особых дней впереди нет: работаем по неделе';

create function supervisor.calendars_day(
    p_day date,
    p_reason lib.reason,
    p_working boolean default false,
    p_shortened boolean default false,
    p_title text default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A holiday or a moved day. */
begin
    perform people.calendar_day_save(
        p_day => p_day, p_working => p_working, p_shortened => p_shortened, p_title => p_title, p_reason => p_reason
    );
    return row(cabinet.said('phrase.saved'), '/supervisor/calendars')::lib.outcome;
end
$$;
comment on function supervisor.calendars_day(date, lib.reason, boolean, boolean, text) is 'Особый день
@field p_day Какой день
@field p_working Рабочий
@field p_shortened На час короче
@field p_title Название
@placeholder p_title Новогодние каникулы
@field p_reason Почему меняем
@placeholder p_reason Постановление о переносе выходных
@submit Сохранить день
@icon calendar-event';

create function supervisor.calendars_history()
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
/* Changes of the calendar. */
begin
    return query select c.at, c.title, c.note, c.author from cabinet.rule_history('calendars') as c;
end
$$;
comment on function supervisor.calendars_history() is 'История
@kind timeline
@hide_empty';

create function supervisor.calendars_do()
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
    return query select cabinet.said('phrase.do.calendars'), array['calendars_day'];
end
$$;
comment on function supervisor.calendars_do() is 'Особый день
@kind card
@column say -';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'calendars', p_title => 'Рабочее время',
    p_blocks => 'calendars_hours calendars_days calendars_do calendars_history',
    p_icon => 'calendar-event', p_menu => 140, p_group => 'Правила');
