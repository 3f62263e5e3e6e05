create function desk.orders_codes()
returns trigger
language plpgsql
as $$
/*
The codes of an order exist. In the place of five foreign keys: each would lock a row that all orders share, against a
deletion that desk.codes_stay forbids anyway. Nearly always they are those of its service, which has foreign keys, and a
new order begins in one of two states (desk.orders_guard, which also lets a state change only to one that there is).
*/
begin
    if tg_op = 'INSERT' and exists (
        select
        from desk.services as s
        join desk.scenarios as c on c.scenario = new.scenario and c.version = new.scenario_version
        where
            s.service_id = new.service_id and s.kind = new.kind and s.place = new.place and s.priority = new.priority
    ) then
        return null;
    end if;
    if not exists (
        select
        from desk.order_kinds as k
        join desk.places as p on p.place = new.place
        join desk.priorities as r on r.priority = new.priority
        join desk.states as s on s.state = new.state
        join desk.scenarios as c on c.scenario = new.scenario and c.version = new.scenario_version
        where k.kind = new.kind
    ) then
        raise foreign_key_violation using message = format(
            'order %s: kind %L, place %L, priority %L, state %L or scenario %L of version %L does not exist',
            new.order_id, new.kind, new.place, new.priority, new.state, new.scenario, new.scenario_version
        );
    end if;
    return null;
end
$$;
comment on function desk.orders_codes() is 'Refuses an order with a code that does not exist';
