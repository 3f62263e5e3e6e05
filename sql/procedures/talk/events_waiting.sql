create function talk.events_waiting(
    p_limit integer default 500
)
returns table (
    event_id bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Events of which nobody has been told yet, the oldest first; what failed waits for its next try. */
begin
    return query
    select e.event_id
    from talk.events as e
    where e.told_at is null and e.given_up_at is null and (e.retry_at is null or e.retry_at <= lib.moment())
    order by e.event_id
    limit greatest(p_limit, 0);
end
$$;
comment on function talk.events_waiting(integer) is 'Events of which nobody has been told yet
@for worker';
