create function guest.link_card(
    p_token text
)
returns table (
    title text,
    state lib.state,
    waiting_for text,
    done_work text,
    visit tstzrange,
    confirm_by lib.due,
    note text,
    _badge_state text,
    _icon_state text,
    _title text,
    _icon text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What the link is about, or why it does nothing any more. */
begin
    return query
    select
        case when c.status = 'open' then c.number_text || ': ' || c.title else cabinet.said('said.link.' || c.status) end,
        c.state::lib.state, c.waiting_for, c.done_work, c.visit, c.confirm_by::lib.due,
        cabinet.said(case when c.status = 'open' and c.again then 'said.link.note_work' when c.status = 'open' then 'said.link.note' else 'said.link.sign_in' end),
        c.badge, c.icon,
        case when c.status = 'open' then cabinet.said('said.link.title', jsonb_build_object('number', c.number_text)) end,
        case when c.status = 'open' then 'envelope-open' else 'hourglass-bottom' end,
        case when c.status <> 'open' then array['sign_in'] end
    from desk.link_card(p_token) as c;
end
$$;
comment on function guest.link_card(text) is 'Ответ без входа
@kind card
@short go p_token
@needs p_token
@bold title state
@column waiting_for -
@column done_work Сделано
@column visit Придут
@column confirm_by Проверьте до
@column note -
@column title -
@public';

create function guest.link_may_confirm(
    p_token text
)
returns table (
    token text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* A row while the work may be confirmed. */
begin
    return query select p_token where desk.link_may(p_token, 'confirm');
end
$$;
comment on function guest.link_may_confirm(text) is 'Можно подтвердить
@public';

create function guest.link_confirm(
    p_token text
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* «Сделано»: the order closes, the rating follows. Errors: those of desk.link_confirm. */
begin
    return row(
        cabinet.said('said.resident.confirmed'), '/guest/link?token=' || desk.link_confirm(p_token)
    )::lib.outcome;
end
$$;
comment on function guest.link_confirm(text) is 'Сделано
Заявка закроется.
@prefill link_may_confirm
@hide_empty
@needs p_token
@field p_token Ссылка
@submit Сделано
@icon check-lg
@style primary
@public';

create function guest.link_may_return(
    p_token text
)
returns table (
    token text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* A row while the work may be returned. */
begin
    return query select p_token where desk.link_may(p_token, 'return');
end
$$;
comment on function guest.link_may_return(text) is 'Можно вернуть
@public';

create function guest.link_return(
    p_token text,
    p_reason lib.note
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* «Не сделано»: the work goes back with what is wrong. Errors: those of desk.link_return. */
begin
    return row(
        cabinet.said('said.link.returned', jsonb_build_object('due', desk.moment_said(desk.link_return(p_token, p_reason)))),
        '/guest/link?token=' || p_token
    )::lib.outcome;
end
$$;
comment on function guest.link_return(text, lib.note) is 'Не сделано, вернуть
Мастер вернётся, срок начнётся заново.
@prefill link_may_return
@hide_empty
@needs p_token
@field p_token Ссылка
@field p_reason Что не так
@placeholder p_reason Например: кран снова капает
@submit Не сделано, вернуть
@icon arrow-counterclockwise
@style secondary
@public';

create function guest.link_may_answer(
    p_token text
)
returns table (
    token text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* A row while the order waits for an answer. */
begin
    return query select p_token where desk.link_may(p_token, 'answer');
end
$$;
comment on function guest.link_may_answer(text) is 'Можно ответить
@public';

create function guest.link_answer(
    p_token text,
    p_body lib.note
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The answer that the order waits for. Errors: those of desk.link_answer. */
begin
    perform desk.link_answer(p_token, p_body);
    return row(cabinet.said('said.resident.answered'), '/guest/link?token=' || p_token)::lib.outcome;
end
$$;
comment on function guest.link_answer(text, lib.note) is 'Ответить
Ответ продолжит работу, срок снова пойдёт.
@prefill link_may_answer
@hide_empty
@needs p_token
@field p_token Ссылка
@field p_body Ваш ответ
@submit Ответить
@icon chat-left-text
@style primary
@public';

create function guest.link_may_visit(
    p_token text
)
returns table (
    token text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* A row while the visit may be moved. */
begin
    return query select p_token where desk.link_may(p_token, 'visit');
end
$$;
comment on function guest.link_may_visit(text) is 'Можно перенести
@public';

create function guest.link_windows(
    p_token text
)
returns table (
    value text,
    label text,
    group_label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Free two-hour windows of the master, by day. */
begin
    return query
    select w.value, w.label, w.group_label from desk.link_windows(p_token) as w;
end
$$;
comment on function guest.link_windows(text) is 'Свободное время мастера
@public';

create function guest.link_visit(
    p_token text,
    p_window text
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Another time for the visit. Errors: those of desk.link_visit. */
declare
    v_visit tstzrange := desk.link_visit(p_token, p_window);
begin
    return row(
        cabinet.said('said.resident.visit_set', jsonb_build_object(
            'from', desk.moment_said(lower(v_visit)), 'to', to_char(upper(v_visit), 'FMHH24:MI'))),
        '/guest/link?token=' || p_token
    )::lib.outcome;
end
$$;
comment on function guest.link_visit(text, text) is 'Изменить время визита
@prefill link_may_visit
@hide_empty
@needs p_token
@field p_token Ссылка
@field p_window Когда вам удобно
@options p_window link_windows
@choice p_window
@submit Изменить время
@icon calendar-event
@public';

create function guest.link_may_rate(
    p_token text
)
returns table (
    token text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* A row while the work may be rated. */
begin
    return query select p_token where desk.link_may(p_token, 'rate');
end
$$;
comment on function guest.link_may_rate(text) is 'Можно оценить
@public';

create function guest.link_rate(
    p_token text,
    p_quality lib.rating default null,
    p_speed lib.rating default null,
    p_politeness lib.rating default null,
    p_tidiness lib.rating default null,
    p_comment lib.note default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The rating. Errors: those of desk.link_rate. */
begin
    perform desk.link_rate(p_token, p_quality, p_speed, p_politeness, p_tidiness, p_comment);
    return row(cabinet.said('said.resident.rated'), '/guest/link?token=' || p_token)::lib.outcome;
end
$$;
comment on function guest.link_rate(text, lib.rating, lib.rating, lib.rating, lib.rating, lib.note) is 'Ваша оценка
Отметьте, что можете. Пропущенное значит «не могу сказать».
@prefill link_may_rate
@hide_empty
@needs p_token
@field p_token Ссылка
@field p_quality Качество
@field p_speed Скорость
@field p_politeness Вежливость
@field p_tidiness Чистота
@field p_comment Комментарий
@submit Отправить
@icon star
@public';

select cabinet.page_define(
    p_cabinet => 'guest', p_page => 'link', p_title => 'Ответ без входа',
    p_blocks => 'link_card link_work link_points link_point link_done link_accept link_report link_act link_confirm link_answer link_visit link_rate link_return',
    p_icon => 'envelope-open');
