create function estate.check_changes_put(
    p_changes estate.finding_change[]
)
returns void
language plpgsql
volatile
as $$
/*
Writes what a run changes. The houses are held first, in the order of their ids: who changes a house and has it judged holds
it already, so two runs wait for each other here and nowhere else.
*/
begin
    perform from estate.houses as h
    where h.house_id in (select c.house_id from unnest(p_changes) as c)
    order by h.house_id
    for key share;
    update estate.check_findings as f
    set cleared_at = lib.moment(), version = f.version + 1
    from unnest(p_changes) as c
    where c.change = 'cleared' and f.finding_id = c.finding_id and f.cleared_at is null;
    update estate.check_findings as f
    set
        "value" = c."value", other = c.other, version = f.version + 1, excused_at = null, excused_by = null, excuse = null,
        told_at = case when f.excused_at is null then f.told_at end
    from unnest(p_changes) as c
    where c.change = 'changed' and f.finding_id = c.finding_id and f.cleared_at is null;
    insert into estate.check_findings (rule, house_id, object_id, entrance_id, premise_id, "value", other, found_at)
    select
        c.rule, c.house_id, case when r.object_type not in ('house', 'entrance', 'premise') then c.subject_id end,
        case when r.object_type = 'entrance' then c.subject_id end, case when r.object_type = 'premise' then c.subject_id end,
        c."value", c.other, lib.moment()
    from unnest(p_changes) with ordinality as c (change, finding_id, rule, house_id, subject_id, "value", other, n)
    join estate.check_rules as r on r.rule = c.rule
    where c.change = 'appeared'
    order by c.n
    on conflict (rule, house_id, coalesce(object_id, entrance_id, premise_id, 0)) where cleared_at is null do nothing;
end
$$;
comment on function estate.check_changes_put(estate.finding_change[]) is 'Writes what a run of the check changes
@internal';
