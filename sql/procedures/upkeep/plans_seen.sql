create function upkeep.plans_seen(
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
/* Asked by cabinet.refs_seen. */
begin
    return query
    select x.plan_id, cabinet.said('phrase.plan_of_year', jsonb_build_object('year', x.year)), null::integer
    from upkeep.plans as x
    where x.plan_id = any (p_ids) and people.me() is not null and people.my_cabinet() = 'supervisor';
end
$$;
comment on function upkeep.plans_seen(bigint[]) is 'Which of these plans the acting person may open
@internal';
