create function people.my_staff()
returns bigint
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The acting person as a staff member employed today, else null. */
declare
    v_me bigint := people.me();
    v_staff bigint;
    v_employed daterange;
begin
    select s.staff_id, s.employed into v_staff, v_employed from people.staff as s where s.user_id = v_me;
    return case when people.employed_today(v_employed) then v_staff end;
end
$$;
comment on function people.my_staff() is 'The acting person as a staff member, else null';
