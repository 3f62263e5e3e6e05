create function estate.import_objects_check(
    p_import bigint
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
/* The object check looks at the houses of a load. */
begin
    if to_regprocedure('estate.objects_check(text, bigint[])') is not null then
        -- @accept function estate.objects_check
        execute format('select %I.%I($1, $2)', 'estate', 'objects_check') using 'import'::text, array(
            select r.object_id from estate.import_rows as r
            where r.import_id = p_import and r.outcome in ('new', 'changed')
        );
    end if;
end
$$;
comment on function estate.import_objects_check(bigint) is 'The object check looks at the houses of a load
@internal';
