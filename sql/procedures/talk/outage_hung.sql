create function talk.outage_hung(
    p_outage lib.outage_ref,
    p_entrance lib.entrance_ref default null
)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
«Повесили»: the sheet of the last message hangs in this entrance, without one in all that need it. Returns how many were marked.
Errors: not_found, outage_over (a draft has nothing to hang).
*/
declare
    v_outage talk.outages := talk.outage_demand(p_outage, p_states => '{announced,ended,cancelled}');
    v_count integer;
begin
    insert into talk.outage_boards (outage_id, entrance_id, version, user_id)
    select p_outage, d.entrance_id, v_outage.version, people.me()
    from talk.outage_boards_due(p_outage) as d
    where d.hung_at is null and (p_entrance is null or d.entrance_id = p_entrance)
    on conflict do nothing;
    get diagnostics v_count = row_count;
    if v_count = 0 and p_entrance is not null and not exists (
        select from talk.outage_boards_due(p_outage) as d where d.entrance_id = p_entrance
    ) then
        perform cabinet.refuse('not_found', p_field => 'p_entrance');
    end if;
    return v_count;
end
$$;
comment on function talk.outage_hung(lib.outage_ref, lib.entrance_ref) is 'Marks sheets of an outage as hung
@decides';
