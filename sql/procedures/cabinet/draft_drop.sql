create function cabinet.draft_drop(
    p_key text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The text was sent, or its writer does not want it. */
begin
    delete from cabinet.drafts as d
    where d.draft_key = p_key and d.user_id = people.me();
end
$$;
comment on function cabinet.draft_drop(text) is 'Drops what was typed before the sign-in was over
@for layer';
