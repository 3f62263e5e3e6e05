create function estate.objects_named(
    p_object_type text,
    p_search text
)
returns setof bigint
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Ids of objects of a type by words, each of which stands in the name, a value, the title of an option that is chosen, or the
address. Whether the acting person sees them is the caller's question to his policies.
*/
begin
    return query
    with words as (
        select w.word
        from regexp_split_to_table(
            lower(replace(regexp_replace(p_search, '[,.%_\\]', ' ', 'g'), 'ё', 'е')), '\s+'
        ) as w (word)
        where w.word <> ''
    ),

    options as (
        select w.word, jsonb_build_object(a.code, o.code) as chosen
        from words as w
        join estate.attributes as a on a.object_type = p_object_type and a.kind = 'option'
        join estate.attribute_options as o on o.attribute_id = a.attribute_id
        where lower(replace(concat_ws(' ', o.title, o.title_en), 'ё', 'е')) like '%' || w.word || '%'
    )

    select o.object_id
    from estate.objects as o
    join estate.houses as h on h.house_id = o.house_id
    where o.object_type = p_object_type and not exists (
        select from words as w
        where not (
            o.search like '%' || w.word || '%' or h.search like '%' || w.word || '%'
            or exists (select from options as c where c.word = w.word and o."values" @> c.chosen)
        )
    );
end
$$;
comment on function estate.objects_named(text, text) is 'Objects of a type by words
@decides';
