create function talk.outage_extend(
    p_outage lib.outage_ref,
    p_end timestamptz,
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
Another planned end, told to the same people as a further message; empty words are made from rows. Returns how many are told.
Errors: not_found, outage_changed, outage_over, outage_end_early, outage_end_past.
*/
declare
    v_outage talk.outages := talk.outage_demand(p_outage, p_version, '{announced}');
begin
    if p_end is null or p_end <= v_outage.starts_at then
        perform cabinet.refuse('outage_end_early', p_field => 'p_end');
    elsif p_end <= lib.moment() then
        perform cabinet.refuse('outage_end_past', p_field => 'p_end');
    end if;
    update talk.outages as o set planned_end = p_end where o.outage_id = p_outage;
    return talk.outage_tell(
        p_outage, 'extended',
        coalesce(nullif(trim(p_body), ''), talk.outage_text(p_outage, 'extended', 'ru')),
        coalesce(nullif(trim(p_body_en), ''), case
            when coalesce(trim(p_body), '') = '' then talk.outage_text(p_outage, 'extended', 'en') end)
    );
end
$$;
comment on function talk.outage_extend(lib.outage_ref, timestamptz, text, text, integer) is 'Extends an outage
@decides';
