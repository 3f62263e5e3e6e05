create function desk.said(
    p_key text,
    p_values jsonb default '{}'
)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
A sentence of the interface in the language of the session: the text row p_key with {name} fields filled from p_values,
in Russian where the language has none of its own.
*/
declare
    v_text text;
begin
    select t.text
    into v_text
    from cabinet.texts as t
    where t.key = p_key and t.language in (lib.language(), 'ru')
    order by t.language = lib.language() desc
    limit 1;
    return lib.pattern_fill(coalesce(v_text, p_key), p_values);
end
$$;
comment on function desk.said(text, jsonb) is 'A sentence of the interface in the language of the session';
