create function estate.import_lacks_said(
    p_import bigint
)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What an import cannot do without and has not, null when it has all. */
begin
    return (select estate.import_lacks(i.kind, i.mapping) from estate.imports as i where i.import_id = p_import);
end
$$;
comment on function estate.import_lacks_said(bigint) is 'What an import has not
@for code';
