"""(i) the check of 4,051 houses: all rules, everything found for the first time, then nothing new; the check of one house."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.bench.ground import company
from tests.conftest import administration

if TYPE_CHECKING:
    from tests.bench.__main__ import Report

HOUSES = 4051
# as full of holes as the register of Vladivostok: a quarter lacks something, a few are impossible
REGISTER = """
insert into estate.houses (
    zone_id, slug, city, street, number, address, built_year, house_type, is_alarm, floors_max, floors_min, entrances_count,
    premises_count, living_count, non_living_count, area_total, area_living, extra
)
select
    (select min(z.zone_id) from estate.zones as z), 'bench-' || n, 'Мерный', 'Улица ' || n / 40, (n % 40)::text,
    'Мерный, Улица ' || n / 40 || ', ' || n % 40, case when n % 11 > 0 then 1950 + n % 70 end,
    case when n % 6 > 0 then 'apartment' end, n % 90 = 0, case when n % 7 > 0 then 5 + n % 8 end,
    case when n % 3 > 0 then 5 end, case when n % 7 > 0 then n % 9 end, case when n % 6 > 0 then 90 end,
    case when n % 4 > 0 then 88 end, case when n % 4 > 0 then 2 + (n % 37 = 0)::integer end,
    case when n % 12 > 0 then 4000 end, case when n % 9 > 0 then 3000 + n % 1100 end,
    case when n % 5 > 0 then '{"management_company": "УК"}' else '{}' end::jsonb
from generate_series(1, ?) as n
"""


def check_of_objects(report: Report) -> None:
    settings = company(0)
    with administration(settings, settings.database.name) as sql:
        sql.autocommit = False
        sql.execute("set role sokol_owner")
        sql.execute(REGISTER, HOUSES)
        sql.execute("analyze estate.houses")
        seconds = []
        for _ in range(3):
            started = time.monotonic()
            run = sql.execute("select estate.objects_check('night')").fetchval()
            seconds.append(time.monotonic() - started)
        found = sql.execute("select found from estate.check_runs where check_run_id = ?", run).fetchval()
        rules = sql.execute("select cardinality(estate.check_rules_shown())").fetchval()
        house = sql.execute("select max(house_id) from estate.houses").fetchval()
        started = time.monotonic()
        for _ in range(10):
            sql.execute("select estate.objects_check('edit', array[?::bigint])", house).fetchval()
        one = (time.monotonic() - started) / 10
        sql.rollback()
    report.line(f"{HOUSES} houses, {rules} rules, {found} findings")
    report.ratio("i  seconds of a check that finds everything for the first time", seconds[0], at_most=2)
    report.ratio("i  seconds of a check that finds nothing new", min(seconds[1:]), at_most=2)
    report.ratio("i  milliseconds of the check of one house", one * 1000, at_most=150)
