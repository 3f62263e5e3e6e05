create function people.my_rights()
returns text[]
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Rights of the acting person in this cabinet: people.rights_of(). */
declare
    v_me bigint := people.me();
    v_cabinet text := people.my_cabinet();
begin
    return people.rights_of(v_me, v_cabinet, case when v_cabinet = 'resident' then (
        select p.grants from people.place_now(v_me) as p
    ) end);
end
$$;
comment on function people.my_rights() is 'Rights of the acting person in this cabinet';
