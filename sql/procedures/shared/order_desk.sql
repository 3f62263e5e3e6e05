create function shared.order_card(
    p_order lib.order_ref
)
returns table (
    title text,
    number_text text,
    state lib.state,
    whose_move text,
    address text,
    place_text text,
    due lib.due,
    due_ground text,
    description text,
    resident_name text,
    contact_phone lib.phone,
    assignee text,
    members text,
    visit tstzrange,
    convenient text,
    access_note text,
    zone_name text,
    created_at timestamptz,
    channel text,
    returned_count smallint,
    _badge text,
    _badge_state text,
    _icon_state text,
    _badge_due text,
    _link_resident_name text,
    _link_address text,
    _title text,
    _version integer,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The order: what, where, state in words, whose move, who, when, on what ground; below it the moves possible now. */
begin
    return query
    select
        o.title, o.number_text, o.state, o.whose_move, o.address, o.place_text, o.due, o.due_ground, o.description,
        o.resident_name, o.contact_phone, o.assignee_name || coalesce(', ' || lower(o.assignee_position), ''), o.members,
        o.visit, o.convenient, o.access_note, o.zone_name, o.created_at,
        cabinet.said('phrase.channel.' || o.channel), nullif(o.returned_count, 0::smallint), o._badge, o._badge_state,
        o._icon_state, o._badge_due,
        'resident?person=' || o.resident_id, 'house?house=' || o.house_id, o._title,
        o.version,
        array(
            select m.act || '?order=' || p_order
            from (
                select
                    case
                        when v.to_state = 'assigned' then 'order_assign'
                        when v.to_state = 'in_progress' and o.state = 'waiting' then 'order_resume'
                        when v.to_state = 'deferred' then 'order_defer'
                        when v.to_state = 'closed' then 'order_confirm'
                        when v.to_state = 'new' and o.state = 'completed' then 'order_return'
                        when v.to_state = 'new' and o.state = 'merged' then 'order_unmerge'
                        when v.to_state = 'new' then 'order_requeue'
                        when v.to_state = 'declined' then 'order_cancel'
                    end as act,
                    row_number() over () as place
                from desk.order_moves(p_order) as v
                union all
                select 'order_assign', 1 where o.state in ('assigned', 'in_progress')
                union all
                select 'order_rate', 9 where o.state in ('completed', 'closed') and people.my_cabinet() = 'operator'
            ) as m
            where m.act is not null
            order by m.place
        )
    from desk.order_card(p_order) as o;
end
$$;
comment on function shared.order_card(lib.order_ref) is 'Заявка
@kind card
@bold title state
@column number_text Номер
@column whose_move Чей ход
@column resident_name Житель
@column place_text Место
@column contact_phone Телефон
@column assignee Исполнитель
@column members Ещё участвуют
@column visit Визит
@column convenient Когда дома
@column returned_count Возвратов
@version order_version
@live 15
@personal';

create function shared.order_more(
    p_order lib.order_ref
)
returns table (
    whose_move text,
    _version integer,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What else staff may do with an open order. */
begin
    return query
    select
        cabinet.said('phrase.order_more'),
        o.version,
        case
            when o.state = 'merged' then array['order_term?order=' || p_order, 'order_callback?order=' || p_order]
            else array[
                'order_term?order=' || p_order, 'order_visit?order=' || p_order, 'outage_new?order=' || p_order,
                'order_member?order=' || p_order, 'order_duty?order=' || p_order, 'order_callback?order=' || p_order,
                case when o.state in ('new', 'assigned', 'deferred') then 'order_merge?order=' || p_order end,
                'order_split?order=' || p_order
            ]
        end
    from desk.orders as o
    where o.order_id = p_order and o.open;
end
$$;
comment on function shared.order_more(lib.order_ref) is 'Ещё можно
@kind card
@hide_empty
@column whose_move -';

create function shared.order_report(
    p_order lib.order_ref
)
returns table (
    done_text text,
    note text,
    minutes lib.minutes,
    materials text,
    act_number text,
    performer text,
    reported_at timestamptz,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What the performer reported: the ground of the act. */
begin
    return query
    select
        array_to_string(r.done, ', '), r.note, r.minutes::lib.minutes, r.materials, r.act_number, s.name::text,
        r.reported_at, array['order_act?order=' || r.order_id || '&act=' || r.act_number]
    from desk.work_reports as r
    join people.staff as s on s.staff_id = r.staff_id
    where r.order_id = p_order
    order by r.work_report_id desc;
end
$$;
comment on function shared.order_report(lib.order_ref) is 'Отчёт о работе
@kind cards
@hide_empty
@bold done_text
@column done_text Что сделано
@column minutes Заняло
@column materials Материалы
@column act_number Акт №
@column performer Кто
@column reported_at Когда';

create function shared.order_rating(
    p_order lib.order_ref
)
returns table (
    quality lib.rating,
    speed lib.rating,
    politeness lib.rating,
    tidiness lib.rating,
    price lib.rating,
    comment text,
    by_staff text,
    rated_at timestamptz
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The resident's rating by aspects. */
begin
    return query
    select
        r.quality::lib.rating, r.speed::lib.rating, r.politeness::lib.rating, r.tidiness::lib.rating,
        r.price::lib.rating, r.comment, case when r.by_staff then cabinet.said('phrase.by_staff') end,
        coalesce(r.changed_at, r.created_at)
    from desk.ratings as r
    where r.order_id = p_order;
end
$$;
comment on function shared.order_rating(lib.order_ref) is 'Оценка жителя
@kind card
@hide_empty
@column rated_at Когда';

create function shared.order_control(
    p_order lib.order_ref
)
returns table (
    title text,
    answer text,
    note text,
    asked_by text,
    checked_at timestamptz,
    _badge_answer text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What the resident answered to the control call; not a rating. */
begin
    return query
    select
        case when lib.language() = 'en' then q.title_en else q.title end,
        cabinet.said('phrase.answer.' || coalesce(c.answers ->> q.question, 'none')),
        case when row_number() over (order by q.position) = 1 then c.note end,
        case when row_number() over (order by q.position) = 1 then lib.person_short(e.actor_name) end,
        case when row_number() over (order by q.position) = 1 then c.checked_at end,
        case
            when c.answers ->> q.question is null then 'muted'
            when (c.answers ->> q.question)::boolean = q.good then 'ok'
            else 'bad'
        end
    from desk.quality_checks as c
    cross join desk.check_questions as q
    left join desk.order_events as e on e.order_id = c.order_id and e.kind in ('controlled', 'controlled_bad')
    where c.order_id = p_order and (q.active or c.answers ? q.question)
    order by q.position;
end
$$;
comment on function shared.order_control(lib.order_ref) is 'Контрольный звонок
@kind cards
@hide_empty
@bold title answer
@column title -
@column answer -
@column note Что ещё сказал житель
@column asked_by Спрашивал
@column checked_at Когда';

create function shared.order_members(
    p_order lib.order_ref
)
returns table (
    name text,
    role text,
    added_at timestamptz,
    _link text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Co-performers and specialists added to the talk. */
begin
    return query
    select
        s.name::text, cabinet.said('phrase.member.' || m.role), m.added_at, null::text,
        array['order_unmember?order=' || p_order || '&staff=' || m.staff_id]
    from desk.order_members as m
    join people.staff as s on s.staff_id = m.staff_id
    where m.order_id = p_order and m.removed_at is null
    order by m.added_at;
end
$$;
comment on function shared.order_members(lib.order_ref) is 'Участвуют
@kind cards
@hide_empty
@bold name
@column role Роль
@column added_at С';

create function shared.order_flat(
    p_order lib.order_ref
)
returns table (
    title text,
    number_text text,
    state lib.state,
    created_at timestamptz,
    performer text,
    _badge_state text,
    _icon_state text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What was mended in this flat before. */
begin
    return query select * from desk.order_earlier(p_order, 'premise');
end
$$;
comment on function shared.order_flat(lib.order_ref) is 'Раньше в этой квартире
@kind cards
@hide_empty
@bold title state
@column number_text -
@column performer Кто делал';

create function shared.order_entrance(
    p_order lib.order_ref
)
returns table (
    title text,
    number_text text,
    state lib.state,
    created_at timestamptz,
    performer text,
    _badge_state text,
    _icon_state text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What was mended in this entrance before. */
begin
    return query select * from desk.order_earlier(p_order, 'entrance');
end
$$;
comment on function shared.order_entrance(lib.order_ref) is 'Раньше в этом подъезде
@kind cards
@hide_empty
@bold title state
@column number_text -
@column performer Кто делал';

create function shared.order_house(
    p_order lib.order_ref
)
returns table (
    title text,
    number_text text,
    state lib.state,
    created_at timestamptz,
    performer text,
    _badge_state text,
    _icon_state text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What was mended in the yard and the whole house before. */
begin
    return query select * from desk.order_earlier(p_order, 'house');
end
$$;
comment on function shared.order_house(lib.order_ref) is 'Раньше в этом доме
@kind cards
@hide_empty
@bold title state
@column number_text -
@column performer Кто делал';
