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
        from estate.imports as i
        join estate.import_rows as r on r.import_id = i.import_id and r.outcome in ('new', 'changed')
        join estate.houses as h on h.house_id = r.object_id
        where i.import_id = p_import and i.kind = 'houses'
        union
        -- a premise that the undo took away is known by the house that its row names
        select coalesce(p.house_id, (r.after ->> 'house_id')::bigint)
        from estate.imports as i
        join estate.import_rows as r on r.import_id = i.import_id and r.outcome in ('new', 'changed')
        left join estate.premises as p on p.premise_id = r.object_id
        where i.import_id = p_import and i.kind = 'premises' and coalesce(p.house_id, (r.after ->> 'house_id')::bigint) is not null
    ));
end
$$;
comment on function estate.import_objects_check(bigint) is 'The object check looks at the houses of a load
@internal';
