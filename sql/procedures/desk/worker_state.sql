create function desk.worker_state(
    p_state text,
    p_on_way_at timestamptz,
    p_started_at timestamptz
)
returns text
language sql
immutable
parallel safe
as $$
/* State of an order in the performer's words: on the way and at work are told apart inside in_progress. */
select case
    when p_state = 'in_progress' and p_started_at is not null then 'worker_words.working'
    when p_state = 'in_progress' and p_on_way_at is not null then 'worker_words.on_way'
    when p_state = 'in_progress' then 'worker_words.accepted'
    when p_state = 'assigned' then 'worker_words.assigned'
    else p_state
end
$$;
comment on function desk.worker_state(text, timestamptz, timestamptz) is
'State of an order in the performer''s words, as the code of a text row';
