create function talk.order_values(
    p_order bigint,
    p_language text,
    p_stood jsonb,
    p_moment timestamptz
)
returns jsonb
language plpgsql
stable
set plan_cache_mode = 'force_generic_plan'
as $$
/*
Fields of texts about an order, in a language: number, title, title_low, address (street, house, flat), due, performer,
visit, until, done, closes, waiting, left. A performer is named by trade and name; no telephone, no sum, no debt.
p_stood: how the order stood (talk.events.stood), p_moment: when; a text tells what was, not what has become of it since.
*/
declare
    v_found jsonb;
begin
    select jsonb_strip_nulls(jsonb_build_object(
        'number', o.number,
        'title', w.title,
        'title_low', lower(left(w.title, 1)) || substr(w.title, 2),
        'address', h.street || ', ' || h.number || coalesce(
            case when p_language = 'en' then ', flat ' else ', кв. ' end || p.number, ''
        ),
        'due', talk.moment_text(o.due_at, p_language, h.time_zone),
        'performer', case
            when f.staff_id is null then case when p_language = 'en' then 'nobody yet' else 'пока никто' end
            else f.position || coalesce(' ' || nullif(split_part(f.name, ' ', 2), ''), '') || ' ' || split_part(f.name, ' ', 1)
        end,
        'visit', case when o.visit_from is not null then
            talk.moment_text(o.visit_from, p_language, h.time_zone) || '–'
            || to_char(o.visit_to at time zone h.time_zone, 'FMHH24:MI')
        end,
        'until', talk.moment_text(o.deferred_until, p_language, h.time_zone),
        'closes', case when o.completed_at is not null then split_part(
            talk.moment_text(o.completed_at + desk.check_span(), p_language, h.time_zone), ',', 1
        ) end,
        'done', case when o.completed_at is not null then (
            select coalesce(nullif(array_to_string(r.done, ', '), ''), r.note)
            from desk.work_reports as r
            where r.order_id = o.order_id and r.reported_at <= p_moment
            order by r.work_report_id desc
            limit 1
        ) end,
        'waiting', case when o.waiting_reason is not null then (
            select case when p_language = 'en' then r.title_en else r.title end
            from desk.waiting_reasons as r where r.waiting_reason = o.waiting_reason
        ) end,
        'left', case when o.due_at > p_moment then
            case when o.due_at - p_moment < interval '2 hours'
                then round(extract(epoch from o.due_at - p_moment) / 60) || case
                    when p_language = 'en' then ' min' else ' мин' end
                else round(extract(epoch from o.due_at - p_moment) / 3600) || case
                    when p_language = 'en' then ' h' else ' ч' end
            end
        end
    ))
    into v_found
    from desk.orders as present
    cross join lateral jsonb_populate_record(present, p_stood) as o
    cross join lateral (
        select case when p_language = 'en' then coalesce(
            (select s.title_en from desk.services as s where s.service_id = o.service_id), o.title
        ) else o.title end as title
    ) as w
    join estate.houses as h on h.house_id = o.house_id
    left join estate.premises as p on p.premise_id = o.premise_id
    left join people.staff as f on f.staff_id = o.assignee_id
    where present.order_id = p_order;
    return v_found;
end
$$;
comment on function talk.order_values(bigint, text, jsonb, timestamptz) is 'Fields of texts about an order, in a language
@internal';
