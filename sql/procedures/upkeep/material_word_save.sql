create function upkeep.material_word_save(
    p_list text,
    p_word text,
    p_title text,
    p_title_en text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A word of the catalogue of materials, a unit or a section (p_list): a new one (p_word null) or another name of it, which its materials
follow. Errors: forbidden, not_found, name_taken (409).
*/
declare
    v_table text := case p_list when 'unit' then 'material_units' when 'section' then 'material_sections' end;
    v_taken boolean;
    v_count bigint;
begin
    perform people.office_demand();
    if v_table is null then
        perform cabinet.refuse('not_found', p_field => 'p_list');
    end if;
    execute format('select exists (select from upkeep.%I as w where w.%I = $1 and w.%2$I is distinct from $2)', v_table, p_list)
    into v_taken using trim(p_title), p_word;
    if v_taken then
        perform cabinet.refuse('name_taken', p_field => 'p_title', p_values => jsonb_build_object('name', trim(p_title)));
    end if;
    execute case
        when p_word is null then format('insert into upkeep.%I (%I, title_en) values ($1, $2)', v_table, p_list)
        else format('update upkeep.%I as w set %I = $1, title_en = $2 where w.%2$I = $3', v_table, p_list)
    end using trim(p_title), nullif(trim(p_title_en), ''), p_word;
    get diagnostics v_count = row_count;
    if v_count = 0 then
        perform cabinet.refuse('not_found', p_field => 'p_word');
    end if;
end
$$;
comment on function upkeep.material_word_save(text, text, text, text) is 'A unit or a section of the catalogue of materials
@decides';
