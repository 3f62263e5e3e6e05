create function people.my_totp()
returns table (
    state text,
    secret text,
    since timestamptz
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The acting person's second step: off, pending (with the secret to type into the application), on. */
begin
    return query
    select
        case when c.confirmed_at is not null then 'on' when c.secret is not null then 'pending' else 'off' end,
        case when c.confirmed_at is null then people.base32(decode(c.secret, 'hex')) end,
        c.confirmed_at
    from (values (people.me())) as me (user_id)
    left join people.credentials as c on c.user_id = me.user_id and c.kind = 'totp';
end
$$;
comment on function people.my_totp() is 'The acting person''s second step
@decides';
