create function people.my_premise()
returns bigint
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The address in force of the acting person: people.place_now(). */
begin
    return (select p.premise_id from people.place_now(people.me()) as p);
end
$$;
comment on function people.my_premise() is 'The address in force of the acting person';
