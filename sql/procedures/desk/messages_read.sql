create function desk.messages_read(
    p_order lib.order_ref
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The acting person has read the conversation up to its last message. Nothing for who may not see it. */
begin
    if desk.order_seen(p_order) then
        insert into desk.message_reads as r (order_id, user_id, read_until, read_at)
        select p_order, people.me(), max(m.message_id), lib.moment()
        from desk.messages as m
        where m.order_id = p_order
        having max(m.message_id) is not null
        on conflict (order_id, user_id) do update
        set read_until = greatest(r.read_until, excluded.read_until), read_at = excluded.read_at;
    end if;
end
$$;
comment on function desk.messages_read(lib.order_ref) is 'The acting person has read the conversation
@decides';
