create function cabinet.templates_list(
    p_template lib.template_ref default null
)
returns table (
    template_id bigint,
    name text,
    source text,
    published boolean,
    created_at timestamptz,
    author text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Versions of edited templates, newest first. */
begin
    perform people.office_demand(array['supervisor', 'admin']);
    return query
    select t.template_id, t.name, t.source, t.published, t.created_at, lib.person_short(u.name)
    from cabinet.templates as t
    left join people.users as u on u.user_id = t.user_id
    where p_template is null or t.template_id = p_template
    order by t.name, t.template_id desc;
end
$$;
comment on function cabinet.templates_list(lib.template_ref) is 'Versions of edited templates
@decides';
