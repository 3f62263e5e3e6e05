create function people.office_demand(
    p_cabinets text[] default '{supervisor}'
)
returns void
language plpgsql
stable
as $$
/*
Deeds of the office: the acting person must be in one of these cabinets. A deployer without a session (demo company,
import from the console) passes. Errors: forbidden.
*/
begin
    if people.my_cabinet() is null and session_user = 'sokol_admin' then
        return;
    end if;
    if people.me() is null or not coalesce(people.my_cabinet() = any (p_cabinets), false) then
        perform cabinet.refuse('forbidden');
    end if;
end
$$;
comment on function people.office_demand(text[]) is 'Lets through only who acts in one of these cabinets
@internal';
