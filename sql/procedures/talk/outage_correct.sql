create function talk.outage_correct(
    p_outage lib.outage_ref,
    p_body text,
    p_body_en text default null,
    p_version integer default null
)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A correction as a further message to the same people; what was sent stays as it was. Errors: not_found, outage_changed, outage_over, outage_body. */
begin
    perform talk.outage_demand(p_outage, p_version, '{announced}');
    return talk.outage_tell(p_outage, 'corrected', p_body, p_body_en);
end
$$;
comment on function talk.outage_correct(lib.outage_ref, text, text, integer) is 'Corrects what was said of an outage
@decides';
