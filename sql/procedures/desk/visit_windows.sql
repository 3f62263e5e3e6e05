create function desk.visit_windows(
    p_order lib.order_ref
)
returns table (
    value text,
    label text,
    group_label text,
    starts_at timestamptz,
    ends_at timestamptz
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* desk.windows_free() of an order that the acting person sees; foreign ones give no rows. */
begin
    return query
    select w.value, w.label, w.group_label, w.starts_at, w.ends_at
    from desk.orders as o
    cross join lateral desk.windows_free(o.order_id) as w
    where
        o.order_id = p_order
        and (
            o.premise_id in (select v.id from people.visible_premises() as v (id))
            or o.house_id in (select v.id from people.visible_houses() as v (id))
            or (select people.sees_all())
        )
    order by w.starts_at;
end
$$;
comment on function desk.visit_windows(lib.order_ref) is 'Free windows of the performer of an order
@decides';
