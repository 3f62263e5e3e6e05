create view bi.ratings as
/* Ratings by five aspects, without the person and the comment. */
select
    r.order_id,
    r.staff_id,
    r.house_id,
    o.zone_id,
    s.code as service,
    r.quality,
    r.speed,
    r.politeness,
    r.tidiness,
    r.price,
    round(r.mark, 2) as mean,
    r.comment is not null as commented,
    r.by_staff,
    r.created_at,
    r.changed_at
from desk.ratings as r
join desk.orders as o on o.order_id = r.order_id
join desk.services as s on s.service_id = o.service_id;
comment on view bi.ratings is 'Ratings of orders by five aspects. One row per rated order';
