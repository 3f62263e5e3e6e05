create function talk.interruption_hours(
    p_house bigint,
    p_month date
)
returns table (
    utility text,
    entrance_id bigint,
    riser text,
    hours numeric,
    planned_hours numeric,
    emergency_hours numeric,
    longest_hours numeric,
    month_allowed numeric,
    once_allowed numeric,
    over_month numeric,
    over_once numeric
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Hours without a utility in a house in the month of p_month, by place: the whole house (entrance and riser null), its entrances and
risers that had outages of their own (with the house's and, for a riser, its entrance's). Overlapping outages count once (union of their intervals); the month
is cut at midnight of the house's time zone. planned_hours and emergency_hours are united each by itself, so they may overlap.
longest_hours: the longest interruption that touches the month, uncut. over_…: beyond what is allowed that day
(estate.utility_limits; Правила № 354, приложение № 1), the ground of a recalculation. Exact to the second.
Who calls decides who may see: @internal code and pages over houses of the acting person.
*/
declare
    v_zone text := (select h.time_zone from estate.houses as h where h.house_id = p_house);
    v_from date := date_trunc('month', p_month)::date;
    v_window tstzrange := tstzrange(
        v_from::timestamp at time zone v_zone, (v_from + interval '1 month')::timestamp at time zone v_zone
    );
begin
    return query
    with raw as materialized (
        select i.utility, i.entrance_id, i.riser, i.kind, i.during
        from talk.interruptions as i
        where i.house_id = p_house
    ),

    scopes as (
        select distinct r.utility, r.entrance_id, r.riser from raw as r where r.during && v_window
    ),

    united as (
        select
            s.utility, s.entrance_id, s.riser,
            range_agg(r.during * v_window) filter (where r.during && v_window) as cut,
            range_agg(r.during * v_window) filter (where r.during && v_window and r.kind = 'planned') as cut_planned,
            range_agg(r.during * v_window) filter (where r.during && v_window and r.kind = 'emergency') as cut_emergency,
            range_agg(r.during) as whole
        from scopes as s
        join raw as r
            on r.utility = s.utility
            and (r.entrance_id is null or r.entrance_id = s.entrance_id)
            and (r.riser is null or r.riser = s.riser)
        group by s.utility, s.entrance_id, s.riser
    ),

    measured as (
        select
            u.utility, u.entrance_id, u.riser,
            (select sum(extract(epoch from upper(x) - lower(x))) / 3600 from unnest(u.cut) as x) as hours,
            (select sum(extract(epoch from upper(x) - lower(x))) / 3600 from unnest(u.cut_planned) as x) as planned,
            (select sum(extract(epoch from upper(x) - lower(x))) / 3600 from unnest(u.cut_emergency) as x) as emergency,
            (
                select max(extract(epoch from upper(x) - lower(x))) / 3600 from unnest(u.whole) as x where x && v_window
            ) as longest
        from united as u
    )

    select
        m.utility, m.entrance_id, m.riser, round(m.hours, 4), round(coalesce(m.planned, 0), 4),
        round(coalesce(m.emergency, 0), 4), round(m.longest, 4), l.month_hours::numeric, l.once_hours::numeric,
        case when l.month_hours is not null then greatest(round(m.hours, 4) - l.month_hours, 0) end,
        case when l.once_hours is not null then greatest(round(m.longest, 4) - l.once_hours, 0) end
    from measured as m
    left join estate.utility_limits as l on l.utility = m.utility and l.during @> v_from
    order by m.utility, m.entrance_id nulls first, m.riser nulls first;
end
$$;
comment on function talk.interruption_hours(bigint, date) is 'Hours without a utility in a house in a month
@internal';
