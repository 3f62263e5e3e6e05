-- offline
-- Codes of orders (kind, place, priority, state, scenario with its version) are for good: their rows never go and never
-- change their names. So whoever writes an order only has to see that a code exists, and need not hold its row against
-- deletion: five rows that every order of the company would lock at once.
create function desk.codes_stay()
returns trigger
language plpgsql security definer set search_path = ''
as $$ begin raise exception 'desk.codes_stay is not deployed'; end $$;
create function desk.orders_codes()
returns trigger
language plpgsql
as $$ begin raise exception 'desk.orders_codes is not deployed'; end $$;

create trigger order_kinds_stay before delete or update of kind or truncate on desk.order_kinds
for each statement execute function desk.codes_stay();
create trigger places_stay before delete or update of place or truncate on desk.places
for each statement execute function desk.codes_stay();
create trigger priorities_stay before delete or update of priority or truncate on desk.priorities
for each statement execute function desk.codes_stay();
create trigger states_stay before delete or update of state or truncate on desk.states
for each statement execute function desk.codes_stay();
create trigger scenarios_stay before delete or update of scenario, version or truncate on desk.scenarios
for each statement execute function desk.codes_stay();

create trigger orders_codes_insert after insert on desk.orders
for each row execute function desk.orders_codes();
create trigger orders_codes_update after update on desk.orders
for each row when (
    old.kind <> new.kind or old.place <> new.place or old.priority <> new.priority or old.scenario <> new.scenario
    or old.scenario_version <> new.scenario_version
)
execute function desk.orders_codes();
alter table desk.orders
    drop constraint orders_kind_fkey,
    drop constraint orders_place_fkey,
    drop constraint orders_priority_fkey,
    drop constraint orders_state_fkey,
    drop constraint orders_scenario_scenario_version_fkey;
