-- One line of the agenda is one scene: who is in it is found here, what they do stands in the files life_*.sql.
create type demo.scene as (
    deed text,
    at timestamptz,
    plan demo.plans,
    problem demo.problems,
    told demo.cases,
    placed desk.orders,
    performer bigint,
    manager bigint,
    operator bigint,
    resident bigint,
    leaver bigint,
    seed text,
    emergency boolean,
    pace text,
    scripted boolean
);

create function demo.act_file(
    p_scene demo.scene,
    p_word text
)
returns void
language plpgsql
volatile
as $$
/* The order is filed; when it is answered and whether its people talk. */
declare
    v_plan demo.plans := p_scene.plan;
    v_order desk.orders;
    v_seed text := p_scene.seed;
begin
    if v_plan.by_phone then
        perform demo.enter(p_scene.operator, 'operator');
    else
        perform demo.enter(p_scene.resident, 'resident');
    end if;
    v_plan.order_id := demo.file(v_plan.plan);
    perform demo.leave();
    update demo.plans as p set order_id = v_plan.order_id where p.plan = v_plan.plan;
    if p_scene.scripted then
        return;
    end if;
    select o.* into v_order from desk.orders as o where o.order_id = v_plan.order_id;
    if v_plan.fate = 'author_declines' then
        perform demo.later(v_plan.plan, p_scene.at + demo.minutes(3, 25, v_seed), 'author_declines');
    else
        perform demo.later(v_plan.plan, demo.soon(
            p_scene.at + make_interval(mins => case
                when v_order.emergency then 2 + demo.pick(v_seed, 7)
                when v_plan.fate = 'late' then 40 + demo.pick(v_seed, 420)
                when v_order.priority = 'high' then 4 + demo.pick(v_seed, 24)
                else 12 + demo.pick(v_seed, 150)
            end),
            v_order.priority, v_seed
        ), 'respond');
    end if;
    if not v_plan.by_phone and demo.pick('talk' || v_seed, 100) < 42 then
        perform demo.later(v_plan.plan, p_scene.at + interval '1 minute', 'talk');
    end if;
end
$$;

create function demo.act(
    p_plan integer,
    p_deed text,
    p_word text
)
returns void
language plpgsql
volatile
as $$
/*
One line of the agenda. What is no longer possible by then (somebody was quicker, a job moved the order) is left out, as
in life. Runs as sokol_admin and takes the roles one after another, so no security definer.
*/
declare
    v_scene demo.scene;
    v_plan demo.plans;
    v_problem demo.problems;
    v_case demo.cases;
    v_order desk.orders;
begin
    select p.* into v_plan from demo.plans as p where p.plan = p_plan;
    select p.* into v_problem from demo.problems as p where p.problem = v_plan.problem;
    v_case := demo.case_of(v_plan.problem, v_plan.seed);
    v_scene.deed := p_deed;
    v_scene.at := lib.moment();
    v_scene.plan := v_plan;
    v_scene.problem := v_problem;
    v_scene.told := v_case;
    v_scene.resident := v_plan.user_id;
    v_scene.operator := (
        select c.user_id from demo.crew as c where c.handle = 'operator' || demo.pick('desk' || p_plan, 2)
    );
    v_scene.scripted := v_plan.fate = 'script';
    v_scene.seed := v_plan.seed || ':' || p_deed;
    if v_plan.order_id is not null then
        select o.* into v_order from desk.orders as o where o.order_id = v_plan.order_id;
        v_scene.placed := v_order;
        v_scene.seed := v_scene.seed || v_order.returned_count || v_order.version;
        v_scene.emergency := v_order.emergency;
        v_scene.pace := case
            when v_order.emergency or v_order.due_at - v_order.created_at > interval '26 hours' then v_order.priority
            else 'high'
        end;
        v_scene.manager := demo.zone_manager(v_order.order_id);
        v_scene.performer := (select s.user_id from people.staff as s where s.staff_id = v_order.assignee_id);
        -- who gave it back to the queue
        v_scene.leaver := (
            select s.staff_id
            from desk.order_events as e
            join people.staff as s on s.user_id = e.user_id
            where e.order_id = v_order.order_id and e.from_state = 'in_progress' and e.to_state = 'new'
            order by e.event_id desc
            limit 1
        );
    end if;
    execute format('select demo.act_%s($1, $2)', case p_deed when 'rate' then 'confirm' else p_deed end)
    using v_scene, p_word;
end
$$;
