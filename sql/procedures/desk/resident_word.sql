create function desk.resident_word(
    p_state text,
    p_waiting_reason text,
    p_on_way_at timestamptz,
    p_started_at timestamptz
)
returns text
language sql
immutable
parallel safe
as $$
/*
State of an order in the resident's words: a code of the text rows lookup.resident_words.<code>. «Едет» and «Работает»
are events inside in_progress, waiting says whose move it is.
*/
select 'resident_words.' || case
    when p_state = 'in_progress' and p_started_at is not null then 'working'
    when p_state in ('assigned', 'in_progress') and p_on_way_at is not null then 'on_way'
    when p_state = 'waiting' and p_waiting_reason in ('resident', 'no_access') then 'waiting_you'
    else p_state
end
$$;
comment on function desk.resident_word(text, text, timestamptz, timestamptz) is
'State of an order in the resident''s words, as the code of a text row';
