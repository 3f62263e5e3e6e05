create function estate.import_judge(
    p_import estate.imports
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
/* Gives every row that was read its outcome by the function of its kind, and counts them. */
declare
    v_function text := (select k.check_function from estate.import_kinds as k where k.kind = p_import.kind);
begin
    -- @accept text type variable is not sanitized
    update estate.import_rows as r
    set outcome = case when r.broken is not null then 'refused' end, reason = coalesce(r.broken, r.problems), row_key = null,
        object_id = null, before = null, after = null
    where r.import_id = p_import.import_id;
    execute format('select %s($1)', v_function) using p_import.import_id;
    update estate.imports as i
    set rows_total = c.total, rows_new = c.added, rows_changed = c.changed, rows_same = c.same, rows_refused = c.refused
    from (
        select
            count(*) as total, count(*) filter (where r.outcome = 'new') as added,
            count(*) filter (where r.outcome = 'changed') as changed,
            count(*) filter (where r.outcome = 'same') as same,
            count(*) filter (where r.outcome = 'refused') as refused
        from estate.import_rows as r
        where r.import_id = p_import.import_id
    ) as c
    where i.import_id = p_import.import_id;
end
$$;
comment on function estate.import_judge(estate.imports) is 'Gives every row of an import its outcome
@internal';
