-- What stands in the houses, what was repaired and rebuilt there, and where the water is shut: by the supervisor, the way he would.
select set_config('sokol.moment', (c.ends - interval '8 days')::text, true) from demo.clock as c;

create table demo.things as
-- lifts in high houses, one an entrance, those of Лесная, 9 not yet entered; in the older ones their 25 years are over
select
    h.house_id, h.n, 'lift' as kind, e.n as entrance, jsonb_build_object(
        'number', e.n, 'factory_number', 'К-' || (10000 + demo.pick('lift' || h.n || e.n, 89999)),
        'maker', demo.one_of('maker' || h.n, array['КМЗ', 'Щербинский лифтостроительный завод', 'Могилёвлифтмаш']),
        'year', greatest(h.built, 1987) + case when h.built < 2000 and demo.pick('new' || h.n, 3) = 0 then 20 else 0 end,
        'capacity', demo.one_of('load' || h.n, array['320', '400', '630']), 'stops', h.floors,
        'examined_on', lib.moment()::date - 30 - demo.pick('exam' || h.n, 300), 'contractor', 'ООО «Лифтсервис»'
    ) as known
from demo.houses as h
cross join lateral generate_series(1, h.entrances) as e (n)
where h.floors >= 9 and h.n <> 10
union all
select
    h.house_id, h.n, 'house_meter', null, jsonb_build_object(
        'utility', m.utility, 'number', (100000 + demo.pick('meter' || h.n || m.utility, 899999))::text, 'place', m.place,
        'verified_on', '2022-06-15', 'verified_until', case demo.pick('until' || h.n || m.utility, 4)
            when 0 then '2026-06-15' else '2028-06-15' end
    )
from demo.houses as h
cross join (values
    ('heat', 'Тепловой узел, подвал'), ('cold_water', 'Водомерный узел, подвал'), ('electricity', 'Щитовая, подъезд 1')
) as m (utility, place)
union all
select
    h.house_id, h.n, 'heating_unit', null, jsonb_build_object(
        'scheme', 'independent', 'load', round(0.2 + h.floors * h.entrances / 100.0, 2), 'year', h.built, 'place', 'Подвал под подъездом 1',
        'tested_on', '2025-08-2' || demo.pick('test' || h.n, 9), 'flushed_on', '2025-08-11'
    )
from demo.houses as h
union all
select
    h.house_id, h.n, 'switchboard', 1, jsonb_build_object(
        'kind', 'input', 'place', 'Щитовая у входа', 'rated', 250, 'measured_on', '2025-05-20'
    )
from demo.houses as h
union all
select
    h.house_id, h.n, 'roof', null, jsonb_build_object(
        'shape', case when h.floors > 5 then 'flat' else 'pitched' end,
        'material', case when h.floors > 5 then 'rolled' else 'slate' end, 'area', 240 * h.entrances,
        'repaired_year', case when demo.pick('roof' || h.n, 2) = 0 then 2019 end
    )
from demo.houses as h
union all
select
    h.house_id, h.n, 'playground', null, jsonb_build_object(
        'surface', demo.one_of('surface' || h.n, array['rubber', 'sand']), 'area', 120 + h.n, 'items', 6, 'year', 2016,
        'checked_on', lib.moment()::date - 28
    )
from demo.houses as h
where h.n in (1, 4, 7, 9, 12);

select demo.by('supervisor@example.ru', 'supervisor', format(
    'select estate.object_save(p_house => %L, p_object_type => %L, p_entrance => %L, p_values => %L, p_reason => %L)',
    t.house_id, t.kind, e.entrance_id, t.known, 'Осенний осмотр'
))
from (select * from demo.things order by n, kind, entrance, known::text) as t
left join estate.entrances as e on e.house_id = t.house_id and e.number = t.entrance;
drop table demo.things;

-- counts in the passport, so that the equipment agrees with it
select demo.by('supervisor@example.ru', 'supervisor', format(
    'select estate.house_save(p_house => %L, p_values => %L, p_reason => %L)', h.house_id, jsonb_build_object(
        'elevators_count', case when h.floors >= 9 then h.entrances else 0 end,
        'heating_type', 'central', 'cold_water_type', 'central', 'hot_water_type', 'central_closed',
        'sewerage_type', 'central', 'electrical_type', 'central', 'ventilation_type', 'exhaust',
        'gas_type', case when h.floors > 9 then 'none' else 'central' end, 'energy_class', demo.one_of('class' || h.n, array['C', 'D', 'E']),
        'overhaul_fund', 'operator', 'roof_type', case when h.floors > 5 then 'flat' else 'pitched' end,
        'playground', h.n in (1, 4, 7, 9, 12), 'contract_number', 'У-' || h.n, 'contract_on', '2021-05-10'
    ), 'Осенний осмотр'
))
from (select * from demo.houses order by n) as h;

select demo.by('supervisor@example.ru', 'supervisor', format(
    'select estate.repair_save(p_house => %L, p_title => %L, p_state => %L, p_capital => %L, p_planned_year => %L,'
    ' p_started_on => %L, p_finished_on => %L, p_warranty_until => %L, p_cost => %L, p_performer => %L)',
    h.house_id, r.title, r.state, r.capital, r.planned, r.started, r.finished, r.warranty, r.cost, r.performer
))
from demo.houses as h
join (values
    (1, 'Замена кровли', 'done', true, 2019, '2019-06-03', '2019-08-28', '2024-08-28', 2840000, 'ООО «Кровля-ДВ»'),
    (1, 'Замена лифта в подъезде 2', 'planned', true, 2027, null, null, null, 3100000, null),
    (3, 'Ремонт подъезда 1', 'done', false, 2025, '2025-09-01', '2025-09-19', '2027-09-19', 310000, 'ИП Сёмин'),
    (5, 'Утепление торцевой стены', 'planned', false, 2027, null, null, null, 620000, null),
    (9, 'Замена стояков холодной воды', 'done', true, 2022, '2022-05-16', '2022-07-02', '2027-07-02', 1450000, 'ООО «Трубопроект»')
) as r (n, title, state, capital, planned, started, finished, warranty, cost, performer) on r.n = h.n
order by h.n, r.title;

select demo.by('supervisor@example.ru', 'supervisor', format(
    'select estate.redevelopment_save(p_premise => %L, p_title => %L, p_state => %L, p_found_on => %L, p_document => %L,'
    ' p_decided_on => %L)', p.premise_id, r.title, r.state, r.found, r.document, r.decided
))
from demo.houses as h
join (values
    (1, '12', 'Снесена перегородка между кухней и комнатой', 'legalised', '2019-03-14', 'Акт приёмки № 14 от 02.09.2019', '2019-09-02'),
    (3, '7', 'Перенесена раковина на кухне', 'found', '2025-12-11', null, null),
    (4, '21', 'Балкон присоединён к комнате', 'claimed', '2025-10-08', 'Предписание № 88', '2025-11-20')
) as r (n, flat, title, state, found, document, decided) on r.n = h.n
join estate.premises as p on p.house_id = h.house_id and p.number = r.flat and p.kind = 'flat'
order by h.n;

select demo.by('supervisor@example.ru', 'supervisor', format(
    'select estate.emergency_save(p_house => %L, p_happened_on => %L, p_title => %L, p_cause => %L, p_consequences => %L)',
    h.house_id, a.day, a.title, a.cause, a.consequences
))
from demo.houses as h
join (values
    (1, '2023-01-19', 'Лопнул стояк отопления в подъезде 3', 'Износ резьбы', 'Залиты две квартиры, без тепла 9 часов'),
    (8, '2024-08-06', 'Затопило подвал', 'Засор ливневой канализации', 'Откачали за ночь, щитовую подняли на 40 см')
) as a (n, day, title, cause, consequences) on a.n = h.n
order by h.n;

select demo.by('supervisor@example.ru', 'supervisor', format(
    'select estate.sheet_save(p_house => %L, p_kind => %L, p_title => %L, p_place => %L, p_shuts => %L, p_keeper => %L,'
    ' p_entrance => %L, p_checked_on => %L)',
    h.house_id, s.kind, s.title, s.place, s.shuts, s.keeper, e.entrance_id, lib.moment()::date - 33
))
from (select * from demo.houses order by n) as h
cross join (values
    (1, 'valve', 'Ввод холодной воды', 'Подвал, слева от входа, красный вентиль', 'Холодную воду всего дома', null, 1),
    (2, 'valve', 'Ввод отопления', 'Тепловой узел в подвале, две задвижки', 'Отопление и горячую воду всего дома', null, 1),
    (3, 'switchboard', 'Вводной щит', 'Щитовая у входа', 'Свет подъездов и лифты', 'Ключ у диспетчера', 1),
    (4, 'key', 'Ключ от подвала', 'Сейф в офисе, крючок с адресом', null, 'Старшая по дому, кв. 1', null),
    (5, 'roof', 'Выход на крышу', 'Последний этаж, люк под замком', null, 'Диспетчер', 1)
) as s (place_n, kind, title, place, shuts, keeper, entrance)
left join estate.entrances as e on e.house_id = h.house_id and e.number = s.entrance
order by h.n, s.place_n;
