create function people.cabinet_held(
    p_cabinet text,
    p_given boolean,
    p_employed daterange
)
returns boolean
language sql
stable
as $$
/*
Whether a cabinet that a person was given (p_given) may be entered now: who is or was staff (p_employed) only while employed,
but for the residents' cabinet. Without a subquery or settings of its own, so that it costs nothing where it is asked.
*/
select p_given and (p_cabinet = 'resident' or p_employed is null or people.employed_today(p_employed))
$$;
comment on function people.cabinet_held(text, boolean, daterange) is 'Whether a cabinet that was given may be entered now
@internal';
