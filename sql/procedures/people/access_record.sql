create function people.access_record(
    p_rows jsonb
)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
What reading leaves, written by the layer after its answers in one short transaction. p_rows: array of {happened_at,
session, cabinet, place, parameters, address, request_id}; session is the session key, place «page: block block» where
personal data was read and absent where somebody was only here, parameters those of the address. Keeps the access log
(ФЗ-152), the last seen moment, how far a conversation was read, and marks the notices that lead to that page as read. Returns the number of log rows. Sessions are taken
in the order of their ids, so that two writers do not wait for each other in a ring.
*/
declare
    v_count integer;
begin
    with seen as (
        select s.session_id, max((r.record ->> 'happened_at')::timestamptz) as at
        from jsonb_array_elements(p_rows) as r (record)
        join people.sessions as s on s.key_hash = people.key_hash(r.record ->> 'session')
        group by s.session_id
    ),

    due as (
        select s.session_id, least(n.at, lib.moment()) as at
        from people.sessions as s
        join seen as n on n.session_id = s.session_id
        where s.last_seen_at < least(n.at, lib.moment()) - interval '1 minute' and s.revoked_at is null
        order by s.session_id
        for update of s
    )

    update people.sessions as s
    set last_seen_at = d.at
    from due as d
    where s.session_id = d.session_id;

    insert into cabinet.access_log (happened_at, user_id, cabinet, place, parameters, address, request_id)
    select
        (r.record ->> 'happened_at')::timestamptz, s.user_id, r.record ->> 'cabinet', r.record ->> 'place',
        (
            select jsonb_object_agg('p_' || regexp_replace(e.key, '^p_', ''), e.value)
            from jsonb_each(r.record -> 'parameters') as e
        ),
        (r.record ->> 'address')::inet, r.record ->> 'request_id'
    from jsonb_array_elements(p_rows) as r (record)
    left join people.sessions as s on s.key_hash = people.key_hash(r.record ->> 'session')
    where r.record ->> 'place' is not null;
    get diagnostics v_count = row_count;

    insert into desk.message_reads (order_id, user_id, read_until, read_at)
    select t.order_id, t.user_id, max(m.message_id), max(t.at)
    from (
        select distinct on (s.user_id, p.order_id)
            s.user_id, p.order_id, (r.record ->> 'happened_at')::timestamptz as at
        from jsonb_array_elements(p_rows) as r (record)
        join people.sessions as s on s.key_hash = people.key_hash(r.record ->> 'session')
        cross join lateral (
            select case
                when r.record -> 'parameters' ->> 'order' ~ '^[0-9]{1,18}$'
                    then (r.record -> 'parameters' ->> 'order')::bigint
            end
        ) as p (order_id)
        where r.record ->> 'place' ~ '_thread( |$)' and p.order_id is not null
        order by s.user_id, p.order_id, 3 desc
    ) as t
    join desk.messages as m on m.order_id = t.order_id and m.created_at <= t.at
    group by t.order_id, t.user_id
    order by t.order_id, t.user_id
    on conflict (order_id, user_id) do update
    set read_until = excluded.read_until, read_at = excluded.read_at
    where excluded.read_until > message_reads.read_until;

    update talk.notices as n
    set read_at = t.at
    from (
        select
            s.user_id, (r.record ->> 'happened_at')::timestamptz as at,
            '/' || (r.record ->> 'cabinet') || '/' || replace(split_part(r.record ->> 'place', ':', 1), '_', '-')
            || '?' || e.key || '=' || e.value as address
        from jsonb_array_elements(p_rows) as r (record)
        join people.sessions as s on s.key_hash = people.key_hash(r.record ->> 'session')
        cross join jsonb_each_text(r.record -> 'parameters') as e (key, value)
        where r.record ->> 'place' is not null
    ) as t
    where n.user_id = t.user_id and n."goto" = t.address and n.read_at is null and n.created_at <= t.at;
    return v_count;
end
$$;
comment on function people.access_record(jsonb) is 'What reading leaves: access log, last seen, read marks
@for layer';
