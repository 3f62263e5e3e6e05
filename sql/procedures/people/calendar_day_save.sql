create function people.calendar_day_save(
    p_day date,
    p_working boolean,
    p_shortened boolean,
    p_title text,
    p_reason text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Makes a day differ from the rule of weekdays: holiday, moved or shortened day (ТК РФ ст. 112). A past day is refused, terms
were counted by it. Errors: calendar_past (422), rule_reason_required (422).
*/
declare
    v_old people.calendar_days;
begin
    perform people.office_demand(array['supervisor']);
    if p_day < people.today() then
        perform cabinet.refuse('calendar_past', p_field => 'p_day');
    end if;
    select * into v_old from people.calendar_days as d where d.day = p_day;
    insert into people.calendar_days (day, working, shortened, title)
    values (p_day, p_working, p_shortened and p_working, nullif(trim(p_title), ''))
    on conflict (day) do update
    set working = excluded.working, shortened = excluded.shortened, title = excluded.title;
    perform cabinet.rule_change_put(
        'calendars', p_day::text, to_char(p_day, 'DD.MM.YYYY'),
        case when v_old.day is not null then
            case when v_old.working then 'рабочий' else 'выходной' end || coalesce(', ' || v_old.title, '') end,
        case when p_working then 'рабочий' else 'выходной' end
        || case when p_shortened and p_working then ', сокращённый' else '' end || coalesce(', ' || p_title, ''),
        p_reason
    );
end
$$;
comment on function people.calendar_day_save(date, boolean, boolean, text, text) is 'Makes a day differ from the rule of weekdays
@decides';
