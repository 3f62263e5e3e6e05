create function talk.outage_announce(
    p_outage lib.outage_ref
)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Announces a draft that has place, time and words; returns how many people are told. A planned one keeps the legal notice or its
reason. Its order, if it came from one, is linked. Errors: not_found, outage_over, outage_no_places, outage_no_time, outage_notice_lost.
*/
declare
    v_outage talk.outages := talk.outage_demand(p_outage, p_states => '{draft}');
    v_notice record;
begin
    if not exists (select from talk.outage_places as p where p.outage_id = p_outage) then
        perform cabinet.refuse('outage_no_places', p_goto => 'outage-new?outage=' || p_outage);
    elsif v_outage.planned_end is null or v_outage.planned_end <= lib.moment() then
        perform cabinet.refuse('outage_no_time', p_goto => 'outage-when?outage=' || p_outage);
    end if;
    select n.* into v_notice
    from talk.outage_notice(v_outage.utility, v_outage.starts_at, talk.outage_zone(p_outage)) as n;
    if v_outage.kind = 'planned' and v_notice.kept < v_notice.needed
        and not exists (select from talk.outage_late as l where l.outage_id = p_outage) then
        perform cabinet.refuse('outage_notice_lost', p_goto => 'outage-when?outage=' || p_outage);
    end if;
    update talk.outages as o
    set
        state = 'announced', announced_at = lib.moment() + talk.recall_time(),
        body = coalesce(o.body, talk.outage_text(p_outage, 'announced', 'ru')),
        body_en = coalesce(o.body_en, talk.outage_text(p_outage, 'announced', 'en'))
    where o.outage_id = p_outage
    returning o.* into v_outage;
    update upkeep.works as w set outage_id = p_outage where w.work_id = v_outage.work_id;
    update desk.orders as o
    set outage_id = p_outage, version = o.version + 1
    where o.order_id = v_outage.order_id and o.open and o.outage_id is null;
    return talk.outage_tell(p_outage, 'announced', v_outage.body, v_outage.body_en);
end
$$;
comment on function talk.outage_announce(lib.outage_ref) is 'Announces an outage
@decides';
