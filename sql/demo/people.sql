-- Who works in the company and who lives in its houses.
select set_config('sokol.moment', (c.begins - interval '1 day')::text, true) from demo.clock as c;

create table demo.crew (
    handle text primary key,
    n integer not null unique,
    name text not null,
    email text not null,
    phone text not null,
    post text not null,
    cabinet text not null,
    rights text[] not null,
    capacity integer not null,
    trades text[] not null,
    zones text[] not null,
    user_id bigint,
    staff_id bigint
);
insert into demo.crew (handle, n, name, email, phone, post, cabinet, rights, capacity, trades, zones) values
('supervisor', 1, 'Зимин Алексей Борисович', 'supervisor@example.ru', '+79245550201', 'Управляющий',
    'supervisor', '{}', 0, '{}', '{}'),
('admin', 2, 'Тарасова Вера Николаевна', 'admin@example.ru', '+79245550202',
    'Администратор системы', 'admin', '{}', 0, '{}', '{}'),
('accountant', 3, 'Назарова Ольга Дмитриевна', 'accountant@example.ru', '+79245550203', 'Бухгалтер',
    'accountant', '{}', 0, '{}', '{}'),
('operator0', 4, 'Орлова Светлана Юрьевна', 'operator@example.ru', '+79245550204', 'Диспетчер',
    'operator', '{}', 0, '{}', '{}'),
('operator1', 5, 'Быкова Инна Олеговна', 'operator2@example.ru', '+79245550205', 'Диспетчер',
    'operator', '{}', 0, '{}', '{}'),
('manager0', 6, 'Кравцов Андрей Викторович', 'manager@example.ru', '+79245550206', 'Менеджер точки',
    'manager', '{}', 40, '{}', '{Центр}'),
('manager1', 7, 'Белова Ирина Павловна', 'manager2@example.ru', '+79245550207', 'Менеджер точек',
    'manager', '{}', 40, '{}', '{Заречье,Сосновый}'),
('plumber0', 8, 'Ковалёв Сергей Иванович', 'plumber@example.ru', '+79245550208',
    'Слесарь-сантехник', 'manager', '{}', 10, '{plumber,heating}', '{Центр,Заречье,Сосновый}'),
('plumber1', 9, 'Тимофеев Николай Фёдорович', 'plumber2@example.ru', '+79245550209',
    'Слесарь-сантехник', 'manager', '{}', 10, '{plumber,heating}', '{Центр,Заречье,Сосновый}'),
('electrician0', 10, 'Шевцов Павел Олегович', 'electrician@example.ru', '+79245550210',
    'Электромонтёр', 'manager', '{}', 8, '{electrician}', '{Центр,Заречье,Сосновый}'),
('electrician1', 11, 'Юдин Артём Сергеевич', 'electrician2@example.ru', '+79245550211',
    'Электромонтёр', 'manager', '{}', 8, '{electrician}', '{Центр,Сосновый}'),
('carpenter', 12, 'Лапин Виктор Михайлович', 'carpenter@example.ru', '+79245550212',
    'Плотник, мастер по общим работам', 'manager', '{}', 10, '{carpenter,general}',
    '{Центр,Заречье,Сосновый}'),
('lift', 13, 'Руденко Игорь Степанович', 'lift@example.ru', '+79245550213',
    'Электромеханик по лифтам', 'manager', '{}', 8, '{lift_mechanic}', '{Центр,Заречье,Сосновый}'),
('cleaner', 14, 'Мельник Галина Петровна', 'cleaner@example.ru', '+79245550214', 'Уборщица',
    'manager', '{}', 10, '{cleaner}', '{Центр,Заречье,Сосновый}');

select people.user_create(p_name => c.name, p_phone => c.phone, p_email => c.email, p_cabinets => array[c.cabinet])
from (select * from demo.crew where handle <> 'supervisor' order by n) as c;
update demo.crew as c set user_id = u.user_id from people.users as u where u.email = c.email;
select people.password_put(p_user => c.user_id, p_hash => c.hash)
from (
    select x.user_id, s.hash from demo.crew as x join demo.secrets as s on s.plain = 'sokol-demo-2026' order by x.n
) as c;
select people.staff_hire(
    p_user => c.user_id, p_position => c.post, p_capacity => c.capacity, p_from => date '2021-02-01' + 97 * c.n,
    p_specializations => c.trades, p_permit_until => c.permit_until
)
from (
    select x.*, (k.ends + interval '14 months')::date as permit_until from demo.crew as x cross join demo.clock as k
    where x.handle <> 'supervisor' order by x.n
) as c;
update demo.crew as c set staff_id = s.staff_id from people.staff as s where s.user_id = c.user_id;
select people.staff_scope_set(p_staff => c.staff_id, p_zones => c.scope, p_from => date '2021-02-01' + 97 * c.n)
from (
    select x.staff_id, x.n, array_agg(z.zone_id order by z.zone_id) as scope
    from demo.crew as x
    cross join lateral unnest(x.zones) as w (zone)
    join estate.zones as z on z.name = w.zone
    where cardinality(x.trades) > 0
    group by x.staff_id, x.n
    order by x.n
) as c;
select demo.by('supervisor@example.ru', 'supervisor', format(
    'select people.zone_manager_set(p_zone => %L, p_staff => %L, p_from => %L, p_reason => %L)', c.zone_id, c.staff_id,
    lib.moment()::date, 'Приказ о закреплении точек'
))
from (
    select z.zone_id, x.staff_id
    from demo.crew as x
    cross join lateral unnest(x.zones) as w (zone)
    join estate.zones as z on z.name = w.zone
    where x.handle like 'manager%'
    order by z.zone_id
) as c;

-- Duty round the clock by turns, from eight to eight, until four weeks from now: plumbers and electricians change every
-- day; the only lift mechanic is on call always, the others in working hours.
select people.shift_create(p_staff => s.staff_id, p_from => s.starts, p_to => s.ends, p_on_call => s.on_call)
from (
    select c.staff_id, demo.local(d.day, 480) as starts, demo.local(d.day + 1, 480) as ends, true as on_call, c.n
    from demo.clock as k
    cross join lateral (
        select g.at::date as day
        from generate_series(
            (k.begins at time zone k.zone)::date - 1, (k.ends at time zone k.zone)::date + 28, interval '1 day'
        ) as g (at)
    ) as d
    join demo.crew as c
        on c.handle in (
            'plumber' || (d.day - date '2026-01-01') % 2, 'electrician' || (d.day - date '2026-01-01' + 1) % 2, 'lift'
        )
    union all
    select c.staff_id, demo.local(d.day, 480), demo.local(d.day, 1020), true, c.n
    from demo.clock as k
    cross join lateral (
        select g.at::date as day
        from generate_series(
            (k.ends at time zone k.zone)::date - 6, (k.ends at time zone k.zone)::date + 28, interval '1 day'
        ) as g (at)
        where extract(isodow from g.at) < 6
    ) as d
    join demo.crew as c on c.handle in ('carpenter', 'cleaner', 'operator0')
    order by 2, 5
) as s;

-- One is on leave now, his colleague stands for him; another was in summer.
select people.leave_create(
    p_staff => v.staff_id, p_from => v.first, p_to => v.last, p_kind => v.kind, p_replacement => v.stands_id
)
from (
    select a.staff_id, l.first, l.last, l.kind, b.staff_id as stands_id
    from demo.clock as k
    cross join lateral (
        values
        ('plumber1', 'plumber0', 'vacation',
            (k.begins at time zone k.zone)::date + 60, (k.begins at time zone k.zone)::date + 73),
        ('carpenter', null, 'sick',
            (k.begins at time zone k.zone)::date + 110, (k.begins at time zone k.zone)::date + 113),
        ('electrician1', 'electrician0', 'vacation',
            (k.ends at time zone k.zone)::date - 5, (k.ends at time zone k.zone)::date + 8)
    ) as l (who, stands, kind, first, last)
    join demo.crew as a on a.handle = l.who
    left join demo.crew as b on b.handle = l.stands
    where l.first < (k.ends at time zone k.zone)::date
    order by l.first
) as v;

-- Residents: owners, some with family, some let their flats. Марией Петровной Петровой one signs in.
create table demo.residents (
    n integer primary key,
    flat integer not null references demo.flats,
    kind text not null,
    name text not null,
    phone text not null,
    email text not null,
    since date not null,
    until date,
    user_id bigint
);

with chosen as (
    select f.n as flat, f.house_n, row_number() over (order by md5('lives' || f.n)) as place
    from demo.flats as f
    where f.n <> 47
),

settled as (
    select c.flat, k.kind, k.side, c.place
    from chosen as c
    cross join lateral (
        values
        (1, 'owner', c.place <= 176),
        (2, 'relative', c.place <= 48),
        (3, 'renter', c.place between 150 and 176)
    ) as k (side, kind, lives)
    where k.lives
),

named as (
    select
        s.*, row_number() over (order by s.place, s.side)::integer as n,
        'person' || s.flat || s.side as seed,
        -- the family bears one name
        'family' || case when s.side = 3 then s.flat + 5000 else s.flat end as family,
        demo.pick('sex' || s.flat || s.side, 100) < 55 as woman
    from settled as s
)

insert into demo.residents (n, flat, kind, name, phone, email, since, until)
select
    n.n, n.flat, n.kind,
    demo.one_of(n.family, (select array_agg(w.name order by w.n) from demo.names as w where w.kind = 'surname'))
    || case when n.woman then 'а ' else ' ' end
    || demo.one_of(n.seed, (
        select array_agg(w.name order by w.n) from demo.names as w where w.kind = case when n.woman then 'female' else 'male' end))
    || ' '
    || demo.one_of('father' || n.seed, (
        select array_agg(w.name order by w.n) from demo.names as w
        where w.kind = case when n.woman then 'female_patronymic' else 'male_patronymic' end)),
    '+7924556' || lpad(n.n::text, 4, '0'),
    'resident' || n.n || '@example.ru',
    case n.kind when 'renter' then (k.begins - interval '60 days')::date else date '2012-03-01' + demo.pick('since' || n.seed, 3600) end,
    case when n.kind = 'renter' and n.n % 7 = 0 then (k.begins + interval '120 days')::date end
from named as n
cross join demo.clock as k;
insert into demo.residents (n, flat, kind, name, phone, email, since) values
(1001, 47, 'owner', 'Петрова Мария Петровна', '+79245550147', 'petrova@example.ru', date '2008-09-15'),
(1002, 47, 'relative', 'Петров Илья Андреевич', '+79245550148', 'ilya.petrov@example.ru', date '2016-01-10'),
(1003, 52, 'renter', 'Соловьёва Дарья Игоревна', '+79245550152', 'renter@example.ru', date '2026-01-15');
update demo.residents as r
set since = least(r.since, (k.begins - interval '90 days')::date)
from demo.clock as k
where r.n > 1000;

select people.user_create(p_name => r.name, p_phone => r.phone, p_email => r.email, p_cabinets => '{resident}')
from (select * from demo.residents order by n) as r;
update demo.residents as r set user_id = u.user_id from people.users as u where u.email = r.email;
select people.relation_create(
    p_user => r.user_id, p_premise => r.premise_id, p_kind => r.kind, p_share => case r.kind when 'owner' then 1 end,
    p_from => r.since, p_until => r.until
)
from (select x.*, f.premise_id from demo.residents as x join demo.flats as f on f.n = x.flat order by x.n) as r;
select people.password_put(p_user => r.user_id, p_hash => r.hash)
from (
    select x.user_id, s.hash from demo.residents as x join demo.secrets as s on s.plain = 'sokol-demo-2026' order by x.n
) as r;
-- Each consents to what the cabinet cannot do without, and every third to news.
select people.consent_give(p_user => r.user_id, p_kind => r.kind)
from (
    select x.user_id, k.kind
    from demo.residents as x
    cross join (values ('processing'), ('rules'), ('news')) as k (kind)
    where k.kind <> 'news' or x.n % 3 = 2
    order by x.n, k.kind
) as r;

-- No procedure of the office makes these two (the bill with its code does, by the guest's «Счёт и код»): who pays an
-- account, and the PIN of Мария Петровна.
insert into people.payers (user_id, account_id, during)
select r.user_id, a.account_id, daterange(r.since, r.until)
from demo.residents as r
join demo.flats as f on f.n = r.flat
join money.accounts as a on a.premise_id = f.premise_id
where r.kind = 'owner'
order by r.n, a.account_id;
insert into people.credentials (user_id, kind, account_id, secret, confirmed_at)
select r.user_id, 'pin', f.account_id, s.hash, lib.moment()
from demo.residents as r
join demo.flats as f on f.n = r.flat
join demo.secrets as s on s.plain = '471247'
where r.n = 1001;

analyze people.users, people.relations, people.staff, people.duty_shifts, estate.houses, estate.premises, money.accounts;
