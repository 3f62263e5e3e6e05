create function people.pattern_shifts(
    p_staff lib.staff_ref,
    p_pattern lib.pattern_ref,
    p_from date,
    p_to date,
    p_day integer default 1
)
returns table (
    during tstzrange,
    clash text,
    beside text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
The shifts that a pattern gives a person from day to day, p_from being day p_day of the cycle; clash: why one cannot be laid
(leave, a shift or bound time of their own, in the past), beside: who else of the trade is on duty then.
*/
declare
    v_zone text := coalesce(cabinet.setting('time_zone'), 'Europe/Moscow');
begin
    if people.me() is null or people.my_scope() not in ('sees_all', 'sees_houses') then
        return;
    end if;
    return query
    with laid as (
        select
            tstzrange(
                (d.day + p.starts) at time zone v_zone,
                (d.day + p.starts) at time zone v_zone + make_interval(secs => (p.hours * 3600)::double precision)
            ) as span, p.on_call
        from people.duty_patterns as p
        cross join lateral (
            select g::date as day
            from generate_series(p_from::timestamp, least(p_to, p_from + 366)::timestamp, interval '1 day') as g
        ) as d
        where
            p.duty_pattern_id = p_pattern
            and ((d.day - p_from + coalesce(p_day, 1) - 1) % p.cycle_days + 1)::smallint = any (p.days)
    )

    select
        l.span,
        case
            when lower(l.span) <= lib.moment() then cabinet.said('phrase.clash.past')
            when not s.employed @> lower(l.span)::date then cabinet.said('phrase.clash.gone')
            when a.leave_id is not null then cabinet.said('phrase.clash.leave', jsonb_build_object(
                'days', people.days_said(a.during)))
            when d.shift_id is not null then cabinet.said('phrase.clash.shift', jsonb_build_object(
                'hours', people.hours_said(d.during)))
            when not l.on_call and b.booking_id is not null then cabinet.said('phrase.clash.busy', jsonb_build_object(
                'hours', people.hours_said(b.during)))
        end,
        (
            select string_agg(distinct lib.person_short(c.name), ', ')
            from people.duty_shifts as o
            join people.staff as c on c.staff_id = o.staff_id
            where
                o.during && l.span and o.staff_id <> p_staff and exists (
                    select from people.staff_specializations as m
                    join people.staff_specializations as t on t.specialization = m.specialization
                    where m.staff_id = p_staff and t.staff_id = o.staff_id
                )
        )
    from laid as l
    join people.staff as s on s.staff_id = p_staff
    left join lateral (
        select x.leave_id, x.during from people.leaves as x
        where x.staff_id = p_staff and x.during && daterange(lower(l.span)::date, upper(l.span)::date, '[]')
        limit 1
    ) as a on true
    left join lateral (
        select x.shift_id, x.during from people.duty_shifts as x where x.staff_id = p_staff and x.during && l.span limit 1
    ) as d on true
    left join lateral (
        select x.booking_id, x.during from people.bookings as x where x.staff_id = p_staff and x.during && l.span limit 1
    ) as b on true
    order by lower(l.span);
end
$$;
comment on function people.pattern_shifts(lib.staff_ref, lib.pattern_ref, date, date, integer) is
'The shifts that a pattern gives a person
@decides';
