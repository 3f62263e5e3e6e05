create function supervisor.check_tiles()
returns table (
    title text,
    value text,
    note text,
    _badge text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Open errors and warnings, what keeps houses out of the plan, the share of complete houses; with the change since a week ago. */
begin
    return query select t.title, t.value, t.note, t.badge, t.link from estate.check_tiles() as t;
end
$$;
comment on function supervisor.check_tiles() is 'Данные домов
@kind tiles
@bold title value';

create function supervisor.check_list(
    p_state text default 'open',
    p_search lib.search default null,
    p_rule text default null,
    p_zone lib.zone_ref default null,
    p_blocking boolean default null,
    p_staff lib.staff_ref default null,
    p_severity text default null,
    p_sort lib.sort_key default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    address text,
    what text,
    severity lib.state,
    owner_name text,
    found_at lib.day,
    zone_name text,
    _badge_severity text,
    _badge_owner_name text,
    _link_address text,
    _actions text[],
    _tick bigint,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Findings of the company; the button leads to the field, and saving it to the next one. No _version: it would go with the button
to the house, whose version is another.
*/
declare
    v_day date := people.today();
begin
    return query
    select
        f.address, concat_ws(' · ', f.what, case when f.blocks_plan then cabinet.said('phrase.check_blocks_plan') end, f.excuse),
        cabinet.said('phrase.check_severity.' || f.severity)::lib.state,
        concat_ws(', ', f.owner_name, case when f.due_on is not null then
            cabinet.said('phrase.check_until', jsonb_build_object('day', to_char(f.due_on, 'DD.MM.YYYY'))) end),
        f.found_at::date::lib.day, f.zone_name, case f.severity when 'error' then 'bad' else 'warn' end,
        case when f.due_on < v_day then 'bad' end, 'house?house=' || f.house_id,
        case coalesce(p_state, 'open')
            when 'cleared' then '{}'::text[]
            when 'excused' then array['check_excuse_drop?finding=' || f.finding_id]
            else array[f.fix]
        end,
        case when p_state is distinct from 'cleared' then f.finding_id end, f.total
    from estate.finding_list(
        p_search => p_search, p_rule => p_rule, p_severity => p_severity, p_blocking => p_blocking, p_state => p_state,
        p_zone => p_zone, p_staff => p_staff, p_sort => p_sort, p_limit => p_limit, p_offset => p_offset
    ) as f;
end
$$;
comment on function supervisor.check_list(
    text, lib.search, text, lib.zone_ref, boolean, lib.staff_ref, text, lib.sort_key, integer, integer
) is 'Что исправить
@bulk check_assign check_excuse check_excuse_drop
@tabs p_state
@options p_state check_state_options
@filter p_search p_rule p_zone p_blocking p_staff p_severity
@options p_rule check_kind_options
@options p_zone orders_zone_options
@options p_staff check_staff_options
@options p_severity check_severity_options
@placeholder p_search Улица и дом
@field p_rule Правило
@field p_blocking Мешает плану
@field p_staff Ответственный
@field p_severity Серьёзность
@bold address what severity owner_name
@column address Дом
@column what Что не так
@column severity Серьёзность
@column owner_name Ответственный
@column found_at Замечено
@empty Ошибок нет. Можно составлять план';

create function supervisor.check_state_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Tabs of the list. */
begin
    return query
    select t.code, cabinet.said('phrase.check_state.' || t.code)
    from unnest(array['open', 'given', 'excused', 'cleared']) as t (code);
end
$$;
comment on function supervisor.check_state_options() is 'Какие замечания';

create function supervisor.check_severity_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* How serious. */
begin
    return query
    select t.code, cabinet.said('phrase.check_severity.' || t.code) from unnest(array['error', 'warning']) as t (code);
end
$$;
comment on function supervisor.check_severity_options() is 'Серьёзность';

create function supervisor.check_kind_options()
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
/* Rules that hit something now, the most frequent first. */
begin
    return query
    select f.rule, estate.check_rule_said(f.rule) || ' (' || f.hits || ')', null::text
    from (
        select c.rule, count(*) as hits
        from estate.check_findings as c
        where c.cleared_at is null
        group by c.rule
    ) as f
    order by f.hits desc, f.rule;
end
$$;
comment on function supervisor.check_kind_options() is 'Правила';

create function supervisor.check_staff_options(
    p_search text default null
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
/* Who can mend data: staff with a cabinet of their own; managers of zones first. */
begin
    return query select o.value, o.label, o.hint from estate.finding_staff(p_search) as o;
end
$$;
comment on function supervisor.check_staff_options(text) is 'Сотрудники';

create function supervisor.check_trend(
    p_days integer default 60
)
returns table (
    day text,
    errors bigint,
    warnings bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Open errors and warnings by day; a day without a run is as the day before it. */
begin
    return query
    with days as (
        select generate_series(
            greatest(
                people.today() - least(greatest(p_days, 2), 365), (select min(c.day) from estate.check_days as c)
            ), people.today(), interval '1 day'
        )::date as day
    )

    select to_char(d.day, 'DD.MM'), coalesce(sum(s.errors), 0)::bigint, coalesce(sum(s.warnings), 0)::bigint
    from days as d
    cross join estate.zones as z
    left join lateral (
        select c.errors, c.warnings
        from estate.check_days as c
        where c.zone_id = z.zone_id and c.day <= d.day
        order by c.day desc
        limit 1
    ) as s on true
    where exists (select from estate.check_days)
    group by d.day
    order by d.day;
end
$$;
comment on function supervisor.check_trend(integer) is 'Замечаний по дням
@kind chart
@chart line
@hide_empty
@column day День
@column errors Ошибки
@column warnings Предупреждения';

create function supervisor.check_zones()
returns table (
    zone_name text,
    houses integer,
    complete lib.percent,
    errors integer,
    warnings integer,
    _badge_complete text,
    _link text,
    _link_errors text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Share of complete houses by zone, worst first, as the last run found. */
begin
    return query
    select
        z.name::text, d.houses, round(100.0 * d.complete / nullif(d.houses, 0))::lib.percent, d.errors, d.warnings,
        case when d.complete * 10 >= d.houses * 9 then 'ok' when d.complete * 2 >= d.houses then 'warn' else 'bad' end,
        'zone?zone=' || z.zone_id, 'check?zone=' || z.zone_id
    from estate.zones as z
    cross join lateral (
        select c.* from estate.check_days as c where c.zone_id = z.zone_id order by c.day desc limit 1
    ) as d
    where d.houses > 0
    order by d.complete::numeric / d.houses, z.name;
end
$$;
comment on function supervisor.check_zones() is 'Готовы по точкам
Дом готов, когда известны год, тип, этажи, подъезды, помещения, площадь и управляющая компания.
@hide_empty
@bold zone_name complete
@column zone_name Точка
@column houses Домов
@column complete Готово
@column errors Ошибок
@column warnings Предупреждений
@export no';

create function supervisor.check_do()
returns table (
    say text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* When everything was judged last, and what may be done here. */
begin
    return query
    select
        coalesce((
            select cabinet.said('phrase.check_last.' || r.source, jsonb_build_object(
                'at', desk.moment_said(r.started_at), 'houses', r.houses, 'appeared', r.appeared, 'cleared', r.cleared
            ))
            from estate.check_runs as r
            where r.source <> 'edit'
            order by r.check_run_id desc
            limit 1
        ), cabinet.said('phrase.check_last.never')),
        array['check_now', 'check_rules'] || case when not exists (
            select from estate.check_findings as f
            join estate.check_rules as r on r.rule = f.rule
            where f.cleared_at is null and f.excused_at is null and r.blocks_plan
        ) then array['plan_new'] else '{}'::text[] end;
end
$$;
comment on function supervisor.check_do() is 'Проверить
@kind card
@column say -';

create function supervisor.check_now()
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Judges all houses and objects at once. */
declare
    v_run estate.check_runs := estate.check_now();
begin
    return row(
        cabinet.said('phrase.check_done', jsonb_build_object(
            'houses', v_run.houses, 'found', v_run.found, 'appeared', v_run.appeared, 'cleared', v_run.cleared
        )), '/supervisor/check'
    )::lib.outcome;
end
$$;
comment on function supervisor.check_now() is 'Проверить сейчас
@submit Проверить сейчас
@icon arrow-clockwise';

create function supervisor.check_assign(
    p_finding lib.finding_ref,
    p_staff lib.staff_ref,
    p_until lib.day,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Gives a finding to an employee; told once, at night, with everything else that is new for them. */
begin
    perform estate.finding_assign(p_finding => p_finding, p_staff => p_staff, p_until => p_until, p_version => p_version);
    return row(cabinet.said('phrase.check_assigned'), '/supervisor/check?state=given')::lib.outcome;
end
$$;
comment on function supervisor.check_assign(lib.finding_ref, lib.staff_ref, lib.day, lib.version) is 'Поручить
@needs p_finding
@options p_staff check_staff_options
@field p_finding Замечание
@field p_staff Кому
@field p_until Исправить до
@submit Поручить
@icon person-check
@style secondary';

create function supervisor.check_excuse(
    p_finding lib.finding_ref,
    p_reason lib.title,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The value is right as it is: an exception with its reason. */
begin
    perform estate.finding_excuse(p_finding => p_finding, p_reason => p_reason, p_version => p_version);
    return row(cabinet.said('phrase.check_excused'), '/supervisor/check')::lib.outcome;
end
$$;
comment on function supervisor.check_excuse(lib.finding_ref, lib.title, lib.version) is 'Исключение с причиной
Значение верно, хотя правило против. Исключение держится, пока значение не изменится.
@needs p_finding
@field p_finding Замечание
@field p_reason Почему так и есть
@placeholder p_reason 66 этажей по проекту, техпаспорт 2015 года
@submit Сделать исключение
@icon check2-circle
@style secondary';

create function supervisor.check_excuse_drop(
    p_finding lib.finding_ref,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The finding counts again. */
begin
    perform estate.finding_excuse_drop(p_finding => p_finding, p_version => p_version);
    return row(cabinet.said('phrase.check_unexcused'), '/supervisor/check?state=excused')::lib.outcome;
end
$$;
comment on function supervisor.check_excuse_drop(lib.finding_ref, lib.version) is 'Снять исключение
@needs p_finding
@field p_finding Замечание
@submit Снять исключение
@icon arrow-clockwise
@style secondary';

create function supervisor.check_history()
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
/* Exceptions made and taken back. */
begin
    return query select c.at, c.title, c.note, c.author from cabinet.rule_history('check_findings') as c;
end
$$;
comment on function supervisor.check_history() is 'Исключения
@kind timeline
@hide_empty';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'check', p_title => 'Проверка данных',
    p_blocks => 'check_tiles check_do check_list check_zones check_trend check_history',
    p_icon => 'clipboard-check', p_menu => 52, p_group => 'Дома');
