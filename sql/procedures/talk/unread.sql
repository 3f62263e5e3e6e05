create function talk.unread()
returns integer
language plpgsql
stable
security definer
set search_path = ''
as $$
/* How many notices of this cabinet the acting person has not read: the bell's number. Older ones only stand in the list. */
begin
    return (
        select count(*)
        from (
            select
            from talk.notices as n
            where
                n.user_id = people.me() and n.read_at is null
                and n.created_at > lib.moment() - make_interval(days => cabinet.setting('notice_fresh_days')::integer)
                and (n.cabinet = people.my_cabinet() or people.my_cabinet() is null)
            limit 100
        ) as few
    );
end
$$;
comment on function talk.unread() is 'How many notices the acting person has not read
@decides';
