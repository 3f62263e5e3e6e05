"""(k) a register of 4,051 houses: the dry run and the load together, as the worker does them; the same again; all of it taken back.

The real file with its 34 columns where it is at hand, else a made one with 25 of them.
"""

from __future__ import annotations

import csv
import io
import time
from typing import TYPE_CHECKING

from tests.bench.deploying import _scratch
from tests.desk_world import Desk
from tests.import_world import HOUSES as REGISTER
from tests.import_world import Imports
from webapp.deploy import deploy
from webapp.settings import load

if TYPE_CHECKING:
    from tests.bench.__main__ import Report

HOUSES = 4051
HEADER = [
    "HOUSE_ID",
    "ADDRESS",
    "YEAR",
    "SERIE",
    "HOUSE_TYPE",
    "CAPFOND",
    "MGMT_COMPANY",
    "AVAR",
    "LEVELS_MAX",
    "LEVELS_MIN",
    "DOORS",
    "ROOM_COUNT",
    "ROOM_COUNT_LIVE",
    "ROOM_COUNT_NONLIVE",
    "AREA",
    "AREA_LIVE",
    "AREA_NONLIVE",
    "AREA_GEN",
    "AREA_LAND",
    "AREA_PARK",
    "ENERGY_CLASS",
    "BLAG_PLAYGROUND",
    "BLAG_SPORT",
    "LAT",
    "LON",
]


def register() -> bytes:
    """As many distinct values as the real one has."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for n in range(HOUSES):
        area = f"{1000 + n * 1.37:.2f}"
        writer.writerow([
            n, f"край. Мерный, г. Мерный, ул. {n // 40}-я, д. {n % 40 + 1}", 1950 + n % 70, f"серия {n % 458}", "Многоквартирный дом",
            "На счете регионального оператора", f"УК {n % 332}", "Нет", 5 + n % 8, 5, n % 6 + 1, 90, 88, 2, area, f"{900 + n * 1.21:.2f}",
            "Незаполнено", f"{n % 2070}.5", f"{n % 1975}.25", "0.00", "Не присвоен", "Имеется", "Не имеется",
            f"43.{n:06d}", f"131.{n:06d}",
        ])  # fmt: skip
    return out.getvalue().encode()


def register_of_houses(report: Report) -> None:
    settings = _scratch(load(), "sokol_bench_imports")
    deploy(settings)
    desk = Desk(settings)
    imports = Imports(desk)
    seconds = "select seconds from estate.imports where import_id = ?::bigint"
    content = REGISTER.read_bytes() if REGISTER.exists() else register()
    loaded = imports.loaded("houses", content)
    first = float(desk.sql(seconds, loaded))
    width = desk.sql("select cardinality(columns) from estate.imports where import_id = ?::bigint", loaded)
    report.line(f"{'the real' if REGISTER.exists() else 'a made'} register, {width} columns: {imports.counts(loaded)}")
    again = imports.checked("houses", content + b"\n")
    report.line(f"the same again: new, changed, same, refused {imports.counts(again)}")
    started = time.monotonic()
    imports.undo(loaded)
    report.line(f"taken back in {time.monotonic() - started:.1f} s: {imports.state(loaded)}")
    report.ratio("k  seconds of check and load of a register", first, at_most=10)
    report.ratio("k  seconds of the check of the same again", float(desk.sql(seconds, again)), at_most=10)
    imports.close()
    desk.close()
