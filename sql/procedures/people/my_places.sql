create function people.my_places()
returns table (
    premise_id bigint,
    house_id bigint,
    label text,
    relation_kind text,
    grants text[],
    since date,
    until date,
    "position" integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Addresses of the acting person with their labels («Садовая, 12, кв. 47»): people.places_of() of nobody else. */
begin
    return query
    select
        p.premise_id, p.house_id, people.place_label(p.premise_id), p.relation_kind, p.grants, p.since, p.until,
        p."position"
    from people.places_of(people.me()) as p;
end
$$;
comment on function people.my_places() is 'Addresses of the acting person
@decides';
