create function desk.link_return(
    p_token text,
    p_reason text
)
returns timestamptz
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* «Не сделано» by the link of a letter; returns the new term. Errors: those of people.link_begin and desk.order_move. */
declare
    v_link people.links := people.link_begin(p_token, 'return');
begin
    perform desk.order_move(p_order => v_link.order_id, p_state => 'new', p_reason => p_reason);
    perform people.link_end(v_link.link_id);
    return (select o.due_at from desk.orders as o where o.order_id = v_link.order_id);
end
$$;
comment on function desk.link_return(text, text) is '«Не сделано» by the link of a letter
@decides';
