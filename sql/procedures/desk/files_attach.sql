create function desk.files_attach(
    p_order bigint,
    p_files uuid[],
    p_stage text,
    p_message bigint default null,
    p_internal boolean default false,
    p_field text default 'p_photos'
)
returns integer
language plpgsql
volatile
as $$
/*
Hangs uploads on an order, at a stage of its work; ten at a time. Returns how many. Errors: order_files_many, those of
cabinet.files_hang.
*/
declare
    v_count integer;
begin
    if coalesce(cardinality(p_files), 0) = 0 then
        return 0;
    end if;
    if cardinality(p_files) > 10 then
        perform cabinet.refuse('order_files_many', p_field => p_field);
    end if;
    select cabinet.files_hang(p_files, p_field, o.house_id, o.premise_id, o.order_id, p_internal => p_internal)
    into v_count
    from desk.orders as o
    where o.order_id = p_order;
    insert into desk.order_files (order_id, file_id, house_id, premise_id, stage, message_id, internal, user_id, added_at)
    select distinct o.order_id, u.id, o.house_id, o.premise_id, p_stage, p_message, p_internal, people.me(), lib.moment()
    from desk.orders as o
    cross join unnest(p_files) as u (id)
    where o.order_id = p_order;
    return v_count;
end
$$;
comment on function desk.files_attach(bigint, uuid[], text, bigint, boolean, text) is 'Hangs uploads on an order
@internal';
