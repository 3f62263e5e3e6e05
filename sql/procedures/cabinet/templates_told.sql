create function cabinet.templates_told(
    p_templates jsonb
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The worker tells the document templates of its files: {name: source}; a form that changes one begins from it. */
begin
    delete from cabinet.templates_stock as t where not p_templates ? t.name;
    insert into cabinet.templates_stock as t (name, source)
    select g.key, g.value
    from jsonb_each_text(p_templates) as g
    on conflict (name) do update set source = excluded.source where t.source <> excluded.source;
end
$$;
comment on function cabinet.templates_told(jsonb) is 'Шаблоны документов из файлов
@for worker';
