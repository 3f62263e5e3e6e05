create function desk.worker_step(
    p_order lib.order_ref
)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The one next button of the acting performer for an order: desk.worker_steps. Null when the move is not theirs. */
begin
    return (select s.step from desk.worker_steps(array[p_order::bigint]) as s);
end
$$;
comment on function desk.worker_step(lib.order_ref) is 'The one next button of the performer for an order
@decides';
