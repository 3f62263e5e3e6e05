create function cabinet.errors_list(
    p_search text default null,
    p_request text default null
)
returns table (
    request_id text,
    happened_at timestamptz,
    cabinet text,
    place text,
    sqlstate text,
    message text,
    detail text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Unexpected errors, newest first, at most 1000; p_search: the beginning of the support number, or a word. */
begin
    perform people.office_demand(array['admin']);
    return query
    select e.request_id, e.happened_at, e.cabinet, e.place, e.sqlstate, e.message, e.detail
    from cabinet.error_log as e
    where
        (p_request is null or e.request_id = p_request)
        and (
            p_search is null
            or e.request_id ilike p_search || '%'
            or e.message ilike '%' || p_search || '%'
            or e.place ilike '%' || p_search || '%'
        )
    order by e.happened_at desc
    limit 1000;
end
$$;
comment on function cabinet.errors_list(text, text) is 'Unexpected errors by support number or word
@decides';
