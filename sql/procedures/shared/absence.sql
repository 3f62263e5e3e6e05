create function shared.absence_list()
returns table (
    name text,
    days text,
    leave_kind text,
    replacement text,
    _badge text,
    _icon text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Who is away now and in the next thirty days, and who stands in at the end of the chain. */
begin
    return query
    select
        a.name, people.days_said(a.during), cabinet.said('phrase.leave.' || a.kind),
        coalesce(a.replacement, cabinet.said('phrase.no_replacement')),
        case when a.replacement is null then 'warn' else 'muted' end,
        case a.kind when 'sick' then 'thermometer-half' else 'calendar-event' end,
        case when a.mine and a.during @> people.today() then array['absence_back?staff=' || a.staff_id] end
    from people.absences(people.today(), people.today() + 30) as a;
end
$$;
comment on function shared.absence_list() is 'Кого нет и кто заменяет
@kind cards
@bold name days
@column days Когда
@column leave_kind Что
@column replacement Заменяет
@limit 50
@empty Все на месте, на месяц вперёд отпусков нет';

create function shared.absence_do()
returns table (
    say text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Somebody calls in ill. */
begin
    return query select cabinet.said('phrase.do.absence'), array['absence_ill'];
end
$$;
comment on function shared.absence_do() is 'Не вышел на работу
@kind card
@column say -';

create function shared.absence_gaps()
returns table (
    title text,
    _badge text,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Hours of the next two weeks when nobody of a trade is on duty. */
begin
    return query
    select g.said, 'warn', 'exclamation-triangle'
    from people.duty_gaps(lib.moment(), lib.moment() + interval '14 days') as g
    limit 10;
end
$$;
comment on function shared.absence_gaps() is 'Дыры в сменах
@kind cards
@hide_empty
@bold title
@column title Что';

create function shared.absence_staff_options(
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
/* Those about whom one decides. */
begin
    return query
    select s.staff_id::text, s.name::text, s."position"
    from people.staff as s
    where
        s.employed @> people.today() and s.staff_id in (select people.my_team())
        and (coalesce(p_search, '') = '' or position(lower(p_search) in lower(s.name || ' ' || s."position")) > 0)
    order by s.name
    limit 60;
end
$$;
comment on function shared.absence_staff_options(text) is 'Сотрудники';

create function shared.absence_colleague_options(
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
/* Those who may stand in. */
begin
    return query
    select s.staff_id::text, s.name::text, s."position"
    from people.staff as s
    where
        s.employed @> people.today()
        and exists (select from people.staff_scopes as c where c.staff_id = s.staff_id and c.during @> people.today())
        and (coalesce(p_search, '') = '' or position(lower(p_search) in lower(s.name || ' ' || s."position")) > 0)
    order by s.name
    limit 60;
end
$$;
comment on function shared.absence_colleague_options(text) is 'Кто заменит';

create function shared.absence_ill(
    p_staff lib.staff_ref,
    p_until date default null,
    p_replacement lib.staff_ref default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Somebody fell ill today: everything of these days moves. */
declare
    v_moved record := people.staff_ill(p_staff => p_staff, p_until => p_until, p_replacement => p_replacement);
begin
    return row(
        cabinet.said('phrase.ill_done', to_jsonb(v_moved)),
        '/' || people.my_cabinet() || '/'
        || case people.my_cabinet() when 'supervisor' then 'roster' when 'manager' then 'team' else 'duty' end
    )::lib.outcome;
end
$$;
comment on function shared.absence_ill(lib.staff_ref, date, lib.staff_ref) is 'Заболел сегодня
Визиты отменим и скажем жителям, заявки и смены перейдут другим.
@preview absence_ill_preview
@options p_staff absence_staff_options
@options p_replacement absence_colleague_options
@field p_staff Кто
@field p_until До какого дня
@hint p_until Пусто: только сегодня
@field p_replacement Кто заменит
@hint p_replacement Не выбран: подберём сами
@submit Заболел сегодня
@icon thermometer-half
@style secondary';

create function shared.absence_ill_preview(
    p_staff lib.staff_ref,
    p_until date default null,
    p_replacement lib.staff_ref default null
)
returns table (
    what text,
    title text,
    during tstzrange,
    goes_to text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What would move. */
begin
    return query
    select cabinet.said('phrase.absence_kind.' || a.kind), a.title, a.during, a.goes_to
    from people.absence_preview(p_staff => p_staff, p_to => p_until, p_replacement => p_replacement) as a;
end
$$;
comment on function shared.absence_ill_preview(lib.staff_ref, date, lib.staff_ref) is 'Что перейдёт
@bold what title
@column what Что
@column during Когда
@column goes_to Кому
@empty На эти дни у него ничего нет';

create function shared.absence_back(
    p_staff lib.staff_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Somebody is back before the end. */
begin
    perform people.staff_back(p_staff);
    return row(
        cabinet.said('phrase.back_done'),
        '/' || people.my_cabinet() || '/'
        || case people.my_cabinet() when 'supervisor' then 'roster' when 'manager' then 'team' else 'duty' end
    )::lib.outcome;
end
$$;
comment on function shared.absence_back(lib.staff_ref) is 'Вышел на работу
@needs p_staff
@field p_staff Кто
@confirm Новые заявки снова пойдут ему. Что отдали другим, останется у них
@submit Вышел на работу
@style secondary
@icon person-check';
