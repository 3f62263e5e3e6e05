create function desk.link_card(
    p_token text
)
returns table (
    status text,
    moves text[],
    number_text text,
    title text,
    state text,
    badge text,
    icon text,
    done_work text,
    waiting_for text,
    visit tstzrange,
    confirm_by timestamptz,
    again boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
The order, or planned work, behind a link, for its page: status open, used, expired, void or unknown, and only for an open one what the
person must know to answer; again: the link serves more than once. No name, address, telephone or door code: a letter may be read over a shoulder.
*/
declare
    v_link people.links;
    v_moves text[];
begin
    select l.* into v_link from people.links as l where l.token_hash = people.key_hash(p_token);
    v_moves := desk.link_moves(v_link);
    status := case
        when v_link.link_id is null then 'unknown'
        when v_link.used_at is not null then 'used'
        when v_link.expires_at <= lib.moment() then 'expired'
        when cardinality(v_moves) = 0 then 'void'
        else 'open'
    end;
    if status <> 'open' then
        moves := '{}';
        return next;
        return;
    end if;
    if v_link.work_id is not null then
        return query
        select
            'open', v_moves, cabinet.said('phrase.link_task'), w.title::text, cabinet.said('phrase.work_state.' || w.state), r.badge,
            r.icon, w.result::text, null::text,
            case when w.open and w.starts_at is not null then tstzrange(w.starts_at, w.ends_at) end, null::timestamptz, true
        from upkeep.works as w
        left join upkeep.work_rows as r on r.work_id = w.work_id
        where w.work_id = v_link.work_id;
        return;
    end if;
    return query
    select
        'open', v_moves, '№ ' || o.number,
        case when lib.language() = 'en' then coalesce(v.title_en, o.title) else o.title end,
        desk.resident_word(o.state, o.waiting_reason, o.on_way_at, o.started_at), s.badge, s.icon,
        case when o.state in ('completed', 'closed') then (
            select coalesce(nullif(array_to_string(r.done, ', '), ''), r.note)
            from desk.work_reports as r
            where r.order_id = o.order_id
            order by r.work_report_id desc
            limit 1
        ) end,
        case when o.state = 'waiting' then cabinet.said('said.resident.waiting_' || o.waiting_reason) end,
        case when o.open and o.visit_to > lib.moment() then tstzrange(o.visit_from, o.visit_to) end,
        case when o.state = 'completed' then o.completed_at + desk.check_span() end, v_link.purpose = 'contractor'
    from desk.orders as o
    join desk.states as s on s.state = o.state
    join desk.services as v on v.service_id = o.service_id
    where o.order_id = v_link.order_id;
end
$$;
comment on function desk.link_card(text) is 'The order behind a link, for its page
@decides';
