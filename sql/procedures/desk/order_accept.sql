create function desk.order_accept(
    p_order lib.order_ref
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* «Принять»: the performer takes the order he was given into work; stops the response clock. */
begin
    perform desk.order_move(p_order => p_order, p_state => 'in_progress');
end
$$;
comment on function desk.order_accept(lib.order_ref) is 'Takes an assigned order into work
@decides';
