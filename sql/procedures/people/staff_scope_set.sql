create function people.staff_scope_set(
    p_staff lib.staff_ref,
    p_zones bigint[] default '{}',
    p_houses bigint[] default '{}',
    p_entrances bigint[] default '{}',
    p_from date default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Where a specialist works from a day on: exactly these zones, houses and entrances; what he had before ends the day
before. Errors: not_found.
*/
declare
    v_from date := coalesce(p_from, people.today());
begin
    perform people.office_demand('{supervisor,admin}');
    if not exists (select from people.staff as s where s.staff_id = p_staff) then
        perform cabinet.refuse('not_found', p_field => 'p_staff');
    elsif exists (
        select from unnest(p_zones) as z (z) where not exists (select from estate.zones as x where x.zone_id = z.z)
    ) then
        perform cabinet.refuse('not_found', p_field => 'p_zones');
    elsif exists (
        select from unnest(p_houses) as h (h) where not exists (select from estate.houses as x where x.house_id = h.h)
    ) then
        perform cabinet.refuse('not_found', p_field => 'p_houses');
    elsif exists (
        select from unnest(p_entrances) as e (e)
        where not exists (select from estate.entrances as x where x.entrance_id = e.e)
    ) then
        perform cabinet.refuse('not_found', p_field => 'p_entrances');
    end if;
    delete from people.staff_scopes as c where c.staff_id = p_staff and lower(c.during) >= v_from;
    update people.staff_scopes as c
    set during = daterange(lower(c.during), v_from)
    where c.staff_id = p_staff and c.during @> v_from;
    insert into people.staff_scopes (staff_id, zone_id, house_id, entrance_id, during)
    select p_staff::bigint, z.z, null::bigint, null::bigint, daterange(v_from, null) from unnest(p_zones) as z (z)
    union all
    select p_staff, null, h.h, null, daterange(v_from, null) from unnest(p_houses) as h (h)
    union all
    select p_staff, null, null, e.e, daterange(v_from, null) from unnest(p_entrances) as e (e);
end
$$;
comment on function people.staff_scope_set(lib.staff_ref, bigint[], bigint[], bigint[], date) is
'Where a specialist works from a day on
@decides';
