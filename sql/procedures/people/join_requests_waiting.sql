create function people.join_requests_waiting()
returns bigint
language plpgsql
stable
security definer
set search_path = ''
as $$
/* How many requests to join wait for an answer. */
begin
    perform people.office_demand(array['operator', 'supervisor']);
    return (select count(*) from people.join_requests as r where r.status = 'new');
end
$$;
comment on function people.join_requests_waiting() is 'How many requests to join wait for an answer
@decides';
