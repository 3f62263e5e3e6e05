"""Words of the interface that stay Russian on a page in English."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from playwright.sync_api import Page

from tests.conftest import administration
from webapp.settings import Settings

# Every Russian text of the interface, with its key.
TEXTS = """
    select min(t.key), regexp_replace(trim(t.text), '\\s+', ' ', 'g') as said
    from cabinet.texts as t
    where t.language = 'ru' and t.text ~ '[А-Яа-яЁё]' and t.key <> 'label.language_ru'
    and t.key !~ '^(lookup|event|constraint|refusal|check)[.]'
    group by 2
    union
    select 'comment', trim(split_part(d.description, e'\\n', 1))
    from pg_description as d
    join pg_proc as p on p.oid = d.objoid
    where d.classoid = 'pg_proc'::regclass
    and p.pronamespace in (select to_regnamespace(c.cabinet) from cabinet.cabinets as c)
    union
    select 'page', p.title from cabinet.pages as p
    union
    select 'group', p.menu_group from cabinet.pages as p where p.menu_group is not null
    union
    select 'label', trim(substring(line from '^@(?:column|field|hint|placeholder|submit|confirm|empty) (?:\\w+ )?(.*)$'))
    from pg_description as d
    join pg_proc as p on p.oid = d.objoid
    cross join lateral regexp_split_to_table(d.description, e'\\n') as line
    where d.classoid = 'pg_proc'::regclass and line ~ '^@(column|field|hint|placeholder|submit|confirm|empty) '
    and p.pronamespace in (select to_regnamespace(c.cabinet) from cabinet.cabinets as c)
"""
# What looks the same and is data: a service may be «Лифт».
DATA = """
    select title from desk.services union select category from desk.services union select name from estate.zones
    union select title from talk.news union select value from cabinet.settings union select position from people.staff
    union select name from people.users union select title from people.calendar_days
    union select title from estate.repairs union select reason from talk.outages union select unit from upkeep.material_units
    union select section from upkeep.material_sections union select title from estate.emergency_points
    union select title from estate.attributes union select title from estate.attribute_groups
"""
# Pages that show texts and sources themselves.
ABOUT_TEXTS = (
    "/supervisor/texts", "/supervisor/hints", "/supervisor/templates", "/admin/dictionary", "/admin/pages", "/admin/explain",
    "/admin/portfolio", "/admin/errors", "/supervisor/audit", "/supervisor/features",
)  # fmt: skip
CYRILLIC = re.compile("[А-Яа-яЁё]")
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


def interface_of(settings: Settings) -> dict[str, str]:
    """Russian texts of the interface, each with its key; without those that look the same as data."""
    with administration(settings, settings.database.name) as sql:
        sql.execute("set role sokol_owner")
        rows = sql.execute(TEXTS).fetchall()
        data = {str(row[0]) for row in sql.execute(DATA).fetchall()}
    return {str(said): str(key) for key, said in rows if said and said not in data and CYRILLIC.search(said)}


class Words(HTMLParser):
    """What the reader meets as words: text, and what is read aloud or shown in fields."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.heading = ""
        self._open: list[tuple[str, bool]] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        for name in ("placeholder", "title", "aria-label", "alt", "data-label"):
            self._take(given.get(name) or "")
        if tag not in _VOID:
            silent = tag in {"script", "style"} or (given.get("lang") == "ru" and tag != "html")
            self._open.append((tag, silent or bool(self._open and self._open[-1][1])))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open and not self._open[-1][1]:
            self._take(data)
            if any(tag == "h1" for tag, _silent in self._open):
                self.heading += data

    def _take(self, said: str) -> None:
        if CYRILLIC.search(said):
            self.found.append(" ".join(said.split()))


def russian_in(page: Page, seen: dict[str, str], interface: dict[str, str]) -> list[str]:
    """Words of the interface that stay Russian on the same pages in English. `seen`: path and address of each; they are
    asked for once more, without being drawn."""
    page.goto(next(iter(seen.values())))
    page.evaluate("() => document.querySelector('form.language button').click()")
    page.wait_for_function("() => document.documentElement.lang === 'en'")
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
    stayed: dict[str, str] = {}
    for path, address in seen.items():
        if path.startswith(ABOUT_TEXTS):
            continue
        try:
            with urlopen(Request(address, headers={"Cookie": cookies})) as answer:
                words = Words(answer.read().decode())
        except HTTPError as trouble:
            words = Words(trouble.read().decode())
        for said in words.found:
            if said in interface or said.rstrip(":") in interface:
                stayed.setdefault(said, f"{path} ({interface.get(said)})")
        # «Hello, Мария Петровна!»: a person's name stays as it is written
        title = words.heading.partition(",")[0] if path.count("/") == 2 and path.endswith("/") else words.heading
        if CYRILLIC.search(title) and "?" not in path:
            stayed.setdefault(title, f"{path} (heading)")
    return [f"{where} in English: {said}" for said, where in stayed.items()]
