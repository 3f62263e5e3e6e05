create function shared.house_findings(
    p_house lib.house_ref
)
returns table (
    what text,
    severity lib.state,
    owner_name text,
    due_on lib.day,
    _badge_severity text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What the check found wrong in the data of this house and its objects. */
declare
    v_kept boolean := estate.house_kept(p_house);
begin
    return query
    select
        case when position(' · ' in f.address) = 0 then f.what else split_part(f.address, ' · ', 2) || ': ' || f.what end
            || case when f.blocks_plan then ' · ' || cabinet.said('phrase.check_blocks_plan') else '' end,
        cabinet.said('phrase.check_severity.' || f.severity)::lib.state, f.owner_name, f.due_on::lib.day,
        case f.severity when 'error' then 'bad' else 'warn' end, case when v_kept then array[f.fix] end
    from estate.finding_list(p_house => p_house, p_limit => 100) as f;
end
$$;
comment on function shared.house_findings(lib.house_ref) is 'Что не так с данными
@kind cards
@hide_empty
@bold what
@column what Что не так
@column severity Серьёзность
@column owner_name Ответственный
@column due_on Исправить до';
