"""Blocks in their templates, and the page around them: context, menu, links of the frame."""

# ruff: noqa: S704  (this is where safe HTML is made: every value goes through escape)
from __future__ import annotations

import re
import secrets
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from flask import Response, get_flashed_messages, request, session
from flask_wtf.csrf import generate_csrf
from jinja2 import Template
from markupsafe import Markup, escape

from webapp.blocks import Block
from webapp.catalog import Cabinet, Catalog
from webapp.cells import phone_link
from webapp.menus import may_see, menu_key, menu_of, menu_page
from webapp.security import CONTENT_SECURITY_POLICY
from webapp.templating import block_candidates, page_candidates
from webapp.visits import CABINET_COOKIE, REMEMBERED, Visit

if TYPE_CHECKING:
    from webapp.scenes import Scene

_CSRF: OrderedDict[str, str] = OrderedDict()
_NOTHING = Markup("")
# A mark that nobody can write into a title or an address.
_MARK = secrets.token_hex(8)
_GAP = re.compile(f"{_MARK}-([a-z_]+)-")
_MOST_SHELLS = 300


def csrf_token() -> str:
    """Flask-WTF's token of this session, signed once per session and process."""
    secret = session.get("csrf_token")
    if secret is None:
        return str(generate_csrf())
    known = _CSRF.get(secret)
    if known is None:
        known = _CSRF[secret] = generate_csrf()
        if len(_CSRF) > REMEMBERED:
            _CSRF.popitem(last=False)
    return known


def base_context(visit: Visit) -> dict[str, Any]:
    """What every template may use."""
    catalog, language = visit.catalog, visit.language
    brand = catalog.memo.get(("brand", language))
    if brand is None:
        brand = catalog.memo[("brand", language)] = {
            "name": catalog.setting("company_name") or catalog.text(language, "ui.product"),
            "short_name": catalog.setting("company_short_name")
            or catalog.setting("company_name")
            or catalog.text(language, "ui.product"),
            "logo": catalog.setting("brand_logo"),
            "emergency_phone": catalog.setting("emergency_phone"),
            "phone": catalog.setting("office_phone"),
            "css": visit.site.brand(catalog),
            "colour": catalog.setting("brand_colour"),
        }
    return {
        **visit.site.templates.environment.globals,
        "t": catalog.translator(language),
        "asset": visit.site.asset,
        "language": language,
        "cabinet": visit.cabinet,
        "brand": brand,
        "who": visit.who,
        "here": visit.address.path,
        "here_path": visit.address,
        "development": visit.site.settings.development,
        "now": visit.moment.now,
        "page_title": "",
    }


def block_html(visit: Visit, block: Block, context: dict[str, Any]) -> Markup:
    key = ("template-of", block.view.function.qualified, block.kind)
    memo = visit.catalog.memo
    found: tuple[tuple[str, ...], Template] | None = None if visit.site.templates.development else memo.get(key)
    if found is None:
        candidates = block_candidates(visit.cabinet.cabinet, block.name, block.kind)
        found = memo[key] = (candidates, visit.site.templates.get(visit.catalog, candidates))
    block.candidates, block.template = found
    context["block"] = block
    html = visit.site.templates.render(found[1], context)
    if block.keep is not None:
        if visit.site.templates.where(visit.catalog, found[1].name or "") == "stock":
            block.view.keep(block.keep, Markup(html))
        else:
            block.view.keepable = False
    if visit.site.settings.development:
        html += candidates_comment(visit, f"block {block.name}", block.candidates, found[1].name)
    return Markup(html)


def candidates_comment(visit: Visit, what: str, candidates: Sequence[str], used: str | None) -> str:
    """Development: which templates were looked for, the used one marked."""
    lines = [f"{'*' if name == used else ' '} {name}" for name in candidates]
    return "\n<!-- " + what.replace("--", "") + ":\n  " + "\n  ".join(lines).replace("--", "") + "\n-->\n"


def render_page(visit: Visit, scene: Scene, blocks: Sequence[Block], extra: Markup | None = None) -> Response:
    context = base_context(visit)
    needs_token = any(block.form is not None or block.reply is not None for block in blocks)
    one_click = any(block.one_click for block in blocks)
    context["csrf"] = csrf_token() if needs_token or one_click or visit.who.get("user_id") else ""
    flashes = get_flashed_messages(with_categories=True) if "_flashes" in session else []
    context["one_click"] = one_click or any(flash[0] == "undo" for flash in flashes)
    context["page_title"] = scene.title
    side_names = {function.name for function in scene.side}
    main: list[Markup] = []
    side: list[Markup] = []
    for block in blocks:
        html = block.html or block_html(visit, block, context)
        (side if block.name in side_names else main).append(html)
    if extra:
        main.append(extra)
    context.pop("block", None)
    candidates = page_candidates(visit.cabinet.cabinet, scene.name)
    template = visit.site.templates.get(visit.catalog, candidates)
    context.update(
        title=next((block.page_title for block in blocks if block.page_title), scene.title),
        emergency_shown=calls_for_help(context["brand"]["emergency_phone"], main + side),
        back=scene.back,
        about=[]
        if any(block.page_title for block in blocks)
        else next((block.form.about for block in blocks if block.form is not None and block.form.about), []),
        main=main,
        side=side,
        hint=visit.catalog.hints.get((f"{visit.cabinet.cabinet}.{scene.name}", visit.language), ""),
        flashes=flashes,
        initials=initials(visit.who.get("user_name") or ""),
    )
    document = whole_page(visit, scene, blocks, context, template)
    if visit.site.settings.development:
        document += candidates_comment(visit, f"page {scene.name}", candidates, template.name)
    response = Response(document, mimetype="text/html")
    if any(block.form is not None and block.form.trial for block in blocks):
        response.headers["Content-Security-Policy"] = f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"
    if visit.who.get("user_id") and request.cookies.get(CABINET_COOKIE) != visit.cabinet.cabinet:
        response.set_cookie(
            CABINET_COOKIE, visit.cabinet.cabinet, max_age=31_536_000, httponly=True, samesite="Lax",
            secure=visit.site.settings.web.https,
        )  # fmt: skip
    return response


def whole_page(visit: Visit, scene: Scene, blocks: Sequence[Block], context: dict[str, Any], template: Template) -> str:
    """The page around its blocks. A frame of our own templates is rendered once for all visits that differ only in
    what it prints as it is; theirs is put into its gaps. A frame that the company has changed is rendered each time."""
    if context["flashes"] or not stock_frame(visit, template):
        context.update(frame_context(visit, scene), page=scene.page, blocks=blocks)
        context["c"] = context
        return str(template.render(context))
    who = visit.who
    gaps: dict[str, Any] = {
        "title": context["title"],
        "main": _NOTHING.join(context["main"]),
        "side": _NOTHING.join(context["side"]),
        "csrf": context["csrf"],
        "here": visit.address(),
        "initials": context["initials"],
        "user_name": who.get("user_name") or "",
        "place_label": who.get("place_label") or "",
    }
    decides = {name: who.get(name) for name in ("large_type", "unread")}
    key = (
        *menu_key(visit), scene.name, menu_page(visit, scene), scene.back, context["hint"],
        context["one_click"], context["emergency_shown"], *decides.values(), tuple((who.get("counters") or {}).items()),
        tuple(who.get("cabinets", ())), *[bool(value) for value in gaps.values()],
    )  # fmt: skip
    shells: dict[Any, list[str]] = visit.catalog.memo.setdefault("shells", {})
    pieces = shells.get(key)
    if pieces is None:
        # Only what is in the key or in a gap may be seen here: another person will get the same pieces.
        for name in ("here", "now"):
            del context[name]
        marks = {name: f"{_MARK}-{name}-" if value else "" for name, value in gaps.items()}
        context.update(
            frame_context(visit, scene),
            title=marks["title"],
            main=[marks["main"]] if marks["main"] else [],
            side=[marks["side"]] if marks["side"] else [],
            csrf=marks["csrf"],
            initials=marks["initials"],
            here_path=lambda: marks["here"],
            who={**decides, "user_name": marks["user_name"], "place_label": marks["place_label"]},
        )
        context["c"] = context
        if len(shells) >= _MOST_SHELLS:
            shells.clear()
        pieces = shells[key] = _GAP.split(template.render(context))
    out = pieces.copy()
    for at in range(1, len(out), 2):
        out[at] = escape(gaps[out[at]])
    return "".join(out)


def stock_frame(visit: Visit, template: Template) -> bool:
    """Whether nothing of the frame is overridden."""
    if visit.site.settings.development or template.name != "page.html":
        return False
    key = ("stock-frame", visit.cabinet.frame)
    memo = visit.catalog.memo
    if key not in memo:
        names = ("page.html", "base.html", "parts/frame.html", f"frames/{visit.cabinet.frame}.html")
        memo[key] = all(visit.site.templates.where(visit.catalog, name) == "stock" for name in names)
    return bool(memo[key])


def frame_context(visit: Visit, scene: Scene) -> dict[str, Any]:
    """What the frame offers this person: menu and links."""
    return {
        "frame": f"frames/{visit.cabinet.frame}.html",
        "menu": menu_of(visit, scene),
        "other_cabinets": other_cabinets(visit),
        "help_link": page_link(visit, "help"),
        "inbox_link": page_link(visit, "inbox"),
        "search_link": page_link(visit, "search"),
        "create_link": create_link(visit, scene),
        "addresses_link": page_link(visit, "addresses"),
        "large_type_link": page_link(visit, "large_type"),
        "sign_out_link": page_link(visit, "sign_out") or guest_link(visit, "sign_out"),
        "sign_in_link": sign_in_path(visit.catalog, None),
        "own_pages": own_pages(visit),
        "frame_name": visit.cabinet.frame,
        "home_path": f"/{visit.cabinet.cabinet}/{visit.cabinet.home.replace('_', '-')}",
    }


def only_block(visit: Visit, blocks: Sequence[Block], seen: str) -> Response:
    if not blocks:
        return Response("", mimetype="text/html")
    block = blocks[0]
    if seen and block.poll and f"_seen={seen}" in block.poll:
        return Response(status=304)
    context = base_context(visit)
    context["csrf"] = ""
    return Response(block_html(visit, block, context), mimetype="text/html")


def initials(name: str) -> str:
    """«Петрова Мария Петровна» → «МП»; without a patronymic the first letters as they come."""
    words = name.split()
    return "".join(word[0] for word in (words[1:3] if len(words) > 2 else words[:2])).upper()


def page_link(visit: Visit, name: str) -> str | None:
    """The address of a page that the frame offers where the cabinet has one and the person may see it."""
    page = visit.catalog.page(visit.cabinet.cabinet, name)
    if page is not None and may_see(visit, page):
        return page.path
    function = visit.catalog.function(visit.cabinet.cabinet, name)
    return f"/{visit.cabinet.cabinet}/{function.slug}" if function is not None and function.is_action else None


def create_link(visit: Visit, scene: Scene) -> tuple[str, str] | None:
    """Where something new begins, with its title: what a block of this page names by `@create`, else one of the
    cabinet's home page."""
    catalog, cabinet = visit.catalog, visit.cabinet.cabinet
    for page in (scene.page, catalog.page(cabinet, visit.cabinet.home)):
        for block in (*page.blocks, *page.side_blocks) if page is not None else ():
            function = catalog.function(cabinet, block)
            for word in function.words("create") if function is not None else ():
                found, made, does = page_link(visit, word), catalog.page(cabinet, word), catalog.function(cabinet, word)
                if found and made is not None:
                    return found, catalog.page_title(made, visit.language)
                if found and does is not None:
                    return found, catalog.title(does, visit.language)
    return None


def calls_for_help(phone: str, blocks: Sequence[Markup]) -> bool:
    """Whether a block of the page already offers the emergency telephone."""
    link = f'href="tel:{escape(phone_link(phone))}"' if phone else ""
    return bool(link) and any(link in block for block in blocks)


def guest_link(visit: Visit, name: str) -> str | None:
    """The address of an action of the guests' cabinet that every frame offers."""
    room = guest_cabinet(visit.catalog)
    function = visit.catalog.function(room.cabinet, name) if room else None
    return f"/{room.cabinet}/{function.slug}" if room and function is not None and function.is_action else None


def own_pages(visit: Visit) -> list[tuple[str, str, str]]:
    """Pages of the person's own menu: those whose group is `user`."""
    key = ("own", *menu_key(visit))
    memo = visit.catalog.memo
    if key not in memo:
        pages = visit.catalog.composed(visit.cabinet.cabinet)
        memo[key] = [
            (page.path, visit.catalog.page_title(page, visit.language), page.icon or "")
            for page in pages
            if page.group == "user" and may_see(visit, page)
        ]
    found: list[tuple[str, str, str]] = memo[key]
    return found


def other_cabinets(visit: Visit) -> list[tuple[str, str]]:
    found = []
    for name in visit.who.get("cabinets", ()):
        room = visit.catalog.cabinets.get(name)
        if room is not None and room is not visit.cabinet:
            found.append((f"/{name}/{room.home.replace('_', '-')}", visit.catalog.cabinet_title(room, visit.language)))
    return found


def guest_cabinet(catalog: Catalog) -> Cabinet | None:
    for room in catalog.cabinets.values():
        if room.frame == "guest":
            return room
    return None


def sign_in_path(catalog: Catalog, back: str | None) -> str:
    room = guest_cabinet(catalog)
    path = f"/{room.cabinet}/sign-in" if room else "/"
    return path + (f"?{urlencode({'next': back})}" if back else "")
