create function talk.outage_cancel(
    p_outage lib.outage_ref,
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
A draft is dropped and nobody hears of it; an announced one that has not begun is cancelled by a further message to the same people.
Returns how many are told. Errors: not_found, outage_changed, outage_over, outage_begun (it has to be ended).
*/
declare
    v_outage talk.outages := talk.outage_demand(p_outage, p_version, '{draft,announced}');
begin
    if v_outage.state = 'draft' then
        delete from talk.outages as o where o.outage_id = p_outage;
        return 0;
    elsif v_outage.kind = 'emergency' and v_outage.announced_at <= lib.moment()
        or v_outage.kind = 'planned' and v_outage.starts_at <= lib.moment()
    then
        perform cabinet.refuse('outage_begun', p_goto => 'outage-end?outage=' || p_outage);
    end if;
    update talk.outages as o set state = 'cancelled' where o.outage_id = p_outage;
    update desk.orders as o set outage_id = null, version = o.version + 1 where o.outage_id = p_outage and o.open;
    return talk.outage_tell(
        p_outage, 'cancelled',
        coalesce(nullif(trim(p_body), ''), talk.outage_text(p_outage, 'cancelled', 'ru')),
        coalesce(nullif(trim(p_body_en), ''), case
            when coalesce(trim(p_body), '') = '' then talk.outage_text(p_outage, 'cancelled', 'en') end)
    );
end
$$;
comment on function talk.outage_cancel(lib.outage_ref, text, text, integer) is 'Cancels an outage that has not begun
@decides';
