create function shared.outage_send_card(
    p_outage lib.outage_ref
)
returns table (
    title text,
    place text,
    starts_at timestamptz,
    until timestamptz,
    notice text,
    _icon text,
    _badge text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The draft in short; a notice that is not kept is said with its reason. */
begin
    return query
    select
        cabinet.said('outage.kind.' || o.kind) || ': ' || case when lib.language() = 'en' then u.said_en else u.said end,
        talk.outage_places_said(o.outage_id, lib.language(), 20), o.starts_at, o.planned_end,
        case when l.reason is not null then cabinet.said('outage.notice_late', jsonb_build_object('reason', l.reason)) end,
        u.icon, case when o.kind = 'emergency' then 'bad' else 'info' end
    from talk.outages as o
    left join talk.outage_late as l on l.outage_id = o.outage_id
    join estate.utilities as u on u.utility = o.utility
    where o.outage_id = p_outage and o.state = 'draft';
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function shared.outage_send_card(lib.outage_ref) is 'Что объявляем
@kind card
@needs p_outage
@bold title
@column title -
@column place Где
@column starts_at С
@column until До
@column notice Предупреждение по закону';

create function shared.outage_send_channels(
    p_outage lib.outage_ref
)
returns table (
    channel text,
    people integer,
    receives text,
    _badge text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What each channel brings: the bell, e-mail, the sheet in the entrance for flats that no channel reaches. */
begin
    return query
    select cabinet.said('outage.channel.' || c.code), c.people, c.receives, c.badge
    from talk.outage_reach(p_outage) as r
    join talk.outages as o on o.outage_id = p_outage
    cross join lateral (
        select coalesce(o.body, w.body) as body from talk.outage_said(p_outage, 'announced') as w
    ) as t
    cross join lateral (values
        (1, 'bell', r.people, t.body::text, null::text),
        (2, 'email', r.by_email, cabinet.said('outage.channel.email_what', jsonb_build_object('kind', (
            select case when lib.language() = 'en' then k.title_en else k.title end
            from talk.event_kinds as k where k.kind = 'outage_' || o.kind
        ))), null),
        (3, 'sheet', r.flats_silent, cabinet.said('outage.channel.sheet_what', jsonb_build_object(
            'n', (select count(*) from talk.outage_boards_due(p_outage)))), case when r.flats_silent > 0 then 'warn' end)
    ) as c (n, code, people, receives, badge)
    order by c.n;
end
$$;
comment on function shared.outage_send_channels(lib.outage_ref) is 'Кто и как узнает
@kind cards
@needs p_outage
@bold channel people
@column channel -
@column people Людей или квартир
@column receives Получат';

create function shared.outage_send_go(
    p_outage lib.outage_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Step 4: announces. It goes out after 15 seconds, in which it can be taken back. Errors: those of talk.outage_announce. */
declare
    v_people integer := talk.outage_announce(p_outage => p_outage);
begin
    perform cabinet.undo_offer('outage_recall?outage=' || p_outage);
    return row(
        cabinet.said('outage.announced', jsonb_build_object('n', v_people)), '/shared/outage?outage=' || p_outage
    )::lib.outcome;
end
$$;
comment on function shared.outage_send_go(lib.outage_ref) is 'Оповестить
Сообщение уйдёт через 15 секунд, до этого его можно отменить.
@needs p_outage
@prefill outage_send_ready
@hide_empty
@submit Оповестить
@icon megaphone';

create function shared.outage_send_ready(
    p_outage lib.outage_ref
)
returns table (
    _submit text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The button says how many. */
begin
    return query
    select cabinet.said(
        'outage.tell.' || case when r.people % 10 = 1 and r.people % 100 <> 11 then 'one' else 'many' end,
        jsonb_build_object('n', r.people))
    from talk.outage_reach(p_outage) as r;
end
$$;
comment on function shared.outage_send_ready(lib.outage_ref) is 'Скольким';

select cabinet.page_define(
    p_cabinet => 'shared', p_page => 'outage_send', p_title => 'Отключение: проверка',
    p_blocks => 'outage_new_steps outage_send_card outage_send_channels outage_send_go',
    p_icon => 'plug', p_up => 'outages');
