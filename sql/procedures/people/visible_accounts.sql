create function people.visible_accounts()
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
    select distinct s.account_id
    from people.sights as s
    where s.user_id = (select people.me())
        and s.cabinet = (select people.my_cabinet())
        and s.account_id is not null;
end
$$;
comment on function people.visible_accounts() is 'What the acting person sees: accounts';
