create function talk.outage_answer(
    p_outage lib.outage_ref,
    p_kind text,
    p_premise lib.premise_ref default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
What a flat says of an outage, once per kind: me_too («У меня тоже») and back («Уже есть») while it lasts, still_out («У меня нет») within
the days after its end that the company says (setting outage_answer_days), which reopens the flat's order that the end had answered or files a new one. A resident answers
from an own flat (p_premise, else the address chosen above) inside the outage's places, staff in the flat's name who calls.
Returns the order of still_out, else null. Errors: not_found, outage_elsewhere, outage_over, outage_no_service.
*/
declare
    v_staff boolean := coalesce(people.my_cabinet() in ('operator', 'supervisor'), false);
    v_premise bigint := coalesce(p_premise, case when not v_staff then people.my_premise() end);
    v_outage talk.outages;
    v_place estate.premises;
    v_order bigint;
begin
    if not exists (select from talk.outages_seen(array[p_outage::bigint]))
        or v_premise is null
        or not v_staff and v_premise not in (select people.visible_premises())
        or not v_staff and coalesce(people.my_cabinet(), '') <> 'resident'
        or p_kind is null or p_kind not in ('me_too', 'back', 'still_out')
    then
        perform cabinet.refuse('not_found', p_field => 'p_outage');
    end if;
    select o.* into v_outage from talk.outages as o where o.outage_id = p_outage;
    select f.* into v_place from estate.premises as f where f.premise_id = v_premise;
    if not exists (
        select
        from talk.outage_places as p
        where
            p.outage_id = p_outage and p.house_id = v_place.house_id
            and (p.entrance_id is null or p.entrance_id = v_place.entrance_id)
            and (p.riser is null or p.riser = v_place.extra ->> 'riser')
    ) then
        perform cabinet.refuse('outage_elsewhere', p_goto => case when v_staff then 'call' else 'report' end);
    elsif (p_kind = 'still_out') <> (v_outage.state = 'ended') or v_outage.state not in ('announced', 'ended')
        or v_outage.ended_at < lib.moment() - make_interval(days => cabinet.setting('outage_answer_days')::integer)
    then
        perform cabinet.refuse('outage_over', p_values => jsonb_build_object(
            'number', v_outage.number, 'state', cabinet.said('outage.state.' || v_outage.state)));
    end if;
    insert into talk.outage_answers (outage_id, house_id, entrance_id, premise_id, user_id, kind, by_staff)
    values (p_outage, v_place.house_id, v_place.entrance_id, v_premise, people.me(), p_kind, v_staff)
    on conflict (outage_id, premise_id, kind) do nothing;
    if p_kind <> 'still_out' then
        return null;
    end if;
    select r.order_id
    into v_order
    from desk.orders as r
    where r.premise_id = v_premise and r.outage_id = p_outage and (r.open or r.state = 'completed')
    order by r.open desc, r.order_id desc
    limit 1;
    if v_order is not null then
        if exists (select from desk.orders as r where r.order_id = v_order and r.state = 'completed') then
            perform desk.order_move(v_order::lib.order_ref, 'new', p_reason => cabinet.said('outage.still_out', p_language => 'ru'));
        end if;
        return v_order;
    end if;
    v_order := desk.order_create(
        p_service => (
            select s.service_id
            from desk.services as s
            join desk.places as l on l.place = s.place
            where s.active and s.utility = v_outage.utility
            order by s.service_id = (
                select r.service_id from desk.orders as r where r.order_id = v_outage.order_id
            ) desc nulls last, l.level <> 'premise', s.frequent nulls last, s.service_id
            limit 1
        )::lib.service_ref,
        p_premise => v_premise::lib.premise_ref,
        p_description => cabinet.said('outage.still_out_order', jsonb_build_object('number', v_outage.number), 'ru')
    );
    update desk.orders as r set outage_id = p_outage where r.order_id = v_order;
    return v_order;
end
$$;
comment on function talk.outage_answer(lib.outage_ref, text, lib.premise_ref) is 'What a flat says of an outage
@decides';
