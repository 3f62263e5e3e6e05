create function people.user_find(
    p_login text
)
returns table (
    user_id bigint,
    account_id bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
The person behind a login: e-mail, else telephone, else the number of an account with a PIN (then account_id is given).
No row for an unknown one, a blocked person or the system person.
*/
declare
    v_login text := lower(trim(p_login));
begin
    return query
    select u.user_id, null::bigint
    from people.users as u
    where u.blocked_at is null and not u.is_system
        and (lower(u.email) = v_login or u.phone = lib.phone_digits(v_login));
    if found or v_login !~ '^[0-9]{5,20}$' then
        return;
    end if;
    return query
    select u.user_id, a.account_id
    from money.accounts as a
    join people.credentials as c on c.account_id = a.account_id and c.kind = 'pin'
    join people.users as u on u.user_id = c.user_id and u.blocked_at is null
    where a.number = v_login;
end
$$;
comment on function people.user_find(text) is 'The person behind a login
@internal';
