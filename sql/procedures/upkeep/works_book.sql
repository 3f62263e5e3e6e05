create function upkeep.works_book(
    p_works bigint[]
)
returns integer
language plpgsql
volatile
as $$
/*
Books the people of these works for their times, as one set; what is refused stays without a time and says so («busy»).
Returns how many were refused.
*/
declare
    v_refused bigint[];
begin
    v_refused := array(
        select r.object_id
        from (
            select
                array_agg(s.staff_id order by w.starts_at, w.work_id, s.staff_id) as staff,
                array_agg(tstzrange(w.starts_at, w.ends_at) order by w.starts_at, w.work_id, s.staff_id) as during,
                array_agg(w.work_id order by w.starts_at, w.work_id, s.staff_id) as objects
            from upkeep.works as w
            cross join lateral unnest(w.staff_ids) as s (staff_id)
            where w.work_id = any (p_works) and w.starts_at is not null
        ) as a
        cross join lateral people.bookings_take(
            p_staff => a.staff, p_during => a.during, p_source => 'planned_work', p_objects => a.objects) as r
        where a.staff is not null
    );
    update upkeep.works as w
    set starts_at = null, ends_at = null, staff_ids = '{}', unplaced = 'busy', version = w.version + 1
    where w.work_id = any (v_refused);
    return cardinality(v_refused);
end
$$;
comment on function upkeep.works_book(bigint[]) is 'Books the people of works
@internal';
