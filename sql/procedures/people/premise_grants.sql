create function people.premise_grants(
    p_premise bigint
)
returns text[]
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What the acting person's relation to a premise grants now; empty when there is none. */
begin
    return coalesce((
        select p.grants from people.places_of(people.me()) as p where p.premise_id = p_premise
    ), '{}');
end
$$;
comment on function people.premise_grants(bigint) is 'What the acting person''s relation to a premise grants
@decides';
