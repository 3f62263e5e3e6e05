create function talk.event_failed(
    p_event bigint,
    p_error text,
    p_tries integer default 8
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
An event could not be told: tried again after a minute, two, four …, a day at most; given up after p_tries. The others
do not wait for it.
*/
begin
    update talk.events as e
    set
        attempts = e.attempts + 1,
        error = left(p_error, 500),
        retry_at = lib.moment() + least(interval '1 day', interval '1 minute' * 2 ^ least(e.attempts, 12)),
        given_up_at = case when e.attempts + 1 >= p_tries then lib.moment() end
    where e.event_id = p_event and e.told_at is null;
end
$$;
comment on function talk.event_failed(bigint, text, integer) is 'An event could not be told
@for worker';
