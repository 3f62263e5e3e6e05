create function estate.address_read(
    p_text text
)
returns table (
    region text,
    city text,
    street text,
    number text
)
language plpgsql
stable
rows 1
set search_path = ''
as $$
/*
An address in one line: «край. Приморский, г. Артем, ул. Фрунзе, д. 1, к. 2», «Москва, Садовая, 12». A settlement inside a
city stands before its street; «кв. 5» at the end is left out. No row where there is no house number.
In plpgsql, since as one expression every mention of a part would take the address apart anew.
*/
declare
    v_parts text[] := coalesce(
        regexp_match(p_text, '^(.*?),\s*(?:д|дом|вл|влд)\.?\s*(\d.*)$', 'i'),
        regexp_match(p_text, '^(.*?),\s*(?:д|дом|вл|влд)\.\s*(\S.*)$', 'i'),
        regexp_match(p_text, '^(.*),\s*(\d+[^,]*(?:,\s*(?:к|корп|стр|кв)[. ].*)?)$', 'i')
    );
    v_places text[] := regexp_split_to_array(trim(v_parts[1]), '\s*,\s*');
    v_count integer;
begin
    number := trim(regexp_replace(regexp_replace(v_parts[2], '\s*,\s*', ' ', 'g'), '\s*кв\.?\s*\d+\s*$', ''));
    if coalesce(number, '') = '' then
        return;
    end if;
    if v_places[1] ~* '^(край|обл|респ|ао)\M|\m(край|область|обл|республика|округ)\.?$' then
        region := v_places[1];
        v_places := v_places[2:];
    end if;
    v_count := cardinality(v_places);
    if v_count = 0 or v_places[1] = '' then
        return;
    end if;
    city := regexp_replace(v_places[1], '^(г|пгт|п|с|тер|рп|д|пос)\.\s*', '');
    street := estate.street_named(null, case when v_count > 1 then v_places[v_count] else city end);
    if v_count > 2 then
        street := array_to_string(v_places[2:v_count - 1] || street, ', ');
    elsif v_count = 1 and city ~* '^(ул|улица|пер|пр-кт|проспект|б-р|ш|наб|пл)[. ]' then
        city := null;
    end if;
    return next;
end
$$;
comment on function estate.address_read(text) is 'An address in one line, taken apart';
