create function people.roster_data(
    p_object bigint
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
All that the printed duty roster shows: thirty-one days from today of a zone with the company's own shifts (p_object null or 0: of
the whole company). People with their shifts by day, absences, gaps in words. Only for staff; null when the zone is not there.
*/
declare
    v_from date := people.today();
    v_to date := people.today() + 31;
begin
    if people.me() is null or people.my_scope() not in ('sees_all', 'sees_houses')
        or coalesce(p_object, 0) <> 0 and not exists (select from estate.zones as z where z.zone_id = p_object)
    then
        return null;
    end if;
    return jsonb_build_object(
        'title', cabinet.said('phrase.roster_title'),
        'place', coalesce((select z.name::text from estate.zones as z where z.zone_id = p_object), cabinet.said('phrase.all_zones')),
        'period', people.days_said(daterange(v_from, v_to)),
        'days', (
            select jsonb_agg(jsonb_build_object(
                'day', g::date, 'number', extract(day from g)::integer, 'off', extract(isodow from g) > 5) order by g)
            from generate_series(v_from::timestamp, (v_to - 1)::timestamp, interval '1 day') as g
        ),
        'people', (
            select jsonb_agg(jsonb_build_object('name', w.name, 'position', w."position", 'shifts', w.shifts) order by w.name)
            from (
                select
                    s.name::text as name, s."position", jsonb_agg(jsonb_build_object(
                        'day', lower(d.during)::date, 'from', to_char(lower(d.during), 'HH24:MI'),
                        'to', to_char(upper(d.during), 'HH24:MI'), 'said', people.hours_said(d.during), 'on_call', d.on_call
                    ) order by lower(d.during)) as shifts
                from people.duty_shifts as d
                join people.staff as s on s.staff_id = d.staff_id
                where
                    d.during && tstzrange(v_from::timestamptz, v_to::timestamptz)
                    and (coalesce(p_object, 0) = 0 or d.zone_id is null or d.zone_id = p_object)
                group by s.staff_id
            ) as w
        ),
        'absences', (
            select jsonb_agg(jsonb_build_object(
                'name', a.name, 'days', people.days_said(a.during), 'kind', cabinet.said('phrase.leave.' || a.kind),
                'replacement', a.replacement))
            from people.absences(v_from, v_to) as a
        ),
        'gaps', (select jsonb_agg(g.said) from people.duty_gaps(lib.moment(), v_to::timestamptz) as g)
    );
end
$$;
comment on function people.roster_data(bigint) is 'What the printed duty roster shows
@decides';
