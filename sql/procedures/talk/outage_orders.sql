create function talk.outage_orders(
    p_outage bigint
)
returns table (
    order_id bigint,
    linked boolean,
    answerable boolean,
    premise_id bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Orders that an outage explains: those linked to it and open, and those offered, open ones from its places on a service of its utility,
filed from a day before it began on. answerable: the scenario lets the end of an outage answer them (desk.moves, actor outage).
Only for who may open the outage; only ids leave. Errors: none, foreign ones have no rows.
*/
begin
    if not exists (select from talk.outages_seen(array[p_outage])) or people.my_scope() not in ('sees_all', 'sees_houses') then
        return;
    end if;
    return query
    select
        r.order_id, r.outage_id is not null, exists (
            select
            from desk.moves as v
            where
                v.scenario = r.scenario and v.version = r.scenario_version and v.from_state = r.state
                and v.to_state = 'completed' and 'outage' = any (v.actors)
        ), r.premise_id
    from talk.outages as o
    join desk.orders as r
        on r.open and (
            r.outage_id = o.outage_id
            or r.outage_id is null and r.created_at > o.starts_at - interval '1 day' and r.house_id in (
                select p.house_id from talk.outage_places as p where p.outage_id = o.outage_id
            )
        )
    join desk.services as s on s.service_id = r.service_id
    left join estate.premises as f on f.premise_id = r.premise_id
    where
        o.outage_id = p_outage
        and (r.outage_id is not null or s.utility = o.utility and exists (
            select
            from talk.outage_places as p
            where
                p.outage_id = o.outage_id and p.house_id = r.house_id
                and (p.entrance_id is null or p.entrance_id = coalesce(f.entrance_id, r.entrance_id))
                and (p.riser is null or p.riser = f.extra ->> 'riser')
        ))
    order by r.order_id;
end
$$;
comment on function talk.outage_orders(bigint) is 'Orders that an outage explains, linked and offered
@decides';
