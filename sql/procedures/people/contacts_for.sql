create function people.contacts_for(
    p_users bigint[]
)
returns table (
    user_id bigint,
    name text,
    short_name text,
    phone text,
    phone_masked text
)
language plpgsql
stable
security definer
set search_path = ''
rows 20
as $$
/*
Names and phones as far as the acting person may see them (rules.md, «Who sees what»); the only way they leave. No row
for who may not be named. Operator and supervisor (or right «contacts»): everybody. Other company-wide cabinets: names.
Staff by houses: colleagues; residents of their orders from taking until some days after closing (setting contact_days), the zone's manager also
those of his zone's queue. Residents: themselves, their household, names of staff. Guests: nobody.
*/
declare
    v_me bigint := people.me();
    v_scope text := people.my_scope();
    v_full boolean;
    v_staff bigint;
    v_since timestamptz;
begin
    if people.system_acts() then
        v_full := true;
    else
        v_full := v_me is not null and v_scope = 'sees_all' and (
            people.my_cabinet() in ('operator', 'supervisor') or people.has_right('contacts')
        );
    end if;
    if v_full then
        return query
        select u.user_id, u.name::text, lib.person_short(u.name), u.phone, lib.phone_masked(u.phone)
        from people.users as u
        where u.user_id = any (p_users);
        return;
    end if;
    if v_me is null then
        return;
    end if;
    if v_scope = 'sees_all' then
        return query
        select
            u.user_id, u.name::text, lib.person_short(u.name),
            case when u.user_id = v_me then u.phone end, lib.phone_masked(u.phone)
        from people.users as u
        where u.user_id = any (p_users);
        return;
    end if;
    if v_scope = 'sees_houses' then
        v_staff := people.my_staff();
        v_since := lib.moment() - make_interval(days => cabinet.setting('contact_days')::integer);
        return query
        with managed as (
            select b.zone_id
            from people.zone_managers as m
            cross join lateral (
                with recursive branch (zone_id) as (
                    select m.zone_id
                    union
                    select child.zone_id
                    from estate.zones as child
                    join branch on branch.zone_id = child.parent_id
                )

                select branch.zone_id from branch
            ) as b
            where m.staff_id = v_staff and m.during @> people.today()
        ),

        known (user_id) as (
            select v_me
            union
            select s.user_id from people.staff as s where s.user_id = any (p_users)
            union
            select person.id
            from desk.orders as o
            cross join lateral (values (o.resident_id), (o.author_id)) as person (id)
            where o.assignee_id = v_staff and o.open and person.id = any (p_users)
            union
            select person.id
            from desk.orders as o
            cross join lateral (values (o.resident_id), (o.author_id)) as person (id)
            where o.assignee_id = v_staff
                and not o.open
                and (o.closed_at is null or o.closed_at > v_since)
                and person.id = any (p_users)
            union
            select person.id
            from desk.order_members as m
            join desk.orders as o on o.order_id = m.order_id
            cross join lateral (values (o.resident_id), (o.author_id)) as person (id)
            where m.staff_id = v_staff
                and m.removed_at is null
                and (o.open or o.closed_at is null or o.closed_at > v_since)
                and person.id = any (p_users)
            union
            select o.resident_id
            from desk.orders as o
            where o.resident_id = any (p_users)
                and o.zone_id in (select z.zone_id from managed as z)
                and (o.open or o.closed_at is null or o.closed_at > v_since)
        )

        select u.user_id, u.name::text, lib.person_short(u.name), u.phone, lib.phone_masked(u.phone)
        from people.users as u
        join known as k on k.user_id = u.user_id
        where u.user_id = any (p_users);
        return;
    end if;
    if v_scope = 'sees_premises' then
        return query
        with household (user_id) as (
            select v_me
            union
            select r.user_id
            from people.relations as r
            where r.premise_id in (select people.visible_premises()) and r.during @> people.today()
            union
            select p.user_id
            from people.payers as p
            where p.account_id in (select people.visible_accounts()) and p.during @> people.today()
        )

        select
            u.user_id, u.name::text, lib.person_short(u.name),
            case when u.user_id = v_me then u.phone end, lib.phone_masked(u.phone)
        from people.users as u
        join household as h on h.user_id = u.user_id
        where u.user_id = any (p_users)
        union
        select s.user_id, s.name::text, lib.person_short(s.name), null, null
        from people.staff as s
        where s.user_id = any (p_users) and s.user_id not in (select h.user_id from household as h);
    end if;
end
$$;
comment on function people.contacts_for(bigint[]) is 'Names and phones as far as the acting person may see them';
