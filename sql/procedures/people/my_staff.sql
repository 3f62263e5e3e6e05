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
begin
    return (
        select s.staff_id
        from people.staff as s
        where s.user_id = v_me and s.employed @> people.today()
    );
end
$$;
comment on function people.my_staff() is 'The acting person as a staff member, else null';
