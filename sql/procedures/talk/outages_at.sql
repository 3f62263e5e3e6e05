create function talk.outages_at(
    p_house bigint,
    p_entrance bigint default null,
    p_premise bigint default null
)
returns table (
    outage_id bigint,
    number bigint,
    kind text,
    utility text,
    icon text,
    said text,
    starts_at timestamptz,
    until timestamptz,
    state text,
    body text,
    works_owner text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Announced outages of a place, current (state now) and to come (planned): of a flat those of its house, entrance and riser; of
an entrance those of the house, the entrance and its risers; of a house all. Public facts only, no persons. body: the last
message in the reader's language.
*/
begin
    return query
    select
        o.outage_id, o.number, o.kind, o.utility, u.icon,
        case
            when o.starts_at > lib.moment() then case when lib.language() = 'en' then u.title_en else u.title::text end
            when lib.language() = 'en' then u.said_en
            else u.said
        end,
        o.starts_at, o.planned_end, case when o.starts_at <= lib.moment() then 'now' else 'planned' end,
        m.body::text, o.works_owner
    from talk.outages as o
    join estate.utilities as u on u.utility = o.utility
    left join estate.premises as f on f.premise_id = p_premise
    cross join lateral (
        select case when lib.language() = 'en' then coalesce(l.body_en, l.body) else l.body end as body
        from talk.outage_messages as l
        where l.outage_id = o.outage_id and l.sent_at <= lib.moment()
        order by l.version desc
        limit 1
    ) as m
    where
        o.state = 'announced' and o.announced_at <= lib.moment()
        and exists (
            select
            from talk.outage_places as p
            where
                p.outage_id = o.outage_id and p.house_id = coalesce(f.house_id, p_house)
                and (
                    p.entrance_id is null or p_premise is null and p_entrance is null
                    or p.entrance_id = coalesce(f.entrance_id, p_entrance)
                )
                and (p.riser is null or p_premise is null or p.riser = f.extra ->> 'riser')
        )
    order by o.starts_at > lib.moment(), o.kind, o.starts_at;
end
$$;
comment on function talk.outages_at(bigint, bigint, bigint) is 'Current and planned outages of a place
@decides';
