create function talk.outage_text(
    p_outage bigint,
    p_kind text,
    p_language text,
    p_end timestamptz default null
)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
The words of a message out of rows: texts outage.text.<emergency|planned|extended|ended|cancelled> with what, where, from, until,
why, who works, what to do, whom to call. p_kind: announced, extended, ended, cancelled; corrected says the announcement anew.
*/
declare
    v_outage talk.outages;
    v_utility estate.utilities;
    v_zone text := talk.outage_zone(p_outage);
    v_english boolean := p_language = 'en';
    v_from text;
    v_until text;
    v_end timestamptz;
    v_key text;
begin
    select o.* into v_outage from talk.outages as o where o.outage_id = p_outage;
    select u.* into v_utility from estate.utilities as u where u.utility = v_outage.utility;
    v_end := coalesce(p_end, v_outage.planned_end);
    v_from := talk.moment_text(v_outage.starts_at, p_language, v_zone);
    v_until := talk.moment_text(v_end, p_language, v_zone);
    if (v_outage.starts_at at time zone v_zone)::date = (v_end at time zone v_zone)::date then
        v_until := to_char(v_end at time zone v_zone, 'FMHH24:MI');
    end if;
    v_key := case when p_kind in ('announced', 'corrected') then v_outage.kind else p_kind end;
    return trim(regexp_replace(cabinet.said(
        'outage.text.' || v_key,
        jsonb_build_object(
            'said', case when v_english then v_utility.said_en else v_utility.said end,
            'said_low', case
                when v_english then lower(left(v_utility.said_en, 1)) || substr(v_utility.said_en, 2)
                else lower(left(v_utility.said, 1)) || substr(v_utility.said, 2) end,
            'planned_said', case when v_english then v_utility.planned_said_en else v_utility.planned_said end,
            'back_said', case when v_english then v_utility.back_said_en else v_utility.back_said end,
            'place', talk.outage_places_said(p_outage, p_language),
            'from', v_from,
            'until', v_until,
            'reason', case when coalesce(trim(v_outage.reason), '') <> '' then cabinet.said(
                'outage.text.reason', jsonb_build_object(
                    'reason', lower(left(trim(v_outage.reason), 1)) || substr(trim(v_outage.reason), 2)), p_language) end,
            'works', case when coalesce(trim(v_outage.works_owner), '') <> '' then cabinet.said(
                'outage.text.works', jsonb_build_object('who', trim(v_outage.works_owner)), p_language) end,
            'advice', coalesce(case when v_english then v_utility.advice_en else v_utility.advice end, ''),
            'phone', regexp_replace(
                cabinet.setting('emergency_phone'), '^\+7(\d{3})(\d{3})(\d{2})(\d{2})$', '+7 \1 \2-\3-\4')
        ), p_language
    ), '\s+', ' ', 'g'));
end
$$;
comment on function talk.outage_text(bigint, text, text, timestamptz) is 'The words of a message of an outage, made from rows
@internal';
