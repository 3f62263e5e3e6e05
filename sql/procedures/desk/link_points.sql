create function desk.link_points(
    p_token text
)
returns table (
    point_id bigint,
    title text,
    photo boolean,
    outcome text,
    note text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The checklist of the planned work behind a contractor's link, with what was marked; nothing for other links. */
begin
    return query
    select
        p.point_id, case when lib.language() = 'en' then coalesce(p.title_en, p.title) else p.title end::text, p.photo, m.outcome,
        m.note::text
    from people.links as l
    join upkeep.works as w on w.work_id = l.work_id
    join upkeep.norms as n on n.norm_id = w.norm_id
    join upkeep.checklist_points as p on p.checklist_id = n.checklist_id and p.active
    left join upkeep.work_points as m on m.work_id = w.work_id and m.point_id = p.point_id
    where
        l.token_hash = people.key_hash(p_token) and l.purpose = 'contractor' and l.expires_at > lib.moment()
        and cardinality(desk.link_moves(l)) > 0
    order by p.position, p.point_id;
end
$$;
comment on function desk.link_points(text) is 'The checklist of the planned work behind a contractor''s link
@decides';
