create function people.quiet_set(
    p_from text,
    p_until text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
The acting person's quiet hours, as HH:MM; both empty: the company's 22–8; equal: never quiet. Errors: quiet_half (only
one end is given), quiet_wrong (not an hour of the day).
*/
begin
    if people.me() is null then
        perform cabinet.refuse('sign_in', p_goto => '/guest/sign-in');
    elsif (p_from is null) <> (p_until is null) then
        perform cabinet.refuse('quiet_half', p_field => case when p_from is null then 'p_from' else 'p_until' end);
    elsif p_from !~ '^([01]?\d|2[0-3]):[0-5]\d$' then
        perform cabinet.refuse('quiet_wrong', p_field => 'p_from');
    elsif p_until !~ '^([01]?\d|2[0-3]):[0-5]\d$' then
        perform cabinet.refuse('quiet_wrong', p_field => 'p_until');
    end if;
    update people.users as u
    set quiet_from = p_from::time, quiet_until = p_until::time
    where u.user_id = people.me();
end
$$;
comment on function people.quiet_set(text, text) is 'The acting person''s quiet hours
@decides';
