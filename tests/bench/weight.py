"""(e) what a visitor downloads: the first visit with all it needs, and later pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from tests.bench.ground import Visitor, company, serving, sign_ins

if TYPE_CHECKING:
    from tests.bench.__main__ import Report

ENCODINGS = "br, gzip"


def page_weight(report: Report) -> None:
    settings = company(1000)
    with serving(settings, workers=1) as (address, _pid):
        visitor = Visitor(address)
        page = visitor.get("/guest/sign-in")
        parts = {"page": len(visitor.get("/guest/sign-in", Accept_Encoding=ENCODINGS))}
        needed = re.findall(rb'<(?:link[^>]+href|script[^>]+src|img[^>]+src|use[^>]+href)="([^"#]+)[^"]*"', page)
        for link in {urljoin("/guest/", part.decode()) for part in needed}:
            parts[link] = len(visitor.get(link, Accept_Encoding=ENCODINGS))
        for name, size in sorted(parts.items(), key=lambda item: -item[1]):
            report.line(f"{size / 1000:7.1f} kB {name}")
        report.ratio("e  first visit in kB", sum(parts.values()) / 1000, at_most=90)
        heaviest = ("", 0)
        for cabinet, paths in {
            "resident": ("/resident/home", "/resident/orders", "/resident/report", "/resident/house"),
            "manager": ("/manager/today", "/manager/orders"),
            "supervisor": (
                "/supervisor/home",
                "/supervisor/orders",
                "/supervisor/houses",
                "/supervisor/house?house=1",
                "/supervisor/check",
            ),
        }.items():
            visitor = Visitor(address)
            visitor.sign_in(*sign_ins(settings)[cabinet])
            for path in paths:
                heaviest = max(
                    heaviest, (path, len(visitor.get(path, Accept_Encoding=ENCODINGS))), key=lambda item: item[1]
                )
        report.ratio(f"e  heaviest later page in kB ({heaviest[0]})", heaviest[1] / 1000, at_most=15)
