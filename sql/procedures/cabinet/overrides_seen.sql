create function cabinet.overrides_seen(
    p_ids bigint[]
)
returns table (
    id bigint,
    name text,
    version integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Of the company. Asked by cabinet.refs_seen. */
begin
    return query
    select f.feature_override_id, f.feature, null::integer
    from cabinet.feature_overrides as f
    where f.feature_override_id = any (p_ids) and people.sees_all();
end
$$;
comment on function cabinet.overrides_seen(bigint[]) is 'Which of these special cases of options the acting person may open
@internal';
