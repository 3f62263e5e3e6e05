create function desk.order_thread(
    p_order lib.order_ref,
    p_internal boolean default false
)
returns table (
    message_id bigint,
    author_name text,
    author_role text,
    body lib.note,
    created_at timestamptz,
    _photos uuid[],
    _mine boolean,
    _internal boolean
)
language plpgsql
stable
set search_path = ''
as $$
/* The conversation, oldest first; internal notes only where p_internal (cabinets of staff). author_role: a word. */
declare
    v_me bigint := people.me();
begin
    if not desk.order_seen(p_order) then
        return;
    end if;
    return query
    select
        m.message_id, m.author_name, cabinet.said('order.role.' || m.author_role), m.body, m.created_at,
        array(
            select f.file_id from desk.order_files as f where f.message_id = m.message_id order by f.added_at, f.file_id
        ),
        m.user_id = v_me, m.internal
    from desk.messages as m
    where m.order_id = p_order and (p_internal or not m.internal)
    order by m.message_id;
end
$$;
comment on function desk.order_thread(lib.order_ref, boolean) is 'The conversation of an order, oldest first';
