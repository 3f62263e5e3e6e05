create function people.consent_text(
    p_kind text
)
returns people.consent_texts
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The version of a consent's text that is in force today, null when there is none. */
declare
    v_text people.consent_texts;
begin
    select t.*
    into v_text
    from people.consent_texts as t
    where t.kind = p_kind and t.valid_from <= people.today()
    order by t.version desc
    limit 1;
    return v_text;
end
$$;
comment on function people.consent_text(text) is 'The version of a consent''s text that is in force today';
