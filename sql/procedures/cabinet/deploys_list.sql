create function cabinet.deploys_list()
returns table (
    deploy_id bigint,
    deployed_at timestamptz,
    deployed_by text,
    version text,
    objects bigint,
    summary jsonb
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Deploys, newest first, with the number of changed objects. */
begin
    perform people.office_demand(array['admin']);
    return query
    select
        d.deploy_id, d.deployed_at, d.deployed_by, d.version,
        (select count(*) from cabinet.source_history as h where h.deploy_id = d.deploy_id), d.summary
    from cabinet.deploys as d
    order by d.deploy_id desc;
end
$$;
comment on function cabinet.deploys_list() is 'Deploys, newest first
@decides';
