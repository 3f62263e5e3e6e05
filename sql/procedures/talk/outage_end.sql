create function talk.outage_end(
    p_outage lib.outage_ref,
    p_ended timestamptz,
    p_keep text[] default '{}',
    p_body text default null,
    p_body_en text default null,
    p_version integer default null
)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
«Авария устранена»: the time of return, the linked orders answered through the scenario's outage moves except those in p_keep
(ids: damage in the flat, they stay open and are no longer the outage's), the affected told, in one transaction. Returns how many orders
were answered. An order in work stays with its performer.
Errors: not_found, outage_changed, outage_over, outage_ended_early, outage_ended_future.
*/
declare
    v_outage talk.outages := talk.outage_demand(p_outage, p_version, '{announced}');
    v_answered bigint[];
    v_when text;
begin
    if p_ended is null or p_ended <= v_outage.starts_at then
        perform cabinet.refuse('outage_ended_early', p_field => 'p_ended');
    elsif p_ended > lib.moment() then
        perform cabinet.refuse('outage_ended_future', p_field => 'p_ended');
    end if;
    update talk.outages as o set state = 'ended', ended_at = p_ended where o.outage_id = p_outage;
    v_answered := array(
        select r.order_id
        from desk.orders as r
        where
            r.outage_id = p_outage and r.open and r.order_id::text <> all (coalesce(p_keep, '{}'))
            and exists (
                select from desk.moves as v
                where
                    v.scenario = r.scenario and v.version = r.scenario_version and v.from_state = r.state
                    and v.to_state = 'completed' and 'outage' = any (v.actors)
            )
        order by r.order_id
        for update
    );
    v_when := talk.moment_text(p_ended, 'ru', talk.outage_zone(p_outage));
    perform desk.order_shift(
        i.id, 'completed', '{outage}',
        p_reason => cabinet.said('outage.order_answer', jsonb_build_object('number', v_outage.number, 'at', v_when), 'ru'))
    from unnest(v_answered) as i (id);
    update desk.orders as r
    set outage_id = null, version = r.version + 1
    where r.outage_id = p_outage and r.open;
    perform talk.outage_tell(
        p_outage, 'ended',
        coalesce(nullif(trim(p_body), ''), talk.outage_text(p_outage, 'ended', 'ru')),
        coalesce(nullif(trim(p_body_en), ''), case
            when coalesce(trim(p_body), '') = '' then talk.outage_text(p_outage, 'ended', 'en') end),
        p_wait => '0'
    );
    return cardinality(v_answered);
end
$$;
comment on function talk.outage_end(lib.outage_ref, timestamptz, text[], text, text, integer) is 'Ends an outage and answers its orders
@decides';
