create function desk.link_work(
    p_token text
)
returns table (
    address text,
    description text,
    access_note text,
    phone text,
    due_at timestamptz,
    emergency boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What a contractor must know of the order or planned work behind its link; nothing for links of residents or when there is nothing left to do. */
begin
    return query
    select
        concat_ws(', ', h.street, h.number, case when p.number is not null then cabinet.said(
            'phrase.flat', jsonb_build_object('number', p.number)) end),
        o.description::text, o.access_note::text, o.contact_phone, o.due_at, o.emergency
    from people.links as l
    join desk.orders as o on o.order_id = l.order_id and o.open
    join estate.houses as h on h.house_id = o.house_id
    left join estate.premises as p on p.premise_id = o.premise_id
    where
        l.token_hash = people.key_hash(p_token) and l.purpose = 'contractor' and l.expires_at > lib.moment()
        and cardinality(desk.link_moves(l)) > 0
    union all
    select
        concat_ws(', ', h.street, h.number), n.ground::text, h.access_note::text, null, (upper(w.span) - 1)::timestamptz, false
    from people.links as l
    join upkeep.works as w on w.work_id = l.work_id and w.open
    join estate.houses as h on h.house_id = w.house_id
    left join upkeep.norms as n on n.norm_id = w.norm_id
    where
        l.token_hash = people.key_hash(p_token) and l.purpose = 'contractor' and l.expires_at > lib.moment()
        and cardinality(desk.link_moves(l)) > 0;
end
$$;
comment on function desk.link_work(text) is 'What a contractor must know of the order behind its link
@decides';
