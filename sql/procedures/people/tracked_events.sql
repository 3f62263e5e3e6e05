create function people.tracked_events(
    p_token text
)
returns table (
    happened_at timestamptz,
    what text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* States through which the order behind a link went. */
begin
    return query
    select e.happened_at, case when lib.language() = 'ru' then s.title else s.title_en end
    from desk.order_events as e
    join desk.states as s on s.state = e.to_state
    where e.order_id = people.track_order(p_token)
        and not e.internal
        and e.to_state is distinct from e.from_state
    order by e.event_id desc;
end
$$;
comment on function people.tracked_events(text) is 'States through which the order behind a link went
@decides';
