create function people.my_secret()
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The argon2 hash of the acting person's password, for the layer to compare the present one with; null when unset. */
begin
    return (
        select c.secret from people.credentials as c where c.user_id = people.me() and c.kind = 'password'
    );
end
$$;
comment on function people.my_secret() is 'The argon2 hash of the acting person''s password
@for layer';
