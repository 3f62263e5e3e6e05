create function upkeep.work_act_data(
    p_object bigint
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
All that the act of a done planned work shows: number, day, company, address, what on what ground, who, minutes, points with
their outcomes and the orders of defects, material with what it cost when it was taken, photos. Null for a work that is not done or not the acting person's to see.
*/
begin
    if cardinality(upkeep.work_actors(p_object)) = 0 then
        return null;
    end if;
    return (
        select jsonb_build_object(
            'title', cabinet.said('said.act', jsonb_build_object('number', w.act_number)), 'house_id', w.house_id,
            'staff_only', true, 'number', w.act_number, 'done_at', w.done_at, 'started_at', w.started_at, 'time_zone', h.time_zone,
            'company', (select coalesce(c.legal_name, c.name::text) from estate.company as c),
            'inn', (select c.inn from estate.company as c),
            'address', h.address, 'object', o.name, 'work', w.title,
            'ground', case when lib.language() = 'en' then coalesce(n.ground_en, n.ground) else n.ground end,
            'performer', s.name, 'position', s."position",
            'people', coalesce((
                select jsonb_agg(p.name order by p.staff_id) from people.staff as p where p.staff_id = any (w.staff_ids)
            ), '[]'),
            'minutes', w.minutes, 'result', w.result,
            'used', (
                select jsonb_agg(jsonb_build_object(
                    'title', u.title, 'unit', u.unit, 'quantity', u.quantity, 'price', u.price, 'amount', u.amount) order by u.title, u.price)
                from (
                    select
                        case when lib.language() = 'en' then coalesce(k.title_en, k.title) else k.title end as title,
                        upkeep.unit_said(k.unit) as unit, m.price,
                        sum(case m.kind when 'return' then -m.quantity else m.quantity end) as quantity,
                        round(sum(case m.kind when 'return' then -m.quantity else m.quantity end * m.price), 2) as amount
                    from upkeep.movements as m
                    join upkeep.materials as k on k.material_id = m.material_id
                    where m.work_id = w.work_id and m.kind in ('write_off', 'return')
                    group by k.material_id, m.price
                    having sum(case m.kind when 'return' then -m.quantity else m.quantity end) > 0
                ) as u
            ),
            'cost', (
                select round(sum(case m.kind when 'return' then -m.quantity else m.quantity end * m.price), 2)
                from upkeep.movements as m
                where m.work_id = w.work_id and m.kind in ('write_off', 'return')
            ),
            'points', coalesce((
                select jsonb_agg(jsonb_build_object(
                    'title', case when lib.language() = 'en' then coalesce(p.title_en, p.title) else p.title end,
                    'outcome', m.outcome, 'said', cabinet.said('phrase.point.' || m.outcome), 'note', m.note,
                    'order', r.number) order by p.position, p.point_id)
                from upkeep.work_points as m
                join upkeep.checklist_points as p on p.point_id = m.point_id
                left join desk.orders as r on r.order_id = m.order_id
                where m.work_id = w.work_id
            ), '[]'),
            'photos', coalesce((
                select jsonb_agg(f.file_id order by f.added_at, f.file_id) from upkeep.work_files as f where f.work_id = w.work_id
            ), '[]')
        )
        from upkeep.works as w
        join estate.houses as h on h.house_id = w.house_id
        left join estate.objects as o on o.object_id = w.object_id
        left join upkeep.norms as n on n.norm_id = w.norm_id
        left join people.staff as s on s.staff_id = w.done_by
        where w.work_id = p_object and w.state = 'done'
    );
end
$$;
comment on function upkeep.work_act_data(bigint) is 'What the act of a planned work shows
@decides';
