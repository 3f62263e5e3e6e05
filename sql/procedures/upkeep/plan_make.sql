create function upkeep.plan_make(
    p_year integer,
    p_zone lib.zone_ref default null,
    p_norms bigint[] default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Asks for a draft of a year's plan, for the company or a zone with its branch; without p_norms by all norms in force. The worker
makes it (upkeep.plan_step). Returns the plan. Errors: forbidden, plan_year, not_found, plan_norms, plan_no_crews.
*/
declare
    v_plan bigint;
    v_norms bigint[];
begin
    perform people.office_demand(array['supervisor']);
    if p_year not between extract(year from people.today())::integer and extract(year from people.today())::integer + 2 then
        perform cabinet.refuse('plan_year', p_field => 'p_year', p_values => jsonb_build_object(
            'from', extract(year from people.today()), 'to', extract(year from people.today()) + 2));
    elsif p_zone is not null and not exists (select from estate.zones as z where z.zone_id = p_zone) then
        perform cabinet.refuse('not_found', p_field => 'p_zone');
    end if;
    v_norms := array(
        select n.norm_id
        from upkeep.norms as n
        where
            n.active and n.during && daterange(make_date(p_year, 1, 1), make_date(p_year + 1, 1, 1))
            and (p_norms is null or cardinality(p_norms) = 0 or n.norm_id = any (p_norms))
        order by n.position, n.norm_id
    );
    if cardinality(v_norms) = 0 then
        perform cabinet.refuse('plan_norms', p_field => 'p_norms');
    elsif not exists (select from upkeep.crews as c where c.active) then
        perform cabinet.refuse('plan_no_crews', p_goto => 'crews', p_goto_label => 'page.supervisor.crews');
    end if;
    insert into upkeep.plans (year, zone_id, norms, made_by)
    values (p_year, p_zone, v_norms, people.me())
    returning plan_id into v_plan;
    update upkeep.plans as p
    set task_id = cabinet.task_add(
        'upkeep.plan_step', v_plan, cabinet.said('said.upkeep.plan_title', jsonb_build_object('year', p_year)),
        2 * cardinality(v_norms) + 38)
    where p.plan_id = v_plan;
    return v_plan;
end
$$;
comment on function upkeep.plan_make(integer, lib.zone_ref, bigint[]) is 'Asks for a draft of a year''s plan
@decides';
