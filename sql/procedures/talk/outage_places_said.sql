create function talk.outage_places_said(
    p_outage bigint,
    p_language text default null,
    p_most integer default 6
)
returns text
language plpgsql
stable
set search_path = ''
as $$
/* «Садовая, 12, подъезды 1, 2; Мира, 3, стояк 4»: the first p_most houses, «ещё домов: 12» for the rest. */
begin
    return (
        select string_agg(s.said, '; ' order by s.n) filter (where s.n <= p_most)
            || coalesce('; ' || max(cabinet.said(
                'outage.more_houses', jsonb_build_object('n', s.total - p_most), p_language)) filter (where s.total > p_most), '')
        from (
            select
                h.street || ', ' || h.number
                || case when count(e.number) = 0 then '' else ', ' || cabinet.said(
                    case when count(distinct e.number) = 1 then 'outage.entrance' else 'outage.entrances' end,
                    jsonb_build_object('n', string_agg(distinct e.number::text, ', ')), p_language) end
                || case when count(p.riser) = 0 then '' else ', ' || cabinet.said(
                    case when count(distinct p.riser) = 1 then 'outage.riser' else 'outage.risers' end,
                    jsonb_build_object('n', string_agg(distinct p.riser, ', ')), p_language) end as said,
                row_number() over (order by h.street, h.number, h.house_id) as n,
                count(*) over () as total
            from talk.outage_places as p
            join estate.houses as h on h.house_id = p.house_id
            left join estate.entrances as e on e.entrance_id = p.entrance_id
            where p.outage_id = p_outage
            group by h.house_id
        ) as s
    );
end
$$;
comment on function talk.outage_places_said(bigint, text, integer) is 'Where an outage is, in words';
