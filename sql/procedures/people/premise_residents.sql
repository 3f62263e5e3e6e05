create function people.premise_residents(
    p_premise bigint,
    p_on date default null
)
returns table (
    relation_id bigint,
    user_id bigint,
    name text,
    short_name text,
    phone text,
    phone_masked text,
    kind text,
    kind_title text,
    grants text[],
    since date,
    until date
)
language sql
stable
set search_path = ''
as $$
    /* Who lives in or owns a premise now, or on a day, under the walls of the calling cabinet; name and phone as far as allowed. */
    select
        r.relation_id, r.user_id, c.name, c.short_name, c.phone, c.phone_masked, r.kind,
        case when lib.language() = 'ru' then k.title else k.title_en end,
        r.grants, lower(r.during), upper(r.during) - 1
    from people.relations as r
    join estate.houses as h on h.house_id = r.house_id
    join people.relation_kinds as k on k.kind = r.kind
    left join lateral people.contacts_for(array[r.user_id]) as c on true
    where r.premise_id = p_premise and r.during @> coalesce(p_on, (lib.moment() at time zone h.time_zone)::date)
    order by array_position('{owner,social_tenant,relative,renter}'::text[], r.kind), r.relation_id;
$$;
comment on function people.premise_residents(bigint, date) is 'Who lives in or owns a premise now or on a day';
