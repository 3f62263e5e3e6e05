create function cabinet.template_save(
    p_name text,
    p_source text
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Keeps a new version of an edited template as a draft and returns its id; publishing is another step. The layer runs it
in a sandbox. Errors: template_name (422), template_empty (422).
*/
declare
    v_id bigint;
begin
    perform people.office_demand(array['supervisor', 'admin']);
    if p_name !~ '^[a-z][a-z0-9_]*(/[a-z][a-z0-9_]*){0,2}\.html$' then
        perform cabinet.refuse('template_name', p_field => 'p_name');
    end if;
    if length(coalesce(trim(p_source), '')) not between 1 and 100000 then
        perform cabinet.refuse('template_empty', p_field => 'p_source');
    end if;
    insert into cabinet.templates (name, source, user_id)
    values (p_name, p_source, people.me())
    returning template_id into v_id;
    return v_id;
end
$$;
comment on function cabinet.template_save(text, text) is 'Keeps a new version of an edited template as a draft
@decides';
