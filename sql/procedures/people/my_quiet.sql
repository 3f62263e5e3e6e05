create function people.my_quiet()
returns table (
    quiet_from text,
    quiet_until text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The acting person's quiet hours as HH:MM; the company's where none are set. */
begin
    return query
    select
        to_char(coalesce(u.quiet_from, cabinet.setting('quiet_from')::time), 'HH24:MI'),
        to_char(coalesce(u.quiet_until, cabinet.setting('quiet_until')::time), 'HH24:MI')
    from people.users as u
    where u.user_id = people.me();
end
$$;
comment on function people.my_quiet() is 'The acting person''s quiet hours
@decides';
