"""(h) five hundred acts by the press of the worker: how many a second, and by how much it grows."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.exports import memory
from webapp import documents
from webapp.settings import load

if TYPE_CHECKING:
    from tests.bench.__main__ import Report

ACT = {
    "reported_at": "2026-11-22T04:30:00+00:00", "created_at": "2026-11-21T23:30:00+00:00", "number": "2481-1",
    "address": "Тихогорск, Садовая, 12", "premise": "47", "customer": "Петрова Мария Петровна", "order_number": 2481,
    "subject": "Течёт кран на кухне", "description": "Капает из-под гайки", "place": "Квартира", "minutes": 45,
    "done": ["Замена прокладки", "Проверка под давлением"], "performer": "Ковалёв Сергей Иванович",
    "position": "Слесарь-сантехник",
}  # fmt: skip


def papers(report: Report) -> None:
    printer = documents.Printer(load())
    files = documents.files_of(Path("/nonexistent"))
    job: dict[str, Any] = {
        "name": "documents/act.html", "templates": files, "style": files["documents/paper.css"], "data": ACT,
        "company": {"company_name": "Уютный дом"}, "pictures": {},
        "document": {
            "title": "Акт № 2481-1", "number": "2481-1", "made_at": "2026-11-23T01:00:00+00:00", "made_by": None,
            "language": "ru", "page": "A4", "large": False, "time_zone": "Asia/Vladivostok", "trial": False,
        },
    }  # fmt: skip
    for number in range(50):  # fonts and style sheets are read
        printer.print(job | {"data": ACT | {"order_number": number}})
    assert printer.pid is not None
    pid, before, started = printer.pid, memory(printer.pid, "VmRSS"), time.monotonic()
    for number in range(449):
        printer.print(job | {"data": ACT | {"order_number": number}})
    seconds = time.monotonic() - started
    grown = (memory(pid, "VmHWM") - before) / 1024
    report.line(f"the press holds {memory(pid, 'VmRSS') / 1024:.0f} MB after 499 acts")
    printer.close()
    report.ratio("h  acts printed a second", 449 / seconds, at_least=5)
    report.ratio("h  growth of the press in MB over 449 acts", grown, at_most=60)
