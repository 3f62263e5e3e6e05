create view bi.objects as
/*
Accounting objects, in use and retired. What people write in words (names, contractors, telephones) is left out: "values" holds
numbers, years, days, yes and no, and options by their code.
*/
select
    o.object_id,
    o.object_type,
    t.title as object_type_title,
    o.house_id,
    h.zone_id,
    o.entrance_id,
    o.installed_on,
    o.retired_on,
    o.created_at,
    (
        select jsonb_object_agg(a.code, o."values" -> a.code)
        from estate.attributes as a
        where
            a.object_type = o.object_type and a.kind not in ('text', 'note')
            and o."values" -> a.code is not null
    ) as "values"
from estate.objects as o
join estate.object_types as t on t.object_type = o.object_type
join estate.houses as h on h.house_id = o.house_id;
comment on view bi.objects is 'Lifts, meters of the house and other objects. One row per object';
comment on column bi.objects.object_type is 'Code of the type, as the administrator named it';
comment on column bi.objects.retired_on is 'Taken out of use on this day; null: in use';
comment on column bi.objects."values" is 'Values by the code of the field: numbers, days, options; no words that people write';
