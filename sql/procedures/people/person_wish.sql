create function people.person_wish(
    p_user bigint
)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What a person asks of the company («звонить на домашний»): for the operator and the supervisor. */
begin
    if not coalesce(people.my_cabinet() in ('operator', 'supervisor'), false) then
        return null;
    end if;
    return (select u.note from people.users as u where u.user_id = p_user);
end
$$;
comment on function people.person_wish(bigint) is 'What a person asks of the company
@decides';
