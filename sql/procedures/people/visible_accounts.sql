create function people.visible_accounts()
returns setof bigint
language plpgsql
stable
security definer
set search_path = ''
rows 20
as $$
/* The accounts of people.sights for the acting person in this cabinet: a resident's only. Frozen: policies use it. */
declare
    v_me bigint := case when people.my_cabinet() = 'resident' then people.me() end;
begin
    if v_me is not null then
        return query
        select distinct s.account_id
        from people.resident_sights as s
        where s.user_id = v_me and s.account_id is not null;
    end if;
end
$$;
comment on function people.visible_accounts() is 'What the acting person sees: accounts';
