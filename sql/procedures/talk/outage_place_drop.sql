create function talk.outage_place_drop(
    p_outage lib.outage_ref,
    p_place lib.row_ref
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes a place out of a draft. Errors: not_found, outage_over. */
begin
    perform talk.outage_demand(p_outage, p_states => '{draft}');
    delete from talk.outage_places as p where p.outage_id = p_outage and p.outage_place_id = p_place;
    if not found then
        perform cabinet.refuse('not_found', p_field => 'p_place');
    end if;
    update talk.outages as o set body = null, body_en = null where o.outage_id = p_outage;
end
$$;
comment on function talk.outage_place_drop(lib.outage_ref, lib.row_ref) is 'Takes a place out of a draft of an outage
@decides';
