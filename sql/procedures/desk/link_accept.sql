create function desk.link_accept(
    p_token text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* «Принять» by a contractor's link. Errors: those of people.link_begin and desk.order_accept. */
declare
    v_link people.links := people.link_begin(p_token, 'accept');
begin
    perform desk.order_accept(v_link.order_id);
    perform people.link_end(v_link.link_id);
end
$$;
comment on function desk.link_accept(text) is '«Принять» by a contractor''s link
@decides';
