create function estate.fact_said(
    p_object_type text,
    p_attribute text,
    p_text text
)
returns text
language plpgsql
stable
set search_path = ''
as $$
/* A value of a finding in the reader's words: options by their titles, 01.05.1980, 1 234,5. */
declare
    v_number numeric;
begin
    if p_text ~ '^\d{4}-\d{2}-\d{2}$' then
        return concat_ws('.', substr(p_text, 9, 2), substr(p_text, 6, 2), left(p_text, 4));
    elsif p_text ~ '^-?\d{1,12}\.\d+$' or p_text ~ '^-?\d{5,12}$' then
        v_number := trim_scale(p_text::numeric);
        return replace(
            regexp_replace(trunc(v_number)::text, '(\d)(?=(\d{3})+$)', '\1' || chr(160), 'g')
            || substr(trim_scale(abs(v_number) % 1)::text, 2), '.', cabinet.said('phrase.decimal')
        );
    elsif p_text in ('true', 'false') then
        return cabinet.said(case p_text when 'true' then 'ui.yes' else 'ui.no' end);
    end if;
    return coalesce((
        select case when lib.language() = 'en' then coalesce(o.title_en, o.title) else o.title end
        from estate.attributes as a
        join estate.attribute_options as o on o.attribute_id = a.attribute_id and o.code = p_text
        where a.object_type = p_object_type and a.code = p_attribute
    ), left(p_text, 80));
end
$$;
comment on function estate.fact_said(text, text, text) is 'A value of a finding in words';
