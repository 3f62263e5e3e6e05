-- The plan of the half year: what breaks by itself, what stands so at the end, and what belongs to no order.
do $$
begin
    if exists (
        select from demo.problems as p where not exists (select from desk.services as s where s.code = p.code and s.active)
    ) then
        raise exception 'the demo knows services that the catalogue does not have: %', (
            select string_agg(p.code, ', ') from demo.problems as p
            where not exists (select from desk.services as s where s.code = p.code and s.active)
        );
    end if;
end
$$;

-- what breaks by itself: more on working days, heating and ice in the cold half of the year only
insert into demo.plans (plan, at, problem, premise_id, user_id, by_phone, fate)
select
    row_number() over (order by d.at)::integer, d.at, chosen.problem, f.premise_id, lives.user_id,
    lives.user_id is null or (not chosen.urgent and demo.pick('channel' || d.seed, 100) < 14),
    case
        when fate.n < 100 then 'plain'
        when fate.n < 112 then 'late'
        when fate.n < 132 then 'visit'
        when fate.n < 137 then 'wait_resident'
        when fate.n < 142 then 'wait_no_access'
        when fate.n < 147 then 'wait_material'
        when fate.n < 150 then 'wait_contractor'
        when fate.n < 152 then 'wait_supplier'
        when fate.n < 159 then 'defer'
        when fate.n < 164 then 'author_declines'
        when fate.n < 170 then 'staff_declines'
        when fate.n < 179 then 'return'
        when fate.n < 181 then 'return_twice'
        when fate.n < 186 then 'reassign'
        when fate.n < 190 then 'term'
        when fate.n < 194 then 'member'
        else 'to_queue'
    end
from (
    select
        g.day, n.n, 'day' || (g.day - c.first) || '-' || n.n as seed,
        demo.local(g.day, 425 + demo.pick('minute' || (g.day - c.first) || '-' || n.n, 890)) as at, c.ends
    from (
        select k.*, (k.begins at time zone k.zone)::date as first, (k.ends at time zone k.zone)::date as last
        from demo.clock as k
    ) as c
    cross join lateral (
        select s.at::date as day
        from generate_series(c.first::timestamp, c.last::timestamp, interval '1 day') as s (at)
    ) as g
    cross join lateral generate_series(
        1, case when extract(isodow from g.day) < 6 then 5 else 4 end + demo.pick('many' || (g.day - c.first), 3)
    ) as n (n)
) as d
cross join lateral (
    select p.problem, s.priority = 'emergency' as urgent
    from demo.problems as p
    join desk.services as s on s.code = p.code
    cross join lateral generate_series(1, p.weight) as w (n)
    where not p.cold or extract(month from d.day) in (10, 11, 12, 1, 2, 3, 4)
    order by md5(d.seed || p.problem || w.n)
    limit 1
) as chosen
cross join lateral (
    select r.flat, r.user_id
    from demo.residents as r
    where r.n <> 1001 and r.since < d.day and (r.until is null or r.until > d.day + 14)
    order by md5('who' || d.seed || r.n)
    limit 1
) as one
cross join lateral (
    -- every eighth caller has no cabinet: some other flat
    select
        case when demo.pick('stranger' || d.seed, 8) = 0
            then 1 + demo.pick('flat' || d.seed, 892) else one.flat end as flat,
        case when demo.pick('stranger' || d.seed, 8) > 0 then one.user_id end as user_id
) as lives
join demo.flats as f on f.n = lives.flat
cross join lateral (select demo.pick('fate' || d.seed, 200) as n) as fate
where d.at < d.ends;

insert into demo.agenda (at, plan, deed)
select p.at, p.plan, 'file' from demo.plans as p order by p.at, p.plan;

-- what stands so at the end: every state, every reason. Hours before the end, deed by deed.
create table demo.scripts (
    n integer primary key,
    problem text not null,
    flat integer not null,
    by_phone boolean not null default false,
    script text not null
);
insert into demo.scripts (n, problem, flat, by_phone, script) values
(1, 'tap', 47, false, 'file@26 respond@25 talk@24.8 depart@5 start@4.7 complete@4'),
(2, 'cold_radiator', 47, false, 'file@980 respond@978 depart@975 start@974.5 complete@973 confirm@970 rate@969.9'),
(3, 'lamp', 47, false, 'file@2300 respond@2297 start@2270 complete@2269 confirm@2240 rate@2239.9'),
(4, 'lift', 47, false, 'file@3 respond@2.6 talk@2.5 depart@0.6'),
(5, 'dirt', 47, false,
    'file@1500 respond@1495 start@1490 complete@1488 return@1470 respond@1468 start@1462 complete@1461 confirm@1450'
    ' rate@1449.9'),
(10, 'toilet', 112, false, 'file@50 respond@49 start@30 wait:resident@29.5'),
(11, 'tap', 203, false, 'file@72 respond@70 depart@54 no_access@53.5'),
(12, 'intercom', 330, false, 'file@80 respond@78 start@55 wait:material@54 note@53'),
(13, 'bench', 415, false, 'file@100 respond@98 start@76 wait:contractor@75'),
(14, 'pressure', 521, false, 'file@60 respond@58 start@34 wait:supplier@33'),
(15, 'meter_seal', 610, false, 'file@120 respond@118 defer:9@100'),
(16, 'pressure', 700, true, 'file@140 respond@138 defer:20@120'),
(17, 'roof', 72, false, 'file@28'),
(18, 'roof', 640, false, 'file@3.2'),
(19, 'toilet', 801, false, 'file@70 respond@69 talk@68 start@47 complete@46 return@21'),
(20, 'tap', 288, false, 'file@66 respond@64 chaser@20 note@18'),
(21, 'door', 155, false, 'file@52 respond@51 chaser@8'),
(22, 'pipe', 364, false, 'file@0.9 respond@0.8 talk@0.78 depart@0.7 start@0.3'),
(23, 'yard', 455, false, 'file@44 author_declines@42'),
(24, 'power', 580, true, 'file@30'),
(25, 'window', 90, true, 'file@54 respond@52 start@30 to_queue@29'),
(26, 'lamp', 744, false, 'file@150 respond@148 start@146 complete@145'),
(27, 'smell', 260, false, 'file@40 respond@38 start@20 member@19.5 note@19'),
(28, 'dirt', 480, false, 'file@32 respond@31 staff_declines@28'),
(29, 'socket', 860, false, 'file@9 respond@8.9 talk@8.8 start@8.5 complete@7.5 confirm@5 rate@4.9'),
(30, 'cold_radiator', 530, false, 'file@20 respond@19 visit@18.8'),
(31, 'yard', 330, false, 'file@1.5'),
(32, 'tap', 640, false, 'file@1.1'),
(33, 'roof', 150, false, 'file@34 respond@32 respond@31.5 note@30'),
(34, 'roof', 560, false, 'file@36 respond@33 respond@32.5'),
(35, 'snow', 20, false, 'file@3.5 respond@3'),
(36, 'window', 300, false, 'file@5 respond@4.5 visit@4'),
(37, 'lamp', 410, false, 'file@6 respond@5.5');

create function demo.by_day(
    p_at timestamptz,
    p_problem text
)
returns timestamptz
language sql
stable
/* Nobody works at night but the emergency service: the twelve hours from 20:00 become one, in the same order. */
return (
    select case
        when p_problem in ('pipe', 'socket') or l.hours between 8 and 20 then p_at
        else p_at - make_interval(secs => extract(epoch from n.night) * 11 / 12)
    end
    from (
        select p_at at time zone c.zone as local, extract(epoch from (p_at at time zone c.zone)::time) / 3600 as hours
        from demo.clock as c
    ) as l
    cross join lateral (
        select l.local - (l.local - interval '8 hours')::date - interval '20 hours' as night
    ) as n
);

-- flats of the scripts whose people have no cabinet are told by telephone
insert into demo.plans (plan, at, problem, premise_id, user_id, by_phone, fate)
select
    10000 + s.n,
    demo.by_day(
        c.ends - make_interval(secs => substring(s.script from 'file@([0-9.]+)')::double precision * 3600), s.problem
    ),
    s.problem, f.premise_id, r.user_id, s.by_phone, 'script'
from demo.scripts as s
cross join demo.clock as c
cross join lateral (
    select r.user_id, r.flat
    from demo.residents as r
    where r.until is null and (s.flat <> 47 or r.n = 1001) and (s.flat = 47 or r.n <> 1001)
    order by abs(r.flat - s.flat), r.n
    limit 1
) as r
join demo.flats as f on f.n = r.flat
where c.ends - make_interval(secs => substring(s.script from 'file@([0-9.]+)')::double precision * 3600) > c.begins;
insert into demo.agenda (at, plan, deed, word)
select
    demo.by_day(c.ends - make_interval(secs => split_part(w.deed, '@', 2)::double precision * 3600), s.problem),
    10000 + s.n,
    split_part(split_part(w.deed, '@', 1), ':', 1), nullif(split_part(split_part(w.deed, '@', 1), ':', 2), '')
from demo.scripts as s
join demo.plans as p on p.plan = 10000 + s.n
cross join demo.clock as c
cross join lateral string_to_table(s.script, ' ') with ordinality as w (deed, n)
order by s.n, w.n;

-- the worker: its jobs every eight hours, in the last two days every hour
insert into demo.agenda (at, deed)
select distinct j.at, 'jobs'
from demo.clock as c
cross join lateral (
    select g.at from generate_series(c.begins, c.ends, interval '8 hours') as g (at)
    union all
    select g.at from generate_series(c.ends - interval '48 hours', c.ends, interval '1 hour') as g (at)
) as j
order by j.at;

create function demo.day_ago(
    p_days integer,
    p_minute integer
)
returns timestamptz
language sql
stable
/* A minute of the day so many days ago; the same minute of the day before, where today has not come to it yet. */
return (
    select greatest(c.begins, case when w.at > c.ends - interval '3 minutes' then w.at - interval '1 day' else w.at end)
    from demo.clock as c
    cross join lateral (select demo.local((c.ends at time zone c.zone)::date - p_days, p_minute) as at) as w
);

insert into demo.agenda (at, deed, word)
select demo.day_ago(n.days_ago, 600 + demo.pick('news' || n.days_ago, 150)), 'news', n.days_ago::text
from demo.news as n
where n.title is not null
union all
select demo.day_ago(w.days_ago, 560 + demo.pick('join' || w.days_ago, 120)), 'join', w.days_ago::text
from demo.join_wishes as w
union all
select demo.day_ago(w.days_ago, 850 + demo.pick('decision' || w.days_ago, 120)), 'join_decision', w.days_ago::text
from demo.join_wishes as w
where w.decision <> 'new';

-- those who can be signed in as have opened their cabinets; everybody looks into the notices: staff every Friday, in the
-- last two weeks every morning and evening, residents on the same days when they have leisure
insert into demo.agenda (at, deed)
select c.begins + interval '26 hours', 'welcome' from demo.clock as c
union all
select n.at, 'read'
from demo.clock as c
cross join lateral (
    select demo.local(g.at::date, m.minute) as at
    from generate_series(c.begins at time zone c.zone, c.ends at time zone c.zone, interval '1 day') as g (at)
    cross join (values (495), (1040)) as m (minute)
    where g.at > (c.ends - interval '14 days') at time zone c.zone or (extract(isodow from g.at) = 5 and m.minute = 1040)
) as n
where n.at < c.ends;

-- calls that became no order
insert into demo.agenda (at, deed, word)
select demo.local(g.at::date, 500 + demo.pick('call' || g.at::date - (c.begins at time zone c.zone)::date, 480)), 'call',
    'call' || (g.at::date - (c.begins at time zone c.zone)::date)
from demo.clock as c
cross join generate_series(c.begins, c.ends - interval '1 day', interval '1 day') as g (at)
where demo.pick('calls' || (g.at::date - (c.begins at time zone c.zone)::date), 3) > 0
union all
-- today somebody waits to be called back
select demo.day_ago(0, m.minute), 'call', m.word
from (values (545, 'advice today'), (600, 'owed today')) as m (minute, word);
