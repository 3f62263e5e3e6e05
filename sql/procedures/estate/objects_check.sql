create function estate.objects_check(
    p_source text,
    p_houses bigint[] default null
)
returns bigint
language plpgsql
volatile
set jit = off
as $$
/*
Judges the houses (all of them without p_houses) and their objects by every rule, set-based: what appeared is put down, what
is mended is cleared, what stays keeps its day, its owner and its exception; an exception ends with the value it was
made for. Houses that share an address with these are judged with them. A rule that fails is named in
check_rules.error, its findings stay as they are, and the others are judged. Returns the run.
*/
declare
    v_run bigint;
    v_began timestamptz := clock_timestamp();
    v_houses bigint[] := estate.check_scope(p_houses);
    v_changes estate.finding_change[];
    v_failed text[] := '{}';
    v_found bigint;
begin
    perform estate.check_rules_follow();
    begin
        select c.changes, c.found into v_changes, v_found from estate.check_compare(v_houses) as c;
    exception when data_exception or syntax_error_or_access_rule_violation then
        v_failed := estate.check_rules_failing(v_houses);
        select c.changes, c.found into v_changes, v_found from estate.check_compare(v_houses, v_failed) as c;
    end;
    if p_houses is null then
        update estate.check_rules as r
        set error = null
        where r.error is not null and r.rule <> all (v_failed);
    end if;
    perform estate.check_changes_put(v_changes);
    if p_houses is null or cardinality(v_changes) > 0 then
        perform estate.check_days_put(v_houses);
    end if;
    insert into estate.check_runs (source, user_id, started_at, seconds, houses, found, appeared, cleared)
    select
        p_source, people.me(), lib.moment(), extract(epoch from clock_timestamp() - v_began),
        coalesce(cardinality(v_houses), (select count(*) from estate.houses)), v_found,
        count(*) filter (where c.change = 'appeared'), count(*) filter (where c.change = 'cleared')
    from unnest(v_changes) as c
    returning check_run_id into v_run;
    return v_run;
end
$$;
comment on function estate.objects_check(text, bigint[]) is 'Judges houses and their objects by every rule
@internal';
