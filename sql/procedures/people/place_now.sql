create function people.place_now(
    p_user bigint
)
returns table (
    premise_id bigint,
    house_id bigint,
    grants text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
The address in force of a person in this session: the one chosen in the switcher while it is still his, else the first.
For who only pays an account it is the premise of that account, which people.visible_premises() does not hold.
*/
begin
    return query
    select p.premise_id, p.house_id, p.grants
    from people.places_of(p_user) as p
    order by p.premise_id is not distinct from (
        select s.premise_id
        from people.sessions as s
        where s.key_hash = people.key_hash(current_setting('sokol.session', true)) and s.user_id = p_user
    ) desc, p."position"
    limit 1;
end
$$;
comment on function people.place_now(bigint) is 'The address in force of a person in this session
@internal';
