create function people.visible_premises()
returns setof bigint
language plpgsql
stable
security definer
set search_path = ''
rows 20
as $$
/* The premises of people.sights for the acting person in this cabinet: a resident's only. Frozen: policies use it. */
declare
    v_me bigint := case when people.my_cabinet() = 'resident' then people.me() end;
begin
    if v_me is not null then
        return query
        select distinct s.premise_id
        from people.resident_sights as s
        where s.user_id = v_me and s.premise_id is not null;
    end if;
end
$$;
comment on function people.visible_premises() is 'What the acting person sees: premises';
