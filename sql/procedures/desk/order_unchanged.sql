create function desk.order_unchanged(
    p_order lib.order_ref,
    p_version integer default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Locks an order and refuses when it is not as the acting person had it before their eyes (p_version; null asks nothing):
who changed it, what it is now, what may be done, with the way to its page. Every action of a cabinet that changes an
order begins with this. What is internal names nobody to a resident.
Errors: not_found (not theirs to see), order_changed.
*/
declare
    v_order desk.orders;
    v_actors text[];
    v_staff boolean;
begin
    if p_version is null then
        return;
    end if;
    v_order := desk.order_lock(p_order);
    v_actors := desk.order_actors(p_order);
    if cardinality(v_actors) = 0 and not desk.order_seen(p_order) then
        perform cabinet.refuse('not_found', p_field => 'p_order');
    elsif p_version = v_order.version then
        return;
    end if;
    v_staff := coalesce(people.my_scope() in ('sees_all', 'sees_houses'), false);
    perform cabinet.refuse(
        'order_changed',
        p_values => jsonb_build_object(
            'number', v_order.number,
            'who', coalesce((
                select case when e.actor in ('job', 'routing') then cabinet.said('order.actor.' || e.actor)
                    else lib.person_short(e.actor_name) end
                from desk.order_events as e
                where e.order_id = p_order and (v_staff or not e.internal)
                order by e.event_id desc
                limit 1
            ), cabinet.said('order.actor.job')),
            'state', (
                select case when lib.language() = 'en' then s.title_en else s.title end
                from desk.states as s where s.state = v_order.state
            ),
            'allowed', desk.moves_said(p_order, v_actors)
        ),
        p_goto => 'order?order=' || p_order,
        p_goto_label => 'ui.show_changes'
    );
end
$$;
comment on function desk.order_unchanged(lib.order_ref, integer) is 'Refuses when an order is not as it was shown
@decides';
