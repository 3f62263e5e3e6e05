create function cabinet.table_put(
    p_file uuid,
    p_rows bytea
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Rows of a table file that the acting person has just uploaded, as the layer read them: a JSON array of arrays of texts in
UTF-8, the header first.
*/
begin
    if not exists (
        select from cabinet.files as f where f.file_id = p_file and f.user_id is not distinct from people.me()
    ) then
        perform cabinet.refuse('not_found');
    end if;
    insert into cabinet.table_rows (file_id, line, cells)
    select p_file, r.n, array(select c.c from jsonb_array_elements_text(r.r) with ordinality as c (c, n) order by c.n)
    from jsonb_array_elements(convert_from(p_rows, 'UTF8')::jsonb) with ordinality as r (r, n);
end
$$;
comment on function cabinet.table_put(uuid, bytea) is 'Rows of an uploaded table
@for cabinets';
