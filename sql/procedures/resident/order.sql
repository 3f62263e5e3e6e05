create function resident.order_card(
    p_order lib.order_ref
)
returns table (
    title text,
    state lib.state,
    waiting_for text,
    who text,
    permit text,
    visit tstzrange,
    answer_by lib.due,
    due lib.due,
    confirm_by lib.due,
    deferred_until timestamptz,
    ground text,
    description lib.note,
    place_text text,
    convenient text,
    access_note text,
    created_at timestamptz,
    number_text text,
    _badge_state text,
    _icon_state text,
    _badge_due text,
    _badge_answer_by text,
    _title text,
    _version integer,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The order in the resident's words: state, who comes when, term with its ground; the next moves as buttons. */
declare
    v_now timestamptz := lib.moment();
begin
    if not desk.order_seen(p_order) then
        perform cabinet.refuse('not_found');
    end if;
    return query
    select
        desk.order_title(o.service_id, o.title), desk.resident_word(o.state, o.waiting_reason, o.on_way_at, o.started_at)::lib.state,
        case
            when o.state = 'waiting' then cabinet.said('said.resident.waiting_' || o.waiting_reason)
            when o.state = 'merged' then cabinet.said('said.resident.merged', jsonb_build_object('main', (
                select l.number from desk.order_linked(p_order) as l where l.relation = 'main')))
        end,
        lower(left(f.position, 1)) || substr(f.position, 2) || ' ' || f.name, desk.order_permit(p_order),
        case when o.open and o.visit_to > v_now then tstzrange(o.visit_from, o.visit_to) end,
        case when o.state in ('new', 'assigned') and o.responded_at is null then o.response_due end::lib.due,
        case when o.open and o.state not in ('waiting', 'deferred') then o.due_at end::lib.due,
        case when o.state = 'completed' then o.completed_at + desk.check_span() end::lib.due,
        o.deferred_until,
        case when o.open and o.state not in ('waiting', 'deferred') then o.due_ground end,
        o.description::lib.note,
        h.street || ', ' || h.number || coalesce(', ' || desk.part_said('said.entrance', e.number::text), '')
        || coalesce(', ' || desk.part_said('said.flat', p.number::text), ''),
        o.convenient, o.access_note, o.created_at, desk.order_number(o.number), s.badge, s.icon,
        case when o.due_at < v_now then 'bad' end,
        case when o.response_due < v_now then 'warn' end,
        cabinet.said(
            'order.page_title', jsonb_build_object('number', desk.order_number(o.number), 'title', (
                select lower(left(t, 1)) || substr(t, 2) from desk.order_title(o.service_id, o.title) as t))
        ),
        o.version,
        array_remove(array[
            case when o.state = 'completed' and 'closed' = any (m.states) then 'order_confirm?order=' || p_order end,
            case when o.state = 'completed' and 'new' = any (m.states) then 'order_return?order=' || p_order end,
            case when o.state = 'waiting' and o.waiting_reason = 'no_access' and o.assignee_id is not null
                then 'order_visit?order=' || p_order end,
            case when o.state = 'waiting' and 'in_progress' = any (m.states) then 'order_answer?order=' || p_order end,
            case when o.state in ('assigned', 'in_progress') and o.started_at is null and o.assignee_id is not null
                then 'order_visit?order=' || p_order end,
            case when o.open then 'order_photo?order=' || p_order end,
            case when o.state in ('completed', 'closed') and desk.rating_open(o.closed_at, r.created_at) then 'rate?order=' || p_order end,
            case when exists (select from desk.work_reports as w where w.order_id = o.order_id)
                then 'document?order=' || p_order end,
            case when s.terminal and v.active then 'report?place=' || o.place || '&service=' || o.service_id end,
            case when 'declined' = any (m.states) then 'order_cancel?order=' || p_order end
        ], null)
    from desk.orders as o
    join desk.states as s on s.state = o.state
    join desk.services as v on v.service_id = o.service_id
    join desk.places as l on l.place = o.place
    join estate.houses as h on h.house_id = o.house_id
    left join estate.entrances as e on e.entrance_id = o.entrance_id and l.level <> 'house'
    left join estate.premises as p on p.premise_id = o.premise_id and l.level = 'premise'
    left join people.staff as f on f.staff_id = o.assignee_id
    left join desk.ratings as r on r.order_id = o.order_id
    cross join lateral (
        select array(select k.to_state from desk.order_moves(p_order) as k) as states
        offset 0  -- once, however often it is named
    ) as m
    where o.order_id = p_order;
end
$$;
comment on function resident.order_card(lib.order_ref) is 'Заявка
@kind card
@bold title state
@column waiting_for -
@column who Мастер
@column permit Допуск
@column visit Придёт
@column answer_by Ответим до
@column due Сделаем до
@column confirm_by Проверьте до
@column deferred_until Отложена до
@column ground Основание срока
@column place_text Где
@column description Что случилось
@column convenient Когда вы дома
@column access_note Как пройти
@column created_at Подана
@column number_text Номер
@column title -
@personal';

create function resident.order_steps(
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
/* The path of the order and where it is. */
begin
    if not desk.order_seen(p_order) then
        perform cabinet.refuse('not_found');
    end if;
    return query
    select t.title, t.note, t.happened_at, t._done, t._current, t._icon from desk.order_steps(p_order) as t;
end
$$;
comment on function resident.order_steps(lib.order_ref) is 'Где мы сейчас
@kind steps
@column note -
@column happened_at -
@column title -
@personal';

create function resident.order_thread(
    p_order lib.order_ref
)
returns table (
    author_name text,
    author_role text,
    body lib.note,
    created_at timestamptz,
    _mine boolean,
    _photos uuid[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The conversation without the notes of staff. */
begin
    if not desk.order_seen(p_order) then
        perform cabinet.refuse('not_found');
    end if;
    return query
    select t.author_name, t.author_role, t.body, t.created_at, t._mine, t._photos
    from desk.order_thread(p_order, false) as t;
end
$$;
comment on function resident.order_thread(lib.order_ref) is 'Разговор по заявке
@kind thread
@reply order_say
@version order_version
@live 15
@column author_name -
@column author_role -
@column created_at -
@empty Спросите мастера или диспетчера: ответ придёт сюда
@personal';

create function resident.order_version(
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
/* Changes with the order, its history and its conversation. */
begin
    return query select desk.order_version(p_order);
end
$$;
comment on function resident.order_version(lib.order_ref) is 'Версия разговора';

create function resident.order_gallery(
    p_order lib.order_ref
)
returns table (
    photo lib.photo,
    title text,
    added_at timestamptz
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Photos of the order by stage. */
begin
    if not desk.order_seen(p_order) then
        perform cabinet.refuse('not_found');
    end if;
    return query select g.photo, g.title, g.added_at from desk.order_gallery(p_order) as g where not g._internal;
end
$$;
comment on function resident.order_gallery(lib.order_ref) is 'Фото
@kind gallery
@column title -
@column added_at -
@hide_empty
@personal';

create function resident.order_timeline(
    p_order lib.order_ref
)
returns table (
    title text,
    happened_at timestamptz,
    who text,
    note text,
    _icon text,
    _badge text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Everything that happened, newest first, without internal events. */
begin
    if not desk.order_seen(p_order) then
        perform cabinet.refuse('not_found');
    end if;
    return query
    select t.title, t.happened_at, t.who, t.note, t._icon, t._badge from desk.order_timeline(p_order, false) as t;
end
$$;
comment on function resident.order_timeline(lib.order_ref) is 'История
@kind timeline
@bold title
@column title -
@column happened_at -
@column who -
@column note -
@personal';

create function resident.order_say(
    p_order lib.order_ref,
    p_body lib.note,
    p_photos lib.photos default '{}'
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A word in the conversation. Errors: those of desk.message_send. */
begin
    perform desk.message_send(p_order => p_order, p_body => p_body, p_photos => p_photos);
    return row(cabinet.said('said.message_sent'), '/resident/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function resident.order_say(lib.order_ref, lib.note, lib.photos) is 'Ответ
@field p_body Сообщение
@placeholder p_body Напишите мастеру или диспетчеру
@field p_photos Фото
@submit Написать
@icon send';

create function resident.order_confirm(
    p_order lib.order_ref,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* «Сделано»: the work is accepted, the order closes, the rating follows. Errors: those of desk.order_move. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_move(p_order => p_order, p_state => 'closed');
    return row(cabinet.said('said.resident.confirmed'), '/resident/rate?order=' || p_order)::lib.outcome;
end
$$;
comment on function resident.order_confirm(lib.order_ref, lib.version) is 'Сделано
@submit Сделано
@icon check-lg
@style primary';

create function resident.order_return(
    p_order lib.order_ref,
    p_reason lib.note,
    p_photos lib.photos default '{}',
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* «Не сделано»: the work goes back with what is wrong. Errors: those of desk.order_move. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_move(p_order => p_order, p_state => 'new', p_reason => p_reason, p_photos => p_photos);
    return (
        select row(
            cabinet.said('said.resident.returned', jsonb_build_object(
                'number', o.number, 'due', desk.moment_said(o.due_at))),
            '/resident/order?order=' || p_order
        )::lib.outcome
        from desk.orders as o
        where o.order_id = p_order
    );
end
$$;
comment on function resident.order_return(lib.order_ref, lib.note, lib.photos, lib.version) is 'Не сделано, вернуть
Мастер вернётся, срок начнётся заново.
@field p_reason Что не так
@placeholder p_reason Например: кран снова капает
@field p_photos Фото
@submit Не сделано, вернуть
@icon arrow-counterclockwise';

create function resident.order_cancel(
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
/* The resident takes the order back. Errors: those of desk.order_move (too late: write to the master). */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_move(
        p_order => p_order, p_state => 'declined',
        p_reason => coalesce(nullif(trim(p_reason), ''), cabinet.said('said.resident.cancel_reason')));
    return (
        select row(
            cabinet.said('said.resident.cancelled', jsonb_build_object('number', o.number)),
            '/resident/orders')::lib.outcome
        from desk.orders as o
        where o.order_id = p_order
    );
end
$$;
comment on function resident.order_cancel(lib.order_ref, text, lib.version) is 'Отменить заявку
@field p_reason Почему (необязательно)
@placeholder p_reason Например: починили сами
@confirm Отменить заявку? Мастер не приедет. Понадобится снова: подайте новую
@submit Отменить заявку
@icon x-lg
@style link';

create function resident.order_answer(
    p_order lib.order_ref,
    p_body lib.note,
    p_photos lib.photos default '{}'
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The answer that a waiting order waits for: it is said in the conversation and the work goes on. */
begin
    perform desk.message_send(p_order => p_order, p_body => p_body, p_photos => p_photos);
    if exists (select from desk.orders as o where o.order_id = p_order and o.state = 'waiting') then
        perform desk.order_move(p_order => p_order, p_state => 'in_progress');
    end if;
    return row(cabinet.said('said.resident.answered'), '/resident/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function resident.order_answer(lib.order_ref, lib.note, lib.photos) is 'Ответить
Ответ продолжит работу, срок снова пойдёт.
@field p_body Ваш ответ
@field p_photos Фото
@submit Ответить
@icon chat-left-text
@style primary';

create function resident.order_photo(
    p_order lib.order_ref,
    p_photos lib.photos
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* More photos of the trouble. Errors: those of desk.order_photo_add. */
begin
    perform desk.order_photo_add(p_order => p_order, p_photos => p_photos, p_stage => 'problem');
    return row(cabinet.said('said.photos_added'), '/resident/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function resident.order_photo(lib.order_ref, lib.photos) is 'Добавить фото
@field p_photos Фото
@submit Добавить фото
@icon camera';

create function resident.order_visit(
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
/* Another time for the visit: one of the free windows. Errors: those of desk.order_visit_choose. */
declare
    v_visit tstzrange;
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    v_visit := desk.order_visit_choose(p_order, p_window);
    return row(
        cabinet.said('said.resident.visit_set', jsonb_build_object(
            'from', desk.moment_said(lower(v_visit)), 'to', to_char(upper(v_visit), 'FMHH24:MI'))),
        '/resident/order?order=' || p_order
    )::lib.outcome;
end
$$;
comment on function resident.order_visit(lib.order_ref, text, lib.version) is 'Изменить время визита
@field p_window Когда вам удобно
@options p_window order_windows
@choice p_window
@submit Изменить время
@icon calendar-event';

create function resident.order_linked(
    p_order lib.order_ref
)
returns table (
    title text,
    relation text,
    state lib.state,
    due lib.due,
    number_text text,
    _icon text,
    _badge_state text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What is done together with this order, and its other part. Of a neighbour's nothing but trouble, state and term is told. */
begin
    return query
    select
        case when lib.language() = 'en' then coalesce(v.title_en, v.title) else v.title end,
        cabinet.said('order.relation.' || l.relation),
        desk.resident_word(l.state, l.waiting_reason, l.on_way_at, l.started_at)::lib.state,
        case when s.open and s.clock_runs then l.due_at end::lib.due, '№ ' || l.number, 'link-45deg', s.badge,
        case when l.seen then 'order?order=' || l.order_id end
    from desk.order_linked(p_order) as l
    join desk.services as v on v.service_id = l.service_id
    join desk.states as s on s.state = l.state
    where l.seen or l.relation = 'main'
    order by l.link_id;
end
$$;
comment on function resident.order_linked(lib.order_ref) is 'Вместе с этой заявкой
@kind cards
@hide_empty
@bold title state
@column title -
@column relation -
@column due Сделаем до
@column number_text -';

select cabinet.page_define(
    p_cabinet => 'resident', p_page => 'order', p_title => 'Заявка',
    p_blocks => 'order_card order_steps order_linked order_thread | order_gallery order_timeline',
    p_icon => 'tools',
    p_up => 'orders');
