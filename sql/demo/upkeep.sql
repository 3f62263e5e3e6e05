-- The plan of works lives: crews, the plan of this year made three weeks ago with what was done since, and a draft for the next
-- year. Each acts by the procedures of the area; the worker's steps are called one after another.

create function demo.task_run(
    p_task bigint
)
returns integer
language plpgsql
volatile
as $$
/* What the worker does with a task: step after step. */
declare
    v_function text := (select t.function_name from cabinet.tasks as t where t.task_id = p_task);
    v_more boolean := true;
    v_steps integer := 0;
begin
    update cabinet.tasks as t set state = 'running', started_at = lib.moment() where t.task_id = p_task;
    while v_more loop
        execute format('select %s($1)', v_function) into v_more using p_task;
        v_steps := v_steps + 1;
    end loop;
    update cabinet.tasks as t set state = 'done', finished_at = lib.moment() where t.task_id = p_task;
    return v_steps;
end
$$;

create function demo.works_live()
returns integer
language plpgsql
volatile
as $$
/* What was planned up to now is done by its people: points marked, here and there a defect, an act. The last three wait. */
declare
    v_work record;
    v_point bigint;
    v_count integer := 0;
    v_ends timestamptz := (select c.ends from demo.clock as c);
begin
    for v_work in
        select
            w.work_id, w.ends_at, s.user_id,
            coalesce((select min(e.entrance_id) from estate.entrances as e where e.house_id = w.house_id)::text, 'null')
                as entrance,
            array(
                select p.point_id * case when p.photo then 1 else -1 end
                from upkeep.norms as n
                join upkeep.checklist_points as p on p.checklist_id = n.checklist_id and p.active
                where n.norm_id = w.norm_id
                order by p.position
            ) as points
        from upkeep.works as w
        join people.staff as s on s.staff_id = w.staff_ids[1]
        where w.state = 'planned' and w.ends_at < v_ends - interval '3 hours'
        order by w.ends_at, w.work_id
    loop
        perform set_config('sokol.moment', v_work.ends_at::text, true);
        perform demo.enter(v_work.user_id, 'manager');
        foreach v_point in array v_work.points loop
            -- a negative one may be a defect: it makes an order and needs no photo
            if v_point < 0 and v_work.ends_at > v_ends - interval '30 hours'
                and demo.pick('defect' || v_work.work_id || v_point, 9) = 0
            then
                perform demo.execute(format(
                    'select upkeep.work_point_mark(p_work => %s, p_point => %s, p_outcome => %L, p_note => %L, p_entrance => %s)',
                    v_work.work_id, -v_point, 'defect', demo.one_of('word' || v_work.work_id, array[
                        'не закрывается, нужна замена', 'работает через раз', 'сломано крепление']), v_work.entrance));
            else
                perform demo.execute(format(
                    'select upkeep.work_point_mark(p_work => %s, p_point => %s, p_outcome => %L)',
                    v_work.work_id, abs(v_point), 'ok'));
            end if;
        end loop;
        perform demo.execute(format(
            'select upkeep.work_finish(p_work => %s, p_note => %L, p_minutes => %s)', v_work.work_id,
            demo.one_of('done' || v_work.work_id, array[
                'Сделано в полном объёме', 'Сделано, замечаний нет', 'Осмотрено и прочищено', 'Проверено, работает']),
            20 + demo.pick('minutes' || v_work.work_id, 60)));
        perform demo.leave();
        v_count := v_count + 1;
    end loop;
    return v_count;
end
$$;

-- crews: who does what
select set_config('sokol.moment', (c.ends - interval '21 days')::text, true) from demo.clock as c;
select demo.by('supervisor@example.ru', 'supervisor', format(
    'select upkeep.crew_save(null, %L, %L, null, %s, %L::bigint[])', g.name, g.trade, g.minutes, m.staff
))
from (values
    (1, 'Сантехники', 'plumber', 120, '{plumber0,plumber1}'::text[]),
    (2, 'Электрики', 'electrician', 120, '{electrician0,electrician1}'),
    (3, 'Общие работы', 'general', 180, '{carpenter}'),
    (4, 'Уборка', 'cleaner', 240, '{cleaner}'),
    (5, 'Лифты', 'lift_mechanic', 240, '{lift}')
) as g (n, name, trade, minutes, who)
cross join lateral (select array_agg(c.staff_id) as staff from demo.crew as c where c.handle = any(g.who)) as m
order by g.n;

-- the plan of the year
select demo.by('supervisor@example.ru', 'supervisor', format(
    'select upkeep.plan_make(%s)', extract(year from lib.moment())
));
select demo.task_run(p.task_id) from upkeep.plans as p where p.state = 'making';
select demo.by('supervisor@example.ru', 'supervisor', format('select upkeep.plan_approve(%s)', p.plan_id))
from upkeep.plans as p
where p.state = 'draft';
select demo.task_run(p.task_id) from upkeep.plans as p where p.state = 'approving';
select demo.works_live();

-- and a draft of the next one
select set_config('sokol.moment', (c.ends - interval '1 hour')::text, true) from demo.clock as c;
select demo.by('supervisor@example.ru', 'supervisor', format(
    'select upkeep.plan_make(%s)', extract(year from lib.moment()) + 1
));
select demo.task_run(p.task_id) from upkeep.plans as p where p.state = 'making';
