create function people.user_create(
    p_name lib.person_name,
    p_phone text default null,
    p_email text default null,
    p_cabinets text[] default '{}',
    p_rights text[] default '{}',
    p_language text default 'ru'
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A new person with the cabinets he holds; returns the id. Sign-in is by a one-time code until he sets a password. The
operator may make residents only. Errors: forbidden, contact_phone_wrong, contact_taken.
*/
declare
    v_user bigint;
    v_phone text := case when p_phone is not null then lib.phone_digits(p_phone) end;
begin
    perform people.office_demand(
        case when p_cabinets <@ '{resident}' and p_rights = '{}' then '{supervisor,operator,admin}'::text[]
            else '{supervisor,admin}'::text[] end
    );
    if nullif(trim(p_phone), '') is not null and v_phone is null then
        perform cabinet.refuse('contact_phone_wrong', p_field => 'p_phone');
    elsif exists (
        select from people.users as u
        where u.blocked_at is null and (u.phone = v_phone or lower(u.email) = lower(trim(p_email)))
    ) then
        perform cabinet.refuse('contact_taken', p_field => 'p_phone');
    end if;
    insert into people.users (name, phone, email, language, created_at)
    values (trim(p_name), v_phone, lower(nullif(trim(p_email), '')), p_language, lib.moment())
    returning user_id into v_user;
    insert into people.user_cabinets (user_id, cabinet, rights, granted_at)
    select v_user, c.c, p_rights, lib.moment() from unnest(p_cabinets) as c (c);
    return v_user;
end
$$;
comment on function people.user_create(lib.person_name, text, text, text[], text[], text) is 'A new person
@decides';
