create function cabinet.error_put(
    p_request text,
    p_cabinet text,
    p_place text,
    p_sqlstate text,
    p_message text,
    p_detail text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Records an unexpected error under the request id that the person sees. */
begin
    insert into cabinet.error_log (request_id, cabinet, place, sqlstate, message, detail)
    values (p_request, p_cabinet, left(p_place, 500), p_sqlstate, left(p_message, 4000), left(p_detail, 20000))
    on conflict (request_id) do nothing;
end
$$;
comment on function cabinet.error_put(text, text, text, text, text, text) is
'Records an unexpected error under its request id
@for layer';
