create function supervisor.crews_list(
    p_all boolean default null
)
returns table (
    name text,
    trade text,
    zone_name text,
    people text,
    minutes_per_day lib.minutes,
    week_share lib.percent,
    _class text,
    _badge_people text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Crews with their people and how full their next five working days are. */
declare
    v_today date := people.today();
    v_now timestamptz := lib.moment();
begin
    return query
    select
        c.name::text, case when lib.language() = 'en' then t.title_en else t.title end,
        coalesce(z.name::text, cabinet.said('phrase.all_zones')),
        coalesce(m.people, cabinet.said('phrase.crew_empty')), c.minutes_per_day::lib.minutes,
        round(100.0 * coalesce(b.minutes, 0) / (5 * c.minutes_per_day))::lib.percent,
        case when not c.active then 'muted' end, case when m.people is null then 'warn' end,
        'crews_edit?crew=' || c.crew_id
    from upkeep.crews as c
    join people.specializations as t on t.specialization = c.specialization
    left join estate.zones as z on z.zone_id = c.zone_id
    left join (
        select x.crew_id, string_agg(lib.person_short(s.name), ', ' order by s.name) as people
        from upkeep.crew_members as x
        join people.staff as s on s.staff_id = x.staff_id
        where x.during @> v_today
        group by x.crew_id
    ) as m on m.crew_id = c.crew_id
    left join (
        select w.crew_id, sum(w.planned_minutes) as minutes
        from upkeep.works as w
        where w.starts_at between v_now and v_now + interval '7 days' and w.state in ('planned', 'in_progress')
        group by w.crew_id
    ) as b on b.crew_id = c.crew_id
    where c.active or coalesce(p_all, false)
    order by c.name;
end
$$;
comment on function supervisor.crews_list(boolean) is 'Бригады
План раскладывает работы по бригадам: специальность и точка говорят, чьи дома они обслуживают.
@filter p_all
@field p_all И распущенные
@bold name people week_share
@column name Бригада
@column trade Специальность
@column zone_name Точка
@column people Кто
@column minutes_per_day В день под план
@column week_share Неделя занята
@empty Бригад ещё нет. Создайте первую: без неё план не составить
@create crews_new';

create function supervisor.crews_new(
    p_name lib.title,
    p_specialization text,
    p_zone lib.zone_ref default null,
    p_minutes integer default 420,
    p_members text[] default '{}'
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A new crew. Errors: those of upkeep.crew_save. */
begin
    perform upkeep.crew_save(
        p_crew => null, p_name => p_name, p_specialization => p_specialization, p_zone => p_zone, p_minutes => p_minutes,
        p_members => array(select m.m::bigint from unnest(p_members) as m (m) where m.m ~ '^\d{1,15}$'));
    return row(cabinet.said('phrase.saved'), '/supervisor/crews')::lib.outcome;
end
$$;
comment on function supervisor.crews_new(lib.title, text, lib.zone_ref, integer, text[]) is 'Новая бригада
@options p_specialization staff_trade_options
@options p_zone orders_zone_options
@options p_members crews_staff_options
@field p_name Название
@placeholder p_name Сантехники, Центр
@field p_specialization Специальность
@field p_zone Точка
@hint p_zone Не выбрана: вся компания
@field p_minutes Минут в день под план
@hint p_minutes Остальное время на заявки
@field p_members Кто в бригаде
@submit Создать бригаду
@icon people';

create function supervisor.crews_edit(
    p_crew lib.crew_ref,
    p_name lib.title,
    p_specialization text,
    p_zone lib.zone_ref default null,
    p_minutes integer default 420,
    p_members text[] default '{}',
    p_active boolean default true
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Changes of a crew. Errors: those of upkeep.crew_save. */
begin
    perform upkeep.crew_save(
        p_crew => p_crew, p_name => p_name, p_specialization => p_specialization, p_zone => p_zone, p_minutes => p_minutes,
        p_members => array(select m.m::bigint from unnest(p_members) as m (m) where m.m ~ '^\d{1,15}$'),
        p_active => p_active);
    return row(cabinet.said('phrase.saved'), '/supervisor/crews')::lib.outcome;
end
$$;
comment on function supervisor.crews_edit(lib.crew_ref, lib.title, text, lib.zone_ref, integer, text[], boolean) is
'Изменить бригаду
Кого убрали, тот закончит то, что уже назначено.
@needs p_crew
@prefill crews_edit_draft
@options p_specialization staff_trade_options
@options p_zone orders_zone_options
@options p_members crews_staff_options
@field p_name Название
@field p_specialization Специальность
@field p_zone Точка
@hint p_zone Не выбрана: вся компания
@field p_minutes Минут в день под план
@field p_members Кто в бригаде
@field p_active Работает
@submit Сохранить';

create function supervisor.crews_edit_draft(
    p_crew lib.crew_ref
)
returns table (
    p_name text,
    p_specialization text,
    p_zone lib.zone_ref,
    p_minutes integer,
    p_members text[],
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
    select
        c.name::text, c.specialization, c.zone_id::lib.zone_ref, c.minutes_per_day,
        array(
            select m.staff_id::text from upkeep.crew_members as m
            where m.crew_id = p_crew and m.during @> people.today() order by m.staff_id
        ),
        c.active
    from upkeep.crews as c
    where c.crew_id = p_crew;
end
$$;
comment on function supervisor.crews_edit_draft(lib.crew_ref) is 'Сейчас';

create function supervisor.crews_staff_options(
    p_specialization text default null
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
/* Who is employed, by name, with the trades. */
begin
    return query
    select
        s.staff_id::text, s.name::text,
        string_agg(case when lib.language() = 'en' then t.title_en else t.title end, ', ' order by t.title)
    from people.staff as s
    join people.staff_specializations as x on x.staff_id = s.staff_id
    join people.specializations as t on t.specialization = x.specialization
    where
        s.employed @> people.today()
        and (coalesce(p_specialization, '') = '' or exists (
            select from people.staff_specializations as y
            where y.staff_id = s.staff_id and y.specialization = p_specialization
        ))
    group by s.staff_id, s.name
    order by s.name;
end
$$;
comment on function supervisor.crews_staff_options(text) is 'Кто может войти';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'crews', p_title => 'Бригады',
    p_blocks => 'crews_list',
    p_icon => 'people', p_up => 'plan');
