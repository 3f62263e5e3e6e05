create function upkeep.plan_data(
    p_object bigint
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
The plan of works of a year (p_object: the plan), for those who see the company: a line per house and work, in every month the
days on which it is booked, or how many times it is wanted where it has no time yet. Errors: not_found; plan_long (422) for more
than two thousand lines: a plan of a zone is to be printed then.
*/
declare
    v_most constant integer := 2000;
    v_lines integer;
begin
    if people.my_scope() is distinct from 'sees_all'
        or not exists (select from upkeep.plans as p where p.plan_id = p_object and p.state in ('draft', 'approving', 'approved')) then
        perform cabinet.refuse('not_found');
    end if;
    select count(*) into v_lines from (
        select distinct w.house_id, w.object_id, w.norm_id from upkeep.works as w where w.plan_id = p_object and w.state <> 'cancelled'
    ) as l;
    if v_lines > v_most then
        perform cabinet.refuse('plan_long', p_values => jsonb_build_object('limit', v_most, 'count', v_lines));
    end if;
    return (
        select jsonb_build_object(
            'title', cabinet.said('document.plan', jsonb_build_object('year', p.year)), 'staff_only', true, 'year', p.year,
            'zone', z.name, 'approved_at', p.approved_at, 'works', p.works_count,
            'houses', (
                select jsonb_agg(
                    jsonb_build_object('address', h.address, 'lines', h.lines)
                    order by h.street, nullif(substring(h.number from '^\d+'), '')::integer, h.number)
                from (
                    select l.address, l.street, l.number, jsonb_agg(jsonb_build_object(
                        'title', l.title, 'crew', l.crew, 'ground', l.ground, 'months', l.months) order by l.title) as lines
                    from (
                        select
                            h.address, h.street, h.number, m.title || coalesce(', ' || m.object, '') as title, min(m.crew) as crew, min(m.ground) as ground,
                            jsonb_object_agg(m.month, m.days) as months
                        from (
                            select
                                w.house_id, b.name as object, c.name::text as crew,
                                case when lib.language() = 'en' then coalesce(n.title_en, w.title) else w.title end as title,
                                case when lib.language() = 'en' then coalesce(n.ground_en, n.ground) else n.ground end as ground,
                                extract(month from y.day)::integer as month,
                                case
                                    when count(*) > 4 then '×' || count(*)
                                    else string_agg(
                                        case when w.starts_at is null then '(' || extract(day from y.day) || ')' else extract(day from y.day)::text end,
                                        ', ' order by y.day)
                                end as days
                            from upkeep.works as w
                            join estate.houses as k on k.house_id = w.house_id
                            left join upkeep.norms as n on n.norm_id = w.norm_id
                            left join upkeep.crews as c on c.crew_id = w.crew_id
                            left join estate.objects as b on b.object_id = w.object_id
                            cross join lateral (
                                select coalesce((w.starts_at at time zone k.time_zone)::date, w.wanted_on) as day
                            ) as y
                            where w.plan_id = p_object and w.state <> 'cancelled'
                            group by 1, 2, 3, 4, 5, 6
                        ) as m
                        join estate.houses as h on h.house_id = m.house_id
                        group by h.house_id, h.address, 4
                    ) as l
                    group by l.address, l.street, l.number
                ) as h
            )
        )
        from upkeep.plans as p
        left join estate.zones as z on z.zone_id = p.zone_id
        where p.plan_id = p_object
    );
end
$$;
comment on function upkeep.plan_data(bigint) is 'The plan of works of a year for its paper
@decides';
