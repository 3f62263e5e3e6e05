create function estate.check_scope(
    p_houses bigint[]
)
returns bigint[]
language sql
stable
as $$
/*
The houses to judge when these changed: also those of the same address, now or (they are called surplus) before the change.
Null stays null: all.
*/
select case when p_houses is not null then array(
    select h.house_id from estate.houses as h where h.house_id = any (p_houses)
    union
    select s.house_id
    from estate.houses as h
    join estate.houses as s on s.street = h.street and s.number = h.number and s.city = h.city
    where h.house_id = any (p_houses)
    union
    select f.house_id
    from estate.check_findings as f
    join estate.check_rules as r on r.rule = f.rule
    where f.cleared_at is null and r.kind = 'sql' and r.predicate like '%h.same_%'
) end
$$;
comment on function estate.check_scope(bigint[]) is 'The houses to judge when these changed
@internal';
