create function talk.outage_place_add(
    p_outage lib.outage_ref,
    p_place text,
    p_entrances text[] default '{}',
    p_risers text[] default '{}'
)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Adds places to a draft: p_place is house:12, zone:3 (with everything below it) or street:Садовая, a zone and a street add all
their houses. Of one house its entrances (ids) or risers may be named; none means the whole house. A manager adds houses of his
zones. Returns how many places were added. What was narrower in a house that is now added whole goes.
Errors: not_found, outage_over, outage_places_many (1,000 houses at most).
*/
declare
    v_outage talk.outages := talk.outage_demand(p_outage, p_states => '{draft}');
    v_kind text := split_part(coalesce(p_place, ''), ':', 1);
    v_value text := substr(coalesce(p_place, ''), length(split_part(coalesce(p_place, ''), ':', 1)) + 2);
    v_all boolean := people.sees_all() or people.me() is null;
    v_houses bigint[];
    v_entrances bigint[] := array(select e.id::bigint from unnest(p_entrances) as e (id) where e.id ~ '^\d{1,18}$');
    v_risers text[] := array(select distinct left(trim(r.r), 20) from unnest(p_risers) as r (r) where trim(r.r) <> '');
    v_count integer;
begin
    v_houses := array(
        select h.house_id
        from estate.houses as h
        where
            case v_kind
                when 'house' then v_value ~ '^\d{1,18}$' and h.house_id = v_value::bigint
                when 'zone' then v_value ~ '^\d{1,18}$' and h.zone_id in (select estate.zone_branch(array[v_value::bigint]))
                when 'street' then h.street = v_value
                else false
            end
            and (v_all or h.zone_id in (select desk.my_zones()))
        order by h.house_id
        limit 1001
    );
    if cardinality(v_houses) = 0 then
        perform cabinet.refuse('not_found', p_field => 'p_place');
    elsif cardinality(v_houses) > 1000 then
        perform cabinet.refuse('outage_places_many', p_field => 'p_place');
    end if;
    if v_kind <> 'house' then
        v_entrances := '{}';
        v_risers := '{}';
    elsif exists (
        select from unnest(v_entrances) as n (id)
        where not exists (select from estate.entrances as e where e.entrance_id = n.id and e.house_id = v_houses[1])
    ) then
        -- the entrances were those of another house that stood in the form before
        v_entrances := '{}';
    end if;
    delete from talk.outage_places as p
    where
        p.outage_id = p_outage and p.house_id = any (v_houses)
        and (cardinality(v_entrances) + cardinality(v_risers) = 0 or p.entrance_id is null and p.riser is null);
    insert into talk.outage_places (outage_id, house_id, entrance_id, riser)
    select p_outage, h.id, e.id, r.r
    from unnest(v_houses) as h (id)
    left join unnest(v_entrances) as e (id) on true
    left join unnest(v_risers) as r (r) on true
    on conflict do nothing;
    get diagnostics v_count = row_count;
    update talk.outages as o set body = null, body_en = null where o.outage_id = p_outage;
    return v_count;
end
$$;
comment on function talk.outage_place_add(lib.outage_ref, text, text[], text[]) is 'Adds places to a draft of an outage
@decides';
