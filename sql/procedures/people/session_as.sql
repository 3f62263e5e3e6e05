create function people.session_as(
    p_login text,
    p_cabinet text
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
/*
For whoever deploys, in psql: acts as a person until the transaction ends. Opens a session under a random key, sets it with
the person's language and the house's clock, as the batch of a page does; then `set local role cab_<cabinet>` and call. Roll
back and nothing is left. Errors: not_found (nobody has that login, or the person does not hold the cabinet).
*/
declare
    v_user bigint := (select f.user_id from people.user_find(p_login) as f limit 1);
    v_key text := encode(ext.gen_random_bytes(32), 'hex');
begin
    if v_user is null or not people.holds_cabinet(v_user, p_cabinet) then
        perform cabinet.refuse('not_found');
    end if;
    perform people.session_open(p_user => v_user, p_key => v_key, p_address => null, p_device => 'psql');
    perform set_config('sokol.session', v_key, true);
    perform set_config('sokol.language', (select u.language from people.users as u where u.user_id = v_user), true);
end
$$;
comment on function people.session_as(text, text) is
'Acts as a person in psql until the transaction ends; for the deploying role only
@internal';
