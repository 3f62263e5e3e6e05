create function people.residents_find(
    p_search text default null,
    p_house lib.house_ref default null,
    p_kind text default null,
    p_limit integer default 20,
    p_offset integer default 0,
    p_on date default null,
    p_zone lib.zone_ref default null
)
returns table (
    user_id bigint,
    name text,
    phone_masked text,
    premise_id bigint,
    house_id bigint,
    address text,
    kind text,
    during daterange,
    signed_in boolean,
    total bigint
)
language plpgsql
stable
security definer
set search_path = ''
set plan_cache_mode = 'force_custom_plan'
as $$
/*
Residents by name, phone or address, phones masked, in the order of names; p_on: those of that day; p_zone: of its houses and
those of the zones below. total counts at most 1000.
For the operator, the supervisor and the accountant, who see all contacts; RLS would keep the text index from working.
*/
declare
    v_words text[] := array(
        select w.word
        from regexp_split_to_table(lower(replace(trim(coalesce(p_search, '')), 'ё', 'е')), '[\s,]+') as w (word)
        where w.word <> ''
    );
    v_digits text := regexp_replace(coalesce(p_search, ''), '[\s()+-]', '', 'g');
    v_houses bigint[];
    v_users bigint[];
    v_flat text;
begin
    perform people.office_demand(array['operator', 'supervisor', 'accountant']);
    if cardinality(v_words) > 0 and v_words[1] !~ '^\d' and v_words[cardinality(v_words)] ~ '^\d' then
        -- an address: «сад 12», «сад 12 47»
        select array_agg(h.house_id)
        into v_houses
        from estate.houses as h
        where
            h.search like '%' || v_words[1] || '%'
            and lower(h.number) = (select w.word from unnest(v_words) as w (word) where w.word ~ '^\d' limit 1);
        v_flat := (
            select w.word
            from unnest(v_words) with ordinality as w (word, n)
            where w.word ~ '^\d'
            order by w.n
            offset 1 limit 1
        );
        v_houses := coalesce(v_houses, '{}');
    end if;
    if cardinality(v_words) > 0 and v_houses is null then
        -- the text index knows one pattern at a time: the longest word, then all the words of those
        v_users := array(
            select u.user_id
            from people.users as u
            where
                u.search like '%' || (
                    select w.word from unnest(v_words) as w (word) order by length(w.word) desc, w.word limit 1
                ) || '%'
                and u.search like all (select '%' || w.word || '%' from unnest(v_words) as w (word))
        );
        if v_digits ~ '^\d{4,}$' then
            v_users := v_users || array(
                select u.user_id from people.users as u where u.search like '%' || right(v_digits, 10)
            );
        end if;
    end if;
    return query
    with found as (
        select u.user_id, u.name, u.phone, r.premise_id, r.house_id, r.kind, r.during, p.number, p.number_order
        from people.relations as r
        join people.users as u on u.user_id = r.user_id
        join estate.premises as p on p.premise_id = r.premise_id
        where
            r.during @> coalesce(p_on, lib.moment()::date)
            and not u.is_system
            and (p_house is null or r.house_id = p_house)
            and (p_zone is null or r.house_id in (
                select h.house_id from estate.houses as h
                where h.zone_id in (select z.z from estate.zone_branch(array[p_zone::bigint]) as z (z))))
            and (p_kind is null or r.kind = p_kind)
            and (v_houses is null or r.house_id = any (v_houses))
            and (v_flat is null or lower(p.number) = v_flat)
            and (
                cardinality(v_words) = 0
                or v_houses is not null
                or u.user_id = any (v_users)
            )
        order by u.name, u.user_id
        limit greatest(1000, p_offset + p_limit)
    )
    select
        f.user_id, f.name::text, lib.phone_masked(f.phone), f.premise_id, f.house_id,
        people.place_label(f.premise_id), f.kind, f.during,
        exists (
            select from people.credentials as c where c.user_id = f.user_id and c.confirmed_at is not null
        ),
        (select count(*) from found)
    from (select * from found order by found.name, found.user_id limit p_limit offset p_offset) as f
    order by f.name, f.user_id;
end
$$;
comment on function people.residents_find(text, lib.house_ref, text, integer, integer, date, lib.zone_ref) is
'Residents by name, phone or address, phones masked
@decides';
