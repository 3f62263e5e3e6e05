create function people.join_requests_list(
    p_status text default 'new',
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    request_id bigint,
    name text,
    phone text,
    address text,
    proof text,
    relation text,
    status text,
    due timestamptz,
    reason text,
    total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Requests to join by state, longest waiting first; for the operator and the supervisor. */
begin
    perform people.office_demand(array['operator', 'supervisor']);
    return query
    select
        r.request_id, r.name::text, r.phone, h.street || ', ' || h.number || ', '
        || cabinet.said('label.premise_flat_short', jsonb_build_object('number', r.flat)),
        r.proof, case lib.language() when 'en' then k.title_en else k.title end, r.status, r.answer_by, r.reason,
        count(*) over ()
    from people.join_requests as r
    join estate.houses as h on h.house_id = r.house_id
    join people.relation_kinds as k on k.kind = r.relation_kind
    where r.status = p_status
    order by case when r.status in ('new', 'need_document') then r.created_at end, r.request_id desc
    limit p_limit offset p_offset;
end
$$;
comment on function people.join_requests_list(text, integer, integer) is 'Requests to join by state
@decides';
