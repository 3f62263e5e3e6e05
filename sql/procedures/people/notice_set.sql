create function people.notice_set(
    p_kind text,
    p_bell boolean,
    p_email boolean
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Sets both channels of a kind of notices for the acting person; refusals as talk.preference_save(). */
begin
    perform talk.preference_save(p_kind, 'bell', p_bell);
    perform talk.preference_save(p_kind, 'email', p_email);
end
$$;
comment on function people.notice_set(text, boolean, boolean) is 'Sets both channels of a kind of notices
@decides';
