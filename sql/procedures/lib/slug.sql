create function lib.slug(
    p_text text
)
returns text
language sql
immutable
parallel safe
as $$
/* Address for a page: «Проспект Мира, 12а» → prospekt-mira-12a; Cyrillic by simple transliteration. */
select left(trim(both '-' from regexp_replace(
    translate(
        replace(replace(replace(replace(replace(replace(replace(
            lower(p_text), 'щ', 'sch'), 'ш', 'sh'), 'ч', 'ch'), 'ж', 'zh'), 'ю', 'yu'), 'я', 'ya'), 'х', 'kh'),
        'абвгдеёзийклмнопрстуфцыэъь', 'abvgdeeziyklmnoprstufcye'
    ),
    '[^a-z0-9]+', '-', 'g'
)), 60)
$$;
comment on function lib.slug(text) is 'Transliterated address for a page';
