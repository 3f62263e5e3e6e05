create function talk.outage_recall(
    p_outage lib.outage_ref
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Takes back the last message within talk.recall_time(), before anybody has got it: nothing of it stays, an announcement is a draft
again, an extension has its former end. Only its writer. Errors: not_found, outage_told.
*/
declare
    v_outage talk.outages := talk.outage_demand(p_outage, p_states => '{announced,cancelled,ended}');
    v_message talk.outage_messages;
begin
    select m.*
    into v_message
    from talk.outage_messages as m
    where m.outage_id = p_outage and m.version = v_outage.version and m.user_id is not distinct from people.me();
    if v_message.outage_message_id is null then
        perform cabinet.refuse('not_found', p_field => 'p_outage');
    elsif v_message.sent_at <= lib.moment() or v_message.kind = 'ended' then
        perform cabinet.refuse('outage_told', p_goto => 'outage?outage=' || p_outage);
    end if;
    delete from talk.outage_messages as m where m.outage_message_id = v_message.outage_message_id;
    delete from talk.events as e where e.event_id = v_message.event_id and e.told_at is null;
    if not found then
        perform cabinet.refuse('outage_told', p_goto => 'outage?outage=' || p_outage);
    end if;
    update talk.outages as o
    set
        version = o.version - 1,
        state = case v_message.kind when 'announced' then 'draft' else 'announced' end,
        announced_at = case when v_message.kind <> 'announced' then o.announced_at end,
        planned_end = coalesce((
            select m.planned_end from talk.outage_messages as m where m.outage_id = p_outage and m.version = o.version - 1
        ), o.planned_end)
    where o.outage_id = p_outage;
    if v_message.kind = 'announced' then
        update desk.orders as o set outage_id = null, version = o.version + 1 where o.outage_id = p_outage and o.open;
        update upkeep.works as w set outage_id = null where w.outage_id = p_outage;
    end if;
end
$$;
comment on function talk.outage_recall(lib.outage_ref) is 'Takes back a message of an outage that nobody has got yet
@decides';
