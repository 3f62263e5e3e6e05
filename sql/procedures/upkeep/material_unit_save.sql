create function upkeep.material_unit_save(
    p_unit text,
    p_title text,
    p_title_en text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A unit in which materials are counted: a new one (p_unit null) or another name of it. Errors: forbidden, not_found, name_taken (409). */
begin
    perform people.office_demand();
    if exists (
        select from upkeep.material_units as u where u.unit = trim(p_title) and u.unit is distinct from p_unit
    ) then
        perform cabinet.refuse('name_taken', p_field => 'p_title', p_values => jsonb_build_object('name', trim(p_title)));
    elsif p_unit is null then
        insert into upkeep.material_units (unit, title_en) values (trim(p_title), nullif(trim(p_title_en), ''));
    else
        update upkeep.material_units as u
        set unit = trim(p_title), title_en = nullif(trim(p_title_en), '')
        where u.unit = p_unit;
        if not found then
            perform cabinet.refuse('not_found', p_field => 'p_unit');
        end if;
    end if;
end
$$;
comment on function upkeep.material_unit_save(text, text, text) is 'A unit in which materials are counted
@decides';
