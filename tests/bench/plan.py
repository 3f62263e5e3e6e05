"""(j) the plan of a year for 4,000 houses × 12 months by every norm in force: the draft, and approving it.

440 crews of eight trades in forty zones, as many as the work needs; houses of the usual equipment, a tenth of them without
data. Every work lies in its days, nobody twice anywhere; the figures are seconds on this machine.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pyodbc

from tests.bench.ground import drop_database
from tests.conftest import administration, enter
from webapp.deploy import deploy
from webapp.settings import Settings, load

if TYPE_CHECKING:
    from tests.bench.__main__ import Report

DATABASE = "sokol_bench_plan"
HOUSES = 4000
SETUP = f"""
set role sokol_owner;
insert into estate.zones (name) select 'Точка ' || n from generate_series(1, 40) as n;
insert into estate.houses (zone_id, slug, city, street, number, address, time_zone, entrances_count, extra)
select
    (select min(z.zone_id) from estate.zones as z) + n % 40, 'h-' || n, 'Город', 'Улица ' || n / 20, (n % 20 + 1)::text,
    'Город, Улица ' || n / 20 || ', ' || n % 20 + 1, 'Asia/Vladivostok', 2,
    case when n % 10 = 0 then '{{}}'::jsonb else jsonb_build_object(
        'heating_type', 'central', 'sewerage_type', 'central', 'gas_type', 'none',
        'firefighting_type', case when n % 3 = 0 then 'automatic' else 'taps' end,
        'chute_type', case when n % 2 = 0 then 'none' else 'landing' end, 'playground', true, 'elevators_count', 1) end
from generate_series(1, {HOUSES}) as n;
insert into estate.objects (object_type, house_id, name, "values")
select 'lift', h.house_id, 'Лифт 1', jsonb_build_object('examined_on', lib.moment()::date - (h.house_id % 300)::integer)
from estate.houses as h where h.extra ->> 'elevators_count' is not null;
insert into upkeep.crews (name, zone_id, specialization, minutes_per_day)
select t.trade || ' ' || z.zone_id || '-' || n, z.zone_id, t.trade, 440
from estate.zones as z
cross join (values
    ('general', 1), ('roofer', 1), ('plumber', 2), ('heating', 1), ('electrician', 2), ('lift_mechanic', 1), ('cleaner', 3),
    ('carpenter', 1)
) as t (trade, crews)
cross join lateral generate_series(1, t.crews) as n;
insert into people.users (name, email)
select 'Мастер Номер ' || n, 'm' || n || '@example.ru' from generate_series(1, (select 2 * count(*) from upkeep.crews)) as n;
insert into people.staff (user_id, name, position, employed)
select u.user_id, u.name, 'Мастер', '[2020-01-01,)' from people.users as u where u.email like 'm%@example.ru';
insert into upkeep.crew_members (crew_id, staff_id, during)
select c.crew_id, s.staff_id, '[2020-01-01,)'
from (select crew_id, row_number() over (order by crew_id) as place from upkeep.crews) as c
join (select staff_id, row_number() over (order by staff_id) as place from people.staff) as s on (s.place + 1) / 2 = c.place;
insert into upkeep.plans (year, norms)
select extract(year from lib.moment()) + 1, array(select n.norm_id from upkeep.norms as n where n.active order by n.position);
analyze estate.houses, estate.objects, upkeep.crews, upkeep.crew_members, people.staff;
"""
TASK = """
insert into cabinet.tasks (function_name, object_id, title, state)
select 'upkeep.' || ?, p.plan_id, 'bench', 'running' from upkeep.plans as p
returning task_id
"""
OVERLAPS = """
select count(*)
from (
    select w.starts_at, lag(w.ends_at) over (partition by w.crew_id order by w.starts_at) as before
    from upkeep.works as w
    where w.starts_at is not null
) as w
where w.before > w.starts_at
"""


def plan_of_a_year(report: Report) -> None:
    settings = load().with_database(DATABASE)
    with administration(settings, "postgres") as server:
        drop_database(server, DATABASE)
        server.execute(f'create database "{DATABASE}" template sokol_template owner sokol_owner')
    enter(settings, DATABASE)
    try:
        measured(settings, report)
    finally:
        with administration(settings, "postgres") as server:
            drop_database(server, DATABASE)


def measured(settings: Settings, report: Report) -> None:
    deploy(settings)
    with administration(settings, DATABASE) as connection:
        connection.execute(SETUP)
        draft = seconds(connection, "plan_step")
        works, unplaced, gaps = connection.execute(
            "select works_count, unplaced_count, gaps_count from upkeep.plans"
        ).fetchone()
        report.line(f"draft of {works} works: {draft:.0f} s, {unplaced} without a time, {gaps} houses left out")
        connection.execute("update upkeep.plans set state = 'approving'")
        approved = seconds(connection, "plan_approve_step")
        bookings = connection.execute("select count(*) from people.bookings").fetchval()
        report.line(f"approved in {approved:.0f} s: {bookings} bookings")
        report.ratio("works of a draft a second", works / draft, at_least=2500)
        report.ratio("overlaps", float(connection.execute(OVERLAPS).fetchval()), at_most=0)


def seconds(connection: pyodbc.Connection, function: str) -> float:
    task = connection.execute(TASK, function).fetchval()
    begun = time.monotonic()
    while connection.execute(f"select upkeep.{function}({task})").fetchval() not in (False, "0", "f", 0):
        pass
    return time.monotonic() - begun
