create function desk.call_back_done(
    p_call lib.call_ref
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Marks a promised call as made. Errors: not_found. */
begin
    perform people.office_demand(array['operator', 'supervisor']);
    update desk.calls as c
    set called_back_at = lib.moment()
    where c.call_id = p_call and c.call_back_by is not null and c.called_back_at is null;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function desk.call_back_done(lib.call_ref) is 'Marks a promised call as made
@decides';
