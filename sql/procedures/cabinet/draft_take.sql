create function cabinet.draft_take(
    p_key text
)
returns table (
    path text,
    fields jsonb
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Gives back what was typed, once. */
begin
    return query
    delete from cabinet.drafts as d
    where d.draft_key = p_key and d.created_at > now() - interval '1 hour'
    returning d.path, d.fields;
end
$$;
comment on function cabinet.draft_take(text) is 'Gives back what was typed, once
@for layer';
