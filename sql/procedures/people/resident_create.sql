create function people.resident_create(
    p_premise lib.premise_ref,
    p_name lib.person_name,
    p_phone text default null,
    p_email text default null,
    p_kind text default 'owner',
    p_share numeric default null,
    p_from date default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A new resident of a premise in one step; returns the user id. Errors: those of user_create and relation_create. */
declare
    v_user bigint := people.user_create(p_name, p_phone, p_email, '{resident}');
begin
    perform people.relation_create(v_user, p_premise, p_kind, p_share, p_from);
    return v_user;
end
$$;
comment on function people.resident_create(lib.premise_ref, lib.person_name, text, text, text, numeric, date) is
'A new resident of a premise
@decides';
