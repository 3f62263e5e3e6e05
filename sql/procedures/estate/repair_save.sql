create function estate.repair_save(
    p_house lib.house_ref,
    p_title text,
    p_state text,
    p_capital boolean default false,
    p_planned_year integer default null,
    p_started_on date default null,
    p_finished_on date default null,
    p_warranty_until date default null,
    p_cost numeric default null,
    p_performer text default null,
    p_object lib.object_ref default null,
    p_entrance lib.entrance_ref default null,
    p_note text default null,
    p_repair lib.repair_ref default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Writes down a repair of a house or changes it (p_repair): planned for a year, done on a day, cancelled. Returns its id.
Errors: not_found, repair_year (422), repair_day (422).
*/
declare
    v_repair bigint := p_repair;
begin
    perform estate.objects_demand(p_house);
    if p_object is not null and not exists (
        select from estate.objects as o where o.object_id = p_object and o.house_id = p_house
    ) or p_entrance is not null and not exists (
        select from estate.entrances as e where e.entrance_id = p_entrance and e.house_id = p_house
    ) then
        perform cabinet.refuse('not_found');
    elsif p_state not in ('planned', 'done', 'cancelled') then
        perform cabinet.refuse('not_found', p_field => 'p_state');
    elsif p_state = 'planned' and p_planned_year is null
        or p_planned_year not between 1700 and extract(year from lib.moment()) + 50
    then
        perform cabinet.refuse('repair_year', p_field => 'p_planned_year');
    elsif p_state = 'done' and p_finished_on is null
        or p_finished_on > people.today() or p_finished_on < p_started_on
    then
        perform cabinet.refuse('repair_day', p_field => 'p_finished_on');
    end if;
    if p_repair is null then
        insert into estate.repairs (
            house_id, entrance_id, object_id, title, capital, state, planned_year, started_on, finished_on,
            warranty_until, cost, performer_name, note, user_id, created_at
        )
        values (
            p_house, p_entrance, p_object, p_title, coalesce(p_capital, false), p_state, p_planned_year, p_started_on,
            p_finished_on, p_warranty_until, p_cost, nullif(trim(p_performer), ''), p_note, people.me(), lib.moment()
        )
        returning repair_id into v_repair;
    else
        update estate.repairs as r
        set
            entrance_id = p_entrance, object_id = p_object, title = p_title, capital = coalesce(p_capital, false),
            state = p_state, planned_year = p_planned_year, started_on = p_started_on, finished_on = p_finished_on,
            warranty_until = p_warranty_until, cost = p_cost, performer_name = nullif(trim(p_performer), ''),
            note = p_note, user_id = people.me()
        where r.repair_id = p_repair and r.house_id = p_house;
        if not found then
            perform cabinet.refuse('not_found');
        end if;
    end if;
    return v_repair;
end
$$;
comment on function estate.repair_save(
    lib.house_ref, text, text, boolean, integer, date, date, date, numeric, text, lib.object_ref, lib.entrance_ref, text,
    lib.repair_ref
) is 'Writes down a repair of a house
@decides';
