create function people.employed_today(
    p_employed daterange
)
returns boolean
language sql
stable
as $$
/*
Whether an employment holds today. Who is employed yesterday, today and tomorrow is so in any time zone: then the
company's need not be read. Inlined.
*/
select p_employed @> daterange(
    (lib.moment() at time zone 'UTC')::date - 1, (lib.moment() at time zone 'UTC')::date + 2
) or p_employed @> people.today()
$$;
comment on function people.employed_today(daterange) is 'Whether an employment holds today
@internal';
