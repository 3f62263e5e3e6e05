create function people.visible_premises()
returns setof bigint
language plpgsql
stable
security definer
set search_path = ''
rows 20
as $$
/* The rows of people.sights for the acting person in this cabinet. Frozen: policies use it. */
begin
    return query
    select distinct s.premise_id
    from people.sights as s
    where s.user_id = (select people.me())
        and s.cabinet = (select people.my_cabinet())
        and s.premise_id is not null;
end
$$;
comment on function people.visible_premises() is 'What the acting person sees: premises';
