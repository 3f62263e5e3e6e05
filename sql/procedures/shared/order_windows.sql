create function shared.order_windows(
    p_order lib.order_ref
)
returns table (
    value text,
    label text,
    group_label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Free windows for the visit of the performer, by day. */
begin
    return query select w.value, w.label, w.group_label from desk.visit_windows(p_order) as w;
end
$$;
comment on function shared.order_windows(lib.order_ref) is 'Свободное время исполнителя';
