create function upkeep.material_save(
    p_material lib.material_ref,
    p_code text,
    p_title text,
    p_unit text,
    p_category text,
    p_minimum numeric default 0,
    p_title_en text default null,
    p_specialization text default null,
    p_active boolean default true
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Adds a material to the catalogue (p_material null) or changes it. Without a code a new one gets one out of its name, another keeps
its own. Errors: not_found, material_fields (422).
*/
declare
    v_id bigint;
begin
    perform people.office_demand();
    if nullif(trim(p_title), '') is null or nullif(trim(p_unit), '') is null
        or nullif(trim(p_category), '') is null or p_minimum < 0
    then
        perform cabinet.refuse('material_fields', p_field => 'p_title');
    elsif p_specialization is not null and not exists (
        select from people.specializations as t where t.specialization = p_specialization
    ) then
        perform cabinet.refuse('not_found', p_field => 'p_specialization');
    elsif not exists (select from upkeep.material_units as u where u.unit = trim(p_unit)) then
        perform cabinet.refuse('not_found', p_field => 'p_unit');
    elsif not exists (select from upkeep.material_sections as c where c.section = trim(p_category)) then
        perform cabinet.refuse('not_found', p_field => 'p_category');
    end if;
    if p_material is null then
        insert into upkeep.materials (code, title, title_en, unit, category, specialization, minimum, active)
        values (
            coalesce(nullif(trim(p_code), ''), lib.code_of(p_title, array(select k.code from upkeep.materials as k))),
            trim(p_title), nullif(trim(p_title_en), ''), trim(p_unit), trim(p_category), p_specialization,
            coalesce(p_minimum, 0), coalesce(p_active, true)
        )
        returning material_id into v_id;
    else
        update upkeep.materials as k
        set code = coalesce(nullif(trim(p_code), ''), k.code), title = trim(p_title), title_en = nullif(trim(p_title_en), ''), unit = trim(p_unit),
            category = trim(p_category), specialization = p_specialization, minimum = coalesce(p_minimum, 0),
            active = coalesce(p_active, true)
        where k.material_id = p_material
        returning k.material_id into v_id;
        if v_id is null then
            perform cabinet.refuse('not_found', p_field => 'p_material');
        end if;
        perform upkeep.stock_low_tell(array[v_id]);
    end if;
    return v_id;
end
$$;
comment on function upkeep.material_save(lib.material_ref, text, text, text, text, numeric, text, text, boolean) is
'Adds or changes a material of the catalogue
@decides';
