"""A printed document in a page: its sheets as pictures, and the ways to have it.

`{"document": 12, "pages": 2}` one document, `{"lot": 7}` all printed of a lot as one file.
"""

# ruff: noqa: S704  (this is where safe HTML is made: every value goes through escape)
from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from webapp.cells.look import Formatter, Look, Moment
from webapp.icons import icon

SHOWN = 10  # sheets; the rest is in the file


def paper(look: Look) -> Formatter:
    words = {name: escape(look.text(f"ui.paper_{name}")) for name in ("download", "print", "sheet", "all", "more")}

    def show(value: Any, moment: Moment) -> Markup:
        if "lot" in value:
            address = f"/document/{moment.cabinet}/lot/{int(value['lot'])}.pdf"
            return Markup(f'<a class="btn btn-primary" href="{address}">{icon("download")} {words["all"]}</a>')
        address = f"/document/{moment.cabinet}/{int(value['document'])}"
        pages = int(value["pages"])
        ways = (
            f'<div class="acts"><a class="btn btn-primary" href="{address}.pdf">{icon("download")} {words["download"]}</a>'
            f'<a class="btn btn-secondary" href="{address}.pdf?print" target="_blank" rel="noopener">'
            f"{icon('printer')} {words['print']}</a></div>"
        )
        sheets = "".join(
            f'<li><a href="{address}/{page}.webp" target="_blank" rel="noopener"><img src="{address}/{page}.webp"'
            f' loading="{"eager" if page == 1 else "lazy"}" alt="{words["sheet"]} {page}"></a></li>'
            for page in range(1, min(pages, SHOWN) + 1)
        )
        more = f'<p class="hint">{words["more"]} {pages}</p>' if pages > SHOWN else ""
        return Markup(f'<div class="paper">{ways}<ol class="sheets">{sheets}</ol>{more}</div>')

    return show
