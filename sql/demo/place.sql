-- The company and its houses: «УК „Уютный дом“» in an invented town.
select set_config('sokol.moment', (c.begins - interval '2 days')::text, true) from demo.clock as c;

create table demo.houses (
    n integer primary key,
    zone text not null,
    slug text not null,
    street text not null,
    number text not null,
    built integer not null,
    kind text not null,
    entrances integer not null,
    floors integer not null,
    on_floor integer not null,
    offices integer not null,
    latitude numeric not null,
    longitude numeric not null,
    house_id bigint
);
insert into demo.houses (
    n, zone, slug, street, number, built, kind, entrances, floors, on_floor, offices, latitude, longitude
) values
(1, 'Центр', 'sadovaya-12', 'Садовая', '12', 1987, 'панельный', 3, 9, 4, 1, 43.2101, 132.4402),
(2, 'Центр', 'sadovaya-14', 'Садовая', '14', 1988, 'панельный', 2, 9, 4, 0, 43.2104, 132.4409),
(3, 'Центр', 'sadovaya-16', 'Садовая', '16', 1969, 'кирпичный', 2, 5, 4, 1, 43.2107, 132.4417),
(4, 'Центр', 'mira-8', 'Мира', '8', 2014, 'монолитный', 1, 12, 6, 2, 43.2090, 132.4433),
(5, 'Заречье', 'mira-3', 'Мира', '3', 1974, 'панельный', 4, 5, 4, 0, 43.2051, 132.4471),
(6, 'Заречье', 'mira-5', 'Мира', '5', 1975, 'панельный', 3, 5, 4, 0, 43.2054, 132.4478),
(7, 'Заречье', 'naberezhnaya-2', 'Набережная', '2', 1996, 'кирпичный', 2, 10, 4, 1, 43.2038, 132.4490),
(8, 'Заречье', 'naberezhnaya-4', 'Набережная', '4', 1962, 'кирпичный', 2, 5, 3, 0, 43.2035, 132.4497),
(9, 'Сосновый', 'lesnaya-7', 'Лесная', '7', 1991, 'панельный', 3, 9, 4, 1, 43.2172, 132.4330),
(10, 'Сосновый', 'lesnaya-9', 'Лесная', '9', 1992, 'панельный', 2, 9, 4, 0, 43.2176, 132.4336),
(11, 'Сосновый', 'lesnaya-11', 'Лесная', '11', 1978, 'кирпичный', 4, 5, 4, 0, 43.2180, 132.4341),
(12, 'Сосновый', 'shkolnaya-6', 'Школьная', '6', 2009, 'монолитный', 2, 9, 5, 2, 43.2165, 132.4352);

create table demo.flats as
select
    row_number() over (order by h.n, e.n, f.n, p.n)::integer as n,
    h.n as house_n, e.n as entrance, f.n as floor,
    ((e.n - 1) * h.floors * h.on_floor + (f.n - 1) * h.on_floor + p.n)::text as number,
    (array[34.2, 46.8, 61.5, 48.1, 72.4, 33.0])[p.n] + demo.pick('area' || h.n || e.n || p.n, 30) / 10.0 as area,
    null::bigint as premise_id,
    null::bigint as account_id
from demo.houses as h
cross join lateral generate_series(1, h.entrances) as e (n)
cross join lateral generate_series(1, h.floors) as f (n)
cross join lateral generate_series(1, h.on_floor) as p (n);
alter table demo.flats add primary key (n);

insert into estate.company (name, legal_name, inn)
select 'УК «Уютный дом»', 'ООО «УК „Уютный дом“»', '2500000017'
where not exists (select from estate.company as c);

-- who runs the company comes first: he signs in for what only he may do
do $$
declare
    v_user bigint;
begin
    v_user := people.user_create(
        p_name => 'Зимин Алексей Борисович', p_phone => '+79245550201', p_email => 'supervisor@example.ru',
        p_cabinets => '{supervisor}'
    );
    perform people.staff_hire(
        p_user => v_user, p_position => 'Управляющий', p_capacity => 0, p_from => '2021-05-10'
    );
    perform people.password_put(p_user => v_user, p_hash => (select s.hash from demo.secrets as s where s.plain = 'sokol-demo-2026'));
end
$$;

select estate.zone_create(p_name => z.zone)
from (select h.zone from demo.houses as h group by h.zone order by min(h.n)) as z;

select estate.house_create(
    p_zone => h.zone_id, p_city => 'Тихогорск', p_street => h.street, p_number => h.number,
    p_time_zone => 'Asia/Vladivostok', p_entrances => h.entrances, p_floors => h.floors, p_built_year => h.built,
    p_latitude => h.latitude, p_longitude => h.longitude
)
from (
    select d.*, z.zone_id from demo.houses as d join estate.zones as z on z.name = d.zone order by d.n
) as h;
update demo.houses as d
set house_id = h.house_id
from estate.houses as h
where h.street = d.street and h.number = d.number;

select demo.by('supervisor@example.ru', 'supervisor', format(
    'select estate.house_save(p_house => %L, p_reason => %L, p_values => %L)', h.house_id, 'Технический паспорт дома',
    jsonb_build_object(
        'built_year', h.built, 'house_type', 'Многоквартирный дом', 'wall_material', h.kind, 'floors_max', h.floors,
        'floors_min', h.floors, 'entrances_count', h.entrances,
        'premises_count', h.entrances * h.floors * h.on_floor + h.offices,
        'living_count', h.entrances * h.floors * h.on_floor, 'non_living_count', h.offices,
        'area_total', (select round(sum(f.area) * 1.14, 1) from demo.flats as f where f.house_n = h.n),
        'access_note', case h.n when 4 then 'Ключ от подвала у консьержа' when 8 then 'Въезд во двор с Мира, шлагбаум: 1590' end
    )
))
from (select * from demo.houses order by n) as h;

select estate.entrance_create(
    p_house => h.house_id, p_number => h.entrance, p_floors => h.floors,
    p_door_code => (10 + demo.pick('code' || h.n || h.entrance, 89)) || 'К' || (100 + demo.pick('k' || h.n || h.entrance, 899))
)
from (
    select d.house_id, d.n, d.floors, e.n as entrance
    from demo.houses as d cross join lateral generate_series(1, d.entrances) as e (n)
    order by d.n, e.n
) as h;

select estate.premise_create(
    p_house => f.house_id, p_number => f.number, p_entrance => f.entrance_id, p_floor => f.floor, p_area => f.area,
    p_kind => f.kind
)
from (
    select h.house_id, x.number, e.entrance_id, x.floor, x.area, 'flat' as kind, x.n
    from demo.flats as x
    join demo.houses as h on h.n = x.house_n
    join estate.entrances as e on e.house_id = h.house_id and e.number = x.entrance
    union all
    select h.house_id, o.n || 'Н', null, 1, 80 + 11 * o.n, 'office', 10000 + h.n * 10 + o.n
    from demo.houses as h
    cross join lateral generate_series(1, h.offices) as o (n)
    order by n
) as f;
update demo.flats as f
set premise_id = p.premise_id
from estate.premises as p, demo.houses as h
where h.n = f.house_n and p.house_id = h.house_id and p.number = f.number and p.kind = 'flat';

-- one utility account a flat and one for capital repair
select estate.account_create(
    p_premise => f.premise_id, p_number => (f.base + f.n)::text, p_kind => f.kind,
    p_opened_on => date '2019-01-01' + demo.pick('opened' || f.n, 1500)
)
from (
    select x.premise_id, x.n, k.base, k.kind
    from demo.flats as x
    cross join (values (40702071, 'utility'), (50702071, 'capital_repair')) as k (base, kind)
    order by k.base, x.n
) as f;
update demo.flats as f
set account_id = a.account_id
from money.accounts as a
where a.premise_id = f.premise_id and a.kind = 'utility';

-- Holidays and moved days. 2026: ТК РФ ст. 112 and постановление Правительства РФ от 24.09.2025 № 1466; 2027: ст. 112
-- alone (a holiday on a day off moves to the next working day), until the government moves the days of January. Days before the demo's half
-- year are past for it and stay by the rule of weekdays.
select demo.by('supervisor@example.ru', 'supervisor', format(
    'select people.calendar_day_save(p_day => %L, p_working => %L, p_shortened => %L, p_title => %L, p_reason => %L)',
    y.day, y.working, y.shortened, y.title, 'ТК РФ, ст. 112'
))
from (
select d.day, false as working, false as shortened, d.title
from (
    select g.at::date as day, 'Новогодние каникулы' as title
    from generate_series(timestamp '2026-01-01', timestamp '2026-01-09', interval '1 day') as g (at)
    union all
    select g.at::date, 'Новогодние каникулы'
    from generate_series(timestamp '2027-01-01', timestamp '2027-01-08', interval '1 day') as g (at)
    union all
    select v.day, v.title
    from (values
        (date '2026-02-23', 'День защитника Отечества'), (date '2026-03-08', 'Международный женский день'),
        (date '2026-03-09', 'Выходной за 8 марта'), (date '2026-05-01', 'Праздник Весны и Труда'),
        (date '2026-05-09', 'День Победы'), (date '2026-05-11', 'Выходной за 9 мая'), (date '2026-06-12', 'День России'),
        (date '2026-11-04', 'День народного единства'), (date '2026-12-31', 'Выходной за 4 января'),
        (date '2027-02-23', 'День защитника Отечества'), (date '2027-03-08', 'Международный женский день'),
        (date '2027-05-01', 'Праздник Весны и Труда'), (date '2027-05-03', 'Выходной за 1 мая'),
        (date '2027-05-09', 'День Победы'), (date '2027-05-10', 'Выходной за 9 мая'), (date '2027-06-12', 'День России'),
        (date '2027-06-14', 'Выходной за 12 июня'), (date '2027-11-04', 'День народного единства')
    ) as v (day, title)
) as d
union all
select v.day, true, true, 'Короткий день'
from unnest(array[
    '2026-04-30', '2026-05-08', '2026-06-11', '2026-11-03', '2027-02-22', '2027-04-30', '2027-06-11', '2027-11-03',
    '2027-12-31'
]::date[]) as v (day)
order by 1
) as y
where y.day > lib.moment()::date;
