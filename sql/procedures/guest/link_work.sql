create function guest.link_work(
    p_token text
)
returns table (
    address text,
    description lib.note,
    access_note text,
    phone lib.phone,
    due lib.due,
    _badge text,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What a contractor must know to come. */
begin
    return query
    select w.address, w.description::lib.note, w.access_note, w.phone::lib.phone, w.due_at::lib.due,
        case when w.emergency then 'bad' end, 'geo-alt'
    from desk.link_work(p_token) as w;
end
$$;
comment on function guest.link_work(text) is 'Куда и зачем
@kind card
@needs p_token
@hide_empty
@bold address
@column address -
@column description Что случилось
@column access_note Как попасть
@column phone Телефон жителя
@public';

create function guest.link_may_accept(
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
/* A row while the order may be accepted. */
begin
    return query select p_token where desk.link_may(p_token, 'accept');
end
$$;
comment on function guest.link_may_accept(text) is 'Можно принять
@public';

create function guest.link_accept(
    p_token text
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The contractor accepts. Errors: those of desk.link_accept. */
begin
    perform desk.link_accept(p_token);
    return row(cabinet.said('said.link.accepted'), '/guest/link?token=' || p_token)::lib.outcome;
end
$$;
comment on function guest.link_accept(text) is 'Принять
@prefill link_may_accept
@hide_empty
@needs p_token
@field p_token Ссылка
@submit Принять
@icon check-lg
@public';

create function guest.link_may_report(
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
/* A row while the work may be reported. */
begin
    return query select p_token where desk.link_may(p_token, 'report');
end
$$;
comment on function guest.link_may_report(text) is 'Можно отчитаться
@public';

create function guest.link_report(
    p_token text,
    p_note lib.note,
    p_minutes integer default null,
    p_materials lib.note default null,
    p_photos lib.photos default '{}',
    p_before lib.photos default '{}'
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The contractor's report. Errors: those of desk.link_report. */
begin
    perform desk.link_report(p_token, p_note, p_minutes, p_materials, p_photos, p_before);
    return row(cabinet.said('said.link.reported'), '/guest/link?token=' || p_token)::lib.outcome;
end
$$;
comment on function guest.link_report(text, lib.note, integer, lib.note, lib.photos, lib.photos) is 'Работа сделана
Житель проверит и подтвердит.
@prefill link_may_report
@hide_empty
@needs p_token
@field p_token Ссылка
@field p_note Что сделано
@field p_minutes Сколько минут
@field p_materials Материалы
@field p_photos Фото после
@field p_before Фото до, если его требует услуга
@submit Выполнено
@icon check2-circle
@public';

create function guest.link_points(
    p_token text
)
returns table (
    title text,
    outcome lib.state,
    note text,
    _badge_outcome text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The checklist of a planned work, as far as it is marked. */
begin
    return query
    select
        p.title, cabinet.said('phrase.point.' || coalesce(p.outcome, 'waits'))::lib.state, p.note,
        case p.outcome when 'ok' then 'ok' when 'defect' then 'bad' when 'no_access' then 'warn' else 'muted' end
    from desk.link_points(p_token) as p;
end
$$;
comment on function guest.link_points(text) is 'Что осмотреть
@kind cards
@needs p_token
@hide_empty
@bold title outcome
@column title -
@column note Замечание
@limit 100
@public';

create function guest.link_may_point(
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
/* A row while points of the checklist are left. */
begin
    return query select p_token where desk.link_may(p_token, 'point');
end
$$;
comment on function guest.link_may_point(text) is 'Можно отметить
@public';

create function guest.link_point_options(
    p_token text
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
/* Points that are left. */
begin
    return query
    select p.point_id::text, p.title, case when p.photo then cabinet.said('phrase.point_photo_needed') end
    from desk.link_points(p_token) as p
    where p.outcome is null;
end
$$;
comment on function guest.link_point_options(text) is 'Пункты
@public';

create function guest.link_outcome_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What a point may be. */
begin
    return query
    select c.code, cabinet.said('phrase.point.' || c.code) from unnest(array['ok', 'defect', 'no_access']) as c (code);
end
$$;
comment on function guest.link_outcome_options() is 'Отметка
@public';

create function guest.link_point(
    p_token text,
    p_point text,
    p_outcome text default 'ok',
    p_note lib.note default null,
    p_photos lib.photos default '{}'
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The next point. Errors: those of desk.link_point. */
begin
    perform desk.link_point(
        p_token, case when p_point ~ '^[0-9]{1,18}$' then p_point::bigint end, p_outcome, p_note, p_photos);
    return row(cabinet.said('said.upkeep.point_ok'), '/guest/link?token=' || p_token)::lib.outcome;
end
$$;
comment on function guest.link_point(text, text, text, lib.note, lib.photos) is 'Отметить пункт
@prefill link_may_point
@hide_empty
@needs p_token
@options p_point link_point_options
@options p_outcome link_outcome_options
@choice p_outcome
@field p_token Ссылка
@field p_point Пункт
@field p_outcome Что нашли
@field p_note Замечание
@hint p_note Нужно, если есть неисправность: по нему сразу появится заявка
@field p_photos Фото
@submit Отметить
@icon list-check
@public';

create function guest.link_may_done(
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
/* A row while the planned work may be finished. */
begin
    return query select p_token where desk.link_may(p_token, 'done');
end
$$;
comment on function guest.link_may_done(text) is 'Можно закончить
@public';

create function guest.link_done(
    p_token text,
    p_note lib.note default null,
    p_minutes integer default null,
    p_photos lib.photos default '{}'
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The planned work is done. Errors: those of desk.link_done. */
begin
    return row(
        cabinet.said('said.link.work_done', jsonb_build_object('act', desk.link_done(p_token, p_note, p_minutes, p_photos))),
        '/guest/link?token=' || p_token
    )::lib.outcome;
end
$$;
comment on function guest.link_done(text, lib.note, integer, lib.photos) is 'Работа закончена
@prefill link_may_done
@hide_empty
@needs p_token
@field p_token Ссылка
@field p_note Что сделано
@field p_minutes Сколько минут
@field p_photos Фото
@submit Закончить работу
@icon check2-circle
@public';

create function guest.link_may_act(
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
/* A row while the act is missing. */
begin
    return query select p_token where desk.link_may(p_token, 'act');
end
$$;
comment on function guest.link_may_act(text) is 'Можно прислать акт
@public';

create function guest.link_act(
    p_token text,
    p_number lib.title,
    p_amount lib.rub,
    p_file lib.file default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The act of the work. Errors: those of desk.link_act. */
begin
    perform desk.link_act(p_token, p_number, p_amount, p_file);
    return row(cabinet.said('said.link.act_sent'), '/guest/link?token=' || p_token)::lib.outcome;
end
$$;
comment on function guest.link_act(text, lib.title, lib.rub, lib.file) is 'Прислать акт
@prefill link_may_act
@hide_empty
@needs p_token
@field p_token Ссылка
@field p_number Номер акта
@field p_amount Сумма
@field p_file Файл
@submit Прислать акт
@icon file-earmark-text
@public';
