create function desk.caller_find(
    p_search text
)
returns table (
    hit text,
    title text,
    note text,
    house_id bigint,
    premise_id bigint,
    user_id bigint,
    order_id bigint,
    open_orders bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Who calls and from where, by one field: phone (also its last 4 digits or more), number of an order or account, name, or an
address shortened as one hears it: «сад 12 47» is Садовая, house 12, flat 47. hit: order, person, premise, house.
At most 12 rows, best first. For the operator and the supervisor, who see all contacts.
*/
declare
    v_text text := trim(lower(replace(coalesce(p_search, ''), 'ё', 'е')));
    v_digits text := regexp_replace(v_text, '\D', '', 'g');
    v_words text[];
    v_numbers text[];
    v_houses bigint[];
    v_people bigint[];
begin
    perform people.office_demand(array['operator', 'supervisor']);
    if length(v_text) < 2 then
        return;
    end if;
    select
        array_agg(t.token order by t.n) filter (where t.token ~ '^[[:alpha:]]' and length(t.token) > 1),
        array_agg(t.token order by t.n) filter (where t.token ~ '^\d')
    into v_words, v_numbers
    from regexp_split_to_table(
        regexp_replace(v_text, '(^|[\s,.])(ул|улица|д|дом|кв|квартира|пр|просп|пер|корп|№)\.?(?=[\s,\d]|$)', ' ', 'g'),
        '[\s,]+'
    ) with ordinality as t (token, n)
    where t.token <> '';

    -- a number alone: order, account, phone
    if v_words is null and length(v_digits) >= 3 then
        return query
        select 'order', '№ ' || o.number || '. ' || o.title, coalesce(people.place_label(o.premise_id), h.street || ', ' || h.number),
            o.house_id, o.premise_id, o.resident_id, o.order_id, null::bigint
        from desk.orders as o
        join estate.houses as h on h.house_id = o.house_id
        where length(v_digits) <= 12 and o.number = v_digits::bigint;
        return query
        select 'premise', people.place_label(p.premise_id), a.number,
            p.house_id, p.premise_id, null::bigint, null::bigint,
            (select count(*) from desk.orders as o where o.premise_id = p.premise_id and o.open)
        from money.accounts as a
        join estate.premises as p on p.premise_id = a.premise_id
        join estate.houses as h on h.house_id = p.house_id
        where a.number = v_digits;
    end if;
    if v_words is null and length(v_digits) >= 4 then
        select array_agg(u.user_id)
        into v_people
        from (
            select u.user_id
            from people.users as u
            where u.search like '%' || right(v_digits, 10) and u.blocked_at is null and not u.is_system
            limit 20
        ) as u;
    elsif v_words is not null and (v_numbers is null or cardinality(v_numbers) = 0) then
        select array_agg(u.user_id)
        into v_people
        from (
            select u.user_id
            from people.users as u
            where
                u.search like '%' || v_words[1] || '%'
                and u.search like all (select '%' || w.word || '%' from unnest(v_words) as w (word))
                and u.blocked_at is null and not u.is_system
            order by u.name
            limit 20
        ) as u;
    end if;
    return query
    select 'person', u.name::text, people.place_label(p.premise_id),
        p.house_id, p.premise_id, u.user_id, null::bigint,
        (select count(*) from desk.orders as o where o.premise_id = p.premise_id and o.open)
    from people.users as u
    join people.relations as r on r.user_id = u.user_id and r.during @> lib.moment()::date
    join estate.premises as p on p.premise_id = r.premise_id
    join estate.houses as h on h.house_id = p.house_id
    where u.user_id = any (v_people)
    order by u.name, h.street, h.number, p.number_order
    limit 8;

    -- an address: words of the street, number of the house, number of the flat
    if v_words is null then
        return;
    end if;
    select array_agg(f.house_id order by f.place)
    into v_houses
    from (
        select h.house_id, row_number() over (
            order by h.street ilike v_words[1] || '%' desc, lower(h.number) = v_numbers[1] desc, h.street, h.number
        ) as place
        from estate.houses as h
        where
            h.search like all (select '%' || w.word || '%' from unnest(v_words) as w (word))
            and (v_numbers is null or lower(h.number) = v_numbers[1] or lower(h.number) like v_numbers[1] || '%')
        limit 40
    ) as f;
    if v_houses is null then
        -- a slip of the tongue or the key: «Садвая»
        select array_agg(f.house_id order by f.place)
        into v_houses
        from (
            select h.house_id, row_number() over (
                order by ext.word_similarity(array_to_string(v_words, ' '), h.search) desc, h.street, h.number
            ) as place
            from estate.houses as h
            where
                ext.word_similarity(array_to_string(v_words, ' '), h.search) > 0.45
                and (v_numbers is null or lower(h.number) = v_numbers[1])
            limit 40
        ) as f;
    end if;
    if cardinality(v_numbers) > 1 then
        return query
        select 'premise', people.place_label(p.premise_id),
            (
                select string_agg(lib.person_short(u.name), ', ' order by r.kind, u.name)
                from people.relations as r
                join people.users as u on u.user_id = r.user_id
                where r.premise_id = p.premise_id and r.during @> lib.moment()::date
            ),
            p.house_id, p.premise_id, null::bigint, null::bigint,
            (select count(*) from desk.orders as o where o.premise_id = p.premise_id and o.open)
        from estate.premises as p
        join estate.houses as h on h.house_id = p.house_id
        where p.house_id = any (v_houses) and lower(p.number) = v_numbers[2]
        order by array_position(v_houses, p.house_id), p.kind
        limit 8;
        if found then
            return;
        end if;
    end if;
    return query
    select 'house', h.street || ', ' || h.number, h.city, h.house_id, null::bigint, null::bigint, null::bigint,
        (select count(*) from desk.orders as o where o.house_id = h.house_id and o.open)
    from estate.houses as h
    where h.house_id = any (v_houses)
    order by array_position(v_houses, h.house_id)
    limit 8;
end
$$;
comment on function desk.caller_find(text) is 'Who calls and from where, by phone, number, name or a shortened address
@decides';
