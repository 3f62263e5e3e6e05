create function estate.fact_sql(
    p_attribute text,
    p_kind text
)
returns text
language sql
immutable
as $$
/*
The value of a field of h as an expression of its kind; null where something of another kind lies there, so that one value
written past the forms does not stop a statement over all houses.
*/
select format(case
    when p_kind in ('integer', 'number', 'year')
        then '(case jsonb_typeof(h."values" -> %1$L) when ''number'' then (h."values" ->> %1$L)::numeric end)'
    when p_kind = 'boolean'
        then '(case jsonb_typeof(h."values" -> %1$L) when ''boolean'' then (h."values" ->> %1$L)::boolean end)'
    when p_kind = 'date' then 'estate.fact_date(h."values", %1$L)'
    else '(h."values" ->> %1$L)'
end, p_attribute)
$$;
comment on function estate.fact_sql(text, text) is 'The value of a field as an expression
@internal';
