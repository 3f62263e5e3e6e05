create function shared.documents_list(
    p_search lib.search default null,
    p_kind text default null,
    p_house lib.house_ref default null,
    p_task lib.task_ref default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    title text,
    kind text,
    place_text text,
    number_text text,
    made_at timestamptz,
    made_by text,
    pages integer,
    state lib.state,
    _badge_state text,
    _link text,
    _icon text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Made documents, newest first, within the walls of the cabinet. p_search: number or title; p_task: one lot, in its order. */
begin
    return query
    with found as materialized (
        select d.*
        from cabinet.documents as d
        where
            d.template_id is null
            and (p_kind is null or d.document_kind = p_kind)
            and (p_house is null or d.house_id = p_house)
            and (p_task is null or d.task_id = p_task)
            and (p_search is null or d.number = p_search or d.title ilike '%' || p_search || '%')
        order by case when p_task is not null then d.document_id end, d.document_id desc
        limit 1001 offset p_offset
    ),

    page as (
        select f.*, row_number() over () as n, p_offset + count(*) over () as total from found as f limit p_limit
    )

    select
        d.title::text, case when lib.language() = 'en' then coalesce(k.title_en, k.title) else k.title end::text,
        coalesce(h.street || ', ' || h.number || coalesce(', ' || desk.part_said('said.flat', p.number::text), ''), ''),
        d.number, d.created_at, lib.person_short(u.name), d.pages,
        case when d.state <> 'ready' then cabinet.said('document.' || d.state || '_short') end::lib.state,
        case d.state when 'failed' then 'bad' else 'info' end,
        'document?document=' || d.document_id, 'file-earmark-text', d.total
    from page as d
    join cabinet.document_kinds as k on k.document_kind = d.document_kind
    left join estate.houses as h on h.house_id = d.house_id
    left join estate.premises as p on p.premise_id = d.premise_id
    left join people.contacts_for(array(select g.user_id from page as g where g.user_id is not null)) as u on u.user_id = d.user_id
    order by d.n;
end
$$;
comment on function shared.documents_list(lib.search, text, lib.house_ref, lib.task_ref, integer, integer) is 'Документы
@filter p_search p_kind
@placeholder p_search Номер или название
@field p_kind Вид
@options p_kind documents_kinds
@field p_house Дом
@field p_task Пачка
@bold title made_at
@column title Документ
@column kind Вид
@column place_text К чему
@column number_text Номер
@column made_at Составлен
@column made_by Кем
@column pages Страниц
@column state Сейчас
@empty Документов пока нет. Акт делается на странице заявки, наряды и графики – здесь
@personal';

create function shared.documents_kinds()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Kinds of documents. */
begin
    return query
    select k.document_kind, case when lib.language() = 'en' then coalesce(k.title_en, k.title) else k.title end::text
    from cabinet.document_kinds as k
    order by k.position, k.title;
end
$$;
comment on function shared.documents_kinds() is 'Виды документов';

create function shared.documents_lot(
    p_task lib.task_ref
)
returns table (
    title text,
    share lib.progress,
    done_text text,
    failed integer,
    paper lib.paper
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* How far the printing of a lot is; when it is over, all of it as one file. Only where one of its documents is seen. */
begin
    return query
    select
        k.title, s.share,
        cabinet.said('document.lot', jsonb_build_object('done', s.done, 'total', s.total)),
        nullif(k.failed, 0)::integer,
        case when s.state = 'done' and k.ready > 0 then jsonb_build_object('lot', p_task) end::lib.paper
    from (
        select
            min(case when lib.language() = 'en' then coalesce(n.title_en, n.title) else n.title end)::text as title,
            count(*) filter (where d.state = 'failed') as failed, count(*) filter (where d.state = 'ready') as ready
        from cabinet.documents as d
        join cabinet.document_kinds as n on n.document_kind = d.document_kind
        where d.task_id = p_task
        having count(*) > 0
    ) as k
    cross join lateral cabinet.task_state(p_task) as s;
end
$$;
comment on function shared.documents_lot(lib.task_ref) is 'Печать
@kind card
@needs p_task
@hide_empty
@bold title
@column title -
@column share Готово
@column done_text -
@column failed Не получилось
@column paper -
@version documents_lot_version
@live 2';

create function shared.documents_lot_version(
    p_task lib.task_ref
)
returns table (
    version text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Changes with every printed document. Only where one of them is seen, as the lot itself. */
begin
    return query
    select s.state || s.done
    from cabinet.task_state(p_task) as s
    where exists (select from cabinet.documents as d where d.task_id = p_task);
end
$$;
comment on function shared.documents_lot_version(lib.task_ref) is 'Версия';

create function shared.documents_do()
returns table (
    say text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What can be made here. */
begin
    return query
    select cabinet.said('document.do'), array['documents_day', 'documents_acts', 'documents_roster'];
end
$$;
comment on function shared.documents_do() is 'Сделать документы
@kind card
@until p_task
@column say -';

create function shared.documents_day(
    p_day lib.day,
    p_staff lib.staff_ref default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Work orders of a day: of one performer, or of everybody who has work that day. */
declare
    v_zone text := coalesce(cabinet.setting('time_zone'), 'Europe/Moscow');
    v_from timestamptz := p_day::timestamp at time zone v_zone;
    v_to timestamptz := (p_day + 1)::timestamp at time zone v_zone;
begin
    if p_staff is not null then
        return row(
            null, '/shared/document?document=' || cabinet.document_make('day_orders', desk.day_orders_id(p_staff, p_day))
        )::lib.outcome;
    end if;
    return row(null, '/shared/documents?task=' || cabinet.documents_make('day_orders', array(
        select desk.day_orders_id(f.staff_id, p_day)
        from people.staff as f
        where
            exists (
                select from desk.orders as o
                where
                    o.assignee_id = f.staff_id and o.open and o.state in ('assigned', 'in_progress')
                    and (o.visit_from < v_to and o.visit_to > v_from
                        or o.due_at < v_to and (o.visit_from is null or o.visit_to <= v_from))
            )
            or exists (
                select from people.bookings as b
                where b.staff_id = f.staff_id and b.source = 'planned_work' and b.during && tstzrange(v_from, v_to)
            )
        order by f.name
    )))::lib.outcome;
end
$$;
comment on function shared.documents_day(lib.day, lib.staff_ref) is 'Наряды на день
Визиты по часам, потом заявки без часа, потом плановые работы.
@field p_day День
@field p_staff Исполнитель
@hint p_staff Пусто – всем, у кого есть работа в этот день
@options p_staff documents_staff
@prefill documents_today
@submit Наряды на день
@icon printer
@style secondary';

create function shared.documents_today()
returns table (
    p_day lib.day
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Today. */
begin
    return query select people.today()::lib.day;
end
$$;
comment on function shared.documents_today() is 'Сегодня';

create function shared.documents_staff()
returns table (
    value bigint,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Who does works: everybody employed now who has an order in hand. */
begin
    return query
    select f.staff_id, f.name::text || ', ' || lower(f.position)
    from people.staff as f
    where
        f.employed @> people.today()
        and exists (select from desk.orders as o where o.assignee_id = f.staff_id and o.open)
    order by f.name;
end
$$;
comment on function shared.documents_staff() is 'Исполнители';

create function shared.documents_acts(
    p_from lib.day,
    p_to lib.day,
    p_house lib.house_ref default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Acts of the works reported from p_from to p_to, both days included. Errors: documents_days (422). */
declare
    v_zone text := coalesce(cabinet.setting('time_zone'), 'Europe/Moscow');
begin
    if p_to < p_from then
        perform cabinet.refuse('documents_days', p_field => 'p_to');
    end if;
    return row(null, '/shared/documents?task=' || cabinet.documents_make('act', array(
        select r.work_report_id
        from desk.work_reports as r
        where
            r.reported_at >= p_from::timestamp at time zone v_zone
            and r.reported_at < (p_to + 1)::timestamp at time zone v_zone
            and (p_house is null or r.house_id = p_house)
            and desk.order_seen(r.order_id)
        order by r.house_id, r.work_report_id
    )))::lib.outcome;
end
$$;
comment on function shared.documents_acts(lib.day, lib.day, lib.house_ref) is 'Акты за период
@field p_from С
@field p_to По
@field p_house Дом
@hint p_house Пусто – по всем домам
@options p_house documents_houses
@prefill documents_month
@submit Акты за период
@icon printer
@style secondary';

create function shared.documents_month()
returns table (
    p_from lib.day,
    p_to lib.day
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* From the first of this month until today. */
begin
    return query select date_trunc('month', people.today())::date::lib.day, people.today()::lib.day;
end
$$;
comment on function shared.documents_month() is 'Этот месяц';

create function shared.documents_houses(
    p_house lib.house_ref default null,
    p_search text default null
)
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Houses by part of the address. */
begin
    return query select o.value, o.label from estate.house_options(p_house, p_search) as o;
end
$$;
comment on function shared.documents_houses(lib.house_ref, text) is 'Дома';

create function shared.documents_roster(
    p_month lib.document_month
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The roster of duty of a month. */
begin
    return row(null, '/shared/document?document=' || cabinet.document_make('duty_roster', p_month))::lib.outcome;
end
$$;
comment on function shared.documents_roster(lib.document_month) is 'График дежурств
@field p_month Месяц
@options p_month documents_months
@choice p_month
@submit График дежурств
@icon printer
@style secondary';

create function shared.documents_months()
returns table (
    value integer,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Last month, this one and the next. */
begin
    return query
    select to_char(m.day, 'YYYYMM')::integer, to_char(m.day, 'MM.YYYY')
    from (
        select people.today() + make_interval(months => n) as day from generate_series(-1, 1) as n
    ) as m
    order by m.day;
end
$$;
comment on function shared.documents_months() is 'Месяцы';

select cabinet.page_define(
    p_cabinet => 'shared', p_page => 'documents', p_title => 'Документы',
    p_blocks => 'documents_lot documents_list | documents_do',
    p_icon => 'file-earmark-text', p_menu => 70, p_group => 'Работа');
