create function people.relations_seen(
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
/* Of the premises that are seen. Asked by cabinet.refs_seen. */
begin
    return query
    select r.relation_id, c.name, null::integer
    from people.relations as r
    left join people.contacts_for(
        array(select k.user_id from people.relations as k where k.relation_id = any (p_ids))
    ) as c on c.user_id = r.user_id
    where
        r.relation_id = any (p_ids)
        and (people.sees_all() or r.premise_id in (select people.visible_premises()));
end
$$;
comment on function people.relations_seen(bigint[]) is 'Which of these relations the acting person may open
@internal';
