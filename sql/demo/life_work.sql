-- Deeds of the work itself: from the first answer to the report.
create function demo.act_respond(
    p_scene demo.scene,
    p_word text
)
returns void
language plpgsql
volatile
as $$
/* A manager gives it, the performer takes it, and what comes next is put on the agenda. */
declare
    v_now timestamptz := p_scene.at;
    v_plan demo.plans := p_scene.plan;
    v_order desk.orders := p_scene.placed;
    v_performer bigint := p_scene.performer;
    v_manager bigint := p_scene.manager;
    v_seed text := p_scene.seed;
    v_emergency boolean := p_scene.emergency;
    v_pace text := p_scene.pace;
    v_left bigint := p_scene.leaver;
    v_scripted boolean := p_scene.scripted;
    v_at timestamptz;
    v_hand bigint;
begin
    if v_order.state = 'new' then
        v_hand := demo.hand(v_order.order_id, v_left);
        if v_hand is null then
            v_hand := (select s.staff_id from people.staff as s where s.user_id = v_manager);
        end if;
        perform demo.enter(v_manager, 'manager');
        perform demo.deed('assign', v_order.order_id, p_staff => v_hand);
        perform demo.leave();
        perform demo.later((p_scene.plan).plan, case when v_emergency then v_now + interval '4 minutes'
            else demo.soon(v_now + demo.minutes(5, 40, v_seed), v_pace, v_seed) end, 'respond');
        return;
    elsif v_order.state = 'assigned' then
        if v_plan.fate = 'reassign' and p_word is null then
            v_hand := demo.hand(v_order.order_id, v_order.assignee_id);
            if v_hand is not null then
                perform demo.enter(v_manager, 'manager');
                perform demo.deed(
                    'assign', v_order.order_id, demo.phrase('reassign', v_seed), v_hand
                );
                perform demo.leave();
            end if;
            perform demo.later(
                (p_scene.plan).plan, demo.soon(v_now + interval '15 minutes', v_pace, v_seed), 'respond',
                'again'
            );
            return;
        end if;
        perform demo.enter(v_performer, 'manager');
        perform demo.deed('accept', v_order.order_id);
        perform demo.leave();
    elsif v_order.state = 'deferred' then
        -- its day has come, the job not yet
        perform demo.later((p_scene.plan).plan, v_now + interval '3 hours', 'respond', 'again');
        return;
    elsif v_order.state <> 'in_progress' then
        return;
    end if;
    if v_scripted then
        return;
    elsif v_plan.fate = 'staff_declines' and not v_emergency then
        perform demo.later(
            (p_scene.plan).plan, demo.at_work(v_now + demo.minutes(60, 200, v_seed), v_seed),
            'staff_declines'
        );
        return;
    elsif v_plan.fate = 'defer' and v_order.returned_count = 0 and p_word is null and not v_emergency then
        perform demo.later(
            (p_scene.plan).plan, demo.at_work(v_now + demo.minutes(40, 200, v_seed), v_seed), 'defer'
        );
        return;
    elsif v_plan.fate = 'visit' and not v_emergency then
        perform demo.later((p_scene.plan).plan, v_now + interval '5 minutes', 'visit');
        return;
    end if;
    v_at := case
        when v_emergency then v_now + demo.minutes(2, 6, v_seed)
        when v_plan.fate = 'late' and v_order.returned_count = 0
            then demo.at_work(greatest(v_order.due_at, v_now) + demo.minutes(30, 1500, v_seed), v_seed)
        when v_order.due_at > v_now then demo.soon(v_now + least(
            make_interval(mins => 25 + demo.pick(v_seed, case v_pace when 'high' then 420 else 1100 end)),
            (v_order.due_at - v_now) * 0.6
        ), v_pace, v_seed)
        else demo.soon(v_now + interval '20 minutes', v_pace, v_seed)
    end;
    if v_plan.fate = 'late' and not v_plan.by_phone then
        perform demo.later((p_scene.plan).plan, v_at - interval '5 hours', 'chaser');
    elsif v_plan.fate = 'term' and not v_emergency then
        perform demo.later((p_scene.plan).plan, v_now + interval '20 minutes', 'term');
    end if;
    perform demo.later((p_scene.plan).plan, v_at, 'depart');
end
$$;

create function demo.act_visit(
    p_scene demo.scene,
    p_word text
)
returns void
language plpgsql
volatile
as $$
/* A window of the performer is chosen: by the resident, or by him on the telephone. */
declare
    v_now timestamptz := p_scene.at;
    v_plan demo.plans := p_scene.plan;
    v_order desk.orders := p_scene.placed;
    v_performer bigint := p_scene.performer;
    v_resident bigint := p_scene.resident;
    v_seed text := p_scene.seed;
    v_scripted boolean := p_scene.scripted;
    v_at timestamptz;
begin
    if v_order.state <> 'in_progress' then
        return;
    end if;
    if v_plan.by_phone then
        perform demo.enter(v_performer, 'manager');
    else
        perform demo.enter(v_resident, 'resident');
    end if;
    v_at := demo.deed('visit', v_order.order_id, p_number => 2 + demo.pick(v_seed, 9));
    perform demo.leave();
    if not v_scripted then
        perform demo.later(
            (p_scene.plan).plan, coalesce(v_at, v_now) + make_interval(mins => demo.pick(v_seed, 40)),
            'depart'
        );
    end if;
end
$$;

create function demo.act_depart(
    p_scene demo.scene,
    p_word text
)
returns void
language plpgsql
volatile
as $$
/* The performer sets out. */
declare
    v_now timestamptz := p_scene.at;
    v_plan demo.plans := p_scene.plan;
    v_problem demo.problems := p_scene.problem;
    v_order desk.orders := p_scene.placed;
    v_performer bigint := p_scene.performer;
    v_seed text := p_scene.seed;
    v_emergency boolean := p_scene.emergency;
    v_scripted boolean := p_scene.scripted;
begin
    if v_order.state <> 'in_progress' then
        return;
    end if;
    perform demo.enter(v_performer, 'manager');
    perform demo.deed('depart', v_order.order_id);
    perform demo.leave();
    if v_scripted then
        return;
    elsif v_plan.fate = 'wait_no_access' and v_order.returned_count = 0 and v_problem.place = 'flat'
        and not v_emergency
    then
        perform demo.later((p_scene.plan).plan, v_now + interval '25 minutes', 'no_access');
    else
        perform demo.later(
            (p_scene.plan).plan,
            v_now + make_interval(mins => 6 + demo.pick(v_seed, case when v_emergency then 9 else 25 end)),
            'start'
        );
    end if;
end
$$;

create function demo.act_start(
    p_scene demo.scene,
    p_word text
)
returns void
language plpgsql
volatile
as $$
/* He begins: a photo, sometimes a word to the colleagues. */
declare
    v_now timestamptz := p_scene.at;
    v_plan demo.plans := p_scene.plan;
    v_problem demo.problems := p_scene.problem;
    v_order desk.orders := p_scene.placed;
    v_performer bigint := p_scene.performer;
    v_seed text := p_scene.seed;
    v_emergency boolean := p_scene.emergency;
    v_left bigint := p_scene.leaver;
    v_scripted boolean := p_scene.scripted;
    v_at timestamptz;
    v_photos uuid[];
begin
    if v_order.state not in ('in_progress', 'assigned') then
        return;
    end if;
    perform demo.enter(v_performer, 'manager');
    v_photos := demo.photo_put(v_problem.picture, 'before', v_seed);
    perform demo.deed('start', v_order.order_id, p_photos => v_photos);
    if demo.pick('note' || v_seed, 100) < 14 then
        perform demo.deed(
            'note', v_order.order_id, demo.one_of('note' || v_seed, v_problem.inner_note)
        );
    end if;
    perform demo.leave();
    if v_scripted then
        return;
    elsif v_plan.fate = 'member' and v_order.returned_count = 0 then
        perform demo.later((p_scene.plan).plan, v_now + interval '4 minutes', 'member');
    elsif v_plan.fate like 'wait\_%' and v_plan.fate <> 'wait_no_access' and v_order.returned_count = 0
        and not v_emergency
    then
        perform demo.later(
            (p_scene.plan).plan, v_now + interval '15 minutes', 'wait', substr(v_plan.fate, 6)
        );
        return;
    elsif v_plan.fate = 'to_queue' and v_order.returned_count = 0 and v_left is null and not v_emergency then
        perform demo.later((p_scene.plan).plan, v_now + interval '12 minutes', 'to_queue');
        return;
    end if;
    v_at := v_now + make_interval(mins => v_problem.minutes / 2 + demo.pick(v_seed, v_problem.minutes));
    if v_emergency and demo.pick('calm' || v_seed, 100) < 88 and v_order.due_at > v_now + interval '4 minutes' then
        v_at := least(v_at, v_order.due_at - interval '2 minutes');
    elsif not v_emergency then
        -- before half past ten in the evening, were it in haste
        v_at := greatest(v_now + interval '10 minutes', least(v_at, demo.local(
            (v_now at time zone (select c.zone from demo.clock as c))::date, 1350
        )));
    end if;
    perform demo.later((p_scene.plan).plan, v_at, 'complete');
end
$$;

create function demo.act_complete(
    p_scene demo.scene,
    p_word text
)
returns void
language plpgsql
volatile
as $$
/* Done: the report of this case, a photo, and how the author takes it. */
declare
    v_now timestamptz := p_scene.at;
    v_plan demo.plans := p_scene.plan;
    v_problem demo.problems := p_scene.problem;
    v_order desk.orders := p_scene.placed;
    v_performer bigint := p_scene.performer;
    v_seed text := p_scene.seed;
    v_scripted boolean := p_scene.scripted;
    v_photos uuid[];
    v_begun boolean;
begin
    if v_order.state <> 'in_progress' then
        return;
    end if;
    -- after a wait or a return one may come here without «Начать»
    v_begun := exists (
        select from desk.order_files as f where f.order_id = v_order.order_id and f.stage = 'before'
    );
    perform demo.enter(v_performer, 'manager');
    if not v_begun then
        v_photos := demo.photo_put(v_problem.picture, 'before', v_seed);
        perform demo.deed('start', v_order.order_id, p_photos => v_photos);
    end if;
    v_photos := demo.photo_put(v_problem.picture, 'after', v_seed);
    perform demo.deed(
        'complete', v_order.order_id, (p_scene.told).report, p_photos => v_photos,
        p_more => array[(p_scene.told).materials] || (p_scene.told).works,
        p_number => v_problem.minutes / 2 + demo.pick('minutes' || v_seed, v_problem.minutes)
    );
    perform demo.leave();
    if v_scripted then
        return;
    elsif v_plan.fate in ('return', 'return_twice')
        and v_order.returned_count < (case v_plan.fate when 'return' then 1 else 2 end)
    then
        perform demo.later((p_scene.plan).plan, v_now + demo.minutes(90, 2000, v_seed), 'return');
    elsif v_plan.user_id is null or v_plan.by_phone then
        if demo.pick(v_seed, 100) < 60 then
            perform demo.later(
                (p_scene.plan).plan, demo.at_work(v_now + demo.minutes(60, 1500, v_seed), v_seed),
                'close_said'
            );
        end if;
    elsif demo.pick(v_seed, 100) < 66 then
        perform demo.later((p_scene.plan).plan, v_now + demo.minutes(10, 3000, v_seed), 'confirm');
    end if;
end
$$;

create function demo.act_to_queue(
    p_scene demo.scene,
    p_word text
)
returns void
language plpgsql
volatile
as $$
/* He gives it back. */
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
    perform demo.deed('new', v_order.order_id, demo.phrase('to_queue', v_seed));
    perform demo.leave();
    if not v_scripted then
        perform demo.later(
            (p_scene.plan).plan, demo.at_work(v_now + demo.minutes(20, 90, v_seed), v_seed), 'claim'
        );
    end if;
end
$$;

create function demo.act_claim(
    p_scene demo.scene,
    p_word text
)
returns void
language plpgsql
volatile
as $$
/* Somebody else takes it from the queue. */
declare
    v_now timestamptz := p_scene.at;
    v_order desk.orders := p_scene.placed;
    v_seed text := p_scene.seed;
    v_left bigint := p_scene.leaver;
    v_scripted boolean := p_scene.scripted;
    v_hand bigint;
begin
    v_hand := demo.hand(v_order.order_id, v_left);
    if v_order.state <> 'new' or v_hand is null then
        perform demo.later(
            (p_scene.plan).plan, demo.at_work(v_now + interval '50 minutes', v_seed), 'respond', 'again'
        );
        return;
    end if;
    perform demo.enter(
        (select s.user_id from people.staff as s where s.staff_id = v_hand), 'manager'
    );
    perform demo.deed('claim', v_order.order_id);
    perform demo.leave();
    if not v_scripted then
        perform demo.later(
            (p_scene.plan).plan, demo.at_work(v_now + demo.minutes(30, 200, v_seed), v_seed), 'start',
            'again'
        );
    end if;
end
$$;
