create function talk.unread()
returns integer
language plpgsql
stable
security definer
set search_path = ''
as $$
/* How many notices of this cabinet the acting person has not read: the bell's number. */
begin
    return (
        select count(*)
        from talk.notices as n
        where
            n.user_id = people.me() and n.read_at is null
            and (n.cabinet = people.my_cabinet() or people.my_cabinet() is null)
    );
end
$$;
comment on function talk.unread() is 'How many notices the acting person has not read
@decides';
