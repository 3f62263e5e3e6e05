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
declare
    v_text text;
begin
    select t.text into v_text
    from cabinet.texts as t
    where t.key = p_key and t.language = coalesce(p_language, lib.language());
    if v_text is null then
        select t.text into v_text from cabinet.texts as t where t.key = p_key and t.language = 'ru';
    end if;
    return case
        when v_text is null then p_key when strpos(v_text, '{') = 0 then v_text else lib.pattern_fill(v_text, p_values)
    end;
end
$$;
comment on function cabinet.said(text, jsonb, text) is 'A text row filled with values, in the language of the reader';
