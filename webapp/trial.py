"""A draft of a page or block template tried on real rows: `@trial p_name p_source` of an action.

The form's second button posts what is typed into a frame below it. The draft is laid over the catalogue of this one
answer, in Jinja's sandbox, and a page that the person may open is shown with it; the batch only reads and nothing is
kept. The frame may load our styles and pictures, and nothing else: no script runs in it and no form of it goes anywhere.
A template of a cabinet that the person does not hold is shown with rows of their own.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from flask import Blueprint, Response, request

from webapp.blame import blame
from webapp.database.batch import call
from webapp.database.errors import DatabaseError
from webapp.frames import base_context
from webapp.scenes import scene_of_page
from webapp.showing import show
from webapp.templating import Rows, row_file
from webapp.trial_places import overlaid, page_at, places, suggested
from webapp.visits import Address, NotHere, Remade, Visit, again, ask, sql_name, visit_of

routes = Blueprint("trial", __name__)

SECONDS = 5.0
MOST = 100_000
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin"
)


class TooLong(Exception):
    """The template draws for longer than anybody would wait."""


@dataclass(slots=True)
class Said:
    """What the frame says instead of the page: words, and where the template is wrong."""

    text: str
    detail: str = ""
    line: int | None = None
    lines: list[tuple[int, str]] | None = None


@routes.post("/<cabinet>/_trial/<slug>")
def trial_post(cabinet: str, slug: str) -> Response:
    return again(lambda: _trial(cabinet, slug))


def _trial(cabinet: str, slug: str) -> Response:
    visit = visit_of(cabinet)
    function = visit.catalog.function(cabinet, sql_name(slug))
    words = function.tags.get("trial", "").split() if function is not None else []
    if function is None or len(words) != 2:
        raise NotHere
    page = visit.catalog.page_of(function)
    ask(visit, [call("who", "cabinet.page_settings", {"p_page": page.page if page else function.name})], False)
    name, source = (request.form.get(word.removeprefix("p_"), "").strip() for word in words)
    source = source.replace("\r\n", "\n")
    said: Said | Response
    if not name or not source or len(source) > MOST:
        said = Said(visit.catalog.text(visit.language, "ui.trial_empty"))
    else:
        said = tried(visit, name, source, request.form.get("_trial_page", "").strip())
    if isinstance(said, Said):
        context = base_context(visit)
        context.update(said=said, csrf="")
        said = Response(visit.site.templates.environment.get_template("parts/trial.html").render(context), 200)
    said.headers["Content-Security-Policy"] = POLICY
    said.headers["X-Frame-Options"] = "SAMEORIGIN"
    said.headers["Cache-Control"] = "no-store"
    return said


def tried(visit: Visit, name: str, source: str, address: str) -> Said | Response:
    """The page with the draft, or what stands in its way."""

    def t(key: str, **values: Any) -> str:
        return visit.catalog.translator(visit.language)(f"ui.trial_{key}", **values)

    parts = urlsplit(address or "")
    if address:
        page = page_at(visit, address)
        if page is None:
            return Said(t("no_page", address=address))
    else:
        page = suggested(visit, name)
        if page is None:
            return Said(t("printed") if name.startswith("documents/") else t("no_part", name=name))
    under = places(visit.catalog, name, page)
    drafted = overlaid(visit.catalog, dict.fromkeys(under, source))
    sandbox = visit.site.templates.sandbox(drafted)
    try:
        sandbox.compile(source, name, row_file(name))
    except Exception as error:
        return wrong(t, error, name, source, [name])
    other = visit_of(page.cabinet)
    other.catalog = drafted
    other.posting = False
    other.asked = dict(parse_qsl(parts.query))
    other.given = {key: value for key, value in other.asked.items() if value and not key.startswith("_")}
    other.address = Address(page.path, other.asked.items())
    try:
        with bounded(SECONDS):
            shown = show(other, scene_of_page(other, page))
    except Remade:
        raise
    except NotHere:
        return Said(t("no_page", address=address or page.path))
    except DatabaseError as error:
        return Said(t("no_page", address=address or page.path), str(error))
    except TooLong as error:
        return wrong(t, error, name, source, under, t("long", seconds=int(SECONDS)))
    except Exception as error:
        return wrong(t, error, name, source, under)
    loaders: list[Any] = sandbox.loader.loaders  # type: ignore[union-attr]
    read = next(one.read for one in loaders if isinstance(one, Rows))
    title = visit.catalog.page_title(page, visit.language)
    if not read & set(under):
        return Said(t("no_part_here", name=name, page=title))
    return Response(shown.get_data(), mimetype="text/html")  # without its cookies


def wrong(
    t: Callable[..., str], error: Exception, name: str, source: str, under: list[str], sentence: str = ""
) -> Said:
    """The sentence with the line, and the lines around it; another template of the company's may be at fault."""
    place, line, said = blame(error, name)
    written = source.splitlines()
    mine = place in {name, *under}
    around = None
    if line and mine and line <= len(written):
        around = [(n, written[n - 1]) for n in range(max(1, line - 2), min(len(written), line + 2) + 1)]
    head = t("line", name=name if mine else place, line=line) if line else t("failed", name=name)
    return Said(head, sentence or said, line, around)


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Ends what goes round and round in a template: its lines look at the clock."""
    until = time.monotonic() + seconds
    before = sys.gettrace()

    def on_line(_frame: FrameType, _event: str, _arg: Any) -> Any:
        if time.monotonic() > until:
            raise TooLong
        return on_line

    def on_call(frame: FrameType, _event: str, _arg: Any) -> Any:
        file = frame.f_code.co_filename
        return on_line if file.startswith("<template") or file.endswith(".html") else None

    sys.settrace(on_call)
    try:
        yield
    finally:
        sys.settrace(before)
