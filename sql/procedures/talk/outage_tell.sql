create function talk.outage_tell(
    p_outage bigint,
    p_kind text,
    p_body text,
    p_body_en text,
    p_wait interval default null
)
returns integer
language plpgsql
volatile
as $$
/*
One more message of an outage, in the same thread, and its event: residents get it after talk.recall_time(), in which its writer may
take it back (p_wait: another time). Returns how many people it is for.
*/
declare
    v_at timestamptz := lib.moment() + coalesce(p_wait, talk.recall_time());
    v_outage talk.outages;
    v_event bigint;
    v_people integer;
begin
    if coalesce(trim(p_body), '') = '' then
        perform cabinet.refuse('outage_body', p_field => 'p_body');
    end if;
    update talk.outages as o set version = o.version + 1 where o.outage_id = p_outage returning o.* into v_outage;
    insert into talk.events (kind, object_id, house_id, by_id, details, raised_at, retry_at)
    select
        'outage_' || v_outage.kind, p_outage, (
            select p.house_id from talk.outage_places as p where p.outage_id = p_outage order by p.outage_place_id limit 1
        ),
        people.me(),
        jsonb_build_object('body', trim(p_body), 'body_en', coalesce(nullif(trim(p_body_en), ''), trim(p_body))),
        lib.moment(), v_at
    returning event_id into v_event;
    select count(*)
    into v_people
    from talk.outage_affected(array[p_outage], people.today()) as a
    join people.users as u on u.user_id = a.user_id and u.blocked_at is null and not u.is_system;
    insert into talk.outage_messages (
        outage_id, version, kind, body, body_en, planned_end, user_id, sent_at, people_count, event_id
    )
    values (
        p_outage, v_outage.version, p_kind, trim(p_body), nullif(trim(p_body_en), ''), v_outage.planned_end, people.me(), v_at,
        v_people, v_event
    );
    return v_people;
end
$$;
comment on function talk.outage_tell(bigint, text, text, text, interval) is 'One more message of an outage, in the same thread
@internal';
