create function cabinet.deploy_objects(
    p_deploy bigint
)
returns table (
    object text,
    kind text,
    path text,
    removed boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What one deploy changed. */
begin
    perform people.office_demand(array['admin']);
    return query
    select h.object, h.kind, h.path, h.source is null
    from cabinet.source_history as h
    where h.deploy_id = p_deploy
    order by h.path, h.object;
end
$$;
comment on function cabinet.deploy_objects(bigint) is 'What one deploy changed
@decides';
