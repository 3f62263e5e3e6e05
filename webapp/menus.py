"""The menu of a cabinet: which pages a person has in it, and how it is drawn."""

# ruff: noqa: S704  (this is where safe HTML is made: every value goes through escape)
from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from webapp import icons
from webapp.catalog import Catalog, Page
from webapp.visits import Visit

if TYPE_CHECKING:
    from webapp.scenes import Scene


def menu_key(visit: Visit) -> tuple[Any, ...]:
    """What decides which pages one is offered."""
    who = visit.who
    return visit.cabinet.cabinet, visit.language, tuple(who.get("rights", ())), tuple(who.get("hidden_pages", ()))


def may_see(visit: Visit, page: Page) -> bool:
    who = visit.who
    if page.page in who.get("hidden_pages", ()):
        return False
    return not page.right or page.right in who.get("rights", ())


@dataclass(slots=True)
class Menu:
    """The menu as ready pieces; a counter is put between where a page has one."""

    pieces: list[tuple[str, str | None]]
    phone: list[tuple[str, str | None]]

    def html(self, pieces: list[tuple[str, str | None]], counters: Mapping[str, Any]) -> Markup:
        out = []
        for text, page in pieces:
            out.append(text)
            count = counters.get(page) if page else None
            if count:
                out.append(f'<span class="count">{int(count)}</span>')
        return Markup("".join(out))


def menu_of(visit: Visit, scene: Scene) -> dict[str, Markup]:
    """The menu, cached by cabinet, language, rights, hidden pages and current page."""
    who = visit.who
    current = menu_page(visit, scene)
    key = (
        "menu", visit.cabinet.cabinet, visit.language, tuple(who.get("rights", ())),
        tuple(who.get("hidden_pages", ())), current,
    )  # fmt: skip
    memo = visit.catalog.memo
    menu = memo.get(key)
    if menu is None:
        if len(memo) > 20_000:
            memo.clear()
        menu = memo[key] = build_menu(visit, current)
    counters = who.get("counters") or {}
    return {"main": menu.html(menu.pieces, counters), "phone": menu.html(menu.phone, counters)}


def menu_page(visit: Visit, scene: Scene) -> str:
    if scene.page is None:
        return ""
    if scene.page.menu is not None:
        return scene.page.page
    return scene.page.group or ""


def build_menu(visit: Visit, current: str) -> Menu:
    catalog, language = visit.catalog, visit.language
    sprite, _body = menu_sprite(catalog)
    shown = [
        page
        for page in catalog.composed(visit.cabinet.cabinet)
        if page.menu is not None and page.group != "user" and may_see(visit, page)
    ]

    def item(page: Page, css: str) -> list[tuple[str, str | None]]:
        title = escape(catalog.page_title(page, language))
        here = ' aria-current="page"' if page.page == current else ""
        head = f'<li><a class="{css}" href="{page.path}"{here}>{icons.icon_of(sprite, menu_icon(page))}<span>{title}</span>'
        return [(head, page.page), ("</a></li>", None)]

    pieces: list[tuple[str, str | None]] = []
    group: str | None = None
    for page in sorted(shown, key=lambda p: p.menu or 0) if visit.cabinet.frame != "staff" else grouped(shown):
        if visit.cabinet.frame == "staff" and page.group != group:
            group = page.group
            if group:
                pieces.append((f'<li class="menu-group">{escape(catalog.group_title(group, language))}</li>', None))
        pieces += item(page, "menu-link")
    phone_pages = [page for page in shown if page.phone] or shown
    phone: list[tuple[str, str | None]] = []
    for page in phone_pages[: 6 if visit.cabinet.frame != "staff" else 4]:
        phone += item(page, "bar-link")
    return Menu(pieces, phone)


def menu_icon(page: Page) -> str:
    return page.icon or "dot"


def menu_sprite(catalog: Catalog) -> tuple[str, str]:
    """Address and text of the file with the icons of all menus; another text has another address."""
    found: tuple[str, str] | None = catalog.memo.get("menu sprite")
    if found is None:
        pages = [page for cabinet in catalog.cabinets for page in catalog.composed(cabinet) if page.menu is not None]
        body = icons.sprite(sorted({menu_icon(page) for page in pages}))
        found = f"/menu.svg?v={hashlib.sha256(body.encode()).hexdigest()[:10]}", body
        catalog.memo["menu sprite"] = found
    return found


def grouped(pages: Sequence[Page]) -> Iterator[Page]:
    """Pages by group, groups in the order of their first page."""
    groups: dict[str | None, list[Page]] = {}
    for page in sorted(pages, key=lambda p: p.menu or 0):
        groups.setdefault(page.group, []).append(page)
    for members in groups.values():
        yield from members
