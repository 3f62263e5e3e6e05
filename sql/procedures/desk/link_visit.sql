create function desk.link_visit(
    p_token text,
    p_window text
)
returns tstzrange
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Another time for the visit by the link of a letter. Errors: those of people.link_begin and desk.order_visit_choose.
*/
declare
    v_link people.links := people.link_begin(p_token, 'visit');
    v_visit tstzrange;
begin
    v_visit := desk.order_visit_choose(v_link.order_id, p_window);
    perform people.link_end(v_link.link_id);
    return v_visit;
end
$$;
comment on function desk.link_visit(text, text) is 'Another time for the visit by the link of a letter
@decides';
