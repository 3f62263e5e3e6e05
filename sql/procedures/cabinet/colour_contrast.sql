create function cabinet.colour_contrast(
    p_colour text,
    p_ground text
)
returns numeric
language sql
immutable
parallel safe
set search_path = ''
as $$
/* Contrast of two colours #rrggbb by WCAG 2.2, 1 to 21; 4.5 is the least for text. */
select (max(shade.light) + 0.05) / (min(shade.light) + 0.05)
from (
    select sum(
        weight.share * case
            when part.value <= 0.04045 then part.value / 12.92
            else power((part.value + 0.055) / 1.055, 2.4)
        end
    ) as light
    from unnest(array[p_colour, p_ground]) as c (colour)
    cross join (values (2, 0.2126), (4, 0.7152), (6, 0.0722)) as weight (position, share)
    cross join lateral (
        select get_byte(decode(substr(c.colour, weight.position, 2), 'hex'), 0) / 255.0
    ) as part (value)
    group by c.colour
) as shade
$$;
comment on function cabinet.colour_contrast(text, text) is 'Contrast of two colours by WCAG 2.2';
