create function people.leave_gaps(
    p_staff lib.staff_ref,
    p_from date,
    p_to date
)
returns table (
    specialization text,
    during daterange,
    said text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Trades and days for which nobody else would work where this person works, in words: «Без сантехника 3–5 декабря: назначьте
замену». Somebody else is who has the trade with a valid permit, a scope that covers a place of theirs, and no leave.
*/
begin
    return query
    with places as (
        select distinct estate.zone_path(coalesce(c.zone_id, h.zone_id)) as path, coalesce(c.house_id, e.house_id) as house_id
        from people.staff_scopes as c
        left join estate.entrances as e on e.entrance_id = c.entrance_id
        left join estate.houses as h on h.house_id = coalesce(c.house_id, e.house_id)
        where c.staff_id = p_staff and c.during && daterange(p_from, p_to, '[]')
    ),
    bare as (
        select t.specialization, range_agg(daterange(d.day, d.day + 1)) as days
        from people.staff_specializations as t
        join people.specializations as k on k.specialization = t.specialization
        cross join lateral (
            select g::date as day
            from generate_series(p_from::timestamp, least(p_to, p_from + 365)::timestamp, interval '1 day') as g
        ) as d
        where t.staff_id = p_staff and exists (
            select from places as p
            where not exists (
                select from people.staff_specializations as o
                join people.staff as s on s.staff_id = o.staff_id and s.employed @> d.day
                join people.staff_scopes as c on c.staff_id = o.staff_id and c.during @> d.day
                where
                    o.specialization = t.specialization and o.staff_id <> p_staff
                    and (not k.permit_required or o.permit_until >= d.day)
                    and (c.zone_id = any (p.path) or c.house_id = p.house_id)
                    and not exists (
                        select from people.leaves as l where l.staff_id = o.staff_id and l.during @> d.day
                    )
            )
        )
        group by t.specialization
    )

    select
        b.specialization, r.days, cabinet.said('phrase.leave_gap', jsonb_build_object(
            'trade', people.trade_of(b.specialization), 'days', people.days_said(r.days)))
    from bare as b
    cross join lateral unnest(b.days) as r (days)
    where people.staff_mine(p_staff)
    order by lower(r.days), b.specialization;
end
$$;
comment on function people.leave_gaps(lib.staff_ref, date, date) is 'Trades and days that nobody else covers
@decides';
