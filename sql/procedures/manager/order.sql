create function manager.order_card(
    p_order lib.order_ref
)
returns table (
    title text,
    state lib.state,
    whose_move text,
    address text,
    place_text text,
    description lib.note,
    due lib.due,
    visit tstzrange,
    resident_name text,
    phone lib.phone,
    convenient text,
    due_ground text,
    assignee_name text,
    members text,
    deferred_until timestamptz,
    created_at timestamptz,
    channel text,
    number_text text,
    _badge_state text,
    _icon_state text,
    _badge_due text,
    _title text,
    _version integer,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
The order for its performer and its zone's manager: contacts only while they need them; the next moves as buttons, the
one of the state first.
*/
begin
    return query
    select
        c.title, desk.worker_state(o.state, o.on_way_at, o.started_at)::lib.state, c.whose_move, c.address,
        case when o.place <> 'flat' then c.place_text end,
        c.description::lib.note, case when o.open then c.due end::lib.due, c.visit,
        c.resident_name, c.contact_phone, c.convenient, case when o.open then c.due_ground end,
        c.assignee_name || coalesce(', ' || lower(c.assignee_position), ''), c.members, c.deferred_until, c.created_at,
        cabinet.said('said.channel_' || c.channel), c.number_text, c._badge_state, c._icon_state, c._badge_due, c._title,
        o.version,
        array_remove(array[
            desk.worker_step(p_order),
            case when a.manages and o.open and o.assignee_id is null and o.state <> 'merged'
                then 'order_assign?order=' || p_order end,
            case when a.manages and o.state = 'merged' then 'order_unmerge?order=' || p_order end,
            case when a.performs and o.state = 'in_progress' and o.started_at is null
                then 'order_no_access?order=' || p_order end,
            case when (a.performs or a.manages) and o.state in ('assigned', 'in_progress') and o.started_at is null
                and o.assignee_id is not null then 'order_visit?order=' || p_order end,
            case when 'waiting' = any (m.states) then 'order_wait?order=' || p_order end,
            case when a.performs and 'waiting' = any (m.states) then 'order_materials?order=' || p_order end,
            case when o.state = 'waiting' and not a.performs and 'in_progress' = any (m.states)
                then 'order_resume?order=' || p_order end,
            case when (a.performs or a.manages) and o.open then 'order_photo?order=' || p_order end,
            case when 'deferred' = any (m.states) then 'order_defer?order=' || p_order end,
            case when a.manages and o.open and o.assignee_id is not null then 'order_assign?order=' || p_order end,
            case when (a.performs or a.manages) and o.open then 'order_call?order=' || p_order end,
            case when 'merged' = any (m.states) then 'order_merge?order=' || p_order end,
            case when a.manages and o.open and o.state <> 'merged' then 'order_split?order=' || p_order end,
            case when o.state in ('assigned', 'in_progress', 'deferred') and 'new' = any (m.states)
                then 'order_queue?order=' || p_order end,
            case when a.manages and o.open then 'outage_new?order=' || p_order end,
            case when 'declined' = any (m.states) then 'order_decline?order=' || p_order end
        ], null)
    from desk.order_card(p_order) as c
    join desk.orders as o on o.order_id = c.order_id
    cross join lateral (
        select 'performer' = any (x.actors) as performs, 'manager' = any (x.actors) as manages
        from (select desk.order_actors(p_order) as actors offset 0) as x
        offset 0  -- once, however often it is named
    ) as a
    cross join lateral (
        select array(select k.to_state from desk.order_moves(p_order) as k) as states
        offset 0
    ) as m;
end
$$;
comment on function manager.order_card(lib.order_ref) is 'Заявка
@kind card
@fold 6
@bold title state
@column whose_move -
@column address Адрес
@column place_text Где
@column description Что случилось
@column due Срок
@column visit Визит
@column resident_name Житель
@column phone Телефон
@column convenient Когда дома
@column due_ground Основание срока
@column assignee_name Исполнитель
@column members Вместе с ним
@column deferred_until Отложена до
@column created_at Создана
@column channel Источник
@column number_text Номер
@column title -
@personal';

create function manager.order_before(
    p_order lib.order_ref
)
returns table (
    entrance_text text,
    house_note text,
    premise_note text,
    access_note text,
    earlier text,
    "similar" text,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* «Перед выездом»: how to get in, what was already done in this flat, the same trouble nearby. Only while it is open. */
begin
    if not desk.order_seen(p_order) then
        perform cabinet.refuse('not_found');
    end if;
    return query
    select
        nullif(concat_ws(
            ', ', desk.part_said('said.entrance', e.number::text),
            desk.part_said('said.floor', p.floor::text),
            desk.part_said('said.door_code', e.door_code::text)), ''),
        h.access_note, p.access_note, o.access_note,
        (
            select string_agg(
                to_char(w.reported_at, 'DD.MM.YYYY') || ' ' || w.title
                || coalesce(': ' || nullif(array_to_string(w.done, ', '), ''), ''), '; ')
            from (
                select r.reported_at, desk.order_title(q.service_id, q.title) as title, r.done
                from desk.orders as q
                join desk.work_reports as r on r.order_id = q.order_id
                join desk.places as k on k.place = q.place
                join desk.places as n on n.place = o.place and n.level = k.level
                where
                    q.house_id = o.house_id and q.order_id <> o.order_id
                    and (n.level <> 'premise' or q.premise_id = o.premise_id)
                    and (n.level <> 'entrance' or q.entrance_id is not distinct from o.entrance_id)
                order by r.work_report_id desc
                limit 3
            ) as w
        ),
        (
            select string_agg('№ ' || q.number || ' (' || to_char(q.created_at, 'DD.MM') || ')', ', ')
            from (
                select k.number, k.created_at
                from desk.orders as k
                where k.house_id = o.house_id and k.service_id = o.service_id and k.order_id <> o.order_id
                    and k.created_at > lib.moment() - interval '30 days'
                order by k.order_id desc
                limit 5
            ) as q
        ),
        'signpost'
    from desk.orders as o
    join estate.houses as h on h.house_id = o.house_id
    left join estate.entrances as e on e.entrance_id = o.entrance_id
    left join estate.premises as p on p.premise_id = o.premise_id
    where o.order_id = p_order and o.open;
end
$$;
comment on function manager.order_before(lib.order_ref) is 'Перед выездом
@kind card
@column entrance_text Подъезд
@column house_note О доме
@column premise_note О квартире
@column access_note Житель просил
@column earlier Уже делали здесь
@column similar То же в доме за месяц
@hide_empty
@personal';

create function manager.order_photo(
    p_order lib.order_ref,
    p_photos lib.photos,
    p_stage text default 'problem'
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* More photos by stage. Errors: those of desk.order_photo_add. */
begin
    perform desk.order_photo_add(p_order => p_order, p_photos => p_photos, p_stage => p_stage);
    return row(cabinet.said('said.photos_added'), '/manager/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function manager.order_photo(lib.order_ref, lib.photos, text) is 'Добавить фото
@field p_photos Фото
@field p_stage Что на фото
@options p_stage order_stages
@choice p_stage
@submit Добавить фото
@icon camera';

create function manager.order_stages()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Stages of photos. */
begin
    return query
    select t.code, cabinet.said('order.stage.' || t.code)
    from unnest(array['problem', 'before', 'after']) as t (code);
end
$$;
comment on function manager.order_stages() is 'Что на фото';

select cabinet.page_define(
    p_cabinet => 'manager', p_page => 'order', p_title => 'Заявка',
    p_blocks => 'order_card order_before order_steps order_linked order_thread | order_gallery order_why order_papers order_timeline',
    p_icon => 'tools',
    p_up => 'orders');
