create function shared.leave_requests()
returns table (
    name text,
    days text,
    leave_kind text,
    asked_replacement text,
    warning text,
    note text,
    _badge text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Requests that wait for a decision, with what they would leave uncovered. */
begin
    return query
    select
        s.name::text, people.days_said(r.during), cabinet.said('phrase.leave.' || r.kind), lib.person_short(o.name)::text, g.said,
        r.note, case when g.said is not null then 'warn' else 'info' end,
        array['leave_approve?leave=' || r.leave_request_id, 'leave_refuse?leave=' || r.leave_request_id]
    from people.leave_requests as r
    join people.staff as s on s.staff_id = r.staff_id
    left join people.staff as o on o.staff_id = r.replacement_id
    left join lateral (
        select string_agg(q.said, '. ') as said
        from people.leave_gaps(
            r.staff_id::lib.staff_ref, lower(r.during), upper(r.during) - 1) as q
    ) as g on true
    where r.state = 'new' and r.staff_id in (select people.my_team()) and r.staff_id is distinct from (select people.my_staff())
    order by lower(r.during), r.leave_request_id;
end
$$;
comment on function shared.leave_requests() is 'Просят отпуск
@kind cards
@hide_empty
@bold name days
@column days Когда
@column leave_kind Что
@column asked_replacement Предлагает замену
@column warning Внимание
@column note Примечание';

create function shared.leave_approve(
    p_leave lib.leave_ref,
    p_replacement lib.staff_ref default null,
    p_alone boolean default false
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Approves a request. */
begin
    return row(
        cabinet.said('phrase.leave_approved', jsonb_build_object(
            'count', people.leave_approve(p_leave => p_leave, p_replacement => p_replacement, p_alone => p_alone))),
        case people.my_cabinet() when 'supervisor' then '/supervisor/roster' else '/manager/team' end
    )::lib.outcome;
end
$$;
comment on function shared.leave_approve(lib.leave_ref, lib.staff_ref, boolean) is 'Согласовать отпуск
@needs p_leave
@prefill leave_approve_draft
@preview leave_approve_preview
@options p_replacement absence_colleague_options
@field p_leave Просьба
@field p_replacement Кто заменит
@field p_alone Отпустить без замены
@hint p_alone Если больше некому, без замены отпускает только управляющий
@submit Согласовать
@icon check-lg';

create function shared.leave_approve_draft(
    p_leave lib.leave_ref
)
returns table (
    p_replacement bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The replacement that was suggested. */
begin
    return query select r.replacement_id from people.leave_requests as r where r.leave_request_id = p_leave;
end
$$;
comment on function shared.leave_approve_draft(lib.leave_ref) is 'Предложено';

create function shared.leave_approve_preview(
    p_leave lib.leave_ref,
    p_replacement lib.staff_ref default null,
    p_alone boolean default false
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
/* What would move, and who would not be covered (p_alone does not change it). */
begin
    return query
    select cabinet.said('phrase.absence_kind.' || a.kind), a.title, a.during, a.goes_to
    from people.leave_requests as r
    cross join lateral people.absence_preview(
        r.staff_id::lib.staff_ref, lower(r.during), upper(r.during) - 1, p_replacement) as a
    where r.leave_request_id = p_leave and p_alone is not null;
end
$$;
comment on function shared.leave_approve_preview(lib.leave_ref, lib.staff_ref, boolean) is 'Что перейдёт
@bold what title
@column what Что
@column during Когда
@column goes_to Кому
@empty На эти дни ничего не назначено';

create function shared.leave_refuse(
    p_leave lib.leave_ref,
    p_reason lib.title
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Refuses a request with a reason. */
begin
    perform people.leave_refuse(p_leave => p_leave, p_reason => p_reason);
    return row(
        cabinet.said('phrase.leave_refused'),
        case people.my_cabinet() when 'supervisor' then '/supervisor/roster' else '/manager/team' end
    )::lib.outcome;
end
$$;
comment on function shared.leave_refuse(lib.leave_ref, lib.title) is 'Не согласовать
@needs p_leave
@field p_leave Просьба
@field p_reason Почему
@submit Не согласовать
@style secondary';

create function shared.leave_swaps()
returns table (
    title text,
    during tstzrange,
    in_return tstzrange,
    _icon text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Exchanges that both agreed to. */
begin
    return query
    select
        lib.person_short(f.name) || ' → ' || lib.person_short(t.name), d.during, r.during, 'arrow-left-right',
        array['leave_swap_confirm?swap=' || w.swap_id, 'leave_swap_refuse?swap=' || w.swap_id]
    from people.shift_swaps as w
    join people.duty_shifts as d on d.shift_id = w.shift_id
    left join people.duty_shifts as r on r.shift_id = w.return_shift_id
    join people.staff as f on f.staff_id = w.from_staff_id
    join people.staff as t on t.staff_id = w.to_staff_id
    where w.state = 'agreed' and w.from_staff_id in (select people.my_team()) and lower(d.during) > lib.moment()
    order by lower(d.during);
end
$$;
comment on function shared.leave_swaps() is 'Обмен сменами
@kind cards
@hide_empty
@bold title during
@column title Кто
@column during Смена
@column in_return Взамен';

create function shared.leave_swap_confirm(
    p_swap lib.swap_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Confirms an exchange. */
begin
    perform people.swap_confirm(p_swap);
    return row(
        cabinet.said('phrase.swap_confirmed'),
        case people.my_cabinet() when 'supervisor' then '/supervisor/roster' else '/manager/duty' end
    )::lib.outcome;
end
$$;
comment on function shared.leave_swap_confirm(lib.swap_ref) is 'Подтвердить обмен
@needs p_swap
@field p_swap Обмен
@submit Подтвердить
@icon check-lg';

create function shared.leave_swap_refuse(
    p_swap lib.swap_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Does not confirm an exchange. */
begin
    perform people.swap_confirm(p_swap => p_swap, p_confirm => false);
    return row(
        cabinet.said('phrase.swap_declined'),
        case people.my_cabinet() when 'supervisor' then '/supervisor/roster' else '/manager/duty' end
    )::lib.outcome;
end
$$;
comment on function shared.leave_swap_refuse(lib.swap_ref) is 'Отказать в обмене
@needs p_swap
@field p_swap Обмен
@submit Отказать
@style secondary';
