create function shared.order_version(
    p_order lib.order_ref
)
returns table (
    version text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Changes whenever the order does. */
begin
    return query select desk.order_version(p_order);
end
$$;
comment on function shared.order_version(lib.order_ref) is 'Версия';

create function shared.order_steps(
    p_order lib.order_ref
)
returns table (
    title text,
    note text,
    happened_at timestamptz,
    _done boolean,
    _current boolean,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The path of the order. */
begin
    if not desk.order_seen(p_order) then
        perform cabinet.refuse('not_found');
    end if;
    return query select * from desk.order_steps(p_order);
end
$$;
comment on function shared.order_steps(lib.order_ref) is 'Путь заявки
@kind steps';

create function shared.order_thread(
    p_order lib.order_ref
)
returns table (
    author_name text,
    author_role text,
    body lib.note,
    created_at timestamptz,
    _photos uuid[],
    _mine boolean,
    _internal boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The conversation with internal notes of staff. */
begin
    if not desk.order_seen(p_order) then
        perform cabinet.refuse('not_found');
    end if;
    return query
    select t.author_name, t.author_role, t.body, t.created_at, t._photos, t._mine, t._internal
    from desk.order_thread(p_order, true) as t;
end
$$;
comment on function shared.order_thread(lib.order_ref) is 'Переписка
@kind thread
@reply order_message
@version order_version
@live 15
@empty Житель прочтёт сообщение в своём кабинете. Заметку увидят только сотрудники
@personal
@column author_name -
@column author_role -
@column created_at -';

create function shared.order_message(
    p_order lib.order_ref,
    p_body lib.note,
    p_photos lib.photos default '{}',
    p_internal boolean default false
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A message to the resident and the performer, or a note that only staff see. */
begin
    perform desk.message_send(p_order => p_order, p_body => p_body, p_photos => p_photos, p_internal => p_internal);
    return row(cabinet.said('phrase.sent'), '/shared/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function shared.order_message(lib.order_ref, lib.note, lib.photos, boolean) is 'Написать
@needs p_order
@field p_body Сообщение
@field p_internal Видят только сотрудники
@submit Отправить
@icon send';

create function shared.order_gallery(
    p_order lib.order_ref
)
returns table (
    photo lib.photo,
    title text,
    added_at timestamptz,
    _internal boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Photos by stage. */
begin
    if not desk.order_seen(p_order) then
        perform cabinet.refuse('not_found');
    end if;
    return query select * from desk.order_gallery(p_order);
end
$$;
comment on function shared.order_gallery(lib.order_ref) is 'Фото
@kind gallery
@hide_empty';

create function shared.order_timeline(
    p_order lib.order_ref
)
returns table (
    happened_at timestamptz,
    title text,
    note text,
    who text,
    _icon text,
    _badge text,
    _internal boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Everything that happened, newest first. */
begin
    if not desk.order_seen(p_order) then
        perform cabinet.refuse('not_found');
    end if;
    return query select * from desk.order_timeline(p_order, true);
end
$$;
comment on function shared.order_timeline(lib.order_ref) is 'История
@kind timeline
@personal';

create function shared.order_why(
    p_order lib.order_ref
)
returns table (
    staff_name text,
    reason text,
    open_count integer,
    minutes lib.minutes,
    _badge text,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* «Назначено, потому что…»: candidates of the last routing, each with the reason. */
begin
    if not desk.order_seen(p_order) then
        perform cabinet.refuse('not_found');
    end if;
    return query
    select
        coalesce(e.staff_name, e.reason), case when e.staff_name is not null then e.reason end, e.open_count, e.minutes::lib.minutes,
        e._badge, e._icon
    from desk.order_explanation(p_order) as e
    order by e."position"
    limit 6;
end
$$;
comment on function shared.order_why(lib.order_ref) is 'Назначено, потому что…
@kind cards
@hide_empty
@bold staff_name
@column staff_name Кто
@column reason -
@column open_count Открытых заявок
@column minutes Загрузка';
