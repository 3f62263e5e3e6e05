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
begin
    return (
        select s.staff_id
        from people.staff as s
        where
            s.staff_id <> p_staff and s.employed @> lower(p_during)::date and s.employed @> upper(p_during)::date
            and (s.staff_id = p_replacement or exists (
                select from people.staff_specializations as mine
                join people.staff_specializations as t on t.specialization = mine.specialization and t.staff_id = s.staff_id
                join people.specializations as k on k.specialization = t.specialization
                where mine.staff_id = p_staff and (not k.permit_required or t.permit_until >= upper(p_during)::date)
            ))
            and not exists (select from people.contractors as c where c.staff_id = s.staff_id)
            and not exists (
                select from people.leaves as l
                where l.staff_id = s.staff_id and l.during && daterange(lower(p_during)::date, upper(p_during)::date, '[]')
            )
            and not exists (select from people.duty_shifts as d where d.staff_id = s.staff_id and d.during && p_during)
            and not exists (
                select from people.bookings as b
                where b.staff_id = s.staff_id and b.during && p_during and (not p_on_call or b.source in ('shift', 'leave'))
            )
        order by
            s.staff_id is distinct from p_replacement,
            exists (
                select from people.duty_shifts as d
                where d.staff_id = s.staff_id
                    and d.during && tstzrange(lower(p_during) - interval '12 hours', upper(p_during) + interval '12 hours')
            ),
            not exists (
                select from people.staff_scopes as a
                join people.staff_scopes as b on b.zone_id = a.zone_id or b.house_id = a.house_id
                where a.staff_id = p_staff and b.staff_id = s.staff_id
            ),
            (select count(*) from desk.orders as o where o.assignee_id = s.staff_id and o.open), s.staff_id
        limit 1
    );
end
$$;
comment on function people.duty_stand_in(bigint, tstzrange, boolean, bigint) is 'Who could take a shift of this person
@internal';
