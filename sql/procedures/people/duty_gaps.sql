create function people.duty_gaps(
    p_from timestamptz,
    p_to timestamptz
)
returns table (
    specialization text,
    during tstzrange,
    said text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Hours in which nobody of a trade that must be on duty takes emergencies for the whole company, in words: «3 декабря с 8 до 20
сантехника нет». A shift counts whose person has the trade with a valid permit.
*/
begin
    if p_from >= p_to or people.me() is null or people.my_scope() not in ('sees_all', 'sees_houses') then
        return;
    end if;
    return query
    select k.specialization, g.g, cabinet.said('phrase.duty_gap', jsonb_build_object(
        'hours', people.hours_said(g.g), 'trade', people.trade_of(k.specialization)))
    from people.specializations as k
    cross join lateral unnest(
        tstzmultirange(tstzrange(date_trunc('minute', p_from), p_to)) - coalesce((
            select range_agg(d.during)
            from people.duty_shifts as d
            join people.staff_specializations as t on t.staff_id = d.staff_id and t.specialization = k.specialization
            where
                d.on_call and d.zone_id is null and d.during && tstzrange(p_from, p_to)
                and (not k.permit_required or t.permit_until >= upper(d.during)::date)
        ), '{}'::tstzmultirange)
    ) as g (g)
    where k.on_duty and upper(g.g) - lower(g.g) > interval '30 minutes'
    order by lower(g.g), k.specialization;
end
$$;
comment on function people.duty_gaps(timestamptz, timestamptz) is 'Hours in which nobody of a trade is on duty
@decides';
