create function people.shift_remove(
    p_shift lib.shift_ref
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes a duty shift off the roster. Errors: not_found. */
begin
    perform people.office_demand('{supervisor,operator,admin}');
    perform people.booking_release('shift', p_shift);
    delete from people.duty_shifts as d where d.shift_id = p_shift;
    if not found then
        perform cabinet.refuse('not_found', p_field => 'p_shift');
    end if;
end
$$;
comment on function people.shift_remove(lib.shift_ref) is 'Takes a duty shift off the roster
@decides';
