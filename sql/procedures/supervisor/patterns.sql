create function supervisor.patterns_list()
returns table (
    title text,
    said text,
    hours lib.hours,
    takes text,
    state lib.state,
    _badge_state text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Patterns of duty. */
begin
    return query
    select
        case when lib.language() = 'en' then coalesce(p.title_en, p.title) else p.title end::text,
        cabinet.said(case when p.cycle_days = 1 then 'phrase.pattern_daily' else 'phrase.pattern_said' end, jsonb_build_object(
            'days', array_to_string(p.days, ', '), 'cycle', p.cycle_days, 'starts', to_char(p.starts, 'FMHH24:MI'))),
        p.hours::lib.hours, case when p.on_call then cabinet.said('phrase.takes_emergencies') end,
        cabinet.said(case when p.active then 'phrase.pattern_on' else 'phrase.pattern_off' end)::lib.state,
        case when p.active then 'ok' else 'muted' end,
        array['patterns_edit?pattern=' || p.duty_pattern_id]
    from people.duty_patterns as p
    order by not p.active, p.title;
end
$$;
comment on function supervisor.patterns_list() is 'Порядок дежурств
@bold title said
@column title Название
@column said Как
@column hours Длится
@column takes Аварии
@empty Порядка дежурств ещё нет. Добавьте первый, например «сутки через трое»
@create patterns_add';

create function supervisor.patterns_days()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Days of a cycle. */
begin
    return query select g.n::text, g.n::text from generate_series(1, 28) as g (n);
end
$$;
comment on function supervisor.patterns_days() is 'Дни';

create function supervisor.patterns_add(
    p_title lib.title,
    p_cycle_days integer,
    p_days integer[],
    p_starts time,
    p_hours lib.hours,
    p_on_call boolean default true
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A new pattern. */
begin
    perform people.pattern_save(null, p_title, p_cycle_days, p_days, p_starts, p_hours, p_on_call);
    return row(cabinet.said('phrase.saved'), '/supervisor/patterns')::lib.outcome;
end
$$;
comment on function supervisor.patterns_add(lib.title, integer, integer[], time, lib.hours, boolean) is 'Новый порядок
@options p_days patterns_days
@field p_title Название
@placeholder p_title Сутки через трое
@field p_cycle_days Повторяется через столько дней
@field p_days В какие дни из них смена
@field p_starts Начало
@field p_hours Длится
@field p_on_call Берёт аварии
@submit Добавить
@icon plus-circle';

create function supervisor.patterns_edit(
    p_pattern lib.pattern_ref,
    p_title lib.title,
    p_cycle_days integer,
    p_days integer[],
    p_starts time,
    p_hours lib.hours,
    p_on_call boolean default false,
    p_active boolean default false
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A changed pattern; what is laid stays. */
begin
    perform people.pattern_save(p_pattern, p_title, p_cycle_days, p_days, p_starts, p_hours, p_on_call, p_active);
    return row(cabinet.said('phrase.saved'), '/supervisor/patterns')::lib.outcome;
end
$$;
comment on function supervisor.patterns_edit(lib.pattern_ref, lib.title, integer, integer[], time, lib.hours, boolean, boolean) is
'Изменить порядок
Смены, которые уже в графике, останутся.
@needs p_pattern
@prefill patterns_edit_draft
@options p_days patterns_days
@field p_pattern Порядок
@field p_title Название
@field p_cycle_days Повторяется через столько дней
@field p_days В какие дни из них смена
@field p_starts Начало
@field p_hours Длится
@field p_on_call Берёт аварии
@field p_active Пользуемся
@submit Изменить
@icon pencil
@style secondary';

create function supervisor.patterns_edit_draft(
    p_pattern lib.pattern_ref
)
returns table (
    p_title text,
    p_cycle_days integer,
    p_days integer[],
    p_starts time,
    p_hours numeric,
    p_on_call boolean,
    p_active boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As it is now. */
begin
    return query
    select p.title::text, p.cycle_days::integer, p.days::integer[], p.starts, p.hours::numeric, p.on_call, p.active
    from people.duty_patterns as p
    where p.duty_pattern_id = p_pattern;
end
$$;
comment on function supervisor.patterns_edit_draft(lib.pattern_ref) is 'Сейчас';

create function supervisor.patterns_do()
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
    return query select cabinet.said('phrase.do.patterns'), array['roster_lay', 'roster_trades'];
end
$$;
comment on function supervisor.patterns_do() is 'Что можно сделать
@kind card
@column say -';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'patterns', p_title => 'Порядок дежурств',
    p_blocks => 'patterns_list patterns_do', p_icon => 'calendar-week', p_up => 'roster');
