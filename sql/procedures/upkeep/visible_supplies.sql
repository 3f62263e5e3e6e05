create function upkeep.visible_supplies()
returns setof bigint
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Requests for material that a performer or manager sees: his own, and those he answers. */
begin
    if people.me() is null then
        return;
    end if;
    return query
    select q.supply_id
    from upkeep.supplies as q
    where q.staff_id = (select people.my_staff())
    union
    select w.supply_id
    from upkeep.supplies_waiting() as w;
end
$$;
comment on function upkeep.visible_supplies() is 'Requests for material that a performer or manager sees
@decides';
