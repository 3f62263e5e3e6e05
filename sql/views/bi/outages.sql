create view bi.outages as
/*
One row per announced outage and house: what, when it began, when it should have ended and did, how many hours, how many entrances and
risers were named (0: the whole house), how many people were told and flats said «У меня тоже».
*/
select
    o.outage_id,
    o.number,
    o.kind,
    o.utility,
    o.state,
    p.house_id,
    h.zone_id,
    o.starts_at,
    (
        select m.planned_end
        from talk.outage_messages as m
        where m.outage_id = o.outage_id and m.kind = 'announced'
        order by m.version
        limit 1
    ) as promised_end,
    o.planned_end,
    o.ended_at,
    case when o.ended_at is not null then extract(epoch from o.ended_at - o.starts_at) / 3600 end as hours,
    l.outage_id is not null as notice_late,
    count(distinct p.entrance_id) as entrances,
    count(distinct p.riser) as risers,
    (select max(m.people_count) from talk.outage_messages as m where m.outage_id = o.outage_id) as people_told,
    (
        select count(*) from talk.outage_answers as a
        where a.outage_id = o.outage_id and a.house_id = p.house_id and a.kind = 'me_too'
    ) as me_too
from talk.outages as o
join talk.outage_places as p on p.outage_id = o.outage_id
join estate.houses as h on h.house_id = p.house_id
left join talk.outage_late as l on l.outage_id = o.outage_id
where o.state <> 'draft'
group by o.outage_id, p.house_id, h.zone_id, l.outage_id;
comment on view bi.outages is 'Announced outages by house: times, hours, people told. One row per outage and house';
