create function estate.import_value_said(
    p_attribute estate.attributes,
    p_value jsonb
)
returns text
language plpgsql
stable
set search_path = ''
as $$
/* A kept value in words: the title of an option, «да», a decimal comma, a day, a dash for nothing. */
begin
    return case
        when coalesce(p_value, 'null') = 'null' then '—'
        when jsonb_typeof(p_value) = 'boolean' then cabinet.said(case when p_value = 'true' then 'said.import.yes' else 'said.import.no' end)
        when jsonb_typeof(p_value) = 'number' then replace(p_value #>> '{}', '.', cabinet.said('phrase.decimal'))
        when p_attribute.kind = 'option' then coalesce((
            select case lib.language() when 'en' then coalesce(o.title_en, o.title) else o.title end
            from estate.attribute_options as o
            where o.attribute_id = p_attribute.attribute_id and o.code = p_value #>> '{}'
        ), p_value #>> '{}')
        when coalesce(p_attribute.kind, 'date') = 'date' and p_value #>> '{}' ~ '^\d{4}-\d\d-\d\d$'
            then to_char((p_value #>> '{}')::date, 'DD.MM.YYYY')
        else left(p_value #>> '{}', 80)
    end;
end
$$;
comment on function estate.import_value_said(estate.attributes, jsonb) is 'A kept value in words
@internal';
