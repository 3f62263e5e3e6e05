create function shared.order_linked(
    p_order lib.order_ref
)
returns table (
    relation text,
    title text,
    number_text text,
    address text,
    state lib.state,
    due lib.due,
    resident_name text,
    assignee_name text,
    _badge_state text,
    _icon_state text,
    _badge_due text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Orders that are done together with this one, and what came out of it or it came out of. */
begin
    if not desk.order_seen(p_order) then
        perform cabinet.refuse('not_found');
    end if;
    return query
    with linked as materialized (
        select l.link_id, l.order_id, l.relation from desk.order_linked(p_order) as l where l.seen
    )
    select
        cabinet.said('order.relation.' || l.relation), r.title, r.number_text, r.address, r.state::lib.state,
        case when r.open then r.due_at end::lib.due, who.short_name, lib.person_short(r.assignee_name), r.badge, r.icon,
        case when r.overdue then 'bad' end, 'order?order=' || r.order_id
    from linked as l
    join desk.order_rows as r on r.order_id = l.order_id
    left join lateral people.contacts_for(array[r.resident_id]) as who on r.resident_id is not null
    order by l.link_id;
end
$$;
comment on function shared.order_linked(lib.order_ref) is 'Связанные заявки
@kind cards
@hide_empty
@bold title relation state
@column relation -
@column title Что
@column number_text Номер
@column resident_name Житель
@column assignee_name Исполнитель
@personal';

create function shared.order_merge(
    p_order lib.order_ref,
    p_main lib.order_ref,
    p_reason text default null,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* This report is done together with another of the same trouble. Errors: those of desk.order_merge. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_merge(p_order => p_order, p_main => p_main, p_reason => p_reason);
    return (
        select row(
            cabinet.said('phrase.order.merged', jsonb_build_object('number', o.number, 'main', m.number)),
            '/shared/order?order=' || p_main
        )::lib.outcome
        from desk.orders as o
        join desk.orders as m on m.order_id = p_main
        where o.order_id = p_order
    );
end
$$;
comment on function shared.order_merge(lib.order_ref, lib.order_ref, text, lib.version) is 'Объединить
Эту заявку сделают вместе с другой, об одной и той же беде. Номер, срок, переписка, фото и оценка у каждой остаются свои. Разъединить можно, пока работа не сделана.
@field p_main С какой заявкой
@options p_main order_merge_options
@placeholder p_main №, адрес, поломка
@field p_reason Примечание
@submit Объединить
@style secondary
@icon link-45deg';

create function shared.order_merge_options(
    p_order lib.order_ref default null,
    p_search text default null
)
returns table (
    value text,
    label text,
    hint text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Open orders it may be done together with: of the same house; those in hand and the nearest term first. */
begin
    return query
    select r.order_id::text, r.number_text || ' ' || r.title, r.address || ', ' || lower(r.state_title)
    from (
        select l.order_id, l.ordinality
        from desk.order_list(
            p_search => p_search, p_filter => 'open', p_limit => 40, p_house => (
                select o.house_id from desk.orders as o where o.order_id = p_order)
        ) with ordinality as l
        where l.order_id is distinct from p_order and l.state <> 'merged'
    ) as l
    join desk.order_rows as r on r.order_id = l.order_id
    order by r.assignee_id is null, l.ordinality;
end
$$;
comment on function shared.order_merge_options(lib.order_ref, text) is 'С чем объединить';

create function shared.order_unmerge(
    p_order lib.order_ref,
    p_reason text default null,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* It goes on alone, routed anew. Errors: those of desk.order_unmerge. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_unmerge(p_order => p_order, p_reason => p_reason);
    return row(cabinet.said('phrase.order.unmerged'), '/shared/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function shared.order_unmerge(lib.order_ref, text, lib.version) is 'Разъединить
Заявка снова отдельно: назначим исполнителя, срок останется прежним.
@needs p_order
@field p_reason Почему
@submit Разъединить
@style secondary
@icon x-circle';

create function shared.order_split(
    p_order lib.order_ref,
    p_service lib.service_ref,
    p_description lib.note,
    p_rest lib.note default null,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* One report becomes two works. Errors: those of desk.order_split. */
declare
    v_made bigint;
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    v_made := desk.order_split(
        p_order => p_order, p_service => p_service, p_description => p_description, p_rest => p_rest);
    return (
        select row(
            cabinet.said('phrase.order.split', jsonb_build_object('number', o.number)), '/shared/order?order=' || v_made
        )::lib.outcome
        from desk.orders as o
        where o.order_id = v_made
    );
end
$$;
comment on function shared.order_split(lib.order_ref, lib.service_ref, lib.note, lib.note, lib.version) is 'Разделить
Часть работ станет второй заявкой: со своим исполнителем и сроком, тем же местом, жителем и фото.
@needs p_order
@prefill order_split_draft
@field p_service Вторая заявка: что делать
@options p_service order_split_options
@field p_description Подробности для второй
@field p_rest Что остаётся в этой
@submit Разделить
@style secondary
@icon link-45deg';

create function shared.order_split_draft(
    p_order lib.order_ref
)
returns table (
    p_rest text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What stands in the order now. */
begin
    return query
    select o.description from desk.orders as o where o.order_id = p_order and desk.order_seen(p_order);
end
$$;
comment on function shared.order_split_draft(lib.order_ref) is 'Сейчас';

create function shared.order_split_options(
    p_search text default null
)
returns table (
    value text,
    label text,
    group_label text,
    hint text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Services by words; without any the frequent ones. */
begin
    return query
    select s.service_id::text, s.title, s.place_title, s.category
    from desk.service_search(p_search => p_search, p_limit => 40) as s;
end
$$;
comment on function shared.order_split_options(text) is 'Что делать';
