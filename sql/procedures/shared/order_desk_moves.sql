create function shared.order_member(
    p_order lib.order_ref,
    p_staff lib.staff_ref,
    p_role text default 'co_performer',
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Adds a co-performer (works too) or a specialist (joins the talk). */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_member_add(p_order => p_order, p_staff => p_staff, p_role => p_role);
    return row(cabinet.said('phrase.order.member_added'), '/shared/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function shared.order_member(lib.order_ref, lib.staff_ref, text, lib.version) is 'Подключить специалиста
@options p_staff order_staff_options
@options p_role order_role_options
@choice p_role
@field p_staff Кого
@submit Подключить
@icon person-check';

create function shared.order_role_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What a member does. */
begin
    return query
    select r.code, cabinet.said('phrase.member.' || r.code)
    from unnest(array['co_performer', 'specialist']) as r (code);
end
$$;
comment on function shared.order_role_options() is 'Роль';

create function shared.order_unmember(
    p_order lib.order_ref,
    p_staff lib.staff_ref,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes a member off the order. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_member_remove(p_order => p_order, p_staff => p_staff);
    return row(cabinet.said('phrase.order.member_removed'), '/shared/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function shared.order_unmember(lib.order_ref, lib.staff_ref, lib.version) is 'Убрать из заявки
@needs p_order p_staff
@style secondary';

create function shared.order_staff_options(
    p_order lib.order_ref,
    p_search text default null
)
returns table (
    value text,
    label text,
    group_label text,
    hint text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Who can take the order: of its trade first, least loaded first. */
begin
    return query
    select
        f.staff_id::text, f.name, cabinet.said(case when f.suits then 'phrase.suits' else 'phrase.suits_not' end),
        f.position_title || ', '
        || cabinet.said('phrase.load', jsonb_build_object('open', f.open_count, 'capacity', f.capacity))
        || case when f.on_leave then ', ' || cabinet.said('phrase.on_leave') else '' end
    from desk.staff_candidates(p_order, p_search) as f
    limit 60;
end
$$;
comment on function shared.order_staff_options(lib.order_ref, text) is 'Кому';

create function shared.order_assign(
    p_order lib.order_ref,
    p_staff lib.staff_ref,
    p_reason text default null,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Gives the order to a person; from another performer a reason is needed. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_assign(p_order => p_order, p_staff => p_staff, p_reason => p_reason);
    return (
        select row(
            cabinet.said('phrase.order.assigned', jsonb_build_object('number', o.number, 'name', s.name)),
            '/shared/order?order=' || p_order
        )::lib.outcome
        from desk.orders as o
        join people.staff as s on s.staff_id = p_staff
        where o.order_id = p_order
    );
end
$$;
comment on function shared.order_assign(lib.order_ref, lib.staff_ref, text, lib.version) is 'Назначить
@options p_staff order_staff_options
@field p_staff Кому
@field p_reason Почему
@hint p_reason Нужно, если заявка уже у другого мастера: он увидит причину
@submit Назначить
@icon person-check';

create function shared.order_duty(
    p_order lib.order_ref,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Gives the order to who is on duty now. */
declare
    v_staff bigint;
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    v_staff := desk.duty_raise(p_order);
    return (
        select row(
            cabinet.said('phrase.order.duty', jsonb_build_object('name', s.name, 'position', s."position")),
            '/shared/order?order=' || p_order
        )::lib.outcome
        from people.staff as s
        where s.staff_id = v_staff
    );
end
$$;
comment on function shared.order_duty(lib.order_ref, lib.version) is 'Поднять дежурного
@needs p_order
@confirm Заявка уйдёт тому, кто сейчас дежурит. Он узнает сразу, даже ночью
@submit Поднять дежурного
@icon telephone';

create function shared.order_term(
    p_order lib.order_ref,
    p_due timestamptz,
    p_reason text,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Another term, with the reason that the resident reads. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_term_change(p_order => p_order, p_due => p_due, p_reason => p_reason);
    return row(
        cabinet.said('phrase.order.term', jsonb_build_object('due', desk.moment_said(p_due))),
        '/shared/order?order=' || p_order
    )::lib.outcome;
end
$$;
comment on function shared.order_term(lib.order_ref, timestamptz, text, lib.version) is 'Изменить срок
@prefill order_term_draft
@field p_due Новый срок
@field p_reason Причина, её увидит житель
@submit Изменить срок
@icon clock';

create function shared.order_term_draft(
    p_order lib.order_ref
)
returns table (
    p_due timestamptz
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The term in force. */
begin
    return query select o.due_at from desk.orders as o where o.order_id = p_order;
end
$$;
comment on function shared.order_term_draft(lib.order_ref) is 'Срок сейчас';

create function shared.order_visit(
    p_order lib.order_ref,
    p_window text,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Promises a two-hour window of the performer, «со слов». */
declare
    v_visit tstzrange;
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    v_visit := desk.order_visit_choose(p_order, p_window);
    return row(
        cabinet.said('phrase.order.visit', jsonb_build_object('at', desk.moment_said(lower(v_visit)))),
        '/shared/order?order=' || p_order
    )::lib.outcome;
end
$$;
comment on function shared.order_visit(lib.order_ref, text, lib.version) is 'Назначить визит
@options p_window order_windows
@choice p_window
@field p_window Когда
@submit Назначить визит
@icon calendar-event';

create function shared.order_defer(
    p_order lib.order_ref,
    p_until timestamptz,
    p_reason text,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Puts the order off until a date, with the reason that the resident reads. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_move(p_order => p_order, p_state => 'deferred', p_reason => p_reason, p_until => p_until);
    return row(
        cabinet.said('phrase.order.deferred', jsonb_build_object('until', desk.moment_said(p_until))),
        '/shared/order?order=' || p_order
    )::lib.outcome;
end
$$;
comment on function shared.order_defer(lib.order_ref, timestamptz, text, lib.version) is 'Отложить
@field p_until До
@field p_reason Причина, её увидит житель
@submit Отложить
@style secondary
@icon calendar-event';

create function shared.order_requeue(
    p_order lib.order_ref,
    p_reason text default null,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Back to the queue: routing looks for somebody anew. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_move(p_order => p_order, p_state => 'new', p_reason => p_reason);
    return row(cabinet.said('phrase.order.requeued'), '/shared/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function shared.order_requeue(lib.order_ref, text, lib.version) is 'Вернуть в очередь
@field p_reason Почему
@submit Вернуть в очередь
@style secondary
@icon arrow-clockwise';

create function shared.order_resume(
    p_order lib.order_ref,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The resident answered: the work goes on and the term runs again. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_move(p_order => p_order, p_state => 'in_progress');
    return row(cabinet.said('phrase.order.resumed'), '/shared/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function shared.order_resume(lib.order_ref, lib.version) is 'Продолжить
@needs p_order
@submit Продолжить
@icon play';

create function shared.order_confirm(
    p_order lib.order_ref,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The caller says the work is done: confirmed «со слов». */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_move(p_order => p_order, p_state => 'closed', p_reason => cabinet.said('phrase.by_staff'));
    return row(cabinet.said('phrase.order.confirmed'), '/shared/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function shared.order_confirm(lib.order_ref, lib.version) is 'Сделано, со слов
@needs p_order
@confirm Житель подтвердил работу по телефону? Заявка закроется
@submit Сделано, со слов
@icon check-circle';

create function shared.order_return(
    p_order lib.order_ref,
    p_reason text,
    p_photos lib.photos default '{}',
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Not done, says the caller: back to work with what is wrong. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_move(
        p_order => p_order, p_state => 'new', p_reason => p_reason, p_photos => p_photos
    );
    return row(cabinet.said('phrase.order.returned'), '/shared/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function shared.order_return(lib.order_ref, text, lib.photos, lib.version) is 'Не сделано, вернуть
@field p_reason Что не так
@submit Вернуть
@style secondary
@icon arrow-clockwise';

create function shared.order_cancel(
    p_order lib.order_ref,
    p_reason text,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Cancels at the caller's word, or declines; the reason goes to the resident. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_move(p_order => p_order, p_state => 'declined', p_reason => p_reason);
    return row(cabinet.said('phrase.order.cancelled'), '/shared/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function shared.order_cancel(lib.order_ref, text, lib.version) is 'Отклонить или отменить
@field p_reason Почему и что можно вместо
@hint p_reason Житель прочитает дословно
@confirm Мастер не приедет, заявка закроется
@submit Отклонить
@style danger
@icon x-circle';

create function shared.order_callback(
    p_order lib.order_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Promises the resident of the order a call in 10 minutes. */
declare
    v_phone text;
begin
    select o.contact_phone::text into v_phone from desk.order_card(p_order) as o;
    perform desk.call_record(
        p_result => 'call_back', p_phone => v_phone, p_house => o.house_id, p_premise => o.premise_id,
        p_caller => o.resident_id, p_order => p_order, p_call_back_in => interval '10 minutes'
    )
    from desk.orders as o
    where o.order_id = p_order;
    return row(
        cabinet.said('phrase.order.call_back', jsonb_build_object(
            'at', to_char(lib.moment() + interval '10 minutes', 'FMHH24:MI'))),
        '/shared/order?order=' || p_order
    )::lib.outcome;
end
$$;
comment on function shared.order_callback(lib.order_ref) is 'Перезвонить
@needs p_order
@submit Перезвонить
@style secondary
@icon telephone';
