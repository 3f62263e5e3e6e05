create function people.duty_stand_in(
    p_staff bigint,
    p_during tstzrange,
    p_on_call boolean default true,
    p_replacement bigint default null
)
returns bigint
language plpgsql
stable
as $$
/*
Who could take a shift of this person: their replacement, else a colleague of the same trade with a valid permit; neither on leave nor
on another shift, and for a shift that is not on call bound by nothing else. First who does not come from a shift or go to one
within twelve hours, who works at the same places and has the fewest open orders. Contractors take orders, never shifts.
*/
declare
    v_days daterange := daterange(lower(p_during)::date, upper(p_during)::date, '[]');
    v_around tstzrange := tstzrange(lower(p_during) - interval '12 hours', upper(p_during) + interval '12 hours');
begin
    return (
        with skilled as materialized (
            select t.staff_id
            from people.staff_specializations as mine
            join people.specializations as k on k.specialization = mine.specialization
            join people.staff_specializations as t on t.specialization = mine.specialization
            where mine.staff_id = p_staff and (not k.permit_required or t.permit_until >= upper(v_days) - 1)
            union
            select p_replacement
            where p_replacement is not null
        ),

        -- once each, not by colleague
        away as materialized (
            select l.staff_id from people.leaves as l where l.during && v_days
            union all
            select d.staff_id from people.duty_shifts as d where d.during && p_during
            union all
            select c.staff_id from people.contractors as c
        ),

        tired as materialized (
            select d.staff_id from people.duty_shifts as d where d.during && v_around
        ),

        near as materialized (
            select b.staff_id
            from people.staff_scopes as a
            join people.staff_scopes as b on b.zone_id = a.zone_id
            where a.staff_id = p_staff
            union all
            select b.staff_id
            from people.staff_scopes as a
            join people.staff_scopes as b on b.house_id = a.house_id
            where a.staff_id = p_staff
        )

        select s.staff_id
        from skilled as c
        join people.staff as s on s.staff_id = c.staff_id
        where
            s.staff_id <> p_staff and s.employed @> lower(p_during)::date and s.employed @> upper(p_during)::date
            and s.staff_id not in (select a.staff_id from away as a)
            and not exists (
                select from people.bookings as b
                where b.staff_id = s.staff_id and b.during && p_during and (not p_on_call or b.source in ('shift', 'leave'))
            )
        order by
            s.staff_id is distinct from p_replacement,
            s.staff_id in (select t.staff_id from tired as t),
            s.staff_id not in (select n.staff_id from near as n),
            (select count(*) from desk.orders as o where o.assignee_id = s.staff_id and o.open), s.staff_id
        limit 1
    );
end
$$;
comment on function people.duty_stand_in(bigint, tstzrange, boolean, bigint) is 'Who could take a shift of this person
@internal';
