create function upkeep.crew_save(
    p_crew bigint,
    p_name text,
    p_specialization text,
    p_zone bigint,
    p_minutes integer,
    p_members bigint[],
    p_active boolean default true
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A crew: its trade, the zone it serves with its branch (null: the company), how many minutes of a day a plan may fill, and who is
in it from today on. What is booked for one who leaves stays his. Errors: forbidden, not_found, crew_name, crew_minutes,
work_trade.
*/
declare
    v_crew bigint := p_crew;
begin
    perform people.office_demand(array['supervisor']);
    if p_minutes not between 30 and 1440 then
        perform cabinet.refuse('crew_minutes', p_field => 'p_minutes');
    elsif exists (select from upkeep.crews as c where c.name = p_name and c.crew_id is distinct from p_crew) then
        perform cabinet.refuse('crew_name', p_field => 'p_name');
    elsif p_zone is not null and not exists (select from estate.zones as z where z.zone_id = p_zone) then
        perform cabinet.refuse('not_found', p_field => 'p_zone');
    elsif exists (
        select from unnest(p_members) as m (id)
        where not exists (select from people.staff as s where s.staff_id = m.id and s.employed @> people.today())
    ) then
        perform cabinet.refuse('not_found', p_field => 'p_members');
    elsif exists (
        select from unnest(p_members) as m (id)
        where not exists (
            select from people.staff_specializations as t
            where t.staff_id = m.id and t.specialization = p_specialization
        )
    ) then
        perform cabinet.refuse('work_trade', p_field => 'p_members', p_values => jsonb_build_object('trade', (
            select lower(case when lib.language() = 'en' then t.title_en else t.title end)
            from people.specializations as t where t.specialization = p_specialization)));
    end if;
    if v_crew is null then
        insert into upkeep.crews (name, specialization) values (p_name, p_specialization) returning crew_id into v_crew;
    else
        perform from upkeep.crews as c where c.crew_id = v_crew for update;
        if not found then
            perform cabinet.refuse('not_found', p_field => 'p_crew');
        end if;
    end if;
    update upkeep.crews as c
    set name = p_name, specialization = p_specialization, zone_id = p_zone, minutes_per_day = p_minutes, active = p_active
    where c.crew_id = v_crew;
    insert into upkeep.crew_members (crew_id, staff_id, during)
    select v_crew, m.id, daterange(people.today(), null)
    from (select distinct id from unnest(p_members) as u (id)) as m
    where not exists (
        select from upkeep.crew_members as c
        where c.crew_id = v_crew and c.staff_id = m.id and c.during && daterange(people.today(), null)
    );
    delete from upkeep.crew_members as c
    where c.crew_id = v_crew and c.staff_id <> all (p_members) and lower(c.during) >= people.today();
    update upkeep.crew_members as c
    set during = daterange(lower(c.during), people.today())
    where c.crew_id = v_crew and c.staff_id <> all (p_members) and c.during @> people.today();
    return v_crew;
end
$$;
comment on function upkeep.crew_save(bigint, text, text, bigint, integer, bigint[], boolean) is 'A crew and who is in it
@decides';
