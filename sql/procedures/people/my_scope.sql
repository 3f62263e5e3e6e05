create function people.my_scope()
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The scope of the cabinet in which the acting person is: sees_public, sees_premises, sees_houses, sees_all. */
begin
    return (select c.scope from cabinet.cabinets as c where c.cabinet = people.my_cabinet());
end
$$;
comment on function people.my_scope() is 'The scope of the cabinet in which the acting person is';
