create function people.tracked(
    p_token text
)
returns table (
    "number" bigint,
    title text,
    state text,
    badge text,
    icon text,
    due_at timestamptz,
    visit_from timestamptz
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* State and term of the order behind a link: no name, address or telephone. */
begin
    return query
    select
        o.number, '№ ' || o.number || ', ' || case when lib.language() = 'ru' then o.title else coalesce(v.title_en, o.title) end, case when lib.language() = 'ru' then s.title else s.title_en end,
        s.badge, s.icon, case when o.open then o.due_at end, case when o.open then o.visit_from end
    from desk.orders as o
    join desk.states as s on s.state = o.state
    join desk.services as v on v.service_id = o.service_id
    where o.order_id = people.track_order(p_token);
end
$$;
comment on function people.tracked(text) is 'State and term of the order behind a link
@decides';
