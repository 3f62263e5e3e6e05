"""One request to a cabinet: who asks, in which language, with what address; and how the batch is asked."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote_plus, urlsplit
from zoneinfo import ZoneInfo

from flask import Response, current_app, g, request
from werkzeug.datastructures import MultiDict

from webapp.blocks import BlockView
from webapp.catalog import Cabinet, Catalog, CatalogKeeper, Function
from webapp.cells import Moment
from webapp.database.batch import Result, Statement, run
from webapp.database.engine import Database
from webapp.database.errors import CatalogueChanged
from webapp.database.identity import Identity
from webapp.forms import FormView
from webapp.records import Records
from webapp.settings import Settings
from webapp.templating import Templates

LANGUAGE_COOKIE = "language"


CABINET_COOKIE = "cabinet"


DRAFT_COOKIE = "draft"


_RELEASE = Statement("release", "select cabinet.release()")


REMEMBERED = 20_000


class NotHere(Exception):
    """No such page, function or row, or not for this person: the same answer."""


class Remade(Exception):
    """The batch showed another release or other settings: do it once more."""


@dataclass(slots=True)
class Site:
    """What the application keeps between requests."""

    settings: Settings
    database: Database
    keeper: CatalogKeeper
    templates: Templates
    asset: Callable[[str], str]
    records: Records
    session_key: Callable[[Any], str]
    brand: Callable[[Catalog], str]
    tastes: OrderedDict[str, tuple[str, str]] = field(default_factory=OrderedDict)
    timings: dict[str, list[float]] = field(default_factory=dict)
    served: int = 0


def site() -> Site:
    found: Site = current_app.extensions["sokol"]
    return found


class Address:
    """This address, to be made with other parameters: `address(_page=2)`, None takes one away."""

    __slots__ = ("_pairs", "path")

    def __init__(self, path: str, pairs: Iterable[tuple[str, str]]) -> None:
        self.path = path
        self._pairs = [(key, f"{_quoted(key)}={_quoted(value)}") for key, value in pairs if key not in FLEETING]

    def __call__(self, **changes: Any) -> str:
        parts = [text for key, text in self._pairs if key not in changes]
        parts += [f"{_quoted(key)}={_quoted(str(value))}" for key, value in changes.items() if value not in (None, "")]
        return f"{self.path}?{'&'.join(parts)}" if parts else self.path


def _quoted(text: str) -> str:
    return text if text.isascii() and text.replace("_", "").isalnum() else quote_plus(text)


FLEETING = frozenset({"_block", "_seen", "_ticked"})


@dataclass(slots=True)
class Visit:
    """One request to a cabinet."""

    site: Site
    catalog: Catalog
    cabinet: Cabinet
    language: str
    time_zone: str
    session: str
    request_id: str
    given: dict[str, str]
    moment: Moment
    address: Address
    asked: Mapping[str, str]
    posting: bool = False
    who: dict[str, Any] = field(default_factory=dict)

    def identity(self, seconds: int) -> Identity:
        return Identity(self.cabinet.role, self.session, self.time_zone, self.language, seconds * 1000, self.request_id)

    @property
    def compact(self) -> bool:
        return self.cabinet.frame == "staff"

    def block_view(self, function: Function) -> BlockView:
        key = ("block", function.qualified, self.language)
        memo = self.catalog.memo
        if key not in memo or self.site.templates.development:
            override = self.site.templates.cell_override(self.catalog, self.cabinet.cabinet, self.language)
            memo[key] = BlockView(self.catalog, function, self.language, self.compact, override)
        found: BlockView = memo[key]
        return found

    def form_view(self, function: Function) -> FormView:
        key = ("form", function.qualified, self.language)
        memo = self.catalog.memo
        if key not in memo:
            memo[key] = FormView(self.catalog, function, self.language)
        found: FormView = memo[key]
        return found


def visit_of(cabinet: str) -> Visit:
    """The visit of this request; 404 where there is no such cabinet."""
    here = site()
    catalog = here.keeper.current
    room = catalog.cabinets.get(cabinet)
    if room is None:
        raise NotHere
    key = here.session_key(request)
    language, zone = taste(here, key)
    g.language = language
    asked = request.args
    return Visit(
        site=here,
        catalog=catalog,
        cabinet=room,
        language=language,
        time_zone=zone,
        session=key,
        request_id=g.request_id,
        given={key: value for key, value in asked.items() if value and not key.startswith("_")},
        moment=Moment(datetime.now(ZoneInfo(zone)), cabinet),
        address=Address(request.path, asked.items(multi=True)),
        asked=asked.to_dict() if asked else {},
        posting=request.method != "GET",
    )


def taste(here: Site, session: str) -> tuple[str, str]:
    """Language and time zone: the person's as last seen, else the cookie's, the browser's, the company's."""
    if session:
        known = here.tastes.get(session)
        if known:
            return known
    asked = request.cookies.get(LANGUAGE_COOKIE, "")
    if asked not in {"ru", "en"}:
        asked = request.accept_languages.best_match(["ru", "en"]) or here.settings.web.language
    return asked, here.settings.web.time_zone


def remember_taste(visit: Visit) -> None:
    """Learns the person's language and zone from page_settings; a batch that went out with others is done again."""
    who = visit.who
    if not visit.session or not who.get("user_id"):
        return
    wanted = (who.get("language") or visit.language, who.get("time_zone") or visit.site.settings.web.time_zone)
    tastes = visit.site.tastes
    tastes[visit.session] = wanted
    if len(tastes) > REMEMBERED:
        tastes.popitem(last=False)
    if wanted != (visit.language, visit.time_zone):
        raise Remade


def ask(visit: Visit, statements: Sequence[Statement], timed: bool) -> dict[str, Result]:
    """Run the batch; look at who asks and at the release."""
    sent = list(statements)
    if timed:
        sent = []
        for number, statement in enumerate(statements):
            sent.append(statement)
            sent.append(Statement(f"clock:{number}", "select extract(epoch from clock_timestamp())::text"))
    results = run(
        visit.site.database, visit.identity(visit.site.settings.limits.page_seconds), [*sent, _RELEASE], read_only=True
    )
    if int(results["release"].value()) != visit.catalog.release:
        visit.site.keeper.reload(unless=int(results["release"].value()))
        raise Remade
    if "who" in results:
        take_who(visit, results["who"])
    if timed:
        keep_times(visit, statements, results)
    return results


def take_who(visit: Visit, result: Result) -> None:
    visit.who = g.who = read_who(result)
    remember_taste(visit)


def read_who(result: Result) -> dict[str, Any]:
    """page_settings with its arrays and jsonb read."""
    from webapp.database.conversion import read_json
    from webapp.database.literals import parse_array

    who = result.one()
    for name in ("cabinets", "rights", "hidden_pages"):
        value = who.get(name)
        who[name] = parse_array(value) if isinstance(value, str) else (value or [])
    counters = who.get("counters")
    who["counters"] = read_json(counters) if isinstance(counters, str) else (counters or {})
    return who


def keep_times(visit: Visit, statements: Sequence[Statement], results: Mapping[str, Result]) -> None:
    before = None
    for number, statement in enumerate(statements):
        clock = float(results[f"clock:{number}"].value())
        if before is not None:
            spent = visit.site.timings.setdefault(f"{visit.cabinet.cabinet}.{statement.name}", [])
            spent.append((clock - before) * 1000)
            del spent[:-50]
        before = clock


def again(work: Callable[[], Response]) -> Response:
    """Once more when the release or the person's settings turned out to be others."""
    for _try in range(3):
        try:
            return work()
        except Remade:
            continue
        except NotHere:
            if not site().keeper.renewed():  # a page or cabinet deployed since has sent no batch that could tell
                raise
        except CatalogueChanged:
            site().keeper.reload()
    return work()


def sql_name(slug: str) -> str:
    if not slug.replace("-", "").isalnum() or slug != slug.lower() or not slug.isascii():
        raise NotHere
    return slug.replace("-", "_")


def local(path: str) -> str | None:
    """A path on this server, None otherwise."""
    parts = urlsplit(path)
    if parts.scheme or parts.netloc or not path.startswith("/") or path.startswith(("//", "/\\")):
        return None
    return path


def view_given(view: FormView, address_values: Mapping[str, str], posted: MultiDict[str, str]) -> dict[str, str]:
    """Arguments of the address, and what the form carried hidden: ids and what it needs."""
    given = {}
    for argument in view.function.arguments:
        value = address_values.get(argument.parameter)
        if value:
            given[argument.name] = value
        elif f"_hidden_{argument.parameter}" in posted and (argument.type.is_reference or argument.name in view.needs):
            given[argument.name] = posted.get(argument.parameter) or ""
    return given
