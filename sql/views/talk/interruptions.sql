create view talk.interruptions with (security_invoker = true) as
/*
When a utility was off, one row per outage and place: from its start to the time of return, of one that still lasts until now. A row of a
house stands for the whole house, one with an entrance or a riser for them alone. What was cancelled or has not begun is none.
*/
select
    p.house_id,
    p.entrance_id,
    p.riser,
    o.utility,
    o.kind,
    o.outage_id,
    tstzrange(o.starts_at, coalesce(o.ended_at, lib.moment())) as during
from talk.outages as o
join talk.outage_places as p on p.outage_id = o.outage_id
where o.state in ('announced', 'ended') and o.starts_at < coalesce(o.ended_at, lib.moment());
comment on view talk.interruptions is 'When a utility was off in a place, per outage';
