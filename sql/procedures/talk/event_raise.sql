create function talk.event_raise(
    p_kind text,
    p_object bigint,
    p_premise bigint default null,
    p_house bigint default null,
    p_values jsonb default '{}',
    p_user bigint default null,
    p_by bigint default null,
    p_stood jsonb default null
)
returns void
language plpgsql
volatile
as $$
/*
The one door into messages. Says that something happened to an object: one row, in the transaction of what happened, so
that either both are there or neither. Who is told, by which channels and in which words are rows; the worker turns the
event into notices and letters (talk.events_tell).

Called from domain code, which acts as sokol_owner; a cabinet cannot raise events by itself.

p_values: fields of the texts beyond those of the object; for other objects than orders, p_premise or p_house say where,
p_user whom (audience person). p_by: who did it, where the caller knows already; else the acting person. p_stood: talk.order_stood()
of a new order, by who has just written it (then p_premise and p_house are its own): the order is not read again.
*/
declare
    v_object text;
begin
    if p_stood is not null then
        insert into talk.events (kind, object_id, house_id, premise_id, user_id, by_id, details, stood, raised_at)
        values (
            p_kind, p_object, p_house, p_premise, p_user, coalesce(p_by, people.me()), coalesce(p_values, '{}'), p_stood,
            lib.moment()
        );
        return;
    end if;
    select k.object into v_object from talk.event_kinds as k where k.kind = p_kind;
    if not found then
        raise exception 'no event kind %', p_kind;
    end if;
    if v_object = 'order' then
        insert into talk.events (kind, object_id, house_id, premise_id, user_id, by_id, details, stood, raised_at)
        select
            p_kind, o.order_id, o.house_id, o.premise_id, p_user, coalesce(p_by, people.me()), coalesce(p_values, '{}'),
            talk.order_stood(
                coalesce(o.assignee_id, case when o.merged_into is not null then (
                    select b.assignee_id from desk.orders as b where b.order_id = o.merged_into
                ) end),
                o.queue_zone_id, o.due_at, o.visit_from, o.visit_to, o.deferred_until, o.completed_at, o.waiting_reason
            ),
            lib.moment()
        from desk.orders as o
        where o.order_id = p_object;
    else
        insert into talk.events (kind, object_id, house_id, premise_id, user_id, by_id, details, raised_at)
        values (
            p_kind, p_object,
            coalesce(p_house, (select p.house_id from estate.premises as p where p.premise_id = p_premise)), p_premise,
            p_user, coalesce(p_by, people.me()), coalesce(p_values, '{}'), lib.moment()
        );
    end if;
    if not found then
        raise exception 'no order %', p_object;
    end if;
end
$$;
comment on function talk.event_raise(text, bigint, bigint, bigint, jsonb, bigint, bigint, jsonb) is
'The one door into messages: something happened, the worker tells who must know
@internal';
