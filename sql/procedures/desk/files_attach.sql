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
Hangs uploads on an order. Only files that the acting person has just put and that hang nowhere yet; anything else is
«not found», as a wrong id is. Returns how many.
*/
declare
    v_me bigint := people.me();
    v_count integer;
begin
    if coalesce(cardinality(p_files), 0) = 0 then
        return 0;
    end if;
    if cardinality(p_files) > 10 then
        perform cabinet.refuse('order_files_many', p_field => p_field);
    end if;
    update cabinet.files as f
    set order_id = o.order_id, house_id = o.house_id, premise_id = o.premise_id, internal = p_internal
    from desk.orders as o
    where
        o.order_id = p_order and f.file_id = any (p_files) and f.user_id = v_me
        and f.order_id is null and f.house_id is null and f.premise_id is null;
    get diagnostics v_count = row_count;
    if v_count < (select count(distinct u.id) from unnest(p_files) as u (id)) then
        perform cabinet.refuse('file_unknown', p_field => p_field);
    end if;
    insert into desk.order_files (order_id, file_id, house_id, premise_id, stage, message_id, internal, user_id, added_at)
    select distinct o.order_id, u.id, o.house_id, o.premise_id, p_stage, p_message, p_internal, v_me, lib.moment()
    from desk.orders as o
    cross join unnest(p_files) as u (id)
    where o.order_id = p_order;
    return v_count;
end
$$;
comment on function desk.files_attach(bigint, uuid[], text, bigint, boolean, text) is 'Hangs uploads on an order
@internal';
