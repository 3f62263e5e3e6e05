create function talk.unread()
returns integer
language plpgsql
stable
security definer
set search_path = ''
as $$
/* How many notices of this cabinet the acting person has not read: the bell's number. Older ones only stand in the list. */
declare
    v_me bigint := people.me();
    v_cabinet text := people.my_cabinet();
    v_since timestamptz := lib.moment() - make_interval(days => cabinet.setting('notice_fresh_days')::integer);
begin
    return (
        select count(*)
        from (
            select
            from talk.notices as n
            where
                n.user_id = v_me and n.read_at is null and n.created_at > v_since
                and (n.cabinet = v_cabinet or v_cabinet is null)
            limit 100
        ) as few
    );
end
$$;
comment on function talk.unread() is 'How many notices the acting person has not read
@decides';
