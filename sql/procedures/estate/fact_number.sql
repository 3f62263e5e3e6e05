create function estate.fact_number(
    p_values jsonb,
    p_code text
)
returns numeric
language sql
immutable
parallel safe
as $$
/* A number of a passport; null where none lies there. For rules of the check and conditions in SQL. */
select case jsonb_typeof(p_values -> p_code) when 'number' then (p_values ->> p_code)::numeric end
$$;
comment on function estate.fact_number(jsonb, text) is 'A number of a passport';
