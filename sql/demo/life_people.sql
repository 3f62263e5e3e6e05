-- Deeds of those who wait for it: residents, operators, managers.
create function demo.act_return(
    p_scene demo.scene,
    p_word text
)
returns void
language plpgsql
volatile
as $$
/* The author is not content. */
declare
    v_now timestamptz := p_scene.at;
    v_plan demo.plans := p_scene.plan;
    v_problem demo.problems := p_scene.problem;
    v_order desk.orders := p_scene.placed;
    v_operator bigint := p_scene.operator;
    v_resident bigint := p_scene.resident;
    v_seed text := p_scene.seed;
    v_emergency boolean := p_scene.emergency;
    v_pace text := p_scene.pace;
    v_scripted boolean := p_scene.scripted;
    v_photos uuid[];
begin
    if v_order.state <> 'completed' then
        return;
    end if;
    if v_plan.by_phone then
        perform demo.enter(v_operator, 'operator');
        perform demo.deed('new', v_order.order_id, (p_scene.told).again);
    else
        perform demo.enter(v_resident, 'resident');
        v_photos := demo.photo_put(v_problem.picture, 'problem', v_seed);
        perform demo.deed(
            'new', v_order.order_id, (p_scene.told).again,
            p_photos => v_photos
        );
    end if;
    perform demo.leave();
    if not v_scripted then
        perform demo.later((p_scene.plan).plan, demo.soon(
            v_now + make_interval(mins => case when v_emergency then 5 else 15 + demo.pick(v_seed, 120) end), v_pace, v_seed
        ), 'respond', 'again');
    end if;
end
$$;

create function demo.marks(
    p_late boolean,
    p_returned boolean,
    p_seed text
)
returns smallint[]
language sql
immutable
as $$
/* Quality, speed, politeness, tidiness: low is what went wrong, the rest is good; tidiness not everybody can judge. */
select array[
    case when p_returned or w.wrong = 1 then w.low else w.high end,
    case when p_late or w.wrong = 2 then w.low else w.high end,
    greatest(4, w.high),
    case when w.wrong = 3 then w.low when demo.pick('tidy' || p_seed, 5) > 0 then w.high end
]::smallint[]
from (
    select
        2 + demo.pick('low' || p_seed, 2) - (demo.pick('very low' || p_seed, 6) = 0)::integer as low,
        case when demo.pick('high' || p_seed, 5) = 0 then 4 else 5 end as high,
        case
            when p_late or p_returned or demo.pick('mood' || p_seed, 100) < 82 then 0
            else 1 + demo.pick('wrong' || p_seed, 3)
        end as wrong
) as w
$$;

create function demo.comment(
    p_problem demo.problems,
    p_marks smallint[],
    p_seed text
)
returns text
language sql
stable
as $$
/* Words that fit the marks: praise where all are good, else a word about the lowest one. */
with worst as (
    select m.kind, m.mark
    from (values ('Q', p_marks[1], 1), ('S', p_marks[2], 2), ('T', p_marks[4], 3)) as m (kind, mark, n)
    where m.mark is not null
    order by m.mark, m.n
    limit 1
)

select case
    when w.mark > 3 then demo.one_of('praise' || p_seed, (p_problem).praise)
    else coalesce(
        (
            select substr(b.text, 3)
            from unnest((p_problem).blame) as b (text)
            where left(b.text, 1) = w.kind
            order by md5(p_seed || b.text)
            limit 1
        ),
        demo.phrase('blame_' || w.kind, p_seed)
    )
end
from worst as w
$$;

create function demo.act_confirm(
    p_scene demo.scene,
    p_word text
)
returns void
language plpgsql
volatile
as $$
/* The author confirms and rates; the words follow the marks. */
declare
    v_problem demo.problems := p_scene.problem;
    v_order desk.orders := p_scene.placed;
    v_resident bigint := p_scene.resident;
    v_seed text := p_scene.seed;
    v_scripted boolean := p_scene.scripted;
    v_marks smallint[];
begin
    if v_order.state not in ('completed', 'closed') then
        return;
    end if;
    perform demo.enter(v_resident, 'resident');
    if v_order.state = 'completed' then
        if demo.pick('thanks' || v_seed, 100) < 30 then
            perform demo.deed('say', v_order.order_id, demo.phrase('confirm', v_seed));
        end if;
        perform demo.deed('closed', v_order.order_id);
    end if;
    if p_scene.deed = 'rate' or (not v_scripted and demo.pick('rating' || v_seed, 100) < 72) then
        v_marks := demo.marks(v_order.late, v_order.returned_count > 0, v_seed);
        perform demo.deed(
            'rate', v_order.order_id,
            case when demo.pick('words' || v_seed, 100) < 55 then demo.comment(v_problem, v_marks, v_seed) end,
            p_more => v_marks::text[]
        );
    end if;
    perform demo.leave();
end
$$;

create function demo.act_close_said(
    p_scene demo.scene,
    p_word text
)
returns void
language plpgsql
volatile
as $$
/* The operator closes what the author said by telephone. */
declare
    v_order desk.orders := p_scene.placed;
    v_operator bigint := p_scene.operator;
    v_seed text := p_scene.seed;
begin
    if v_order.state = 'completed' then
        perform demo.enter(v_operator, 'operator');
        perform demo.deed('closed', v_order.order_id, demo.phrase('operator_said', v_seed));
        perform demo.leave();
    end if;
end
$$;

create function demo.act_author_declines(
    p_scene demo.scene,
    p_word text
)
returns void
language plpgsql
volatile
as $$
/* The author takes it back. */
declare
    v_plan demo.plans := p_scene.plan;
    v_order desk.orders := p_scene.placed;
    v_operator bigint := p_scene.operator;
    v_resident bigint := p_scene.resident;
    v_seed text := p_scene.seed;
begin
    if v_order.state in ('new', 'assigned') then
        if v_plan.by_phone then
            perform demo.enter(v_operator, 'operator');
        else
            perform demo.enter(v_resident, 'resident');
        end if;
        perform demo.deed(
            'declined', v_order.order_id, demo.phrase('resident_decline', v_seed)
        );
        perform demo.leave();
    end if;
end
$$;

create function demo.act_staff_declines(
    p_scene demo.scene,
    p_word text
)
returns void
language plpgsql
volatile
as $$
/* It is declined, with what is possible instead. */
declare
    v_order desk.orders := p_scene.placed;
    v_manager bigint := p_scene.manager;
    v_seed text := p_scene.seed;
begin
    if v_order.open then
        perform demo.enter(v_manager, 'manager');
        perform demo.deed(
            'declined', v_order.order_id, demo.phrase('staff_decline', v_seed)
        );
        perform demo.leave();
    end if;
end
$$;

create function demo.act_chaser(
    p_scene demo.scene,
    p_word text
)
returns void
language plpgsql
volatile
as $$
/* The author asks where the master is. */
declare
    v_now timestamptz := p_scene.at;
    v_order desk.orders := p_scene.placed;
    v_resident bigint := p_scene.resident;
    v_seed text := p_scene.seed;
begin
    if v_order.open then
        perform demo.enter(v_resident, 'resident');
        perform demo.deed('say', v_order.order_id, demo.phrase('chaser', v_seed));
        perform demo.leave();
        perform demo.later((p_scene.plan).plan, v_now + demo.minutes(12, 40, v_seed), 'chaser_answer');
    end if;
end
$$;

create function demo.act_chaser_answer(
    p_scene demo.scene,
    p_word text
)
returns void
language plpgsql
volatile
as $$
/* And is answered. */
declare
    v_order desk.orders := p_scene.placed;
    v_manager bigint := p_scene.manager;
    v_seed text := p_scene.seed;
begin
    if v_order.state not in ('closed', 'declined') then
        perform demo.enter(v_manager, 'manager');
        perform demo.deed('say', v_order.order_id, demo.phrase('chaser_answer', v_seed));
        perform demo.leave();
    end if;
end
$$;

create function demo.act_note(
    p_scene demo.scene,
    p_word text
)
returns void
language plpgsql
volatile
as $$
/* A word among colleagues. */
declare
    v_order desk.orders := p_scene.placed;
    v_manager bigint := p_scene.manager;
    v_seed text := p_scene.seed;
begin
    if v_order.state not in ('closed', 'declined') then
        perform demo.enter(v_manager, 'manager');
        perform demo.deed(
            'note', v_order.order_id, coalesce(p_word, demo.phrase('manager_note', v_seed))
        );
        perform demo.leave();
    end if;
end
$$;

create function demo.act_talk(
    p_scene demo.scene,
    p_word text
)
returns void
language plpgsql
volatile
as $$
/* The turns of a conversation, some minutes apart. */
declare
    v_now timestamptz := p_scene.at;
    v_plan demo.plans := p_scene.plan;
    v_problem demo.problems := p_scene.problem;
    v_seed text := p_scene.seed;
    v_emergency boolean := p_scene.emergency;
    v_at timestamptz;
    v_turn text;
begin
    -- the turns of a conversation, some minutes apart
    v_at := v_now + make_interval(mins => case when v_emergency then 3 else 20 + demo.pick(v_seed, 60) end);
    foreach v_turn in array string_to_array(coalesce((p_scene.told).talk, demo.one_of(v_plan.seed || 'talk', v_problem.talk)), '|') loop
        v_at := case when v_emergency then v_at else demo.awake(v_at, v_seed) end;
        perform demo.later((p_scene.plan).plan, v_at, 'turn', v_turn);
        v_at := v_at + make_interval(mins => 2 + demo.pick(v_turn || v_seed, case when v_emergency then 3 else 35 end));
    end loop;
end
$$;

create function demo.act_turn(
    p_scene demo.scene,
    p_word text
)
returns void
language plpgsql
volatile
as $$
/* One turn of it. */
declare
    v_plan demo.plans := p_scene.plan;
    v_order desk.orders := p_scene.placed;
    v_performer bigint := p_scene.performer;
    v_manager bigint := p_scene.manager;
    v_operator bigint := p_scene.operator;
    v_resident bigint := p_scene.resident;
begin
    if v_order.state in ('closed', 'declined') then
        return;
    end if;
    case left(p_word, 1)
        when 'R' then
            if v_plan.by_phone then
                return;
            end if;
            perform demo.enter(v_resident, 'resident');
        when 'M' then
            perform demo.enter(v_manager, 'manager');
        when 'O' then
            perform demo.enter(v_operator, 'operator');
        else
            perform demo.enter(coalesce(v_performer, v_manager), 'manager');
    end case;
    perform demo.deed('say', v_order.order_id, substr(p_word, 3));
    perform demo.leave();
end
$$;
