create function people.my_readers()
returns table (
    happened_at timestamptz,
    who text,
    cabinet text,
    place text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Who opened the acting person's data in the last year: blocks with personal data that were asked for his person, premise
or orders. Staff by their public name and position; other residents of the household as «a neighbour in the flat».
*/
declare
    v_me bigint := people.me();
begin
    return query
    select
        l.happened_at,
        coalesce(s.name || ', ' || s.position, cabinet.said('label.household_member')),
        coalesce(k.title, l.cabinet),
        l.place
    from (
        select a.*
        from cabinet.access_log as a
        where a.parameters ? 'p_person' and a.parameters ->> 'p_person' = v_me::text
        union all
        select a.*
        from cabinet.access_log as a
        where a.parameters ? 'p_order' and a.parameters ->> 'p_order' in (
            select o.order_id::text from desk.orders as o where o.resident_id = v_me
        )
    ) as l
    left join people.staff as s on s.user_id = l.user_id
    left join cabinet.cabinets as k on k.cabinet = l.cabinet
    where l.user_id is distinct from v_me and l.happened_at > lib.moment() - interval '1 year'
    order by l.happened_at desc
    limit 200;
end
$$;
comment on function people.my_readers() is 'Who opened the acting person''s data
@decides';
