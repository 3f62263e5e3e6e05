create function supervisor.plan_new_make(
    p_year integer,
    p_zone lib.zone_ref default null,
    p_norms text[] default '{}'
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A draft is asked for; the page then shows how far it is. Errors: those of upkeep.plan_make. */
declare
    v_plan bigint;
begin
    v_plan := upkeep.plan_make(
        p_year => p_year, p_zone => p_zone,
        p_norms => array(select n.n::bigint from unnest(p_norms) as n (n) where n.n ~ '^\d{1,15}$'));
    return row(cabinet.said('said.upkeep.plan_begun'), '/supervisor/plan-new?plan=' || v_plan)::lib.outcome;
end
$$;
comment on function supervisor.plan_new_make(integer, lib.zone_ref, text[]) is 'Составить план
Сначала черновик: вы увидите работы, загрузку бригад и дома, которые не вошли. Время исполнителей займём, когда утвердите.
@until p_plan
@prefill plan_new_draft
@options p_year plan_new_years
@options p_zone orders_zone_options
@options p_norms plan_new_norms
@field p_year Год
@field p_zone Точка
@hint p_zone Не выбрана: дома всей компании
@field p_norms Нормы
@hint p_norms Ни одна не отмечена: все
@submit Составить черновик
@icon calendar-plus';

create function supervisor.plan_new_draft()
returns table (
    p_year integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The next year from November on, this one before. */
begin
    return query
    select extract(year from people.today() + 61)::integer;
end
$$;
comment on function supervisor.plan_new_draft() is 'С чего начать';

create function supervisor.plan_new_years()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Years a plan may be made for. */
begin
    return query
    select y.y::text, y.y::text
    from generate_series(extract(year from people.today())::integer, extract(year from people.today())::integer + 2) as y (y);
end
$$;
comment on function supervisor.plan_new_years() is 'Годы';

create function supervisor.plan_new_norms()
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
/* Norms in force. */
begin
    return query
    select
        n.norm_id::text, case when lib.language() = 'en' then coalesce(n.title_en, n.title) else n.title end,
        upkeep.norm_said(n)
    from upkeep.norms as n
    where n.active
    order by n.position, n.norm_id;
end
$$;
comment on function supervisor.plan_new_norms() is 'Нормы';

create function supervisor.plan_new_approve(
    p_plan lib.plan_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The draft becomes the plan, without the houses that the check keeps out by now. Errors: those of upkeep.plan_approve. */
begin
    perform upkeep.plan_approve(p_plan);
    return (
        select row(
            cabinet.said(
                case when l.houses > 0 then 'said.upkeep.plan_approved_without' else 'said.upkeep.plan_approved' end,
                jsonb_build_object('count', p.works_count - l.works, 'said', l.said)),
            '/supervisor/plan-new?plan=' || p_plan)::lib.outcome
        from upkeep.plans as p
        cross join upkeep.plan_left_out(p_plan) as l
        where p.plan_id = p_plan
    );
end
$$;
comment on function supervisor.plan_new_approve(lib.plan_ref) is 'Утвердить план
@needs p_plan
@preview plan_new_approve_preview
@submit Утвердить
@icon check-circle';

create function supervisor.plan_new_approve_preview(
    p_plan lib.plan_ref
)
returns table (
    title text,
    works integer,
    placed integer,
    unplaced integer,
    gaps integer,
    left_out text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What approving does, and which houses the check keeps out that were not kept out when the draft was made. */
begin
    return query
    select
        cabinet.said('phrase.plan_approve', jsonb_build_object('count', p.works_count - l.works)), (p.works_count - l.works)::integer,
        (p.works_count - p.unplaced_count - l.works + l.unplaced)::integer, (p.unplaced_count - l.unplaced)::integer,
        p.gaps_count, l.said
    from upkeep.plans as p
    cross join upkeep.plan_left_out(p_plan) as l
    where p.plan_id = p_plan;
end
$$;
comment on function supervisor.plan_new_approve_preview(lib.plan_ref) is 'Что произойдёт
@column title Что
@column works Работ
@column placed Займут время
@column unplaced Без времени
@column gaps Домов не вошло
@column left_out Не войдут: в данных ошибки (работ)';

create function supervisor.plan_new_print(
    p_plan lib.plan_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The plan as a document. */
begin
    return row(null, '/supervisor/document?document=' || cabinet.document_make('work_plan', p_plan))::lib.outcome;
end
$$;
comment on function supervisor.plan_new_print(lib.plan_ref) is 'План на бумаге
@needs p_plan
@submit Напечатать
@icon printer
@style secondary';

create function supervisor.plan_new_drop(
    p_plan lib.plan_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The draft is thrown away. */
begin
    perform upkeep.plan_drop(p_plan);
    return row(cabinet.said('said.upkeep.plan_dropped'), '/supervisor/plan')::lib.outcome;
end
$$;
comment on function supervisor.plan_new_drop(lib.plan_ref) is 'Удалить черновик
@needs p_plan
@confirm Черновик исчезнет. Нормы и бригады останутся
@submit Удалить черновик
@style secondary
@icon trash';
