create function cabinet.document_template(
    p_kind text
)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The template that documents of a kind are printed with now: the published row, else that of the files. */
begin
    perform people.office_demand(array['supervisor', 'admin']);
    return coalesce(
        (select t.source from cabinet.templates as t where t.published and t.name = 'documents/' || p_kind || '.html'),
        (select t.source from cabinet.templates_stock as t where t.name = 'documents/' || p_kind || '.html')
    );
end
$$;
comment on function cabinet.document_template(text) is 'The template that documents of a kind are printed with now
@decides';
