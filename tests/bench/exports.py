"""(d) an Excel file of 100,000 rows: by how much the process that makes it grows."""

from __future__ import annotations

import io
import re
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.ground import Visitor, company, serving, sign_ins

if TYPE_CHECKING:
    from tests.bench.__main__ import Report

LIST = "/supervisor/orders.xlsx?block=orders_list&tab=all"
ROWS = 100_000


def memory(pid: int, key: str) -> int:
    """A line of /proc/<pid>/status in kB: VmRSS is now, VmHWM the most ever."""
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(rf"^{key}:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) if found else 0


def children(pid: int) -> list[int]:
    return [
        int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()
    ]


def _rows(book: bytes) -> int:
    """Rows of the only sheet without its heading; BadZipFile when it is no workbook."""
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        return parts.read("xl/worksheets/sheet1.xml").count(b"<row ") - 1


def workbook_memory(report: Report) -> None:
    settings = company(100_000)
    login, password = sign_ins(settings)["supervisor"]
    with serving(settings, workers=1, SOKOL_LIMITS__EXPORT_ROWS=str(ROWS)) as (address, master):
        visitor = Visitor(address)
        visitor.sign_in(login, password)
        visitor.get("/supervisor/orders")
        worker = children(master)[0]
        before = memory(worker, "VmRSS")
        Path(f"/proc/{worker}/clear_refs").write_text("5")  # the peak so far is the sign-in's: 64 MB of argon2
        started = time.monotonic()
        book = visitor.get(LIST)
        seconds = time.monotonic() - started
        grown = (memory(worker, "VmHWM") - before) / 1024
    rows = _rows(book)
    if rows < ROWS:
        raise RuntimeError(f"{LIST}: {rows} rows in {len(book)} bytes, {ROWS} wanted: nothing was measured")
    report.line(f"{LIST}: {rows} rows, {len(book) / 1e6:.1f} MB in {seconds:.1f} s")
    report.ratio("d  growth of the process in MB", grown, at_most=60)
