create function supervisor.terms_list(
    p_search lib.search default null,
    p_on date default null,
    p_past boolean default null
)
returns table (
    what text,
    term_kind text,
    amount text,
    ground text,
    during daterange,
    _class text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Limits by priority and by service with their legal ground; p_on: those that are in force on that day, and no others. */
begin
    return query
    select
        coalesce(
            case lib.language() when 'en' then coalesce(s.title_en, s.title) else s.title end,
            case lib.language() when 'en' then p.title_en else p.title end),
        cabinet.said('phrase.term_kind.' || t.kind),
        desk.term_said(t.amount, t.clock),
        case lib.language() when 'en' then coalesce(t.ground_en, t.ground) else t.ground end, t.during,
        case when not t.during @> people.today() then 'muted' end,
        case when t.during @> people.today() then 'terms_edit?term=' || t.term_id end
    from desk.terms as t
    left join desk.services as s on s.service_id = t.service_id
    left join desk.priorities as p on p.priority = t.priority
    where
        case
            when p_on is not null then t.during @> p_on
            else coalesce(p_past, false) or upper_inf(t.during) or upper(t.during) > people.today()
        end
        and (
            coalesce(p_search, '') = ''
            or s.search like '%' || lower(replace(p_search, 'ё', 'е')) || '%' or t.ground ilike '%' || p_search || '%'
        )
    order by t.service_id is not null, p.rank, s.title, t.kind, lower(t.during);
end
$$;
comment on function supervisor.terms_list(lib.search, date, boolean) is 'Сроки
Сначала срок услуги, если его нет: срок по срочности.
@filter p_search p_on p_past
@field p_past И прежние
@placeholder p_search Услуга или закон
@bold what amount
@column what Для чего
@column term_kind Что
@column amount Срок
@column ground Основание
@column during Действует
@empty Таких сроков нет';

create function supervisor.terms_edit(
    p_term lib.term_ref,
    p_days smallint,
    p_hours smallint,
    p_minutes smallint,
    p_clock text,
    p_ground lib.title,
    p_from date,
    p_reason lib.reason,
    p_ground_en text default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Another limit from a day on. */
begin
    perform desk.term_save(
        p_term => p_term, p_clock => p_clock,
        p_amount => make_interval(days => p_days, hours => p_hours, mins => p_minutes),
        p_ground => p_ground, p_from => p_from, p_reason => p_reason, p_ground_en => p_ground_en
    );
    return row(cabinet.said('phrase.term_saved'), '/supervisor/terms')::lib.outcome;
end
$$;
comment on function supervisor.terms_edit(
    lib.term_ref, smallint, smallint, smallint, text, lib.title, date, lib.reason, text
) is 'Изменить срок
Больше, чем разрешает закон, ставить нельзя: жители вправе жаловаться.
С сегодняшнего дня срок меняется и у открытых заявок, кроме тех, где о сроке договорились отдельно.
@needs p_term
@options p_clock terms_clock_options
@choice p_clock
@prefill terms_edit_draft
@preview terms_preview
@field p_term Срок
@field p_days Дней
@field p_hours Часов
@field p_minutes Минут
@field p_clock Как считать
@field p_ground Основание
@field p_ground_en Основание по-английски
@field p_from Действует с
@field p_reason Почему меняем
@submit Сохранить';

create function supervisor.terms_edit_draft(
    p_term lib.term_ref
)
returns table (
    p_days smallint,
    p_hours smallint,
    p_minutes smallint,
    p_clock text,
    p_ground text,
    p_ground_en text,
    p_from date
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As it is now, from today. */
begin
    return query
    select
        extract(day from t.amount)::smallint, extract(hour from t.amount)::smallint,
        extract(minute from t.amount)::smallint, t.clock, t.ground, t.ground_en, people.today()
    from desk.terms as t
    where t.term_id = p_term;
end
$$;
comment on function supervisor.terms_edit_draft(lib.term_ref) is 'Сейчас';

create function supervisor.terms_preview(
    p_term lib.term_ref,
    p_days smallint,
    p_hours smallint,
    p_minutes smallint,
    p_clock text,
    p_ground lib.title,
    p_from date,
    p_reason lib.title,
    p_ground_en text default null
)
returns table (
    title text,
    moved_count bigint,
    overdue_count bigint,
    orders_count bigint,
    late_count bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
What the change does: how many open orders get another term, how many of them would be over it at once; how often the
limit was used in 30 days, and how often missed.
*/
declare
    v_since timestamptz := lib.moment() - interval '30 days';
begin
    return query
    with moved as materialized (
        select a.old_due_at, a.new_due_at
        from desk.term_affected(
            p_term, p_clock, make_interval(days => p_days, hours => p_hours, mins => p_minutes), p_from
        ) as a
    )

    select
        coalesce(s.title, p.title),
        (select count(*) from moved as m where m.new_due_at <> m.old_due_at),
        (select count(*) from moved as m where m.new_due_at < lib.moment() and m.old_due_at >= lib.moment()),
        u.orders_count, u.late_count
    from desk.terms as t
    left join desk.services as s on s.service_id = t.service_id
    left join desk.priorities as p on p.priority = t.priority
    cross join lateral (
        select count(*) as orders_count, count(*) filter (where o.late) as late_count
        from desk.orders as o
        where
            o.created_at > v_since
            and (o.service_id = t.service_id or (t.service_id is null and o.priority = t.priority))
    ) as u
    where t.term_id = p_term;
end
$$;
comment on function supervisor.terms_preview(
    lib.term_ref, smallint, smallint, smallint, text, lib.title, date, lib.title, text
) is 'Что изменится
@field p_term Срок
@field p_days Дней
@field p_hours Часов
@field p_minutes Минут
@field p_clock Как считать
@field p_ground Основание
@field p_ground_en Основание по-английски
@field p_from Действует с
@column title Для чего
@column moved_count Открытых с новым сроком
@column overdue_count Из них сразу просрочены
@column orders_count Заявок за 30 дней
@column late_count Сделано поздно';

create function supervisor.terms_clock_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* How a term is counted. */
begin
    return query
    select c.code, cabinet.said('phrase.clock.' || c.code)
    from unnest(array['calendar', 'working_hours', 'working_days']) as c (code);
end
$$;
comment on function supervisor.terms_clock_options() is 'Как считать';

create function supervisor.terms_history()
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
/* Changes of terms. */
begin
    return query select c.at, c.title, c.note, c.author from cabinet.rule_history('terms') as c;
end
$$;
comment on function supervisor.terms_history() is 'История
@kind timeline
@hide_empty';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'terms', p_title => 'Сроки',
    p_blocks => 'terms_list terms_history',
    p_icon => 'hourglass-split', p_menu => 130, p_group => 'Правила');
