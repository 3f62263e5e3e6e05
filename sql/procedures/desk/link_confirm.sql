create function desk.link_confirm(
    p_token text
)
returns text
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
«Сделано» by the link of a letter: desk.order_move() as its person. Returns the token of a fresh link for the rating.
Errors: those of people.link_begin and desk.order_move.
*/
declare
    v_link people.links := people.link_begin(p_token, 'confirm');
begin
    perform desk.order_move(p_order => v_link.order_id, p_state => 'closed');
    perform people.link_end(v_link.link_id);
    return people.link_issue(v_link.user_id, v_link.order_id, 'rate');
end
$$;
comment on function desk.link_confirm(text) is '«Сделано» by the link of a letter
@decides';
