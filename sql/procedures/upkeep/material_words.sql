create function upkeep.material_words()
returns table (
    list text,
    word text,
    title_en text,
    in_use bigint
)
language sql
stable
as $$
/* The words of the catalogue of materials: units and sections, with how many materials have them. */
select 'unit', u.unit, u.title_en, (select count(*) from upkeep.materials as m where m.unit = u.unit)
from upkeep.material_units as u
union all
select 'section', c.section, c.title_en, (select count(*) from upkeep.materials as m where m.category = c.section)
from upkeep.material_sections as c
$$;
comment on function upkeep.material_words() is 'Units and sections of the catalogue of materials';
