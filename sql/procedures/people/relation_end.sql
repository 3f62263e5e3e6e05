create function people.relation_end(
    p_relation bigint
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Closes the access of a person to a premise at once. By who has the grant «people» there, or by the person himself for his
own; an owner's relation ends by a document at the office only. Foreign ids are «not found».
*/
declare
    v_relation people.relations;
    v_today date;
begin
    select r.*
    into v_relation
    from people.relations as r
    where r.relation_id = p_relation
        and r.premise_id in (select p.premise_id from people.my_places() as p)
    for update;
    if v_relation.relation_id is null then
        perform cabinet.refuse('not_found');
    end if;
    if v_relation.user_id <> people.me() and not 'people' = any (people.premise_grants(v_relation.premise_id)) then
        perform cabinet.refuse('relation_no_right');
    end if;
    if v_relation.kind = 'owner' then
        perform cabinet.refuse(
            'relation_owner', p_values => jsonb_build_object('phone', cabinet.setting('office_phone'))
        );
    end if;
    select (lib.moment() at time zone h.time_zone)::date
    into v_today
    from estate.houses as h
    where h.house_id = v_relation.house_id;
    if not v_relation.during @> v_today then
        perform cabinet.refuse('not_found');
    end if;
    update people.relations as r
    set during = daterange(lower(r.during), greatest(v_today, lower(r.during)))
    where r.relation_id = p_relation;
    perform talk.event_raise(
        'access_closed', v_relation.user_id, p_user => v_relation.user_id,
        p_values => jsonb_build_object('place', people.place_label(v_relation.premise_id))
    );
end
$$;
comment on function people.relation_end(bigint) is 'Closes the access of a person to a premise
@decides';
