create function estate.findings_seen(
    p_ids bigint[]
)
returns table (
    id bigint,
    name text,
    version integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Those of the houses one sees, mended ones too. Asked by cabinet.refs_seen. */
begin
    return query
    select f.finding_id, h.street || ', ' || h.number || ': ' || estate.finding_said(f.rule, f."value", f.other), f.version
    from estate.check_findings as f
    join estate.houses as h on h.house_id = f.house_id
    where
        f.finding_id = any (p_ids)
        and (people.sees_all() or f.house_id in (select people.visible_houses()))
        and people.my_scope() in ('sees_all', 'sees_houses');
end
$$;
comment on function estate.findings_seen(bigint[]) is 'Which of these findings the acting person may open
@internal';
