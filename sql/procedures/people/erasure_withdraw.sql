create function people.erasure_withdraw()
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The acting person takes the request back while nothing is erased; without one it is «not found». */
begin
    update people.erasure_requests as e
    set status = 'withdrawn', decided_by = people.me(), decided_at = lib.moment()
    where e.user_id = people.me() and e.status = 'new';
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function people.erasure_withdraw() is 'The acting person takes the request to erase data back
@decides';
