"""(k) a register of 4,051 houses with 34 columns: the dry run and the load together, as the worker does them; the same again."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from tests.bench.deploying import _scratch
from tests.desk_world import Desk
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
    content = register()
    loaded = imports.loaded("houses", content)
    first = float(desk.sql(seconds, loaded))
    again = imports.checked("houses", content + b"\n")
    report.line(f"{HOUSES} houses again: new, changed, same, refused {imports.counts(again)}")
    report.ratio("k  seconds of check and load of a register", first, at_most=10)
    report.ratio("k  seconds of the check of the same again", float(desk.sql(seconds, again)), at_most=10)
    imports.close()
    desk.close()
