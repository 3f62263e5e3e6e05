create function estate.passport(
    p_house bigint
)
returns jsonb
language sql
stable
as $$
/* All values of a house by the code of their field: columns of estate.houses and what lies beside them. Unknown: absent. */
select estate.values_now('house', p_house)
$$;
comment on function estate.passport(bigint) is 'All values of a house by code';
