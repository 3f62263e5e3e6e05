create function cabinet.role_grant(
    p_user lib.user_ref,
    p_cabinet text,
    p_reason text,
    p_rights text[] default '{}'
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Gives a person a staff cabinet. The administrator gives every cabinet; a supervisor all but admin.
Errors: not_found, role_admin_only (403), rule_reason_required (422).
*/
declare
    v_name text;
begin
    perform people.office_demand(array['supervisor', 'admin']);
    select u.name into v_name from people.users as u where u.user_id = p_user and u.blocked_at is null and not u.is_system;
    if v_name is null or not exists (
        select from cabinet.cabinets as c where c.cabinet = p_cabinet and c.frame = 'staff'
    ) then
        perform cabinet.refuse('not_found');
    end if;
    if p_cabinet = 'admin' and people.my_cabinet() <> 'admin' then
        perform cabinet.refuse('role_admin_only', p_field => 'p_cabinet');
    end if;
    insert into people.user_cabinets (user_id, cabinet, rights)
    values (p_user, p_cabinet, coalesce(p_rights, '{}'))
    on conflict (user_id, cabinet) do update set rights = excluded.rights;
    perform cabinet.rule_change_put('roles', p_user::text, v_name, null, p_cabinet, p_reason);
end
$$;
comment on function cabinet.role_grant(lib.user_ref, text, text, text[]) is 'Gives a person a staff cabinet
@decides';
