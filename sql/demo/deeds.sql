-- What the people of the demo can do, each as themselves through the public procedures.
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
                p_materials => (demo.used(p_more[1])).rest, p_photos => p_photos, p_used => (demo.used(p_more[1])).lines
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
        (demo.case_of(v_plan.problem, v_plan.seed)).said || ' ' || demo.one_of('detail' || v_plan.seed, v_problem.detail)
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
