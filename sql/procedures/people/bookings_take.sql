create function people.bookings_take(
    p_staff bigint[],
    p_during tstzrange[],
    p_source text,
    p_objects bigint[]
)
returns table (
    object_id bigint,
    staff_id bigint,
    staff_name text,
    busy_until timestamptz,
    free_at timestamptz
)
language plpgsql
volatile
as $$
/*
Occupies the time of people for many things at once: three arrays of one length, a row each; rows of one object belong
together and are taken all or none. Returns the objects refused: who of their people is busy, until when, and from when all of
them are free for as long (within 14 days).

Everybody asks here. Rows of people.staff are locked in the order of ids, so that two takers never wait for each other
crosswise; only then one looks, and writes what is free as one set. Of objects that meet in the set itself the first
wins. The exclusion constraint of people.bookings stands behind it.
*/
declare
    v_taken bigint[] := '{}';
    v_now bigint[];
begin
    perform from people.staff as s where s.staff_id = any (p_staff) order by s.staff_id for no key update;
    loop
        with asked as materialized (
            select r.staff, r.during, coalesce(r.object, 0) as object, min(r.n) over (partition by r.object) as place, r.n
            from unnest(p_staff, p_during, p_objects) with ordinality as r (staff, during, object, n)
        ),

        waiting as materialized (
            select a.*
            from asked as a
            where
                a.object <> all (v_taken)
                and not exists (
                    select
                    from asked as o
                    join people.bookings as b on b.staff_id = o.staff and b.during && o.during
                    where o.object = a.object
                )
                and not exists (
                    select
                    from asked as o
                    join asked as t on t.object = o.object and t.staff = o.staff and t.n > o.n and t.during && o.during
                    where o.object = a.object
                )
        ),

        behind as (
            select distinct w.object
            from waiting as w
            join waiting as f on f.staff = w.staff and f.place < w.place and f.during && w.during
        ),

        written as (
            insert into people.bookings as b (staff_id, during, source, object_id)
            select w.staff, w.during, p_source, nullif(w.object, 0)
            from waiting as w
            where w.object not in (select h.object from behind as h)
            returning b.object_id
        )

        select array_agg(distinct coalesce(w.object_id, 0)) into v_now from written as w;
        exit when v_now is null;
        v_taken := v_taken || v_now;
    end loop;

    return query
    select
        l.object, l.staff, s.name::text, l.until,
        people.bookings_free(l.everybody, lower(l.during), upper(l.during) - lower(l.during))
    from (
        select distinct on (r.object)
            r.object, r.staff, r.during, array_agg(r.staff) over (partition by r.object) as everybody,
            (
                select max(upper(b.during)) from people.bookings as b where b.staff_id = r.staff and b.during && r.during
            ) as until
        from unnest(p_staff, p_during, p_objects) as r (staff, during, object)
        where coalesce(r.object, 0) <> all (v_taken)
        order by r.object, until desc nulls last, r.staff
    ) as l
    join people.staff as s on s.staff_id = l.staff;
end
$$;
comment on function people.bookings_take(bigint[], tstzrange[], text, bigint[]) is
'Occupies the time of people for many things at once, and returns what was refused
@internal';
