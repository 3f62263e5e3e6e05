create function estate.check_tell()
returns integer
language plpgsql
volatile
as $$
/*
Tells each owner, in one message, how many findings are new for them since they were last told, in how many houses, and
how many keep houses out of the plan. Returns how many people are told.
*/
declare
    v_findings bigint[] := array(
        select f.finding_id
        from estate.check_findings as f
        where f.cleared_at is null and f.excused_at is null and f.told_at is null
        order by f.finding_id
        for no key update skip locked
    );
    v_told integer;
begin
    perform talk.event_raise(
        case o.cabinet when 'manager' then 'check_manager' when 'operator' then 'check_operator' else 'check_office' end,
        null, p_user => o.user_id, p_values => jsonb_build_object(
            'count', count(*), 'houses', count(distinct f.house_id), 'blocking', count(*) filter (where r.blocks_plan)
        )
    )
    from estate.finding_owners(v_findings) as o
    join estate.check_findings as f on f.finding_id = o.finding_id
    join estate.check_rules as r on r.rule = f.rule
    group by o.user_id, o.cabinet
    order by o.user_id;
    get diagnostics v_told = row_count;
    update estate.check_findings as f set told_at = lib.moment() where f.finding_id = any (v_findings);
    return v_told;
end
$$;
comment on function estate.check_tell() is 'Tells owners what is new for them, once
@internal';
