create function talk.outage_words(
    p_outage lib.outage_ref,
    p_body text,
    p_body_en text default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The words of a draft. Errors: not_found, outage_over, outage_body. */
begin
    perform talk.outage_demand(p_outage, p_states => '{draft}');
    if coalesce(trim(p_body), '') = '' then
        perform cabinet.refuse('outage_body', p_field => 'p_body');
    end if;
    update talk.outages as o
    set body = trim(p_body), body_en = nullif(trim(p_body_en), '')
    where o.outage_id = p_outage;
end
$$;
comment on function talk.outage_words(lib.outage_ref, text, text) is 'A draft of an outage: the words
@decides';
