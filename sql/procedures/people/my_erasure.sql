create function people.my_erasure()
returns table (
    status text,
    asked_at timestamptz,
    answer_by timestamptz,
    reason text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The acting person's last request to erase data. */
begin
    return query
    select e.status, e.asked_at, e.answer_by, e.reason
    from people.erasure_requests as e
    where e.user_id = people.me()
    order by e.erasure_id desc
    limit 1;
end
$$;
comment on function people.my_erasure() is 'The acting person''s last request to erase data
@decides';
