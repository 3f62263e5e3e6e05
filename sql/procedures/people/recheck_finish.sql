create function people.recheck_finish(
    p_attempt bigint,
    p_success boolean
)
returns table (
    status integer,
    code text,
    field text,
    message text
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* What the layer found of the present password; a wrong one is refused at its field. */
begin
    status := 200;
    update people.sign_in_attempts as a
    set success = p_success
    where a.attempt_id = p_attempt and a.login_hash = people.login_hash('', people.me());
    if not p_success or not found then
        status := 422;
        code := 'password_present';
        field := 'p_present';
        message := cabinet.said('refusal.password_present');
    end if;
    return next;
end
$$;
comment on function people.recheck_finish(bigint, boolean) is 'What the layer found of the present password
@for layer';
