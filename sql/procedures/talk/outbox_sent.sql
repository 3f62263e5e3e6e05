create function talk.outbox_sent(
    p_outbox bigint
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The message is with the mail server. */
begin
    update talk.outbox as o
    set sent_at = lib.moment(), leased_until = null, error = null
    where o.outbox_id = p_outbox and o.sent_at is null;
end
$$;
comment on function talk.outbox_sent(bigint) is 'A message went out
@for worker';
