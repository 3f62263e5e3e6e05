create function estate.imports_clean()
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Job: files with data of people are erased after the days of the setting import_days, a hundred at a time. Returns how many. */
declare
    v_imports bigint[] := array(
        select i.import_id
        from estate.imports as i
        join estate.import_kinds as k on k.kind = i.kind
        where k.personal and i.cleared_at is null and i.status not in ('checking', 'loading', 'undoing')
            and greatest(i.created_at, i.loaded_at, i.undone_at)
            < lib.moment() - make_interval(days => cabinet.setting('import_days')::integer)
        order by i.import_id
        limit 100
        for update of i skip locked
    );
begin
    perform estate.import_clear(v_imports);
    return cardinality(v_imports);
end
$$;
comment on function estate.imports_clean() is 'Erases data of people out of old imports
@for worker';
