create function cabinet.draft_read(
    p_key text,
    p_path text
)
returns table (
    fields jsonb
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* What the acting person typed into the form at p_path before the sign-in was over; as often as they ask, for 7 days. */
begin
    update cabinet.drafts as d
    set user_id = people.me()
    where d.draft_key = p_key and d.user_id is null and d.created_at > now() - interval '1 hour';
    return query
    select d.fields
    from cabinet.drafts as d
    where
        d.draft_key = p_key and d.path = p_path and d.user_id = people.me() and d.created_at > now() - interval '7 days';
end
$$;
comment on function cabinet.draft_read(text, text) is 'What was typed before the sign-in was over
@for layer';
