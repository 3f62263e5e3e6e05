create function talk.outbox_failed(
    p_outbox bigint,
    p_error text,
    p_tries integer default 6
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The message did not go out: again in 1, 5, 25 minutes, 2, 10 hours; given up after p_tries, at once with 0. */
begin
    update talk.outbox as o
    set
        leased_until = null,
        error = left(p_error, 500),
        due_at = lib.moment() + interval '1 minute' * power(5, least(o.attempts - 1, 4)),
        given_up_at = case when o.attempts >= p_tries then lib.moment() end
    where o.outbox_id = p_outbox and o.sent_at is null;
end
$$;
comment on function talk.outbox_failed(bigint, text, integer) is 'A message did not go out: tried again later, at last given up
@for worker';
