create function cabinet.role_revoke(
    p_user lib.user_ref,
    p_cabinet text,
    p_reason text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Takes a staff cabinet from a person; open pages of it stop at the next click. The last administrator stays.
Errors: not_found, role_admin_only (403), role_last_admin (409), rule_reason_required (422).
*/
declare
    v_name text;
begin
    perform people.office_demand(array['supervisor', 'admin']);
    if p_cabinet = 'admin' and people.my_cabinet() <> 'admin' then
        perform cabinet.refuse('role_admin_only', p_field => 'p_cabinet');
    end if;
    perform 1 from people.user_cabinets as uc where uc.cabinet = p_cabinet for update;
    if p_cabinet in ('admin', 'supervisor') and not exists (
        select from people.user_cabinets as uc
        join people.users as u on u.user_id = uc.user_id and u.blocked_at is null
        where uc.cabinet = p_cabinet and uc.user_id <> p_user
    ) then
        perform cabinet.refuse('role_last_admin', p_field => 'p_cabinet');
    end if;
    delete from people.user_cabinets as uc where uc.user_id = p_user and uc.cabinet = p_cabinet;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
    select u.name into v_name from people.users as u where u.user_id = p_user;
    perform cabinet.rule_change_put('roles', p_user::text, v_name, p_cabinet, null, p_reason);
end
$$;
comment on function cabinet.role_revoke(lib.user_ref, text, text) is 'Takes a staff cabinet from a person
@decides';
