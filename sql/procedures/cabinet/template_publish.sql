create function cabinet.template_publish(
    p_template lib.template_ref,
    p_published boolean,
    p_reason text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Publishes a version of a template, or takes it off; at most one per name is published. Errors: not_found. */
declare
    v_name text;
    v_before text;
begin
    perform people.office_demand(array['supervisor', 'admin']);
    select t.name into v_name from cabinet.templates as t where t.template_id = p_template;
    if v_name is null then
        perform cabinet.refuse('not_found');
    end if;
    select '№ ' || t.template_id into v_before from cabinet.templates as t where t.name = v_name and t.published;
    update cabinet.templates as t set published = false where t.name = v_name and t.published;
    update cabinet.templates as t set published = p_published where t.template_id = p_template and p_published;
    perform cabinet.rule_change_put(
        'templates', v_name, v_name, v_before, case when p_published then '№ ' || p_template end, p_reason
    );
    update cabinet.release_numbers as r set release = r.release + 1;
end
$$;
comment on function cabinet.template_publish(lib.template_ref, boolean, text) is 'Publishes a version of a template or takes it off
@decides';
