create function people.duty_month_data(
    p_object bigint
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The roster of duty of a month (p_object: 202611), for staff: a row per person, a cell per day that holds its shifts. */
declare
    v_zone text := coalesce(cabinet.setting('time_zone'), 'Europe/Moscow');
    v_first date;
begin
    if coalesce(people.my_scope(), '') not in ('sees_houses', 'sees_all')
        or p_object not between 200001 and 220012 or p_object % 100 not between 1 and 12 then
        perform cabinet.refuse('not_found');
    end if;
    v_first := to_date(p_object::text, 'YYYYMM');
    return jsonb_build_object(
        'title', cabinet.said('document.duty_roster', jsonb_build_object('month', to_char(v_first, 'MM.YYYY'))),
        'staff_only', true, 'time_zone', v_zone, 'month', v_first,
        'days', (
            select jsonb_agg(jsonb_build_object(
                'day', d.day, 'n', extract(day from d.day)::integer, 'weekday', extract(isodow from d.day)::integer,
                'off', f.day is not null
            ) order by d.day)
            from (select v_first + n as day from generate_series(0, 30) as n) as d
            left join people.days_off(v_first, (v_first + interval '1 month')::date) as f on f.day = d.day
            where d.day < v_first + interval '1 month'
        ),
        'people', (
            select jsonb_agg(jsonb_build_object(
                'name', p.name, 'position', p.position, 'hours', p.hours, 'shifts', p.shifts, 'cells', p.cells
            ) order by p.name)
            from (
                select
                    d.name, d.position, sum(d.hours) as hours, sum(d.shifts) as shifts, jsonb_object_agg(d.day, d.cell) as cells
                from (
                    select
                        f.staff_id, f.name::text as name, f.position,
                        extract(day from lower(s.during) at time zone v_zone)::integer::text as day,
                        round(sum(extract(epoch from upper(s.during) - lower(s.during)) / 3600)::numeric, 1) as hours,
                        count(*) as shifts,
                        jsonb_agg(jsonb_build_object(
                            'from', to_char(lower(s.during) at time zone v_zone, 'FMHH24:MI'),
                            'to', to_char(upper(s.during) at time zone v_zone, 'FMHH24:MI'),
                            'zone', z.name, 'on_call', s.on_call
                        ) order by lower(s.during)) as cell
                    from people.duty_shifts as s
                    join people.staff as f on f.staff_id = s.staff_id
                    left join estate.zones as z on z.zone_id = s.zone_id
                    where
                        s.during && tstzrange(
                            v_first::timestamp at time zone v_zone, (v_first + interval '1 month') at time zone v_zone)
                        and (lower(s.during) at time zone v_zone)::date >= v_first
                    group by f.staff_id, f.name, f.position, 4
                ) as d
                group by d.staff_id, d.name, d.position
            ) as p
        )
    );
end
$$;
comment on function people.duty_month_data(bigint) is 'The roster of duty of a month
@decides';
