create view estate.object_facts as
/*
What is known of an accounting object in use: the row h of rules and of conditions of norms for its type. "values" of the
object, house_values of its house.
*/
select
    o.object_id, o.object_type, o.house_id, f.zone_id, o.entrance_id, o.premise_id, o.name, o.installed_on, o."values",
    f."values" as house_values
from estate.objects as o
join estate.house_facts as f on f.house_id = o.house_id
where o.retired_on is null;
comment on view estate.object_facts is 'What is known of an accounting object @secret';
