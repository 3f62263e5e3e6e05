create function people.staff_mine(
    p_staff bigint
)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Whether the acting person decides for this member of staff (people.my_team). */
begin
    return p_staff is not null and p_staff in (select people.my_team());
end
$$;
comment on function people.staff_mine(bigint) is 'Whether the acting person decides for this member of staff
@decides';
