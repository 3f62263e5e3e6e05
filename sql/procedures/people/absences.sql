create function people.absences(
    p_from date,
    p_to date
)
returns table (
    leave_id bigint,
    staff_id bigint,
    name text,
    during daterange,
    kind text,
    replacement_id bigint,
    replacement text,
    mine boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Who is away between two days (the second excluded) and who stands in at the end of the chain of replacements: «Лукин →
Борисов» where the replacement is away too. mine: the acting person decides about it.
*/
begin
    if people.me() is null or people.my_scope() not in ('sees_all', 'sees_houses') then
        return;
    end if;
    return query
    with recursive chain as (
        select l.leave_id, l.staff_id, l.during, l.kind, l.replacement_id, lib.person_short(r.name)::text as said, 1 as step,
            l.replacement_id as last_id
        from people.leaves as l
        left join people.staff as r on r.staff_id = l.replacement_id
        where l.during && daterange(p_from, p_to)
        union all
        select c.leave_id, c.staff_id, c.during, c.kind, c.replacement_id, c.said || ' → ' || lib.person_short(r.name),
            c.step + 1, n.replacement_id
        from chain as c
        join people.leaves as n on n.staff_id = c.last_id and n.during && c.during
        join people.staff as r on r.staff_id = n.replacement_id
        where c.step < 5
    )

    select * from (
        select distinct on (c.leave_id)
            c.leave_id, c.staff_id, s.name::text, c.during, c.kind, c.replacement_id, c.said,
            c.staff_id in (select people.my_team())
        from chain as c
        join people.staff as s on s.staff_id = c.staff_id
        order by c.leave_id, c.step desc
    ) as a
    order by lower(a.during), a.name;
end
$$;
comment on function people.absences(date, date) is 'Who is away and who stands in
@decides';
