create function estate.import_fields_of(
    p_kind text
)
returns table (
    field text,
    title text,
    group_title text,
    headers text[],
    value_kind text,
    words jsonb,
    attribute estate.attributes,
    "position" integer
)
language plpgsql
stable
set search_path = ''
as $$
/*
Fields that a kind of import can fill: its own, and every active attribute of its object type, so that a new attribute can be
loaded at once. headers are words to compare with estate.import_word; value_kind null: read as the attribute says.
*/
begin
    return query
    select
        f.field, case lib.language() when 'en' then coalesce(f.title_en, f.title) else f.title end,
        g.title, array_agg(estate.import_word(w.w) order by w.n),
        case when a.attribute_id is null then f.value_kind end, f.words,
        case when a.attribute_id is null then jsonb_populate_record(null::estate.attributes, jsonb_build_object(
            'code', f.field, 'title', f.title, 'minimum', f.minimum, 'maximum', f.maximum,
            'kind', case when f.value_kind in ('integer', 'number', 'date') then f.value_kind else 'text' end)) else a end,
        f.position
    from (
        select i.field, i.title::text as title, i.title_en, i.headers, i.value_kind, i.words, i.minimum, i.maximum, i.position, k.object_type
        from estate.import_fields as i
        join estate.import_kinds as k on k.kind = i.kind
        where i.kind = p_kind
        union all
        select x.code, x.title, x.title_en, '{}', 'text', null, null, null, 100 + x.position, k.object_type
        from estate.import_kinds as k
        join estate.attributes as x on x.object_type = k.object_type and x.active
        where k.kind = p_kind and not exists (
            select from estate.import_fields as i where i.kind = p_kind and i.field = x.code
        )
    ) as f
    left join estate.attributes as a on a.object_type = f.object_type and a.code = f.field and a.active
    left join lateral (
        select case lib.language() when 'en' then coalesce(t.title_en, t.title) else t.title end as title
        from estate.attribute_groups as t
        where t.attribute_group = (a).attribute_group
    ) as g on true
    cross join lateral unnest(f.headers || array[f.title, f.field]) with ordinality as w (w, n)
    where w.w is not null
    group by f.field, f.title, f.title_en, g.title, f.value_kind, f.words, f.minimum, f.maximum, f.position, a.*, a.attribute_id
    order by f.position, f.field;
end
$$;
comment on function estate.import_fields_of(text) is 'Fields that a kind of import can fill
@internal';
