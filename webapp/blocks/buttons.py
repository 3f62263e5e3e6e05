"""Buttons: an action or a page offered beside a row, and the addresses that steering columns give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from webapp import cells
from webapp.catalog import Catalog, Function


@dataclass(slots=True)
class Button:
    """An action offered: a button that acts at once, or a link to its form."""

    label: str
    url: str
    icon: str
    style: str
    direct: bool
    token: str


def address(cabinet: str, path: str) -> str | None:
    """A path of our own out of `order?order=12` or `/resident/order?order=12`; outer ones over http(s), tel, mailto."""
    if not path:
        return None
    if path.startswith("/"):
        head, mark, rest = path.partition("?")
        return cells.safe_path(head.replace("_", "-") + mark + rest)
    if path.startswith(("http://", "https://", "tel:", "mailto:")):
        return path
    head, mark, rest = path.partition("?")
    if head and not head.replace("_", "").replace("-", "").isalnum():
        return None
    return f"/{cabinet}/{head.replace('_', '-')}{mark}{rest}" if head else f"{mark}{rest}"


@dataclass(frozen=True, slots=True)
class ActionLook:
    label: str
    icon: str
    style: str
    required: frozenset[str]
    asks: bool
    url: str
    carried: str = ""


def action_look(catalog: Catalog, cabinet: str, name: str, language: str) -> ActionLook | None:
    """How an action, or a page, is offered on a button."""
    key = ("action", cabinet, name, language)
    if key not in catalog.memo:
        function = catalog.function(cabinet, name)
        page = catalog.page(cabinet, name)
        if function is not None and function.is_action:
            catalog.memo[key] = ActionLook(
                label=submit_label(catalog, function, language),
                icon=function.tags.get("icon", ""),
                style=function.tags.get("style", ""),
                required=frozenset(a.parameter for a in function.arguments if a.required),
                asks="confirm" in function.tags or "preview" in function.tags or "layer" in function.tags,
                url=f"/{cabinet}/{function.slug}",
                carried=next((a.parameter for a in function.arguments if a.type.tags.get("widget") == "carried"), ""),
            )
        elif page is not None:
            catalog.memo[key] = ActionLook(
                catalog.page_title(page, language), page.icon or "", "", frozenset(), True, page.path
            )
        else:
            catalog.memo[key] = None
    found: ActionLook | None = catalog.memo[key]
    return found


def submit_label(catalog: Catalog, function: Function, language: str) -> str:
    return catalog.said(language, f"{function.qualified}.submit", function.tags.get("submit", "")) or catalog.title(
        function, language
    )


def button(
    catalog: Catalog, cabinet: str, text: str, language: str, first: bool = False, version: Any = None
) -> Button | None:
    """The button of `order_take?order=12`; None where no such action or page is here. `version`: the row's `_version`,
    for an action that refuses when the row is no longer as it was shown."""
    name, mark, query = text.partition("?")
    look = action_look(catalog, cabinet, name.strip(), language)
    if look is None:
        return None
    if look.carried and version is not None:
        mark, query = "?", f"{query}&{look.carried}={version}" if query else f"{look.carried}={version}"
    direct = False
    if not look.asks:
        given = {pair.partition("=")[0] for pair in query.split("&") if pair[-1:] != "="} if query else set()
        direct = look.required <= given
    style = look.style if look.style not in {"", "primary"} else ("primary" if first else "secondary")
    return Button(look.label, look.url + mark + query, look.icon, style, direct, str(uuid4()) if direct else "")
