create function people.pattern_save(
    p_pattern lib.pattern_ref,
    p_title text,
    p_cycle_days integer,
    p_days integer[],
    p_starts time,
    p_hours numeric,
    p_on_call boolean default true,
    p_active boolean default true
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A new pattern of duty (p_pattern null) or a changed one; shifts that are laid stay as they are. A shift may reach into the next day
as long as the person has no shift there: «сутки через трое». Errors: not_found, pattern_days, pattern_hours, pattern_taken.
*/
declare
    v_days smallint[] := array(select distinct d.d::smallint from unnest(p_days) as d (d) order by 1);
    v_id bigint;
begin
    perform people.office_demand('{supervisor}');
    if p_cycle_days not between 1 and 28 or cardinality(v_days) = 0 or exists (
        select from unnest(v_days) as d (d) where d.d not between 1 and p_cycle_days
    ) then
        perform cabinet.refuse('pattern_days', p_field => 'p_days');
    elsif p_hours <= 0 or p_hours > 48 or exists (
        select from unnest(v_days) as a (d)
        cross join lateral (
            select min(case when b.d > a.d then b.d - a.d else b.d + p_cycle_days - a.d end) as gap from unnest(v_days) as b (d)
        ) as n
        where n.gap * 24 < p_hours
    ) then
        perform cabinet.refuse('pattern_hours', p_field => 'p_hours');
    elsif exists (
        select from people.duty_patterns as p
        where p.title = trim(p_title) and p.duty_pattern_id is distinct from p_pattern
    ) then
        perform cabinet.refuse('pattern_taken', p_field => 'p_title');
    end if;
    if p_pattern is null then
        insert into people.duty_patterns (title, cycle_days, days, starts, hours, on_call, active)
        values (trim(p_title), p_cycle_days, v_days, p_starts, p_hours, p_on_call, p_active)
        returning duty_pattern_id into v_id;
    else
        update people.duty_patterns as p
        set title = trim(p_title), title_en = case when p.title = trim(p_title) then p.title_en end,
            cycle_days = p_cycle_days, days = v_days, starts = p_starts, hours = p_hours, on_call = p_on_call,
            active = p_active
        where p.duty_pattern_id = p_pattern
        returning p.duty_pattern_id into v_id;
        if v_id is null then
            perform cabinet.refuse('not_found');
        end if;
    end if;
    return v_id;
end
$$;
comment on function people.pattern_save(lib.pattern_ref, text, integer, integer[], time, numeric, boolean, boolean) is
'A new or changed pattern of duty
@decides';
