create function estate.finding_next(
    p_finding lib.finding_ref
)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
After this finding was mended, the form of the next one: of the same weight for the plan first, then of the same house, then of
the same rule; null when nothing is left. Only what the acting person sees, and in the manager's cabinet what is theirs.
*/
declare
    v_all boolean := people.sees_all();
    v_zones bigint[] := array(select desk.my_zones());
    v_staff bigint := people.my_staff();
begin
    return (
        select replace(estate.finding_form(w.n, w.attribute), '_edit?', '-edit?')
        from (
            select n, r.attribute
            from estate.check_findings as f
            join estate.check_rules as fr on fr.rule = f.rule
            join estate.check_findings as n on n.cleared_at is null and n.excused_at is null and n.finding_id <> f.finding_id
            join estate.check_rules as r on r.rule = n.rule
            join estate.houses as h on h.house_id = n.house_id
            where
                f.finding_id = p_finding
                and (v_all or n.staff_id = v_staff or (h.zone_id = any (v_zones) and n.staff_id is null and r.owner = 'zone_manager'))
            order by
                r.blocks_plan <> fr.blocks_plan, n.house_id <> f.house_id, n.rule <> f.rule, r.severity, h.street,
                length(h.number), h.number, h.house_id, r.position, n.finding_id
            limit 1
        ) as w
    );
end
$$;
comment on function estate.finding_next(lib.finding_ref) is 'The form of the next finding after this one
@decides';
