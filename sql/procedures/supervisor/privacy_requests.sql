create function supervisor.privacy_requests_list()
returns table (
    name text,
    state lib.state,
    answer_by lib.due,
    asked_at timestamptz,
    open_orders bigint,
    reason text,
    _badge_state text,
    _badge_answer_by text,
    _link text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Requests to erase data, open ones by their term first. */
begin
    return query
    select
        e.name, cabinet.said('said.erasure.' || e.status)::lib.state,
        case when e.status = 'new' then e.answer_by end::lib.due, e.asked_at,
        nullif(e.open_orders, 0), e.reason,
        case e.status when 'new' then 'warn' when 'done' then 'ok' else 'muted' end,
        case when e.status = 'new' and e.answer_by < lib.moment() then 'bad' end,
        'resident?person=' || e.user_id,
        case when e.status = 'new' then array[
            'privacy_requests_erase?erasure=' || e.erasure_id, 'privacy_requests_refuse?erasure=' || e.erasure_id
        ] end
    from people.erasure_list() as e;
end
$$;
comment on function supervisor.privacy_requests_list() is 'Просьбы удалить данные
Ответ по закону: 10 рабочих дней (ФЗ-152, ст. 20).
@bold name state
@column name Кто
@column state Состояние
@column answer_by Ответить до
@column asked_at Попросил
@column open_orders Открытых заявок
@column reason Почему отказали
@empty Никто не просил удалить данные
@personal';

create function supervisor.privacy_requests_erase(
    p_erasure lib.row_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Erases what may go. Errors: those of people.erasure_carry_out. */
begin
    perform people.erasure_carry_out(p_erasure);
    return row(cabinet.said('said.erasure.carried_out'), '/supervisor/privacy-requests')::lib.outcome;
end
$$;
comment on function supervisor.privacy_requests_erase(lib.row_ref) is 'Удалить данные
Вернуть удалённое нельзя.
@preview privacy_requests_preview
@needs p_erasure
@field p_erasure Просьба
@submit Удалить данные
@icon person-x
@style danger';

create function supervisor.privacy_requests_preview(
    p_erasure lib.row_ref
)
returns table (
    what text,
    fate text,
    pieces bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What goes and what stays. */
begin
    return query select p.what, p.fate, p.pieces from people.erasure_preview(p_erasure) as p;
end
$$;
comment on function supervisor.privacy_requests_preview(lib.row_ref) is 'Что удалим и что останется
@bold what fate
@column what Что
@column fate Судьба
@column pieces Сколько
@personal';

create function supervisor.privacy_requests_refuse(
    p_erasure lib.row_ref,
    p_reason lib.note
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Refuses with a reason. Errors: those of people.erasure_refuse. */
begin
    perform people.erasure_refuse(p_erasure, p_reason);
    return row(cabinet.said('said.erasure.answered'), '/supervisor/privacy-requests')::lib.outcome;
end
$$;
comment on function supervisor.privacy_requests_refuse(lib.row_ref, lib.note) is 'Отказать
Житель получит причину. Назовите закон, по которому данные остаются.
@needs p_erasure
@field p_erasure Просьба
@field p_reason Причина
@submit Отказать
@style secondary';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'privacy_requests', p_title => 'Личные данные',
    p_blocks => 'privacy_requests_list',
    p_icon => 'person-lock', p_menu => 97, p_group => 'Связь');
