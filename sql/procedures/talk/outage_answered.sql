create function talk.outage_answered(
    p_outage bigint
)
returns table (
    me_too integer,
    back integer,
    still_out integer,
    mine text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* How many flats and posters answered what, and what the chosen flat of the acting resident did. Counts only. */
begin
    return query
    select
        count(*) filter (where a.kind = 'me_too')::integer, count(*) filter (where a.kind = 'back')::integer,
        count(*) filter (where a.kind = 'still_out')::integer,
        coalesce(array_agg(a.kind) filter (where a.premise_id = people.my_premise()), '{}')
    from talk.outage_answers as a
    where a.outage_id = p_outage and exists (select from talk.outages_seen(array[p_outage]));
end
$$;
comment on function talk.outage_answered(bigint) is 'How many flats answered what of an outage
@decides';
