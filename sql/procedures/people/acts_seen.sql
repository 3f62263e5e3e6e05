create function people.acts_seen(
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
/* Acts of contractors. Asked by cabinet.refs_seen. */
begin
    return query
    select a.contractor_act_id, c.name || ' · № ' || a.number, null::integer
    from people.contractor_acts as a
    join people.contractors as c on c.contractor_id = a.contractor_id
    where a.contractor_act_id = any (p_ids) and people.sees_all();
end
$$;
comment on function people.acts_seen(bigint[]) is 'Which of these acts the acting person may open
@internal';
