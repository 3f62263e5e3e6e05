create function estate.values_of(
    p_values jsonb,
    p_codes text[]
)
returns jsonb
language sql
immutable
as $$
/* Values of these fields alone, null where nothing is known. */
select coalesce(jsonb_object_agg(c.code, p_values -> c.code), '{}') from unnest(p_codes) as c (code)
$$;
comment on function estate.values_of(jsonb, text[]) is 'Values of these fields alone
@internal';
