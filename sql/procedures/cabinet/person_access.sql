create function cabinet.person_access(
    p_user lib.user_ref
)
returns table (
    at timestamptz,
    who text,
    place text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Who read the page of this person, newest first, at most 100 (ФЗ-152). */
begin
    perform people.office_demand(array['supervisor', 'admin']);
    return query
    select a.happened_at, lib.person_short(u.name), cabinet.access_said(a.cabinet, a.place)
    from cabinet.access_log as a
    left join people.users as u on u.user_id = a.user_id
    where a.parameters ? 'p_person' and a.parameters ->> 'p_person' = p_user::text
    order by a.access_id desc
    limit 100;
end
$$;
comment on function cabinet.person_access(lib.user_ref) is 'Who read the page of a person
@decides';
