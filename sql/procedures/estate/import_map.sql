create function estate.import_map(
    p_import lib.import_ref,
    p_mapping jsonb
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Which column is which field, {field: column}; an empty column: the field is not taken. Kept for the next file with the same
header. What was checked before is forgotten. Errors: not_found, import_state, import_column.
*/
declare
    v_import estate.imports := estate.import_taken(p_import, '{mapping,checked,failed}');
    v_mapping jsonb;
    v_wrong text;
begin
    if v_import.status in ('loading', 'undoing') then
        perform cabinet.refuse('import_state', p_values => jsonb_build_object(
            'state', cabinet.said('said.import.state.' || v_import.status)));
    end if;
    select m.key into v_wrong
    from jsonb_each_text(p_mapping) as m
    where m.value <> '' and (
        not m.value = any (v_import.columns)
        or not exists (select from estate.import_fields_of(v_import.kind) as f where f.field = m.key)
    )
    limit 1;
    if v_wrong is not null then
        perform cabinet.refuse('import_column', p_field => 'p_values.' || v_wrong);
    end if;
    select coalesce(jsonb_object_agg(m.key, m.value), '{}') into v_mapping
    from jsonb_each_text(v_import.mapping || p_mapping) as m
    where m.value <> '';
    delete from estate.import_rows as r where r.import_id = p_import;
    update estate.imports as i
    set mapping = v_mapping, status = 'mapping', error = null, task_id = null
    where i.import_id = p_import;
    if not v_import.headless then
        insert into estate.import_profiles (kind, title, mapping, header_sha256, user_id, created_at, used_at)
        values (
            v_import.kind, left(v_import.file_name, 200), v_mapping,
            encode(sha256(convert_to(v_import.columns::text, 'UTF8')), 'hex'), people.me(), lib.moment(), lib.moment()
        )
        on conflict (kind, header_sha256) do update
        set mapping = excluded.mapping, title = excluded.title, user_id = excluded.user_id, used_at = excluded.used_at;
    end if;
end
$$;
comment on function estate.import_map(lib.import_ref, jsonb) is 'Which column is which field
@decides';
