create function people.bookings_free(
    p_staff bigint[],
    p_from timestamptz,
    p_length interval,
    p_until timestamptz default null
)
returns timestamptz
language sql
stable
as $$
/* The first moment from p_from on at which all of these people are free for so long; within 14 days, or until p_until. */
select min(f.at)
from (
    select p_from as at
    union
    select upper(b.during)
    from people.bookings as b
    where
        b.staff_id = any (p_staff)
        and upper(b.during) >= p_from and upper(b.during) < coalesce(p_until, p_from + interval '14 days')
) as f
where
    (p_until is null or f.at + p_length <= p_until)
    and not exists (
        select from people.bookings as c
        where c.staff_id = any (p_staff) and c.during && tstzrange(f.at, f.at + p_length)
    )
$$;
comment on function people.bookings_free(bigint[], timestamptz, interval, timestamptz) is 'When people are free for so long
@internal';
