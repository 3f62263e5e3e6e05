create function cabinet.text_save(
    p_key text,
    p_language text,
    p_text text,
    p_reason text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Changes a text of the interface, a refusal or a message; a deploy leaves it so. Fields {…} of the stock text may be
left out, but no others may appear. Errors: not_found, text_empty (422), text_fields (422), rule_reason_required (422).
*/
declare
    v_old text;
    v_unknown text;
begin
    perform people.office_demand(array['supervisor', 'admin']);
    select t.text into v_old from cabinet.texts as t where t.key = p_key and t.language = p_language for update;
    if v_old is null then
        perform cabinet.refuse('not_found');
    end if;
    if length(coalesce(trim(p_text), '')) not between 1 and 4000 then
        perform cabinet.refuse('text_empty', p_field => 'p_text');
    end if;
    select string_agg(distinct f.m[1], ', ')
    into v_unknown
    from regexp_matches(p_text, '\{([^}]*)\}', 'g') as f (m)
    where not exists (
        select from cabinet.texts as t where t.key = p_key and position('{' || f.m[1] || '}' in t.text) > 0
    );
    if v_unknown is not null then
        perform cabinet.refuse('text_fields', p_field => 'p_text', p_values => jsonb_build_object('fields', v_unknown));
    end if;
    update cabinet.texts as t
    set text = trim(p_text), edited = true
    where t.key = p_key and t.language = p_language and t.text <> trim(p_text);
    perform cabinet.rule_change_put('texts', p_key || '.' || p_language, p_key, v_old, trim(p_text), p_reason);
    update cabinet.release_numbers as r set release = r.release + 1;
end
$$;
comment on function cabinet.text_save(text, text, text, text) is 'Changes a text of the interface, a refusal or a message
@decides';
