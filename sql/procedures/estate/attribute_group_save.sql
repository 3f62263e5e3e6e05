create function estate.attribute_group_save(
    p_attribute_group text,
    p_title text,
    p_title_en text,
    p_position integer,
    p_reason text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A section of passports, new (without a code: it gets one out of its name) or changed. Errors: attribute_code (422),
rule_reason_required (422).
*/
declare
    v_group text := coalesce(nullif(p_attribute_group, ''), lib.code_of(
        p_title, array(select g.attribute_group from estate.attribute_groups as g)));
    v_old text;
begin
    perform people.office_demand(array['supervisor']);
    if v_group !~ '^[a-z][a-z0-9_]{1,40}$' then
        perform cabinet.refuse('attribute_code', p_field => 'p_attribute_group');
    end if;
    select concat_ws(', ', g.title, g.title_en, g.position) into v_old
    from estate.attribute_groups as g where g.attribute_group = v_group;
    insert into estate.attribute_groups as g (attribute_group, title, title_en, position)
    values (v_group, trim(p_title), nullif(trim(p_title_en), ''), coalesce(p_position, 100))
    on conflict (attribute_group) do update
    set title = excluded.title, title_en = excluded.title_en, position = excluded.position;
    perform cabinet.rule_change_put(
        'object_types', 'group.' || v_group, trim(p_title), v_old,
        concat_ws(', ', trim(p_title), nullif(trim(p_title_en), ''), coalesce(p_position, 100)), p_reason
    );
end
$$;
comment on function estate.attribute_group_save(text, text, text, integer, text) is 'A section of passports
@decides';
