create function estate.import_begin(
    p_kind text,
    p_file lib.table_file,
    p_zone lib.zone_ref default null,
    p_time_zone lib.time_zone default null,
    p_sure boolean default false
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A file to be imported: which column is which field is known from a saved mapping of the same header, else from the headers;
nothing is read yet. A file that looks like another kind is refused unless p_sure. Returns the id.
Errors: not_found, import_same, import_kind, import_columns.
*/
declare
    v_file cabinet.files;
    v_kind estate.import_kinds;
    v_header text[];
    v_width integer;
    v_columns text[];
    v_mapping jsonb;
    v_headless boolean := false;
    v_like estate.import_kinds;
    v_import bigint;
    v_same estate.imports;
    v_time_zone text := coalesce(nullif(p_time_zone, ''), cabinet.setting('time_zone'), 'Europe/Moscow');
begin
    perform people.office_demand();
    select f.* into v_file from cabinet.files as f
    where f.file_id = p_file and f.user_id is not distinct from people.me();
    select k.* into v_kind from estate.import_kinds as k where k.kind = p_kind;
    select r.cells into v_header from cabinet.table_rows as r where r.file_id = p_file and r.line = 1;
    if v_file.file_id is null or v_header is null then
        perform cabinet.refuse('not_found', p_field => 'p_file');
    elsif v_kind.kind is null then
        perform cabinet.refuse('not_found', p_field => 'p_kind');
    elsif p_zone is not null and not exists (select from estate.zones as z where z.zone_id = p_zone) then
        perform cabinet.refuse('not_found', p_field => 'p_zone');
    elsif not exists (select from pg_catalog.pg_timezone_names as t where t.name = v_time_zone) then
        perform cabinet.refuse('not_found', p_field => 'p_time_zone');
    end if;
    select i.* into v_same from estate.imports as i
    where i.kind = p_kind and i.sha256 = v_file.sha256 and i.status = 'loaded'
    order by i.import_id desc
    limit 1;
    if v_same.import_id is not null then
        perform cabinet.refuse(
            'import_same', p_field => 'p_file',
            p_values => jsonb_build_object('loaded', people.day_said(v_same.loaded_at)),
            p_goto => '/supervisor/import?import=' || v_same.import_id, p_goto_label => 'said.import.open'
        );
    end if;
    -- a column without a header is a column where most rows have it: it gets a name and can be taken; where most rows end
    -- before it, the few wider ones are refused, each with its reason. Nothing of a row is left out in silence
    select percentile_disc(0.5) within group (order by cardinality(r.cells)) into v_width
    from cabinet.table_rows as r
    where r.file_id = p_file and r.line > 1;
    v_columns := estate.import_columns(v_header, v_width);
    select p.mapping into v_mapping from estate.import_profiles as p
    where p.kind = p_kind and p.header_sha256 = encode(sha256(convert_to(v_columns::text, 'UTF8')), 'hex');
    if v_mapping is null then
        v_mapping := estate.import_recognise(p_kind, v_columns);
        if v_mapping = '{}' and cardinality(v_kind.positional) = v_width then
            v_headless := true;
            v_columns := estate.import_columns('{}', v_width, true);
            v_mapping := jsonb_object(v_kind.positional, v_columns);
        end if;
        select k.* into v_like
        from estate.import_kinds as k
        cross join lateral (select estate.import_recognise(k.kind, v_columns) as mapping) as m
        where not p_sure and not v_headless and k.kind <> p_kind and estate.import_lacks(k.kind, m.mapping) is null
            and (select count(*) from jsonb_object_keys(m.mapping))
            > (select count(*) from jsonb_object_keys(v_mapping))
        order by (select count(*) from jsonb_object_keys(m.mapping)) desc, k.position
        limit 1;
        if v_like.kind is not null then
            perform cabinet.refuse('import_kind', p_field => 'p_file', p_values => jsonb_build_object(
                'like', case lib.language() when 'en' then v_like.named_en else v_like.named end,
                'asked', case lib.language() when 'en' then v_kind.named_en else v_kind.named end
            ));
        elsif v_mapping = '{}' then
            perform cabinet.refuse('import_columns', p_field => 'p_file', p_values => jsonb_build_object(
                'columns', estate.import_lacks(p_kind, '{}')
            ));
        end if;
    else
        update estate.import_profiles as p
        set used_at = lib.moment()
        where p.kind = p_kind and p.header_sha256 = encode(sha256(convert_to(v_columns::text, 'UTF8')), 'hex');
    end if;
    insert into estate.imports (
        kind, file_id, file_name, sha256, zone_id, time_zone, status, columns, headless, mapping, rows_total, user_id, created_at
    )
    select
        p_kind, p_file, v_file.name, v_file.sha256, p_zone, v_time_zone, 'mapping', v_columns, v_headless, v_mapping,
        (select count(*) from cabinet.table_rows as r where r.file_id = p_file) - (not v_headless)::integer,
        people.me(), lib.moment()
    returning import_id into v_import;
    return v_import;
end
$$;
comment on function estate.import_begin(text, lib.table_file, lib.zone_ref, lib.time_zone, boolean) is 'A file to be imported
@decides';
