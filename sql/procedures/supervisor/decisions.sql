create function supervisor.decisions_urgent(
    p_most integer
)
returns table (
    order_id bigint,
    why text,
    weight integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Orders that only the supervisor moves on, each once, at most p_most of a reason: nobody has them, twice returned, far overdue. */
begin
    return query
    with urgent as (
        (
            select o.order_id, 'nobody' as why, 1 as weight
            from desk.orders as o
            where o.open and o.state <> 'merged' and o.assignee_id is null
                and (o.emergency or o.queue_zone_id is null or o.escalation > 1)
            order by o.emergency desc, o.due_at
            limit p_most
        )
        union all
        (
            select o.order_id, 'returned', 2
            from desk.orders as o
            where o.open and o.returned_count > 1
            order by o.due_at
            limit p_most
        )
        union all
        (
            select o.order_id, 'overdue', 3
            from desk.orders as o
            where o.open and o.due_at < lib.moment() - interval '1 day' and o.state not in ('waiting', 'deferred')
            order by o.emergency desc, o.due_at
            limit p_most
        )
    )
    select distinct on (u.order_id) u.order_id, u.why, u.weight
    from urgent as u
    order by u.order_id, u.weight;
end
$$;
comment on function supervisor.decisions_urgent(integer) is 'Ждут управляющего
@internal';

create function supervisor.decisions_list(
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    title text,
    what text,
    address text,
    from_whom text,
    due lib.due,
    _badge_due text,
    _badge text,
    _link text,
    _actions text[],
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Orders that wait for the supervisor, the gravest first; whose decision was missing before. */
begin
    return query
    with chosen as materialized (
        select u.order_id, u.why, u.weight, o.emergency, o.due_at, count(*) over () as total
        from supervisor.decisions_urgent(case when p_limit <= 5 and p_offset = 0 then 5 else 100 end) as u
        join desk.orders as o on o.order_id = u.order_id
        order by u.weight, o.emergency desc, o.due_at
        limit p_limit offset p_offset
    )
    select
        cabinet.said('phrase.decision.' || c.why), r.number_text || ' ' || r.title, r.address,
        case c.why
            when 'overdue' then lib.person_short(r.assignee_name)
            when 'returned' then coalesce(who.short_name, lib.person_short(r.assignee_name))
        end,
        r.due_at::lib.due, case when r.overdue then 'bad' else 'warn' end, case when r.emergency then 'bad' end,
        'order?order=' || r.order_id,
        array['order_assign?order=' || r.order_id, 'order_term?order=' || r.order_id], c.total
    from chosen as c
    join desk.order_rows as r on r.order_id = c.order_id
    left join lateral people.contacts_for(array[r.resident_id]) as who on r.resident_id is not null
    order by c.weight, c.emergency desc, c.due_at;
end
$$;
comment on function supervisor.decisions_list(integer, integer) is 'Заявки
@bold title what
@column title Что решить
@column what Заявка
@column from_whom От кого
@column due Срок
@empty Решений не ждут
@personal';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'decisions', p_title => 'Решения',
    p_blocks => 'decisions_list leave_requests absence_gaps',
    p_icon => 'check-circle', p_menu => 15, p_group => 'Обзор', p_phone => true);
