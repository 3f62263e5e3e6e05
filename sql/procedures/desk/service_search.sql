create function desk.service_search(
    p_search text default null,
    p_place text default null,
    p_limit integer default 30
)
returns table (
    service_id bigint,
    title text,
    category text,
    place text,
    place_title text,
    priority text,
    advice text,
    icon text,
    frequent smallint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Free services by words (typos forgiven) and place; without words the frequent ones of the place first, then by category.
Public: the catalogue holds nothing personal.
*/
declare
    v_words text := nullif(trim(lower(replace(p_search, 'ё', 'е'))), '');
    v_english boolean := lib.language() = 'en';
begin
    return query
    select
        s.service_id,
        case when v_english then coalesce(s.title_en, s.title) else s.title end,
        case when v_english then coalesce(s.category_en, s.category) else s.category end,
        s.place, case when v_english then p.title_en else p.title end, s.priority,
        case when v_english then coalesce(s.advice_en, s.advice) else s.advice end,
        coalesce(s.icon, p.icon), s.frequent
    from desk.services as s
    join desk.places as p on p.place = s.place
    where
        s.active and (p_place is null or s.place = p_place)
        and (
            v_words is null
            or s.search like '%' || regexp_replace(v_words, '([%_\\])', '\\\1', 'g') || '%'
            or v_words operator(ext.<%) s.search
        )
    order by
        case when v_words is not null then v_words operator(ext.<<->) s.search end,
        s.frequent nulls last, p.position, s.category, s.title
    limit least(p_limit, 400);
end
$$;
comment on function desk.service_search(text, text, integer) is 'Free services by words and place
@decides';
