create function people.rights_of(
    p_user bigint,
    p_cabinet text,
    p_grants text[]
)
returns text[]
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Rights of a person in a cabinet: those of the cabinet's row; what the relation to the address in force grants (p_grants:
orders, readings, bills, people); in the managers' cabinet «zone» for who manages one today.
*/
declare
    v_rights text[] := coalesce((
        select c.rights from people.user_cabinets as c where c.user_id = p_user and c.cabinet = p_cabinet
    ), '{}') || coalesce(p_grants, '{}');
begin
    if p_cabinet = 'manager' and exists (
        select
        from people.staff as s
        join people.zone_managers as z on z.staff_id = s.staff_id
        where s.user_id = p_user and z.during @> people.today()
    ) then
        return v_rights || '{zone}'::text[];
    end if;
    return v_rights;
end
$$;
comment on function people.rights_of(bigint, text, text[]) is 'Rights of a person in a cabinet
@internal';
