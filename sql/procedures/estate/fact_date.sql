create function estate.fact_date(
    p_values jsonb,
    p_code text
)
returns date
language plpgsql
immutable
parallel safe
as $$
/* A day of a passport; null where none lies there, also for 31.02. For rules of the check and conditions in SQL. */
begin
    return case when p_values ->> p_code ~ '^\d{4}-\d{2}-\d{2}$' then (p_values ->> p_code)::date end;
exception when datetime_field_overflow then
    return null;
end
$$;
comment on function estate.fact_date(jsonb, text) is 'A day of a passport';
