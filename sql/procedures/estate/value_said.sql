create function estate.value_said(
    p_attribute estate.attributes,
    p_value jsonb
)
returns text
language plpgsql
stable
set search_path = ''
as $$
/* A kept value in the reader's words: options by their titles, «Да», 1 мая 1980 as 01.05.1980, a number with its unit. */
declare
    v_text text := p_value #>> '{}';
begin
    if v_text is null then
        return null;
    end if;
    case p_attribute.kind
        when 'option', 'options' then
            return (
                select string_agg(coalesce(
                    case when lib.language() = 'en' then coalesce(o.title_en, o.title) else o.title end, c.code
                ), ', ' order by o.position)
                from jsonb_array_elements_text(
                    case when jsonb_typeof(p_value) = 'array' then p_value else jsonb_build_array(p_value) end
                ) as c (code)
                left join estate.attribute_options as o
                    on o.attribute_id = p_attribute.attribute_id and o.code = c.code
            );
        when 'boolean' then
            return cabinet.said(case when v_text = 'true' then 'ui.yes' else 'ui.no' end);
        when 'date' then
            return case when v_text ~ '^\d{4}-\d{2}-\d{2}'
                then concat_ws('.', substr(v_text, 9, 2), substr(v_text, 6, 2), left(v_text, 4)) else v_text end;
        when 'integer', 'number' then
            return replace(v_text, '.', cabinet.said('phrase.decimal')) || coalesce(' ' || estate.attribute_unit(p_attribute), '');
        else
            return v_text;
    end case;
end
$$;
comment on function estate.value_said(estate.attributes, jsonb) is 'A kept value in the reader''s words';
