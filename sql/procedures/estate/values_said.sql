create function estate.values_said(
    p_object_type text,
    p_values jsonb,
    p_codes text[],
    p_known boolean default false
)
returns text
language plpgsql
stable
set search_path = ''
as $$
/* Values of these fields in words, «Год постройки: 1987; Стены: —», in the order of the passport: a line of the history. p_known:
without those that are not known. */
begin
    return (
        select string_agg(
            case when lib.language() = 'en' then coalesce(a.title_en, a.title) else a.title end || ': '
            || coalesce(estate.value_said(a, nullif(p_values -> a.code, 'null')), '—'),
            '; ' order by g.position, a.position, a.attribute_id
        )
        from estate.attributes as a
        join estate.attribute_groups as g on g.attribute_group = a.attribute_group
        where a.object_type = p_object_type and a.code = any (p_codes)
            and (not p_known or nullif(p_values -> a.code, 'null') is not null)
    );
end
$$;
comment on function estate.values_said(text, jsonb, text[], boolean) is 'Values in words for the history';
