create function people.erasure_list()
returns table (
    erasure_id bigint,
    user_id bigint,
    name text,
    status text,
    asked_at timestamptz,
    answer_by timestamptz,
    decided_at timestamptz,
    reason text,
    open_orders bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Requests to erase data, open ones by their term first. For the supervisor; to others no rows. */
begin
    if people.me() is null or people.my_cabinet() is distinct from 'supervisor' then
        return;
    end if;
    return query
    select
        e.erasure_id, e.user_id, u.name::text, e.status, e.asked_at, e.answer_by, e.decided_at, e.reason,
        (select count(*) from desk.orders as o where o.resident_id = e.user_id and o.open)
    from people.erasure_requests as e
    join people.users as u on u.user_id = e.user_id
    order by e.status = 'new' desc, case when e.status = 'new' then e.answer_by end, e.erasure_id desc
    limit 500;
end
$$;
comment on function people.erasure_list() is 'Requests to erase data
@decides';
