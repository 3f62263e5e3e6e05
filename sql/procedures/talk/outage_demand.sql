create function talk.outage_demand(
    p_outage bigint,
    p_version integer default null,
    p_states text[] default '{draft,announced}'
)
returns talk.outages
language plpgsql
volatile
as $$
/*
The outage, locked, for who may write it: the dispatcher and the supervisor any, a manager of zones those that lie in his zones
with all their places (a draft without places: his own). A deployer without a session (demo company) passes.
p_version: as the acting person had it before their eyes. Errors: not_found, outage_changed, outage_over.
*/
declare
    v_outage talk.outages;
    v_office boolean := coalesce(people.my_cabinet() in ('operator', 'supervisor'), session_user = 'sokol_admin');
begin
    select o.* into v_outage from talk.outages as o where o.outage_id = p_outage for update;
    if v_outage.outage_id is null or not v_office and (
        coalesce(people.my_cabinet(), '') <> 'manager'
        or not exists (select from desk.my_zones())
        or exists (
            select from talk.outage_places as p
            join estate.houses as h on h.house_id = p.house_id
            where p.outage_id = p_outage and h.zone_id not in (select desk.my_zones())
        )
        or v_outage.user_id is distinct from people.me() and not exists (
            select from talk.outage_places as p where p.outage_id = p_outage
        )
    ) then
        perform cabinet.refuse('not_found', p_field => 'p_outage');
    elsif v_outage.state <> all (p_states) then
        perform cabinet.refuse('outage_over', p_goto => 'outage?outage=' || p_outage, p_values => jsonb_build_object(
            'number', v_outage.number, 'state', cabinet.said('outage.state.' || v_outage.state)));
    elsif p_version <> v_outage.version then
        perform cabinet.refuse('outage_changed', p_goto => 'outage?outage=' || p_outage, p_values => jsonb_build_object(
            'number', v_outage.number, 'who', (
                select lib.person_short(u.name)
                from talk.outage_messages as m
                join people.users as u on u.user_id = m.user_id
                where m.outage_id = p_outage order by m.version desc limit 1
            )));
    end if;
    return v_outage;
end
$$;
comment on function talk.outage_demand(bigint, integer, text[]) is 'The outage, locked, for who may write it
@internal';
