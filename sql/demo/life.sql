-- The half year itself: a plan of what breaks when and for whom, and an agenda of deeds. demo.step() lives one day.
create table demo.plans (
    plan integer primary key,
    at timestamptz not null,
    problem text not null references demo.problems,
    premise_id bigint not null,
    user_id bigint,
    by_phone boolean not null default false,
    fate text not null,
    order_id bigint,
    seed text generated always as ('plan' || plan::text) stored
);
comment on table demo.plans is
'What breaks. user_id null: a caller without a cabinet. fate: how it ends; script: as its rows of the agenda say';

create table demo.agenda (
    agenda_id bigint generated always as identity primary key,
    at timestamptz not null,
    plan integer references demo.plans,
    deed text not null,
    word text,
    done boolean not null default false
);
create index agenda_next on demo.agenda (at, agenda_id) where not done;
comment on table demo.agenda is 'What is to be done when; deeds put their successors here';

-- Time ----------------------------------------------------------------------------------------------------------------

create function demo.at_work(
    p_at timestamptz,
    p_seed text
)
returns timestamptz
language plpgsql
stable
as $$
/* The moment itself in working time, else some minutes after the next working morning begins. */
declare
    v_zone text := (select c.zone from demo.clock as c);
    v_local timestamp := p_at at time zone v_zone;
    v_day date := v_local::date;
begin
    if v_local::time > time '17:30' then
        v_day := v_day + 1;
        v_local := v_day + time '08:00';
    elsif v_local::time < time '08:05' then
        v_local := v_day + time '08:00';
    end if;
    while coalesce(
        (select not c.working from people.calendar_days as c where c.day = v_day), extract(isodow from v_day) > 5
    ) loop
        v_day := v_day + 1;
        v_local := v_day + time '08:00';
    end loop;
    if v_local::time = time '08:00' then
        v_local := v_local + make_interval(mins => 5 + demo.pick('morning' || p_seed, 170));
    end if;
    return v_local at time zone v_zone;
end
$$;

create function demo.soon(
    p_at timestamptz,
    p_priority text,
    p_seed text
)
returns timestamptz
language plpgsql
stable
as $$
/* When a performer gets to it: an emergency at once, an urgent one any day from morning to evening, else at work. */
declare
    v_zone text := (select c.zone from demo.clock as c);
    v_local timestamp := p_at at time zone v_zone;
begin
    if p_priority = 'emergency' then
        return p_at;
    elsif p_priority <> 'high' then
        return demo.at_work(p_at, p_seed);
    elsif v_local::time > time '21:30' then
        v_local := v_local::date + 1 + time '07:40' + make_interval(mins => demo.pick('early' || p_seed, 40));
    elsif v_local::time < time '07:30' then
        v_local := v_local::date + time '07:40' + make_interval(mins => demo.pick('early' || p_seed, 40));
    end if;
    return v_local at time zone v_zone;
end
$$;

create function demo.later(
    p_plan integer,
    p_at timestamptz,
    p_deed text,
    p_word text default null
)
returns void
language sql
volatile
as $$
/* Puts a deed of a plan on the agenda. */
insert into demo.agenda (at, plan, deed, word) values (p_at, p_plan, p_deed, p_word)
$$;

create function demo.photo_put(
    p_picture text,
    p_stage text,
    p_seed text
)
returns uuid[]
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Uploads a painted picture as the acting person; its id for the procedure that follows. */
declare
    v_file uuid := md5('photo' || p_picture || p_stage || p_seed)::uuid;
    v_picture demo.pictures;
begin
    select p.*
    into v_picture
    from demo.pictures as p
    where p.name = case when p_stage = 'door' then 'door' else p_picture end and p.stage = p_stage
    order by p.variant
    offset demo.pick('variant' || p_seed, (select count(distinct v.variant)::integer from demo.pictures as v))
    limit 1;
    perform cabinet.file_put(
        v_file, 'IMG_' || 1000 + demo.pick('name' || p_stage || p_seed, 9000) || '.jpg', 'image/jpeg', v_picture.bytes,
        v_picture.thumbnail, v_picture.width, v_picture.height
    );
    return array[v_file];
end
$$;

create function demo.deed(
    p_deed text,
    p_order bigint,
    p_text text default null,
    p_staff bigint default null,
    p_until timestamptz default null,
    p_photos uuid[] default '{}',
    p_more text[] default '{}',
    p_number integer default null
)
returns timestamptz
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* One public procedure of the desk, as the person whose session and cabinet are set. For a visit: when it begins. */
declare
    v_window record;
begin
    case p_deed
        when 'accept' then
            perform desk.order_accept(p_order => p_order);
        when 'claim' then
            perform desk.order_claim(p_order => p_order);
        when 'depart' then
            perform desk.order_depart(p_order => p_order);
        when 'start' then
            perform desk.order_start(p_order => p_order, p_photos => p_photos);
        when 'complete' then
            perform desk.order_complete(
                p_order => p_order, p_done => p_more[2:], p_note => p_text, p_minutes => p_number,
                p_materials => p_more[1], p_photos => p_photos
            );
        when 'no_access' then
            perform desk.order_no_access(p_order => p_order, p_photos => p_photos);
        when 'assign' then
            perform desk.order_assign(p_order => p_order, p_staff => p_staff, p_reason => p_text);
        when 'member' then
            perform desk.order_member_add(p_order => p_order, p_staff => p_staff, p_role => p_text);
        when 'term' then
            perform desk.order_term_change(
                p_order => p_order, p_due => p_until, p_reason => p_text
            );
        when 'say' then
            perform desk.message_send(p_order => p_order, p_body => p_text, p_photos => p_photos);
        when 'note' then
            perform desk.message_send(p_order => p_order, p_body => p_text, p_internal => true);
        when 'visit' then
            select w.starts_at, w.ends_at
            into v_window
            from desk.visit_windows(p_order => p_order) as w
            where w.starts_at > lib.moment() + interval '2 hours'
            order by w.starts_at
            offset p_number
            limit 1;
            if v_window.starts_at is not null then
                perform desk.order_visit_set(
                    p_order => p_order, p_from => v_window.starts_at, p_to => v_window.ends_at
                );
            end if;
            return v_window.starts_at;
        when 'rate' then
            perform desk.rating_save(
                p_order => p_order, p_quality => p_more[1]::smallint, p_speed => p_more[2]::smallint,
                p_politeness => p_more[3]::smallint, p_tidiness => p_more[4]::smallint, p_comment => p_text
            );
        when 'wait' then
            perform desk.order_move(
                p_order => p_order, p_state => 'waiting', p_waiting_reason => p_more[1],
                p_reason => p_text
            );
        else
            -- the name of a state
            perform desk.order_move(
                p_order => p_order, p_state => p_deed, p_reason => p_text, p_until => p_until, p_photos => p_photos
            );
    end case;
    return null;
end
$$;

create function demo.file(
    p_plan integer
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Files the order of a plan as the acting person: the resident in the cabinet, or the operator at the telephone. */
declare
    v_plan demo.plans;
    v_problem demo.problems;
    v_text text;
    v_photos uuid[] := '{}';
begin
    select p.* into v_plan from demo.plans as p where p.plan = p_plan;
    select p.* into v_problem from demo.problems as p where p.problem = v_plan.problem;
    v_text := trim(
        demo.one_of('said' || v_plan.seed, v_problem.said) || ' '
        || demo.one_of('detail' || v_plan.seed, v_problem.detail)
    );
    if not v_plan.by_phone and demo.pick('photo' || v_plan.seed, 100) < 45 then
        v_photos := demo.photo_put(v_problem.picture, 'problem', v_plan.seed);
    end if;
    return desk.order_create(
        p_service => (select s.service_id from desk.services as s where s.code = v_problem.code),
        p_premise => v_plan.premise_id,
        p_description => v_text,
        p_photos => v_photos,
        p_convenient => demo.phrase('convenient', v_plan.seed),
        p_access_note => demo.phrase('access', v_plan.seed),
        p_contact_phone => case
            when v_plan.user_id is null then '+79245' || lpad(demo.pick('phone' || v_plan.seed, 1000000)::text, 6, '0')
        end,
        p_channel => case
            when v_plan.by_phone then 'phone'
            when v_problem.place in ('entrance', 'lift') and demo.pick('qr' || v_plan.seed, 4) = 0 then 'qr'
            else 'cabinet'
        end,
        p_caller_name => case when v_plan.user_id is null then demo.phrase('caller', v_plan.seed) end,
        p_resident => case when v_plan.by_phone then v_plan.user_id end
    );
end
$$;

-- Who can help --------------------------------------------------------------------------------------------------------

create function demo.hand(
    p_order bigint,
    p_besides bigint default null
)
returns bigint
language sql
stable
as $$
/* A performer of the zone with the trade, at work today, under capacity: whom a manager would choose. Null: nobody. */
select c.staff_id
from desk.orders as o
join desk.services as s on s.service_id = o.service_id
join people.staff_specializations as t on t.specialization = s.specialization
join people.staff as c on c.staff_id = t.staff_id
join people.staff_scopes as z on z.staff_id = c.staff_id and z.zone_id = o.zone_id
where
    o.order_id = p_order
    and c.staff_id is distinct from p_besides
    and (t.permit_until is null or t.permit_until > lib.moment()::date)
    and not exists (
        select from people.leaves as l where l.staff_id = c.staff_id and l.during @> lib.moment()::date
    )
    and c.capacity > (
        select count(*) from desk.orders as w where w.assignee_id = c.staff_id and w.open and not w.emergency
    )
order by c.last_assigned_at nulls first, c.staff_id
limit 1
$$;

create function demo.zone_manager(
    p_order bigint
)
returns bigint
language sql
stable
as $$
/* The user who manages the zone of an order. */
select s.user_id
from desk.orders as o
join people.zone_managers as m on m.zone_id = o.zone_id and m.during @> lib.moment()::date
join people.staff as s on s.staff_id = m.staff_id
where o.order_id = p_order
$$;

create function demo.work_done(
    p_service bigint,
    p_seed text
)
returns text[]
language sql
stable
security definer
set search_path = ''
as $$
/* One or two chips «what was done» of the trade. */
select array_agg(w.title)
from (
    select i.title
    from desk.services as s
    join desk.work_items as i on i.specialization = s.specialization
    where s.service_id = p_service
    order by md5(p_seed || i.title)
    limit 1 + demo.pick(p_seed, 2)
) as w
$$;

-- Deeds ---------------------------------------------------------------------------------------------------------------

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
    v_now timestamptz := lib.moment();
    v_plan demo.plans;
    v_problem demo.problems;
    v_order desk.orders;
    v_performer bigint;
    v_manager bigint;
    v_operator bigint := (
        select c.user_id from demo.crew as c where c.handle = 'operator' || demo.pick('desk' || p_plan, 2)
    );
    v_resident bigint;
    v_seed text;
    v_emergency boolean;
    v_pace text;
    v_at timestamptz;
    v_hand bigint;
    v_photos uuid[];
    v_turn text;
    v_count integer;
    v_scripted boolean;
    v_begun boolean;
    v_left bigint;
begin
    select p.* into v_plan from demo.plans as p where p.plan = p_plan;
    select p.* into v_problem from demo.problems as p where p.problem = v_plan.problem;
    v_seed := v_plan.seed || ':' || p_deed;
    v_scripted := v_plan.fate = 'script';
    v_resident := v_plan.user_id;

    if p_deed = 'file' then
        if v_plan.by_phone then
            perform demo.enter(v_operator, 'operator');
        else
            perform demo.enter(v_resident, 'resident');
        end if;
        v_plan.order_id := demo.file(p_plan);
        perform demo.leave();
        update demo.plans as p set order_id = v_plan.order_id where p.plan = p_plan;
        if not v_scripted then
            select o.* into v_order from desk.orders as o where o.order_id = v_plan.order_id;
            if v_plan.fate = 'author_declines' then
                perform demo.later(p_plan, v_now + demo.minutes(3, 25, v_seed), 'author_declines');
            else
                perform demo.later(p_plan, demo.soon(
                    v_now + make_interval(mins => case
                        when v_order.emergency then 2 + demo.pick(v_seed, 7)
                        when v_plan.fate = 'late' then 40 + demo.pick(v_seed, 420)
                        when v_order.priority = 'high' then 4 + demo.pick(v_seed, 24)
                        else 12 + demo.pick(v_seed, 150)
                    end),
                    v_order.priority, v_seed
                ), 'respond');
            end if;
            if not v_plan.by_phone and demo.pick('talk' || v_seed, 100) < 42 then
                perform demo.later(p_plan, v_now + interval '1 minute', 'talk');
            end if;
        end if;
        return;
    end if;

    select o.* into v_order from desk.orders as o where o.order_id = v_plan.order_id;
    v_emergency := v_order.emergency;
    v_pace := case
        when v_emergency or v_order.due_at - v_order.created_at > interval '26 hours' then v_order.priority else 'high'
    end;
    v_manager := demo.zone_manager(v_order.order_id);
    select s.user_id into v_performer from people.staff as s where s.staff_id = v_order.assignee_id;
    -- who gave it back to the queue
    select s.staff_id
    into v_left
    from desk.order_events as e
    join people.staff as s on s.user_id = e.user_id
    where e.order_id = v_order.order_id and e.from_state = 'in_progress' and e.to_state = 'new'
    order by e.event_id desc
    limit 1;
    v_seed := v_seed || v_order.returned_count || v_order.version;

    case p_deed
        when 'respond' then
            if v_order.state = 'new' then
                v_hand := demo.hand(v_order.order_id, v_left);
                if v_hand is null then
                    v_hand := (select s.staff_id from people.staff as s where s.user_id = v_manager);
                end if;
                perform demo.enter(v_manager, 'manager');
                perform demo.deed('assign', v_order.order_id, p_staff => v_hand);
                perform demo.leave();
                perform demo.later(p_plan, case when v_emergency then v_now + interval '4 minutes'
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
                        p_plan, demo.soon(v_now + interval '15 minutes', v_pace, v_seed), 'respond',
                        'again'
                    );
                    return;
                end if;
                perform demo.enter(v_performer, 'manager');
                perform demo.deed('accept', v_order.order_id);
                perform demo.leave();
            elsif v_order.state = 'deferred' then
                -- its day has come, the job not yet
                perform demo.later(p_plan, v_now + interval '3 hours', 'respond', 'again');
                return;
            elsif v_order.state <> 'in_progress' then
                return;
            end if;
            if v_scripted then
                return;
            elsif v_plan.fate = 'staff_declines' and not v_emergency then
                perform demo.later(
                    p_plan, demo.at_work(v_now + demo.minutes(60, 200, v_seed), v_seed),
                    'staff_declines'
                );
                return;
            elsif v_plan.fate = 'defer' and v_order.returned_count = 0 and p_word is null and not v_emergency then
                perform demo.later(
                    p_plan, demo.at_work(v_now + demo.minutes(40, 200, v_seed), v_seed), 'defer'
                );
                return;
            elsif v_plan.fate = 'visit' and not v_emergency then
                perform demo.later(p_plan, v_now + interval '5 minutes', 'visit');
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
                perform demo.later(p_plan, v_at - interval '5 hours', 'chaser');
            elsif v_plan.fate = 'term' and not v_emergency then
                perform demo.later(p_plan, v_now + interval '20 minutes', 'term');
            end if;
            perform demo.later(p_plan, v_at, 'depart');

        when 'visit' then
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
                    p_plan, coalesce(v_at, v_now) + make_interval(mins => demo.pick(v_seed, 40)),
                    'depart'
                );
            end if;

        when 'depart' then
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
                perform demo.later(p_plan, v_now + interval '25 minutes', 'no_access');
            else
                perform demo.later(
                    p_plan,
                    v_now + make_interval(mins => 6 + demo.pick(v_seed, case when v_emergency then 9 else 25 end)),
                    'start'
                );
            end if;

        when 'start' then
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
                perform demo.later(p_plan, v_now + interval '4 minutes', 'member');
            elsif v_plan.fate like 'wait\_%' and v_plan.fate <> 'wait_no_access' and v_order.returned_count = 0
                and not v_emergency
            then
                perform demo.later(
                    p_plan, v_now + interval '15 minutes', 'wait', substr(v_plan.fate, 6)
                );
                return;
            elsif v_plan.fate = 'to_queue' and v_order.returned_count = 0 and v_left is null and not v_emergency then
                perform demo.later(p_plan, v_now + interval '12 minutes', 'to_queue');
                return;
            end if;
            v_at := v_now + make_interval(mins => v_problem.minutes / 2 + demo.pick(v_seed, v_problem.minutes));
            if v_emergency and demo.pick('calm' || v_seed, 100) < 88 and v_order.due_at > v_now + interval '4 minutes' then
                v_at := least(v_at, v_order.due_at - interval '2 minutes');
            end if;
            perform demo.later(p_plan, v_at, 'complete');

        when 'to_queue' then
            if v_order.state <> 'in_progress' then
                return;
            end if;
            perform demo.enter(v_performer, 'manager');
            perform demo.deed('new', v_order.order_id, demo.phrase('to_queue', v_seed));
            perform demo.leave();
            if not v_scripted then
                perform demo.later(
                    p_plan, demo.at_work(v_now + demo.minutes(20, 90, v_seed), v_seed), 'claim'
                );
            end if;

        when 'claim' then
            v_hand := demo.hand(v_order.order_id, v_left);
            if v_order.state <> 'new' or v_hand is null then
                perform demo.later(
                    p_plan, demo.at_work(v_now + interval '50 minutes', v_seed), 'respond', 'again'
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
                    p_plan, demo.at_work(v_now + demo.minutes(30, 200, v_seed), v_seed), 'start',
                    'again'
                );
            end if;

        when 'no_access' then
            if v_order.state <> 'in_progress' then
                return;
            end if;
            perform demo.enter(v_performer, 'manager');
            v_photos := demo.photo_put(v_problem.picture, 'door', v_seed);
            perform demo.deed('no_access', v_order.order_id, p_photos => v_photos);
            perform demo.deed('say', v_order.order_id, demo.phrase('wait_no_access', v_seed));
            perform demo.leave();
            if not v_scripted then
                perform demo.later(p_plan, v_now + demo.minutes(120, 900, v_seed), 'resume');
            end if;

        when 'wait' then
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
                    p_plan, demo.at_work(v_now + demo.minutes(600, 4000, v_seed), v_seed), 'resume'
                );
            end if;

        when 'resume' then
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
                p_plan, coalesce(v_at, demo.at_work(v_now + interval '90 minutes', v_seed)),
                'complete'
            );

        when 'defer' then
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
                    p_plan, demo.at_work(v_at + interval '5 hours', v_seed), 'respond', 'again'
                );
            end if;

        when 'term' then
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

        when 'member' then
            v_hand := demo.hand(v_order.order_id, v_order.assignee_id);
            if v_hand is not null and v_order.state = 'in_progress' then
                perform demo.enter(v_performer, 'manager');
                perform demo.deed('member', v_order.order_id, 'co_performer', v_hand);
                perform demo.leave();
            end if;

        when 'complete' then
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
                'complete', v_order.order_id, demo.one_of('report' || v_seed, v_problem.report), p_photos => v_photos,
                p_more => array[demo.one_of('materials' || v_seed, v_problem.materials)]
                    || demo.work_done(v_order.service_id, v_seed),
                p_number => v_problem.minutes / 2 + demo.pick('minutes' || v_seed, v_problem.minutes)
            );
            perform demo.leave();
            if v_scripted then
                return;
            elsif v_plan.fate in ('return', 'return_twice')
                and v_order.returned_count < (case v_plan.fate when 'return' then 1 else 2 end)
            then
                perform demo.later(p_plan, v_now + demo.minutes(90, 2000, v_seed), 'return');
            elsif v_plan.user_id is null or v_plan.by_phone then
                if demo.pick(v_seed, 100) < 60 then
                    perform demo.later(
                        p_plan, demo.at_work(v_now + demo.minutes(60, 1500, v_seed), v_seed),
                        'close_said'
                    );
                end if;
            elsif demo.pick(v_seed, 100) < 66 then
                perform demo.later(p_plan, v_now + demo.minutes(10, 3000, v_seed), 'confirm');
            end if;

        when 'return' then
            if v_order.state <> 'completed' then
                return;
            end if;
            if v_plan.by_phone then
                perform demo.enter(v_operator, 'operator');
                perform demo.deed('new', v_order.order_id, demo.one_of(v_seed, v_problem.again));
            else
                perform demo.enter(v_resident, 'resident');
                v_photos := demo.photo_put(v_problem.picture, 'problem', v_seed);
                perform demo.deed(
                    'new', v_order.order_id, demo.one_of(v_seed, v_problem.again),
                    p_photos => v_photos
                );
            end if;
            perform demo.leave();
            if not v_scripted then
                perform demo.later(p_plan, demo.soon(
                    v_now + make_interval(mins => case when v_emergency then 5 else 15 + demo.pick(v_seed, 120) end), v_pace, v_seed
                ), 'respond', 'again');
            end if;

        when 'confirm', 'rate' then
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
            if p_deed = 'rate' or (not v_scripted and demo.pick('rating' || v_seed, 100) < 72) then
                v_count := case
                    when v_order.returned_count > 0 or v_order.late then 2 + demo.pick('grade' || v_seed, 3)
                    when demo.pick('mood' || v_seed, 100) < 78 then 5
                    else 3 + demo.pick('grade' || v_seed, 3)
                end;
                perform demo.deed(
                    'rate', v_order.order_id,
                    case
                        when demo.pick('words' || v_seed, 100) >= 55 then null
                        when v_count >= 4 then demo.one_of('praise' || v_seed, v_problem.praise)
                        else demo.one_of('blame' || v_seed, v_problem.blame)
                    end,
                    p_more => array[
                        v_count::text,
                        greatest(1, v_count - demo.pick('speed' || v_seed, 2) - v_order.late::integer)::text,
                        least(5, v_count + 1)::text,
                        case when demo.pick('tidy' || v_seed, 5) > 0 then greatest(1, v_count - demo.pick('tidy' || v_seed, 2))::text end
                    ]
                );
            end if;
            perform demo.leave();

        when 'close_said' then
            if v_order.state = 'completed' then
                perform demo.enter(v_operator, 'operator');
                perform demo.deed('closed', v_order.order_id, demo.phrase('operator_said', v_seed));
                perform demo.leave();
            end if;

        when 'author_declines' then
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

        when 'staff_declines' then
            if v_order.open then
                perform demo.enter(v_manager, 'manager');
                perform demo.deed(
                    'declined', v_order.order_id, demo.phrase('staff_decline', v_seed)
                );
                perform demo.leave();
            end if;

        when 'chaser' then
            if v_order.open then
                perform demo.enter(v_resident, 'resident');
                perform demo.deed('say', v_order.order_id, demo.phrase('chaser', v_seed));
                perform demo.leave();
                perform demo.later(p_plan, v_now + demo.minutes(12, 40, v_seed), 'chaser_answer');
            end if;

        when 'chaser_answer' then
            if v_order.state not in ('closed', 'declined') then
                perform demo.enter(v_manager, 'manager');
                perform demo.deed('say', v_order.order_id, demo.phrase('chaser_answer', v_seed));
                perform demo.leave();
            end if;

        when 'note' then
            if v_order.state not in ('closed', 'declined') then
                perform demo.enter(v_manager, 'manager');
                perform demo.deed(
                    'note', v_order.order_id, coalesce(p_word, demo.phrase('manager_note', v_seed))
                );
                perform demo.leave();
            end if;

        when 'talk' then
            -- the turns of a conversation, some minutes apart
            v_at := v_now + make_interval(mins => case when v_emergency then 3 else 20 + demo.pick(v_seed, 60) end);
            foreach v_turn in array string_to_array(demo.one_of(v_plan.seed || 'talk', v_problem.talk), '|') loop
                perform demo.later(p_plan, v_at, 'turn', v_turn);
                v_at := v_at + make_interval(mins => 2 + demo.pick(v_turn || v_seed, case when v_emergency then 3 else 35 end));
            end loop;

        when 'turn' then
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
    end case;
end
$$;
