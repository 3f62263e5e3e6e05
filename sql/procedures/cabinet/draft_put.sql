create function cabinet.draft_put(
    p_key text,
    p_path text,
    p_fields jsonb
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Keeps what was typed into a form whose sign-in had expired. p_key: sha256 of a random cookie. One hour, 64 kB. */
begin
    delete from cabinet.drafts as d where d.created_at < now() - interval '1 hour';
    if length(p_fields::text) > 65536 then
        return;
    end if;
    insert into cabinet.drafts (draft_key, path, fields)
    values (p_key, p_path, p_fields)
    on conflict (draft_key) do update
    set path = excluded.path, fields = excluded.fields, created_at = now();
end
$$;
comment on function cabinet.draft_put(text, text, jsonb) is 'Keeps what was typed when the sign-in had expired
@for layer';
