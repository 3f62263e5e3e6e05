create function shared.schedule_now()
returns table (
    title text,
    note text,
    _badge text,
    _icon text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* How it stands with me today: away, on a shift or at work, and what I may do about it. */
declare
    v_me bigint := people.my_staff();
begin
    return query
    select
        case
            when l.leave_id is not null then cabinet.said('phrase.me_away', jsonb_build_object(
                'kind', cabinet.said('phrase.leave.' || l.kind), 'days', people.days_said(l.during)))
            when d.shift_id is not null then cabinet.said('phrase.me_shift', jsonb_build_object(
                'until', people.clock_said(upper(d.during))))
            else cabinet.said('phrase.me_works')
        end,
        (
            select cabinet.said('phrase.me_replaces', jsonb_build_object(
                'names', string_agg(lib.person_short(o.name) || ' (' || people.days_said(a.during) || ')', ', ' order by a.during)))
            from people.leaves as a
            join people.staff as o on o.staff_id = a.staff_id
            where a.replacement_id = v_me and upper(a.during) > people.today()
            having count(*) > 0
        ),
        case when l.leave_id is not null then 'warn' when d.shift_id is not null then 'info' else 'ok' end,
        'calendar-week',
        case
            when l.leave_id is not null then array['schedule_back', 'schedule_leave']
            else array['schedule_ill', 'schedule_leave']
        end
    from (select) as one
    left join people.leaves as l on l.staff_id = v_me and l.during @> people.today()
    left join people.duty_shifts as d on d.staff_id = v_me and d.during @> lib.moment()
    where v_me is not null;
end
$$;
comment on function shared.schedule_now() is 'Сегодня
@kind card
@bold title
@column title -
@column note -
@empty Вас нет в списке сотрудников, поэтому графика нет. Попросите управляющего добавить вас';

create function shared.schedule_shifts()
returns table (
    during tstzrange,
    where_text text,
    takes text,
    swap text,
    _badge text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* My shifts of the next sixty days, and what was asked of colleagues about them. */
begin
    return query
    select
        d.during, coalesce(z.name::text, cabinet.said('phrase.all_zones')),
        case when d.on_call then cabinet.said('phrase.takes_emergencies') end,
        case when w.swap_id is not null then cabinet.said('phrase.swap_state.' || w.state, jsonb_build_object(
            'name', lib.person_short(s.name))) end,
        case when d.during @> lib.moment() then 'ok' when w.swap_id is not null then 'warn' end,
        case
            when lower(d.during) <= lib.moment() then null
            when w.swap_id is not null then array['schedule_swap_drop?swap=' || w.swap_id]
            else array['schedule_swap?shift=' || d.shift_id]
        end
    from people.duty_shifts as d
    left join estate.zones as z on z.zone_id = d.zone_id
    left join people.shift_swaps as w on w.shift_id = d.shift_id and w.state in ('asked', 'agreed')
    left join people.staff as s on s.staff_id = w.to_staff_id
    where
        d.staff_id = (select people.my_staff()) and upper(d.during) > lib.moment()
        and lower(d.during) < lib.moment() + interval '60 days'
    order by lower(d.during);
end
$$;
comment on function shared.schedule_shifts() is 'Мои смены
@bold during where_text
@column during Когда
@column where_text Где
@column takes Аварии
@column swap Обмен
@empty Смен на два месяца вперёд нет';

create function shared.schedule_leaves()
returns table (
    days text,
    leave_kind text,
    state lib.state,
    replacement text,
    reason text,
    _badge_state text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* My requests of the last year and ahead. */
begin
    return query
    select
        people.days_said(r.during), cabinet.said('phrase.leave.' || r.kind),
        cabinet.said('phrase.leave_state.' || r.state)::lib.state, lib.person_short(s.name)::text, r.reason,
        case r.state when 'new' then 'info' when 'approved' then 'ok' when 'refused' then 'bad' else 'muted' end,
        case
            when r.state = 'new' or r.state = 'approved' and r.kind <> 'sick' and lower(r.during) > people.today()
                then array['schedule_leave_drop?leave=' || r.leave_request_id]
        end
    from people.leave_requests as r
    left join people.staff as s on s.staff_id = r.replacement_id
    where r.staff_id = (select people.my_staff()) and upper(r.during) > people.today() - 365
    order by lower(r.during) desc, r.leave_request_id desc
    limit 30;
end
$$;
comment on function shared.schedule_leaves() is 'Мои отпуска
@kind cards
@bold days state
@column days Когда
@column leave_kind Что
@column replacement Заменяет
@column reason Почему нет
@empty Вы ещё не просили отпуск';

create function shared.schedule_asked()
returns table (
    title text,
    during tstzrange,
    in_return tstzrange,
    note text,
    _icon text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Colleagues ask me to take a shift. */
begin
    return query
    select
        cabinet.said('phrase.swap_asks', jsonb_build_object('name', lib.person_short(s.name))), d.during, r.during, w.note,
        'arrow-left-right', array['schedule_swap_agree?swap=' || w.swap_id, 'schedule_swap_refuse?swap=' || w.swap_id]
    from people.shift_swaps as w
    join people.duty_shifts as d on d.shift_id = w.shift_id
    left join people.duty_shifts as r on r.shift_id = w.return_shift_id
    join people.staff as s on s.staff_id = w.from_staff_id
    where w.to_staff_id = (select people.my_staff()) and w.state = 'asked' and lower(d.during) > lib.moment()
    order by lower(d.during);
end
$$;
comment on function shared.schedule_asked() is 'Вас просят
@kind cards
@hide_empty
@bold title during
@column title -
@column during Взять смену
@column in_return Взамен отдают вашу
@column note -';

create function shared.schedule_kinds()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Kinds of leave that are asked for. */
begin
    return query
    select k.code, cabinet.said('phrase.leave.' || k.code) from unnest(array['vacation', 'other']) as k (code);
end
$$;
comment on function shared.schedule_kinds() is 'Что';

create function shared.schedule_colleagues(
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
/* Colleagues, those of my trade first. */
declare
    v_me bigint := people.my_staff();
begin
    return query
    select s.staff_id::text, s.name::text, s."position"
    from people.staff as s
    where
        s.staff_id <> v_me and s.staff_id in (select people.colleagues())
        and (coalesce(p_search, '') = '' or position(lower(p_search) in lower(s.name || ' ' || s."position")) > 0)
    order by
        not exists (
            select from people.staff_specializations as a
            join people.staff_specializations as b on b.specialization = a.specialization and b.staff_id = s.staff_id
            where a.staff_id = v_me
        ), s.name
    limit 40;
end
$$;
comment on function shared.schedule_colleagues(text) is 'Коллеги';

create function shared.schedule_leave(
    p_from date,
    p_to date,
    p_kind text default 'vacation',
    p_replacement lib.staff_ref default null,
    p_note lib.note default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* I ask for leave. */
begin
    perform people.leave_ask(p_from => p_from, p_to => p_to, p_kind => p_kind, p_replacement => p_replacement, p_note => p_note);
    return row(cabinet.said('phrase.leave_asked'), '/shared/schedule')::lib.outcome;
end
$$;
comment on function shared.schedule_leave(date, date, text, lib.staff_ref, lib.note) is 'Попросить отпуск
Решит менеджер точки или управляющий, ответ придёт уведомлением.
@options p_kind schedule_kinds
@choice p_kind
@options p_replacement schedule_colleagues
@field p_from С
@field p_to По
@field p_kind Что
@field p_replacement Кто мог бы заменить
@field p_note Примечание
@submit Попросить отпуск
@style secondary
@icon calendar-event';

create function shared.schedule_leave_drop(
    p_leave lib.leave_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* I take my request back. */
begin
    perform people.leave_withdraw(p_leave);
    return row(cabinet.said('phrase.leave_withdrawn'), '/shared/schedule')::lib.outcome;
end
$$;
comment on function shared.schedule_leave_drop(lib.leave_ref) is 'Отозвать просьбу
@needs p_leave
@field p_leave Просьба
@confirm Дни снова станут рабочими
@submit Отозвать просьбу
@style secondary';

create function shared.schedule_ill(
    p_until date default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* I fell ill: everything of these days moves to others. */
declare
    v_moved record := people.staff_ill(p_until => p_until);
begin
    return row(cabinet.said('phrase.ill_done', to_jsonb(v_moved)), '/shared/schedule')::lib.outcome;
end
$$;
comment on function shared.schedule_ill(date) is 'Заболел сегодня
Заявки, визиты и смены перейдут коллегам, менеджеру скажем. Ничего больше делать не нужно, поправляйтесь.
@preview schedule_ill_preview
@field p_until До какого дня
@hint p_until Пусто: только сегодня
@submit Заболел сегодня
@style secondary
@icon thermometer-half';

create function shared.schedule_ill_preview(
    p_until date default null
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
    from people.absence_preview(p_to => p_until) as a;
end
$$;
comment on function shared.schedule_ill_preview(date) is 'Что перейдёт
@bold what title
@column what Что
@column during Когда
@column goes_to Кому
@empty На эти дни у вас ничего нет';

create function shared.schedule_back()
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* I am back at work. */
begin
    perform people.staff_back();
    return row(cabinet.said('phrase.back_done'), '/shared/schedule')::lib.outcome;
end
$$;
comment on function shared.schedule_back() is 'Вышел на работу
@confirm Новые заявки снова пойдут вам. Что отдали коллегам, останется у них
@submit Вышел на работу
@icon person-check';

create function shared.schedule_shift_options(
    p_staff lib.staff_ref default null
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
/* Shifts ahead of the colleague who is asked. */
begin
    return query
    select d.shift_id::text, people.hours_said(d.during)
    from people.duty_shifts as d
    where
        d.staff_id = p_staff and people.my_staff() is not null and lower(d.during) > lib.moment()
        and lower(d.during) < lib.moment() + interval '60 days'
    order by lower(d.during);
end
$$;
comment on function shared.schedule_shift_options(lib.staff_ref) is 'Смены коллеги';

create function shared.schedule_swap(
    p_shift lib.shift_ref,
    p_staff lib.staff_ref,
    p_return lib.shift_ref default null,
    p_note lib.note default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* I ask a colleague to take my shift. */
begin
    perform people.swap_ask(p_shift => p_shift, p_staff => p_staff, p_return => p_return, p_note => p_note);
    return row(cabinet.said('phrase.swap_sent'), '/shared/schedule')::lib.outcome;
end
$$;
comment on function shared.schedule_swap(lib.shift_ref, lib.staff_ref, lib.shift_ref, lib.note) is 'Обменяться сменой
Коллега согласится, потом менеджер подтвердит. До этого смена ваша.
@needs p_shift
@field p_shift Смена
@options p_staff schedule_colleagues
@options p_return schedule_shift_options
@field p_staff Кого просите
@field p_return Взять взамен
@field p_note Примечание
@submit Обменяться
@style secondary
@icon arrow-left-right';

create function shared.schedule_swap_drop(
    p_swap lib.swap_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* I no longer ask. */
begin
    perform people.swap_answer(p_swap => p_swap, p_answer => 'withdrawn');
    return row(cabinet.said('phrase.swap_withdrawn'), '/shared/schedule')::lib.outcome;
end
$$;
comment on function shared.schedule_swap_drop(lib.swap_ref) is 'Не меняться
@needs p_swap
@field p_swap Обмен
@submit Не меняться
@style secondary';

create function shared.schedule_swap_agree(
    p_swap lib.swap_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* I take the shift; the manager confirms. */
begin
    perform people.swap_answer(p_swap => p_swap, p_answer => 'agreed');
    return row(cabinet.said('phrase.swap_agreed'), '/shared/schedule')::lib.outcome;
end
$$;
comment on function shared.schedule_swap_agree(lib.swap_ref) is 'Согласен
@needs p_swap
@field p_swap Обмен
@submit Согласен
@icon check-lg';

create function shared.schedule_swap_refuse(
    p_swap lib.swap_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* I do not take the shift. */
begin
    perform people.swap_answer(p_swap => p_swap, p_answer => 'refused');
    return row(cabinet.said('phrase.swap_refused'), '/shared/schedule')::lib.outcome;
end
$$;
comment on function shared.schedule_swap_refuse(lib.swap_ref) is 'Не могу
@needs p_swap
@field p_swap Обмен
@submit Не могу
@style secondary';

create function shared.schedule_permits()
returns table (
    title text,
    number text,
    valid_until lib.day,
    _badge text,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* My permits and when they end. */
begin
    return query
    select p.title::text, p.number, p.valid_until::lib.day, people.permit_badge(p.valid_until, p.withdrawn_at), 'card-checklist'
    from people.permits as p
    where p.staff_id = (select people.my_staff()) and p.withdrawn_at is null
    order by p.valid_until;
end
$$;
comment on function shared.schedule_permits() is 'Мои допуски
@kind cards
@hide_empty
@bold title valid_until
@column valid_until До
@column number Номер';

select cabinet.page_define(
    p_cabinet => 'shared', p_page => 'schedule', p_title => 'Мой график',
    p_blocks => 'schedule_now schedule_asked schedule_shifts | schedule_leaves schedule_permits',
    p_icon => 'calendar-week', p_menu => 65, p_group => 'Команда');
