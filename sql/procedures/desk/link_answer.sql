create function desk.link_answer(
    p_token text,
    p_body text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
The answer that a waiting order waits for, by the link of a letter. Errors: those of people.link_begin and
desk.message_send.
*/
declare
    v_link people.links := people.link_begin(p_token, 'answer');
begin
    perform desk.message_send(p_order => v_link.order_id, p_body => p_body);
    if exists (select from desk.orders as o where o.order_id = v_link.order_id and o.state = 'waiting') then
        perform desk.order_move(p_order => v_link.order_id, p_state => 'in_progress');
    end if;
    perform people.link_end(v_link.link_id);
end
$$;
comment on function desk.link_answer(text, text) is 'The answer that a waiting order waits for, by the link of a letter
@decides';
