create function estate.sheet_order(
    p_kind text
)
returns integer
language sql
immutable
parallel safe
as $$
/* Valves first, then gas and electricity, then keys and the rest: what is looked for when water runs. */
select array_position(array['valve', 'gas', 'switchboard', 'key', 'fire', 'basement', 'roof', 'other'], p_kind)
$$;
comment on function estate.sheet_order(text) is 'The place of a kind on the emergency sheet';
