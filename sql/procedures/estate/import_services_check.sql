create function estate.import_services_check(
    p_import bigint
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
/* Outcomes of rows of a classifier «место; категория; проблема»; a service is known by the three together. */
begin
    update estate.import_rows as r
    set
        row_key = concat_ws('; ', j.v ->> 'place', j.v ->> 'category', j.v ->> 'title'),
        outcome = case when j.refused is not null then 'refused' when s.service_id is not null then 'same' else 'new' end,
        reason = coalesce(j.refused, r.reason),
        object_id = case when j.refused is null then s.service_id end,
        after = case when j.refused is null and s.service_id is null then jsonb_build_object('code', j.code) end
    from (
        select
            c.line, c.v, c.code, w.to_place, w.to_category,
            case
                when num_nulls(c.v ->> 'place', c.v ->> 'category', c.v ->> 'title') > 0 then cabinet.said('said.import.empty')
                when length(c.v ->> 'title') > 200 or length(c.v ->> 'category') > 150
                    then cabinet.said('said.import.long', jsonb_build_object('value', left(c.v ->> 'title', 60)))
                when row_number() over (partition by w.to_place, w.to_category, c.v ->> 'title' order by c.line) > 1 then cabinet.said('said.import.again', jsonb_build_object(
                    'value', c.v ->> 'title', 'line', first_value(c.line) over (partition by w.to_place, w.to_category, c.v ->> 'title' order by c.line)))
            end as refused
        from (
            select i.line, i."values" as v, 'cls_' || left(md5(concat(
                i."values" ->> 'place', ';', i."values" ->> 'category', ';', i."values" ->> 'title')), 16) as code
            from estate.import_rows as i
            where i.import_id = p_import and i.broken is null
        ) as c
        cross join lateral estate.import_service_of(c.v ->> 'place', c.v ->> 'category') as w
    ) as j
    left join lateral (
        select x.service_id from desk.services as x
        where x.code = j.code or x.place = j.to_place and x.category = j.to_category and x.title = j.v ->> 'title'
        order by x.service_id
        limit 1
    ) as s on true
    where r.import_id = p_import and r.line = j.line;
end
$$;
comment on function estate.import_services_check(bigint) is 'Outcomes of rows of a classifier of services
@internal';
