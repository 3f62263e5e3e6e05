create view bi.check_days as
/* The trend of house data. A day without a run of the check has no row: it was as the day before. */
select
    d.day,
    d.zone_id,
    z.name::text as zone,
    d.houses,
    d.complete,
    d.errors,
    d.warnings
from estate.check_days as d
join estate.zones as z on z.zone_id = d.zone_id;
comment on view bi.check_days is 'House data by day. One row per day and zone';
comment on column bi.check_days.complete is 'Houses without open findings of core rules';
comment on column bi.check_days.errors is 'Open errors, exceptions left out';
comment on column bi.check_days.warnings is 'Open warnings, exceptions left out';
