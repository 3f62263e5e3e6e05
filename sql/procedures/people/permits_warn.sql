create function people.permits_warn()
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Job: warns of the end of permits 30, 7 and 0 days before it, each once, the person, their manager and the supervisors; and of the
end of contracts. A permit that was replaced by a longer one of the trade is let be. Returns how many warnings.
*/
declare
    v_count bigint;
    v_contracts bigint;
begin
    with ending as (
        update people.permits as p
        set warned_days = w.days
        from (
            select q.permit_id, min(d.d)::smallint as days
            from people.permits as q
            cross join unnest(array[0, 7, 30]) as d (d)
            where
                q.withdrawn_at is null and q.valid_until between people.today() - 1 and people.today() + 30
                and q.valid_until - people.today() <= d.d
            group by q.permit_id
        ) as w
        where
            p.permit_id = w.permit_id and (p.warned_days is null or p.warned_days > w.days)
            and not exists (
                select from people.permits as o
                where
                    o.staff_id = p.staff_id and o.specialization = p.specialization and o.withdrawn_at is null
                    and o.valid_until > p.valid_until
            )
        returning p.staff_id, p.title, p.valid_until
    )

    select count(*) into v_count from (
        select
            talk.event_raise('permit_ends', s.staff_id, p_user => s.user_id, p_values => f.said),
            talk.event_raise(
                'permit_ends_crew', s.staff_id, p_user => people.staff_chief(s.staff_id),
                p_values => f.said || jsonb_build_object('name', lib.person_short(s.name)))
        from ending as e
        join people.staff as s on s.staff_id = e.staff_id and s.employed @> people.today()
        cross join lateral (
            select jsonb_build_object('title', e.title, 'day', to_char(e.valid_until, 'DD.MM.YYYY')) as said
        ) as f
        offset 0
    ) as t;
    with ending as (
        update people.contractors as c
        set warned_days = w.days
        from (
            select q.contractor_id, min(d.d)::smallint as days
            from people.contractors as q
            cross join unnest(array[0, 7, 30]) as d (d)
            where upper(q.during) - 1 between people.today() - 1 and people.today() + 30
                and upper(q.during) - 1 - people.today() <= d.d
            group by q.contractor_id
        ) as w
        where c.contractor_id = w.contractor_id and (c.warned_days is null or c.warned_days > w.days)
        returning c.contractor_id, c.name, c.during
    )

    select count(*) into v_contracts from (
        select talk.event_raise('contract_ends', e.contractor_id, p_values => jsonb_build_object(
            'name', e.name, 'day', to_char(upper(e.during) - 1, 'DD.MM.YYYY')))
        from ending as e
        offset 0
    ) as t;
    return v_count + v_contracts;
end
$$;
comment on function people.permits_warn() is 'Warns of the end of permits and contracts
@for worker';
