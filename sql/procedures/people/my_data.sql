create function people.my_data()
returns table (
    name text,
    phone text,
    email text,
    language text,
    large_type boolean,
    preferred_channel text,
    since timestamptz,
    has_password boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What is kept of the acting person himself. */
begin
    return query
    select
        u.name::text, u.phone, u.email, u.language, u.large_type, u.preferred_channel, u.created_at,
        exists (select from people.credentials as c where c.user_id = u.user_id and c.kind = 'password')
    from people.users as u
    where u.user_id = people.me();
end
$$;
comment on function people.my_data() is 'What is kept of the acting person
@decides';
