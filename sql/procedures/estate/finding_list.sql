create function estate.finding_list(
    p_search text default null,
    p_rule text default null,
    p_severity text default null,
    p_blocking boolean default null,
    p_state text default 'open',
    p_zone bigint default null,
    p_house bigint default null,
    p_staff bigint default null,
    p_mine bigint[] default null,
    p_owner text default null,
    p_sort text default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    finding_id bigint,
    house_id bigint,
    object_id bigint,
    address text,
    what text,
    severity text,
    blocks_plan boolean,
    owner_name text,
    due_on date,
    found_at timestamptz,
    excuse text,
    zone_name text,
    rule text,
    fix text,
    version integer,
    total bigint
)
language plpgsql
stable
set search_path = ''
as $$
/*
Findings that the calling cabinet sees: errors that keep the house out of the plan first, then errors, then warnings, by
address. p_state: open, given (to somebody), excused, cleared. p_mine, zones: those of these zones whose rule is the zone
manager's, and those given to p_staff. fix: the form where the value is mended, its field in focus.
*/
declare
    v_houses bigint[] := case when coalesce(trim(p_search), '') <> '' then desk.houses_found(p_search) end;
    v_key text := ltrim(coalesce(p_sort, ''), '-');
    v_down boolean := coalesce(p_sort, '') like '-%';
begin
    return query
    with chosen as (
        select
            f as finding, f.finding_id, f.house_id, f.object_id, f.entrance_id, f.premise_id, f.rule, f."value", f.other, f.staff_id, f.due_on, f.found_at, f.excuse,
            f.version, r.severity, r.blocks_plan, r.owner, r.attribute, h.street, h.number, h.zone_id,
            count(*) over () as total,
            row_number() over (
                order by
                    case when v_key = 'found_at' and v_down then f.found_at end desc,
                    case when v_key = 'found_at' then f.found_at end,
                    case when v_key = 'due_on' and v_down then f.due_on end desc nulls last,
                    case when v_key = 'due_on' then f.due_on end,
                    case when v_key = 'address' and v_down then h.street end desc,
                    case when v_key = 'address' then h.street end,
                    case when v_key = 'severity' and v_down then r.severity end desc,
                    r.severity, r.blocks_plan desc, h.street, length(h.number), h.number, h.house_id, r.position, f.finding_id
            ) as place
        from estate.check_findings as f
        join estate.check_rules as r on r.rule = f.rule
        join estate.houses as h on h.house_id = f.house_id
        where
            case coalesce(p_state, 'open')
                when 'cleared' then f.cleared_at is not null
                when 'excused' then f.cleared_at is null and f.excused_at is not null
                when 'given' then f.cleared_at is null and f.excused_at is null and f.staff_id is not null
                else f.cleared_at is null and f.excused_at is null
            end
            and (p_rule is null or f.rule = p_rule)
            and (p_severity is null or r.severity = p_severity)
            and (not coalesce(p_blocking, false) or r.blocks_plan)
            and (p_house is null or f.house_id = p_house)
            and (v_houses is null or f.house_id = any (v_houses))
            and (p_zone is null or h.zone_id = p_zone)
            and case
                when p_mine is null and p_owner is null then p_staff is null or f.staff_id = p_staff
                when f.staff_id is not null then f.staff_id = p_staff
                else r.owner = p_owner or (r.owner = 'zone_manager' and h.zone_id = any (p_mine))
            end
        order by place
        limit p_limit offset p_offset
    )

    select
        c.finding_id, c.house_id, c.object_id,
        c.street || ', ' || c.number || coalesce(' · ' || coalesce(
            o.name::text, estate.object_place_said(c.entrance_id, c.premise_id)), ''),
        estate.finding_said(c.rule, c."value", c.other), c.severity, c.blocks_plan,
        coalesce(lib.person_short(s.name), cabinet.said('phrase.check_owner.' || c.owner)), c.due_on, c.found_at, c.excuse,
        z.name::text, c.rule,
        estate.finding_form(c.finding, c.attribute),
        c.version, c.total
    from chosen as c
    join estate.zones as z on z.zone_id = c.zone_id
    left join people.staff as s on s.staff_id = c.staff_id
    left join estate.objects as o on o.object_id = c.object_id
    order by c.place;
end
$$;
comment on function estate.finding_list(
    text, text, text, boolean, text, bigint, bigint, bigint, bigint[], text, text, integer, integer
) is 'Findings that the calling cabinet sees';
