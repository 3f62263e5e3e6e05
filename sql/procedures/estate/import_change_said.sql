create function estate.import_change_said(
    p_kind text,
    p_before jsonb,
    p_after jsonb
)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What changes in a row in words: «Год постройки: 1970 → 1971; Лифтов: — → 2». */
declare
    v_type text := (select k.object_type from estate.import_kinds as k where k.kind = p_kind);
begin
    return (
        select string_agg(
            coalesce(
                case lib.language() when 'en' then coalesce(a.title_en, a.title) else a.title end,
                case lib.language() when 'en' then coalesce(f.title_en, f.title) else f.title end, cabinet.said('label.' || b.key)
            ) || ': ' || estate.import_value_said(a, b.value) || ' → ' || estate.import_value_said(a, v.value),
            '; ' order by coalesce(a.position, f.position), b.key
        )
        from jsonb_each(p_before) as b
        cross join lateral (
            select case when v_type is null then coalesce(p_after -> 'differ' -> b.key, 'null') else coalesce(p_after -> b.key, 'null') end as value
        ) as v
        left join estate.attributes as a on a.object_type = v_type and a.code = b.key
        left join estate.import_fields as f on f.kind = p_kind and f.field = b.key
    );
end
$$;
comment on function estate.import_change_said(text, jsonb, jsonb) is 'What changes in a row in words
@for code';
