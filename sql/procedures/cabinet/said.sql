create function cabinet.said(
    p_key text,
    p_values jsonb default '{}',
    p_language text default null
)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
/* A text row filled with values, in the language of the reader (else Russian); the key itself where there is none. */
begin
    return coalesce((
        select lib.pattern_fill(t.text, p_values)
        from cabinet.texts as t
        where t.key = p_key and t.language in ('ru', coalesce(p_language, lib.language()))
        order by t.language = 'ru'
        limit 1
    ), p_key);
end
$$;
comment on function cabinet.said(text, jsonb, text) is 'A text row filled with values, in the language of the reader';
