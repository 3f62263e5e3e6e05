create function estate.house_import_check(
    p_file lib.csv_file,
    p_zone lib.zone_ref,
    p_time_zone text default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Dry run of a register of houses (CSV with the columns of nextgis/reformagkh by header): an outcome per row — new, changed,
same, refused with the reason that names the value — kept in estate.import_rows; nothing is loaded yet. Returns the id.
The key is HOUSE_ID; the same file once more is refused while its load stands.
Errors: not_found, import_file, import_columns, import_same.
*/
declare
    v_file cabinet.files;
    v_import bigint;
    v_header text[];
    v_missing text;
    v_loaded timestamptz;
    v_time_zone text := coalesce(
        p_time_zone, (select s.value from cabinet.settings as s where s.key = 'time_zone'), 'Europe/Moscow'
    );
begin
    perform people.office_demand();
    select f.* into v_file from cabinet.files as f
    where f.file_id = p_file and f.user_id is not distinct from people.me();
    if v_file.file_id is null then
        perform cabinet.refuse('not_found', p_field => 'p_file');
    elsif not exists (select from estate.zones as z where z.zone_id = p_zone) then
        perform cabinet.refuse('not_found', p_field => 'p_zone');
    elsif not exists (select from pg_catalog.pg_timezone_names as t where t.name = v_time_zone) then
        perform cabinet.refuse('not_found', p_field => 'p_time_zone');
    end if;
    select i.loaded_at into v_loaded from estate.imports as i
    where i.kind = 'houses' and i.sha256 = v_file.sha256 and i.status = 'loaded'
    limit 1;
    if found then
        perform cabinet.refuse('import_same', p_field => 'p_file', p_values => jsonb_build_object(
            'loaded', to_char(v_loaded, 'DD.MM.YYYY')
        ));
    end if;
    insert into estate.imports (kind, file_name, sha256, zone_id, time_zone, user_id, created_at)
    values ('houses', v_file.name, v_file.sha256, p_zone, v_time_zone, people.me(), lib.moment())
    returning import_id into v_import;

    insert into estate.import_rows (import_id, line, data, outcome)
    select v_import, r.line, to_jsonb(r.fields), 'refused' from estate.csv_rows(v_file.bytes) as r;
    select array(select upper(trim(h.h)) from jsonb_array_elements_text(r.data) with ordinality as h (h, n) order by h.n)
    into v_header
    from estate.import_rows as r
    where r.import_id = v_import
    order by r.line
    limit 1;
    select string_agg(c.name, ', ') into v_missing
    from unnest('{HOUSE_ID,ADDRESS}'::text[]) as c (name)
    where c.name <> all (coalesce(v_header, '{}'));
    if v_missing is not null then
        perform cabinet.refuse('import_columns', p_field => 'p_file', p_values => jsonb_build_object('columns', v_missing));
    end if;
    delete from estate.import_rows as r
    where r.import_id = v_import
        and r.line = (select min(m.line) from estate.import_rows as m where m.import_id = v_import);

    with named as (
        select
            r.line, jsonb_array_length(r.data) as width,
            jsonb_object(
                v_header[:least(cardinality(v_header), jsonb_array_length(r.data))],
                (array(select f.f from jsonb_array_elements_text(r.data) with ordinality as f (f, n) order by f.n))
                [:least(cardinality(v_header), jsonb_array_length(r.data))]
            ) as row_data
        from estate.import_rows as r
        where r.import_id = v_import
    ),

    parsed as materialized (
        select n.*, estate.house_import_parse(n.row_data, lib.moment()::date) as house from named as n
    ),

    judged as (
        select
            p.*, h.register_row,
            row_number() over (partition by p.house ->> 'register_id' order by p.line) as of_key,
            count(*) over (partition by p.house ->> 'address') as of_address
        from parsed as p
        left join estate.houses as h on h.register_id = p.house ->> 'register_id'
    )

    update estate.import_rows as r
    set
        row_key = j.row_data ->> 'HOUSE_ID',
        data = jsonb_build_object('row', j.row_data, 'house', j.house),
        outcome = o.outcome,
        reason = case
            when o.refusal is not null then o.refusal
            else nullif(concat_ws(
                '; ', j.house ->> 'note',
                case when j.of_address > 1 then 'адрес в файле ' || j.of_address || ' раза' end
            ), '')
        end
    from judged as j
    cross join lateral (
        select
            case when f.refusal is not null then 'refused'
                when j.register_row is null then 'new'
                when j.register_row = j.row_data then 'same'
                else 'changed'
            end as outcome,
            f.refusal
        from (
            select case
                when j.width <> cardinality(v_header)
                    then 'в строке ' || j.width || ' значений вместо ' || cardinality(v_header)
                when estate.csv_word(j.row_data ->> 'HOUSE_ID') is null
                    then 'нет номера дома в реестре: «' || coalesce(j.row_data ->> 'HOUSE_ID', '') || '»'
                when estate.csv_word(j.row_data ->> 'ADDRESS') is null then 'нет адреса'
                when j.house ->> 'number' is null or j.house ->> 'street' is null or j.house ->> 'city' is null
                    then 'адрес не разобран: «' || (j.row_data ->> 'ADDRESS') || '»'
                when j.of_key > 1 then 'номер ' || (j.row_data ->> 'HOUSE_ID') || ' в файле повторяется'
            end as refusal
        ) as f
    ) as o
    where r.import_id = v_import and r.line = j.line;

    update estate.imports as i
    set rows_total = c.total, rows_new = c.added, rows_changed = c.changed, rows_same = c.same, rows_refused = c.refused
    from (
        select
            count(*) as total, count(*) filter (where r.outcome = 'new') as added,
            count(*) filter (where r.outcome = 'changed') as changed,
            count(*) filter (where r.outcome = 'same') as same,
            count(*) filter (where r.outcome = 'refused') as refused
        from estate.import_rows as r
        where r.import_id = v_import
    ) as c
    where i.import_id = v_import;
    return v_import;
end
$$;
comment on function estate.house_import_check(lib.csv_file, lib.zone_ref, text) is 'Dry run of a register of houses
@decides';
