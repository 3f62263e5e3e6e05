create function people.place_label(
    p_premise bigint
)
returns text
language plpgsql
stable
set search_path = ''
as $$
/* «Садовая, 12, кв. 47» in the language of the reader, under the walls of who calls. */
begin
    return (
        select
            h.street || ', ' || h.number || ', '
            || cabinet.said('label.premise_' || p.kind || '_short', jsonb_build_object('number', p.number))
        from estate.premises as p
        join estate.houses as h on h.house_id = p.house_id
        where p.premise_id = p_premise
    );
end
$$;
comment on function people.place_label(bigint) is 'Short address of a premise';
