create function shared.resident_card(
    p_person lib.user_ref
)
returns table (
    name text,
    phone lib.phone,
    wish text,
    _title text,
    _icon text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The resident with the whole phone: reading is recorded. Foreign and wrong ids alike: not found. */
begin
    if not exists (select from people.relations as r where r.user_id = p_person) then
        perform cabinet.refuse('not_found');
    end if;
    return query
    select
        c.name, c.phone::lib.phone, people.person_wish(c.user_id), c.name, 'person-circle',
        case people.my_cabinet() when 'shared' then array(
            select 'call?' || concat_ws(
                '&', 'house=' || r.house_id, 'premise=' || r.premise_id, 'resident=' || p_person,
                'contact_phone=' || substr(c.phone, 2))
            from people.relations as r
            where r.user_id = p_person and r.during @> people.today()
            order by r.relation_id
            limit 1
        ) end
    from people.contacts_for(array[p_person]) as c;
end
$$;
comment on function shared.resident_card(lib.user_ref) is 'Житель
@kind card
@bold name
@column wish Просит
@personal';

create function shared.resident_relations(
    p_person lib.user_ref
)
returns table (
    address text,
    relation lib.state,
    rights_text text,
    during daterange,
    _link text,
    _class text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Premises of the resident, with what each relation grants and its days. */
begin
    return query
    select
        people.place_label(r.premise_id), case lib.language() when 'en' then k.title_en else k.title end::lib.state,
        people.grants_said(r.grants),
        r.during, 'house?house=' || r.house_id,
        case when not r.during @> people.today() then 'muted' end
    from people.relations as r
    join people.relation_kinds as k on k.kind = r.kind
    where r.user_id = p_person
    order by r.during @> people.today() desc, lower(r.during) desc;
end
$$;
comment on function shared.resident_relations(lib.user_ref) is 'Помещения
@kind cards
@bold address
@column relation Кто
@column rights_text Может
@column during Срок
@empty Помещений нет
@personal';

create function shared.resident_orders(
    p_person lib.user_ref,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    number_text text,
    title text,
    state lib.state,
    due lib.due,
    assignee_name text,
    created_at timestamptz,
    _badge_state text,
    _icon_state text,
    _badge_due text,
    _link text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Orders of the resident, newest first. */
begin
    return query
    with own as (
        select o.order_id, count(*) over () as total
        from desk.orders as o
        where o.resident_id = p_person
        order by o.order_id desc
        limit p_limit offset p_offset
    )
    select
        r.number_text, r.title, r.state::lib.state, case when r.open then r.due_at end::lib.due, r.assignee_name,
        r.created_at, r.badge, r.icon, case when r.overdue then 'bad' end, 'order?order=' || r.order_id, w.total
    from own as w
    join desk.order_rows as r on r.order_id = w.order_id
    order by r.order_id desc;
end
$$;
comment on function shared.resident_orders(lib.user_ref, integer, integer) is 'Заявки
@bold title number_text state
@column number_text Номер
@column title Что
@column assignee_name Исполнитель
@empty Заявок не было
@personal';
