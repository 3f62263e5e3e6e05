create function estate.import_objects_check(
    p_import bigint
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
/* The object check looks at the houses of a load, or, after its undo, at those it had changed. */
begin
    perform estate.objects_check('import', array(
        select h.house_id
        from estate.import_rows as r
        join estate.houses as h on h.house_id = r.object_id
        where r.import_id = p_import and r.outcome in ('new', 'changed')
    ));
end
$$;
comment on function estate.import_objects_check(bigint) is 'The object check looks at the houses of a load
@internal';
