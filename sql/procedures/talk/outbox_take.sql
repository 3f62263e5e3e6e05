create function talk.outbox_take(
    p_limit integer default 20
)
returns table (
    outbox_id bigint,
    channel text,
    destination text,
    subject text,
    body text,
    document_id bigint
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Messages that are due, leased for five minutes: two workers never get the same one (skip locked), and what a killed
worker took comes again when its lease is over. A letter that may be answered gets its link here (talk.letter_link).
*/
begin
    return query
    with due as (
        select o.outbox_id
        from talk.outbox as o
        where
            o.sent_at is null and o.given_up_at is null and o.due_at <= lib.moment()
            and (o.leased_until is null or o.leased_until < lib.moment())
            and (o.document_id is null or exists (
                select from cabinet.documents as d where d.document_id = o.document_id and d.state = 'ready'
            ))
        order by o.due_at, o.outbox_id
        limit greatest(p_limit, 0)
        for update skip locked
    ),

    taken as (
        update talk.outbox as o
        set leased_until = lib.moment() + interval '5 minutes', attempts = o.attempts + 1
        from due as d
        where o.outbox_id = d.outbox_id
        returning o.*
    )

    select
        t.outbox_id, t.channel, t.destination, t.subject,
        t.body || case when t.channel = 'email' and t.event_id is not null and t.user_id is not null
            then talk.letter_link(t.event_id, t.user_id) else '' end,
        t.document_id
    from taken as t;
end
$$;
comment on function talk.outbox_take(integer) is 'Messages that are due, leased for five minutes
@for worker';
