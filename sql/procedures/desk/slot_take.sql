create function desk.slot_take(
    p_staff bigint,
    p_emergency boolean
)
returns smallint
language plpgsql
volatile
as $$
/*
Marks the person as just assigned and gives the lowest free slot; the caller has locked the staff row. Emergencies take
none, since they do not count against the capacity.
*/
declare
    v_slot smallint;
begin
    update people.staff as s set last_assigned_at = lib.moment() where s.staff_id = p_staff;
    if not p_emergency then
        select min(n.n)
        into v_slot
        from generate_series(1, (
            select 1 + count(*) from desk.orders as o where o.assignee_id = p_staff and o.open
        )) as n (n)
        where not exists (
            select from desk.orders as o where o.assignee_id = p_staff and o.open and o.slot = n.n
        );
    end if;
    return v_slot;
end
$$;
comment on function desk.slot_take(bigint, boolean) is 'The lowest free slot of a person whose row is locked
@internal';
