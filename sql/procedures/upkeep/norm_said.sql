create function upkeep.norm_said(
    p_norm upkeep.norms
)
returns text
language plpgsql
stable
set search_path = ''
as $$
/* How often and when, in words: «2 раза в год: апрель, май, 60 мин × 1»; the history of a norm keeps it. */
begin
    return (
        select
            upkeep.frequency_said(p_norm.times, p_norm.per_months)
            || coalesce('; ' || upkeep.norm_due_said(p_norm.object_type, p_norm.due, p_norm.lead_days), '')
            || case when cardinality(p_norm.months) < 12 then ': ' || upkeep.months_said(p_norm.months) else '' end
            || ', ' || cabinet.said('phrase.norm_effort', jsonb_build_object(
                'minutes', p_norm.planned_minutes, 'people', p_norm.people_count))
            || coalesce('; ' || upkeep.norm_conditions_said(p_norm.object_type, p_norm.conditions), '')
            || case when p_norm.active then '' else '; ' || cabinet.said('phrase.norm_off') end
    );
end
$$;
comment on function upkeep.norm_said(upkeep.norms) is 'A norm in words';
