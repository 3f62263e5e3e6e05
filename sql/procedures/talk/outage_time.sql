create function talk.outage_time(
    p_outage lib.outage_ref,
    p_starts timestamptz,
    p_end timestamptz,
    p_reason text default null,
    p_works_owner text default null,
    p_late_reason text default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
When, why and who works, of a draft. Planned works need the legal notice or a reason why it was not kept; the refusal says how
many working days there are, how many are needed, and leads to the first day that keeps it.
Errors: not_found, outage_over, outage_end_early, outage_end_past, outage_notice, outage_no_places.
*/
declare
    v_outage talk.outages := talk.outage_demand(p_outage, p_states => '{draft}');
    v_zone text := talk.outage_zone(p_outage);
    v_notice record;
    v_moved timestamptz;
begin
    if not exists (select from talk.outage_places as p where p.outage_id = p_outage) then
        perform cabinet.refuse('outage_no_places', p_goto => 'outage-new?outage=' || p_outage);
    elsif p_end is null or p_end <= p_starts then
        perform cabinet.refuse('outage_end_early', p_field => 'p_end');
    elsif p_end <= lib.moment() then
        perform cabinet.refuse('outage_end_past', p_field => 'p_end');
    end if;
    select n.* into v_notice from talk.outage_notice(v_outage.utility, p_starts, v_zone) as n;
    if v_outage.kind = 'planned' and v_notice.kept < v_notice.needed and coalesce(trim(p_late_reason), '') = '' then
        v_moved := (v_notice.first_day + (p_starts at time zone v_zone)::time) at time zone v_zone;
        perform cabinet.refuse(
            'outage_notice', p_field => 'p_late_reason',
            p_values => jsonb_build_object(
                'kept', v_notice.kept, 'needed', v_notice.needed, 'ground', v_notice.ground,
                'days', cabinet.said('outage.days.' || case
                    when v_notice.kept % 10 = 1 and v_notice.kept % 100 <> 11 then 'one'
                    when v_notice.kept % 10 between 2 and 4 and v_notice.kept % 100 not between 12 and 14 then 'few'
                    else 'many' end)),
            p_goto => 'outage-when?outage=' || p_outage
            || '&starts=' || to_char(v_moved, 'YYYY-MM-DD"T"HH24:MI')
            || '&end=' || to_char(v_moved + (p_end - p_starts), 'YYYY-MM-DD"T"HH24:MI'),
            p_goto_label => cabinet.said('outage.move_to', jsonb_build_object(
                'day', split_part(talk.moment_text(v_moved, lib.language(), v_zone), ',', 1)))
        );
    end if;
    update talk.outages as o
    set
        starts_at = p_starts, planned_end = p_end, reason = nullif(trim(p_reason), ''),
        works_owner = nullif(trim(p_works_owner), ''),
        body = null, body_en = null
    where o.outage_id = p_outage;
    delete from talk.outage_late as l where l.outage_id = p_outage;
    insert into talk.outage_late (outage_id, reason)
    select p_outage, trim(p_late_reason)
    where v_outage.kind = 'planned' and v_notice.kept < v_notice.needed;
end
$$;
comment on function talk.outage_time(lib.outage_ref, timestamptz, timestamptz, text, text, text) is 'A draft of an outage: when
@decides';
