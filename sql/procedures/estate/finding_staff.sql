create function estate.finding_staff(
    p_search text default null
)
returns table (
    value text,
    label text,
    hint text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Staff who can mend data, for they have a cabinet: managers of zones first, at most fifty. Errors: forbidden. */
begin
    perform people.office_demand(array['supervisor']);
    return query
    select s.staff_id::text, s.name::text, s."position"
    from people.staff as s
    where
        s.employed @> people.today()
        and exists (
            select from people.user_cabinets as c
            where c.user_id = s.user_id and c.cabinet in ('manager', 'operator', 'supervisor')
        )
        and (coalesce(p_search, '') = '' or s.name ilike '%' || p_search || '%')
    order by
        not exists (
            select from people.zone_managers as m where m.staff_id = s.staff_id and m.during @> people.today()
        ), s.name
    limit 50;
end
$$;
comment on function estate.finding_staff(text) is 'Staff who can mend data
@decides';
