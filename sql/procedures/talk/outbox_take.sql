create function talk.outbox_take(
    p_limit integer default 20
)
returns table (
    outbox_id bigint,
    channel text,
    destination text,
    subject text,
    body text
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Messages that are due, leased for five minutes: two workers never get the same one (skip locked), and what a killed
worker took comes again when its lease is over.
*/
begin
    return query
    with taken as (
        select o.outbox_id
        from talk.outbox as o
        where
            o.sent_at is null and o.given_up_at is null and o.due_at <= lib.moment()
            and (o.leased_until is null or o.leased_until < lib.moment())
        order by o.due_at, o.outbox_id
        limit greatest(p_limit, 0)
        for update skip locked
    )

    update talk.outbox as o
    set leased_until = lib.moment() + interval '5 minutes', attempts = o.attempts + 1
    from taken as t
    where o.outbox_id = t.outbox_id
    returning o.outbox_id, o.channel, o.destination, o.subject, o.body;
end
$$;
comment on function talk.outbox_take(integer) is 'Messages that are due, leased for five minutes
@for worker';
