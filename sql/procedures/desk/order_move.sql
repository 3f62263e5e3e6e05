create function desk.order_move(
    p_order lib.order_ref,
    p_state text,
    p_reason text default null,
    p_until timestamptz default null,
    p_waiting_reason text default null,
    p_assignee lib.staff_ref default null,
    p_photos uuid[] default '{}',
    p_version integer default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
set plan_cache_mode = 'force_generic_plan'
as $$
/*
Moves an order to another state as the acting person. Who may and what must be given: desk.moves; see desk.order_shift.
p_version: the version of the order that the person had before their eyes (desk.order_card); another one now is refused.
Errors: not_found (not theirs to see), order_changed (by whom, and what may be done now), order_move_forbidden with the
allowed moves, order_needs_…, staff_full.
*/
declare
    v_actors text[];
begin
    perform desk.order_lock(p_order);
    v_actors := desk.order_actors(p_order);
    if cardinality(v_actors) = 0 then
        perform cabinet.refuse('not_found', p_field => 'p_order');
    end if;
    perform desk.order_unchanged(p_order, p_version);
    perform desk.order_shift(
        p_order, p_state, v_actors, p_reason, p_until, p_waiting_reason, p_assignee, p_photos,
        p_over => 'supervisor' = any (v_actors)
    );
end
$$;
comment on function desk.order_move(
    lib.order_ref, text, text, timestamptz, text, lib.staff_ref, uuid[], integer
) is 'Moves an order to another state as the acting person
@decides';
