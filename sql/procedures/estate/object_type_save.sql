create function estate.object_type_save(
    p_object_type text,
    p_title text,
    p_title_en text,
    p_level text,
    p_icon text,
    p_reason text,
    p_counted_by text default null,
    p_active boolean default true,
    p_new boolean default false
)
returns text
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A type of accounting objects, new (p_new; without a code it gets one out of its name) or changed; returns its code. A type that is not active stays at its objects and is offered for no new
ones; house, entrance and premise keep their level and stay active. counted_by: a number in the passport of the house.
Errors: attribute_code (422), name_taken (409), not_found, icon_unknown (422), rule_reason_required (422).
*/
declare
    v_type text := coalesce(p_object_type, case when p_new then
        lib.code_of(p_title, array(select t.object_type from estate.object_types as t)) end);
    v_old estate.object_types;
begin
    perform people.office_demand(array['supervisor']);
    select * into v_old from estate.object_types as t where t.object_type = v_type for update;
    if p_new and v_old.object_type is not null then
        perform cabinet.refuse('name_taken', p_field => 'p_object_type', p_values => jsonb_build_object('name', v_type));
    elsif not p_new and v_old.object_type is null or p_level not in ('house', 'entrance', 'premise') then
        perform cabinet.refuse('not_found');
    elsif coalesce(v_type, '') !~ '^[a-z][a-z0-9_]{1,40}$' then
        perform cabinet.refuse('attribute_code', p_field => 'p_object_type');
    elsif coalesce(p_icon, '') !~ '^[a-z0-9-]{2,40}$' then
        perform cabinet.refuse('icon_unknown', p_field => 'p_icon');
    elsif p_counted_by is not null and not exists (
        select from estate.attributes as a
        where a.object_type = 'house' and a.code = p_counted_by and a.kind = 'integer'
    ) then
        perform cabinet.refuse('attribute_unknown', p_field => 'p_counted_by', p_values => jsonb_build_object(
            'attribute', p_counted_by
        ));
    elsif p_new then
        insert into estate.object_types (object_type, title, title_en, level, icon, counted_by, position, active)
        select
            v_type, trim(p_title), nullif(trim(p_title_en), ''), p_level, p_icon, p_counted_by,
            max(t.position) + 10, p_active
        from estate.object_types as t;
    else
        update estate.object_types as t
        set
            title = trim(p_title), title_en = nullif(trim(p_title_en), ''), icon = p_icon,
            level = case when t.core then t.level else p_level end,
            counted_by = case when t.core then t.counted_by else p_counted_by end,
            active = t.core or p_active
        where t.object_type = v_type;
    end if;
    perform cabinet.rule_change_put(
        'object_types', v_type, trim(p_title), estate.object_type_said(v_old),
        (select estate.object_type_said(t) from estate.object_types as t where t.object_type = v_type), p_reason
    );
    return v_type;
end
$$;
comment on function estate.object_type_save(
    text, text, text, text, text, text, text, boolean, boolean
) is
'A type of accounting objects, new or changed
@decides';
