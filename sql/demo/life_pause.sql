-- Deeds that stop the work for a while, or make it longer.
create function demo.act_no_access(
    p_scene demo.scene,
    p_word text
)
returns void
language plpgsql
volatile
as $$
/* Nobody opens. */
declare
    v_now timestamptz := p_scene.at;
    v_problem demo.problems := p_scene.problem;
    v_order desk.orders := p_scene.placed;
    v_performer bigint := p_scene.performer;
    v_seed text := p_scene.seed;
    v_scripted boolean := p_scene.scripted;
    v_photos uuid[];
begin
    if v_order.state <> 'in_progress' then
        return;
    end if;
    perform demo.enter(v_performer, 'manager');
    v_photos := demo.photo_put(v_problem.picture, 'door', v_seed);
    perform demo.deed('no_access', v_order.order_id, p_photos => v_photos);
    perform demo.deed('say', v_order.order_id, demo.phrase('wait_no_access', v_seed));
    perform demo.leave();
    if not v_scripted then
        perform demo.later((p_scene.plan).plan, v_now + demo.minutes(120, 900, v_seed), 'resume');
    end if;
end
$$;

create function demo.act_wait(
    p_scene demo.scene,
    p_word text
)
returns void
language plpgsql
volatile
as $$
/* It waits for somebody or something. */
declare
    v_now timestamptz := p_scene.at;
    v_order desk.orders := p_scene.placed;
    v_performer bigint := p_scene.performer;
    v_seed text := p_scene.seed;
    v_scripted boolean := p_scene.scripted;
begin
    if v_order.state <> 'in_progress' then
        return;
    end if;
    perform demo.enter(v_performer, 'manager');
    perform demo.deed(
        'wait', v_order.order_id, demo.phrase('wait_' || p_word, v_seed),
        p_more => array[p_word]
    );
    perform demo.leave();
    if not v_scripted then
        perform demo.later(
            (p_scene.plan).plan, demo.at_work(v_now + demo.minutes(600, 4000, v_seed), v_seed), 'resume'
        );
    end if;
end
$$;

create function demo.act_resume(
    p_scene demo.scene,
    p_word text
)
returns void
language plpgsql
volatile
as $$
/* What it waited for has come. */
declare
    v_now timestamptz := p_scene.at;
    v_plan demo.plans := p_scene.plan;
    v_order desk.orders := p_scene.placed;
    v_performer bigint := p_scene.performer;
    v_resident bigint := p_scene.resident;
    v_seed text := p_scene.seed;
    v_at timestamptz;
begin
    if v_order.state <> 'waiting' then
        return;
    end if;
    if v_order.waiting_reason = 'resident' and not v_plan.by_phone then
        perform demo.enter(v_resident, 'resident');
        perform demo.deed(
            'say', v_order.order_id, demo.phrase('wait_resident_answer', v_seed)
        );
    elsif v_order.waiting_reason = 'no_access' and not v_plan.by_phone then
        perform demo.enter(v_resident, 'resident');
        perform demo.deed('say', v_order.order_id, demo.phrase('access_answer', v_seed));
        v_at := demo.deed('visit', v_order.order_id, p_number => demo.pick(v_seed, 5));
    else
        perform demo.enter(v_performer, 'manager');
        perform demo.deed('in_progress', v_order.order_id);
    end if;
    perform demo.leave();
    perform demo.later(
        (p_scene.plan).plan, coalesce(v_at, demo.at_work(v_now + interval '90 minutes', v_seed)),
        'complete'
    );
end
$$;

create function demo.act_defer(
    p_scene demo.scene,
    p_word text
)
returns void
language plpgsql
volatile
as $$
/* It is put off to a day. */
declare
    v_now timestamptz := p_scene.at;
    v_order desk.orders := p_scene.placed;
    v_manager bigint := p_scene.manager;
    v_seed text := p_scene.seed;
    v_scripted boolean := p_scene.scripted;
    v_at timestamptz;
begin
    if v_order.state not in ('in_progress', 'assigned') then
        return;
    end if;
    perform demo.enter(v_manager, 'manager');
    v_at := v_now + make_interval(days => coalesce(p_word::integer, 4 + demo.pick(v_seed, 24)));
    perform demo.deed(
        'deferred', v_order.order_id, demo.phrase('defer', v_seed), p_until => v_at
    );
    perform demo.leave();
    if not v_scripted then
        perform demo.later(
            (p_scene.plan).plan, demo.at_work(v_at + interval '5 hours', v_seed), 'respond', 'again'
        );
    end if;
end
$$;

create function demo.act_term(
    p_scene demo.scene,
    p_word text
)
returns void
language plpgsql
volatile
as $$
/* The term is moved, with a reason. */
declare
    v_now timestamptz := p_scene.at;
    v_order desk.orders := p_scene.placed;
    v_manager bigint := p_scene.manager;
    v_seed text := p_scene.seed;
begin
    if not v_order.open or v_order.due_at < v_now then
        return;
    end if;
    perform demo.enter(v_manager, 'manager');
    perform demo.deed(
        'term', v_order.order_id, demo.phrase('term', v_seed),
        p_until => v_order.due_at + interval '2 days'
    );
    perform demo.deed('note', v_order.order_id, demo.phrase('manager_note', v_seed));
    perform demo.leave();
end
$$;

create function demo.act_member(
    p_scene demo.scene,
    p_word text
)
returns void
language plpgsql
volatile
as $$
/* A colleague is called to help. */
declare
    v_order desk.orders := p_scene.placed;
    v_performer bigint := p_scene.performer;
    v_hand bigint;
begin
    v_hand := demo.hand(v_order.order_id, v_order.assignee_id);
    if v_hand is not null and v_order.state = 'in_progress' then
        perform demo.enter(v_performer, 'manager');
        perform demo.deed('member', v_order.order_id, 'co_performer', v_hand);
        perform demo.leave();
    end if;
end
$$;
