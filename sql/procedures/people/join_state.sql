create function people.join_state(
    p_code text
)
returns table (
    status text,
    answer_by timestamptz,
    reason text,
    address text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* State of a request to join by its secret code; no name, telephone or flat. */
begin
    return query
    select r.status, r.answer_by, r.reason, h.address
    from people.join_requests as r
    join estate.houses as h on h.house_id = r.house_id
    where r.track_code = p_code;
end
$$;
comment on function people.join_state(text) is 'State of a request to join by its secret code
@decides';
