create function people.home_path(
    p_user bigint
)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Where a person lands after signing in: the home page of the first cabinet, the guest's when there is none. */
begin
    return coalesce((
        select '/' || c.cabinet || '/' || replace(c.home, '_', '-')
        from cabinet.cabinets as c
        where c.cabinet = (people.cabinets_of(p_user))[1]
    ), '/');
end
$$;
comment on function people.home_path(bigint) is 'Where a person lands after signing in
@internal';
