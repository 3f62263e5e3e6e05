"""`script/bench [a b c d e f g h i j k]`: runs the measurements and prints a table of ratios with their bars."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

from tests.bench import blocks, checks, deploying, exports, imports, orders, pages, plan, printing, weight

MEASUREMENTS = {
    "a": pages.page_against_parts,
    "b": pages.page_by_size,
    "c": orders.orders_against_tpcb,
    "d": exports.workbook_memory,
    "e": weight.page_weight,
    "f": deploying.deploy_against_psql,
    "g": blocks.blocks_at_size,
    "h": printing.papers,
    "i": checks.check_of_objects,
    "j": plan.plan_of_a_year,
    "k": imports.register_of_houses,
}


@dataclass
class Report:
    """Collects lines and ratios; prints each at once, since a run takes minutes."""

    missed: list[str] = field(default_factory=list)

    def line(self, text: str) -> None:
        print(f"     {text}", flush=True)

    def ratio(self, name: str, value: float, *, at_least: float | None = None, at_most: float | None = None) -> None:
        met = (at_least is None or value >= at_least) and (at_most is None or value <= at_most)
        bar = f"≥ {at_least}" if at_least is not None else f"≤ {at_most}"
        print(f"{'ok  ' if met else 'MISS'} {name}: {value:.2f}  (bar {bar})", flush=True)
        if not met:
            self.missed.append(name)


def main(wanted: list[str]) -> int:
    unknown = set(wanted) - set(MEASUREMENTS)
    if unknown:
        print(
            f"There is no measurement {', '.join(sorted(unknown))}; known: {', '.join(MEASUREMENTS)}.", file=sys.stderr
        )
        return 2
    report = Report()
    for key in wanted or MEASUREMENTS:
        MEASUREMENTS[key](report)
    print(f"{len(report.missed)} bars missed" if report.missed else "every bar met")
    return 0


sys.exit(main(sys.argv[1:]))
