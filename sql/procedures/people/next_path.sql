create function people.next_path(
    p_user bigint,
    p_next text
)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Where to go after signing in: the page that was asked for when it is ours and of a held cabinet, else home. */
begin
    if p_next ~ '^/[a-z][a-z0-9_]*(/[a-zA-Z0-9_/-]*)?(\?[^\s\\]*)?$'
        and substring(p_next from '^/([a-z][a-z0-9_]*)') = any (people.cabinets_of(p_user))
    then
        return p_next;
    end if;
    return people.home_path(p_user);
end
$$;
comment on function people.next_path(bigint, text) is 'Where to go after signing in
@internal';
