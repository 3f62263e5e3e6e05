create function upkeep.norm_due_said(
    p_object_type text,
    p_due jsonb,
    p_lead_days integer
)
returns text
language plpgsql
stable
set search_path = ''
as $$
/* The day of the passport in words: «к дню «Поверка до», иначе «Поверен» и «Межповерочный интервал», не раньше чем за 60 дней»; null without. */
declare
    v_titles jsonb := (
        select jsonb_object_agg(a.code, '«' || case when lib.language() = 'en' then coalesce(a.title_en, a.title) else a.title end || '»')
        from estate.attributes as a
        where a.object_type = p_object_type
    );
    v_from text := (
        select string_agg(v_titles ->> f.code, cabinet.said('phrase.norm_due_or') order by f.n)
        from jsonb_array_elements_text(p_due -> 'from') with ordinality as f (code, n)
    );
begin
    if p_due is null then
        return null;
    end if;
    return cabinet.said('phrase.norm_due_lead', jsonb_build_object(
        'days', p_lead_days,
        'due', concat_ws(
            cabinet.said('phrase.norm_due_else'),
            case when p_due ? 'on' then cabinet.said('phrase.norm_due_on', jsonb_build_object('field', v_titles ->> (p_due ->> 'on'))) end,
            case when v_from is not null then cabinet.said('phrase.norm_due_from', jsonb_build_object(
                'fields', v_from, 'after', concat_ws(
                    cabinet.said('phrase.norm_due_or'), v_titles ->> (p_due ->> 'every'),
                    case when p_due ? 'months' then
                        cabinet.said('phrase.norm_due_months', jsonb_build_object('months', p_due ->> 'months')) end))) end)));
end
$$;
comment on function upkeep.norm_due_said(text, jsonb, integer) is 'The day of the passport in words';
