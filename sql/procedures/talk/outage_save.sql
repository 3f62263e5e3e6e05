create function talk.outage_save(
    p_kind text,
    p_utility text,
    p_outage lib.outage_ref default null,
    p_order lib.order_ref default null,
    p_work lib.work_ref default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A draft of an outage: what kind and which utility; a new one, out of an order or a planned work, when p_outage is null. Nobody is told.
Errors: not_found, forbidden, outage_over.
*/
declare
    v_outage talk.outages;
    v_id bigint;
begin
    perform people.office_demand(array['operator', 'supervisor', 'manager']);
    if not exists (select from estate.utilities as u where u.utility = p_utility)
        or p_kind is null or p_kind not in ('planned', 'emergency')
        or p_order is not null and people.me() is not null and not desk.order_seen(p_order)
        or p_work is not null and not exists (
            select from upkeep.works as w
            where w.work_id = p_work
                and (people.sees_all() or people.me() is null or w.house_id in (select people.visible_houses()))
        )
    then
        perform cabinet.refuse('not_found');
    end if;
    if people.my_cabinet() = 'manager' and not exists (select from desk.my_zones()) then
        perform cabinet.refuse('forbidden');
    end if;
    if p_outage is null then
        insert into talk.outages (kind, utility, order_id, work_id, user_id, starts_at, planned_end, reason)
        select
            p_kind, p_utility, p_order, p_work, people.me(),
            coalesce(w.starts_at, date_trunc('minute', lib.moment())), w.ends_at, w.title::text
        from (select) as one
        left join upkeep.works as w on w.work_id = p_work
        returning outage_id into v_id;
        return v_id;
    end if;
    v_outage := talk.outage_demand(p_outage, p_states => '{draft}');
    update talk.outages as o
    set
        kind = p_kind, utility = p_utility,
        body = case when o.kind = p_kind and o.utility = p_utility then o.body end,
        body_en = case when o.kind = p_kind and o.utility = p_utility then o.body_en end
    where o.outage_id = p_outage;
    return p_outage;
end
$$;
comment on function talk.outage_save(text, text, lib.outage_ref, lib.order_ref, lib.work_ref) is 'A draft of an outage: what
@decides';
