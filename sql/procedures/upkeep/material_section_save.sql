create function upkeep.material_section_save(
    p_section text,
    p_title text,
    p_title_en text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A section of the catalogue of materials: a new one (p_section null) or another name of it. Errors: forbidden, not_found, name_taken (409). */
begin
    perform people.office_demand();
    if exists (
        select from upkeep.material_sections as u where u.section = trim(p_title) and u.section is distinct from p_section
    ) then
        perform cabinet.refuse('name_taken', p_field => 'p_title', p_values => jsonb_build_object('name', trim(p_title)));
    elsif p_section is null then
        insert into upkeep.material_sections (section, title_en) values (trim(p_title), nullif(trim(p_title_en), ''));
    else
        update upkeep.material_sections as u
        set section = trim(p_title), title_en = nullif(trim(p_title_en), '')
        where u.section = p_section;
        if not found then
            perform cabinet.refuse('not_found', p_field => 'p_section');
        end if;
    end if;
end
$$;
comment on function upkeep.material_section_save(text, text, text) is 'A section of the catalogue of materials
@decides';
