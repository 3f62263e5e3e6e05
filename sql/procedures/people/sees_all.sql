create function people.sees_all()
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Whether the acting person sees the whole company: signed in, in a cabinet of scope sees_all. Frozen: policies use it. */
begin
    return people.my_scope() = 'sees_all' and people.me() is not null;
end
$$;
comment on function people.sees_all() is 'Whether the acting person sees the whole company';
