create function resident.outage_card(
    p_outage lib.outage_ref
)
returns table (
    place text,
    starts_at timestamptz,
    until lib.due,
    state lib.state,
    ended_at timestamptz,
    reason text,
    works_owner text,
    advice text,
    answered text,
    phone lib.phone,
    _icon text,
    _badge_state text,
    _badge_until text,
    _title text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What is off and until when; «У меня тоже», «Уже есть», after the end «У меня нет». Announced ones of one's houses only. */
begin
    return query
    select
        talk.outage_places_said(o.outage_id, lib.language()), o.starts_at,
        case when o.state = 'announced' then o.planned_end end::lib.due, cabinet.said('outage.state.' || s.stage)::lib.state,
        o.ended_at, o.reason::text, o.works_owner,
        case when o.state = 'announced' then case when lib.language() = 'en' then u.advice_en else u.advice end end,
        case
            when 'still_out' = any (a.mine) and o.state = 'ended' then cabinet.said('outage.mine.still_out')
            when 'back' = any (a.mine) then cabinet.said('outage.mine.back')
            when 'me_too' = any (a.mine) then cabinet.said('outage.mine.me_too', jsonb_build_object('n', a.me_too))
        end,
        c.emergency_phone::lib.phone, u.icon,
        case s.stage when 'now' then case o.kind when 'emergency' then 'bad' else 'warn' end when 'overdue' then 'warn'
            when 'planned' then 'info' when 'ended' then 'ok' else 'muted' end,
        case when s.stage = 'overdue' then 'warn' end,
        case
            when o.starts_at > lib.moment() then case when lib.language() = 'en' then u.title_en else u.title::text end
            when lib.language() = 'en' then u.said_en
            else u.said
        end,
        case
            when not m.here then null
            when o.state = 'ended' and o.ended_at > lib.moment() - make_interval(days => cabinet.setting('outage_answer_days')::integer) and not 'still_out' = any (a.mine)
                then array['outage_still?outage=' || o.outage_id]
            when s.stage in ('now', 'overdue') then array_remove(array[
                case when not 'me_too' = any (a.mine) then 'outage_too?outage=' || o.outage_id end,
                case when not 'back' = any (a.mine) then 'outage_back?outage=' || o.outage_id end], null)
        end
    from talk.outages as o
    join estate.utilities as u on u.utility = o.utility
    cross join desk.company_contacts() as c
    cross join talk.outage_answered(p_outage) as a
    cross join lateral (
        select exists (
            select
            from talk.outage_places as p
            join estate.premises as f on f.premise_id = people.my_premise()
            where
                p.outage_id = o.outage_id and p.house_id = f.house_id
                and (p.entrance_id is null or p.entrance_id = f.entrance_id)
                and (p.riser is null or p.riser = f.extra ->> 'riser')
        ) as here
    ) as m
    cross join lateral (
        select case
            when o.state in ('ended', 'cancelled') then o.state
            when o.starts_at > lib.moment() then 'planned'
            when o.planned_end <= lib.moment() then 'overdue'
            else 'now'
        end as stage
    ) as s
    where o.outage_id = p_outage;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function resident.outage_card(lib.outage_ref) is 'Отключение
@kind card
@column until До
@column place Где
@column starts_at С
@column ended_at Закончено
@column reason Причина
@column works_owner Работы ведёт
@column advice Что делать
@column answered Вы ответили
@column phone Вопросы, круглосуточно';

create function resident.outage_thread(
    p_outage lib.outage_ref
)
returns table (
    happened_at timestamptz,
    title text,
    note text,
    _icon text,
    _badge text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What the company told, newest first. */
begin
    return query
    select
        m.sent_at, cabinet.said('outage.message.' || m.kind, jsonb_build_object('until', desk.moment_said(m.planned_end))),
        case when lib.language() = 'en' then coalesce(m.body_en, m.body) else m.body end::text,
        case m.kind when 'announced' then 'megaphone' when 'extended' then 'clock-history' when 'ended' then 'check-circle'
            when 'cancelled' then 'x-circle' else 'pencil' end,
        case m.kind when 'ended' then 'ok' when 'extended' then 'warn' when 'cancelled' then 'muted' else 'info' end
    from talk.outage_messages as m
    where m.outage_id = p_outage
    order by m.version desc;
end
$$;
comment on function resident.outage_thread(lib.outage_ref) is 'Что сообщили
@kind timeline';

create function resident.outage_too(
    p_outage lib.outage_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* «У меня тоже» from the address chosen above. Errors: those of talk.outage_answer. */
begin
    perform talk.outage_answer(p_outage => p_outage, p_kind => 'me_too');
    return row(cabinet.said('outage.thanks.me_too'), '/resident/outage?outage=' || p_outage)::lib.outcome;
end
$$;
comment on function resident.outage_too(lib.outage_ref) is 'У меня тоже
@needs p_outage
@submit У меня тоже
@icon people';

create function resident.outage_back(
    p_outage lib.outage_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* «Уже есть». Errors: those of talk.outage_answer. */
begin
    perform talk.outage_answer(p_outage => p_outage, p_kind => 'back');
    return row(cabinet.said('outage.thanks.back'), '/resident/outage?outage=' || p_outage)::lib.outcome;
end
$$;
comment on function resident.outage_back(lib.outage_ref) is 'У меня уже есть
@needs p_outage
@submit У меня уже есть
@style secondary
@icon check-lg';

create function resident.outage_still(
    p_outage lib.outage_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* «У меня нет» after the end: one's order is open again, or a new one. Errors: those of talk.outage_answer. */
declare
    v_order bigint := talk.outage_answer(p_outage => p_outage, p_kind => 'still_out');
begin
    return row(cabinet.said('outage.thanks.still_out'), '/resident/order?order=' || v_order)::lib.outcome;
end
$$;
comment on function resident.outage_still(lib.outage_ref) is 'У меня нет
@needs p_outage
@submit У меня нет
@icon exclamation-circle';

create function resident.outage_here()
returns table (
    title text,
    state lib.state,
    place text,
    starts_at timestamptz,
    until lib.due,
    _icon text,
    _badge_state text,
    _badge_until text,
    _link text,
    _class text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Outages of the address chosen above, those that last first. */
begin
    return query
    select
        a.said, cabinet.said('outage.state.' || case
            when a.state = 'now' and a.until <= lib.moment() then 'overdue' else a.state end)::lib.state,
        talk.outage_places_said(a.outage_id, lib.language(), 2), case when a.state = 'planned' then a.starts_at end,
        a.until::lib.due, a.icon,
        case when a.state = 'planned' then 'info' when a.kind = 'emergency' then 'bad' else 'warn' end,
        case when a.until <= lib.moment() then 'warn' end,
        'outage?outage=' || a.outage_id, case when a.state = 'now' and a.kind = 'emergency' then 'bad' end,
        case when a.state = 'now' and not 'me_too' = any (w.mine) then array['outage_too?outage=' || a.outage_id] end
    from estate.premises as f
    cross join lateral talk.outages_at(f.house_id, f.entrance_id, f.premise_id) as a
    cross join lateral talk.outage_answered(a.outage_id) as w
    where f.premise_id = people.my_premise()
    order by a.state, a.until;
end
$$;
comment on function resident.outage_here() is 'Отключения
@kind cards
@bold title state
@column title -
@column place Где
@column starts_at С
@column until До
@empty Отключений нет и не планируется';

create function resident.outage_home()
returns table (
    title text,
    state lib.state,
    until lib.due,
    _icon text,
    _badge_state text,
    _badge_until text,
    _link text,
    _class text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The card of the first page while an outage lasts. */
begin
    return query
    select h.title, h.state, h.until, h._icon, h._badge_state, h._badge_until, h._link, h._class, h._actions
    from resident.outage_here() as h
    where h.starts_at is null;
end
$$;
comment on function resident.outage_home() is 'Сейчас отключено
@kind cards
@bold title state
@column title -
@column until До
@hide_empty';

select cabinet.page_define(
    p_cabinet => 'resident', p_page => 'outage', p_title => 'Отключение',
    p_blocks => 'outage_card outage_thread', p_icon => 'plug', p_up => 'house');
