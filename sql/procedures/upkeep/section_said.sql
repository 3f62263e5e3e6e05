create function upkeep.section_said(
    p_section text
)
returns text
language sql
stable
as $$
/* A section of the catalogue of materials in the language of the session. */
select case when lib.language() = 'en' then coalesce((
    select c.title_en from upkeep.material_sections as c where c.section = p_section
), p_section) else p_section end
$$;
comment on function upkeep.section_said(text) is 'A section of the catalogue of materials';
