create function people.staff_chief(
    p_staff bigint
)
returns bigint
language plpgsql
stable
as $$
/* The user who manages the nearest zone where this person works; null: nobody but the supervisor. */
begin
    return (
        select s.user_id
        from people.staff_scopes as c
        left join estate.entrances as e on e.entrance_id = c.entrance_id
        left join estate.houses as h on h.house_id = coalesce(c.house_id, e.house_id)
        cross join lateral unnest(estate.zone_path(coalesce(c.zone_id, h.zone_id))) with ordinality as p (zone_id, n)
        join people.zone_managers as m on m.zone_id = p.zone_id and m.during @> people.today()
        join people.staff as s on s.staff_id = m.staff_id and s.staff_id <> p_staff
        where c.staff_id = p_staff and c.during @> people.today()
        order by p.n, c.staff_scope_id
        limit 1
    );
end
$$;
comment on function people.staff_chief(bigint) is 'The user who manages the nearest zone where this person works
@internal';
