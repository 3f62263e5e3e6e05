"""What binds a formatter to its column, and the small HTML that every formatter may use."""

# ruff: noqa: S704  (this is where safe HTML is made: every value goes through escape)
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from webapp.icons import icon

Formatter = Callable[[Any, "Moment"], Markup]

EMPTY = Markup('<span class="none">—</span>')
TONES = frozenset({"ok", "warn", "bad", "info", "muted", "accent"})
TONE_ICONS: dict[str, str | None] = {
    "ok": "check-circle-fill",
    "warn": "clock-fill",
    "bad": "exclamation-triangle-fill",
    "info": "info-circle-fill",
    "muted": None,
    "accent": "wrench",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """When and where a page is shown: relative dates and links depend on it."""

    now: datetime
    cabinet: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What binds a formatter to its column: format and unit of its type, the language, the frame's density, the page
    an id links to, lookup rows of the column's codes, and the texts."""

    format: str = ""
    base: str = "text"
    unit: str = ""
    language: str = "ru"
    compact: bool = False
    link: str | None = None
    parameter: str = ""
    lookup: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False, compare=False)
    text: Callable[[str], str] = field(default=lambda key: key, hash=False, compare=False)


def symbol_of(symbol: str | None, tone: str) -> Markup:
    """The icon of a badge: its own, else that of the tone; a muted one has none."""
    name = symbol or TONE_ICONS[tone]
    return icon(name) if name else Markup("")


def badge(text: str, tone: str = "muted", symbol: str | None = None) -> Markup:
    """A state in word and icon, never colour alone."""
    if tone not in TONES:
        tone = "muted"
    return Markup(f'<span class="tag tag-{tone}">{symbol_of(symbol, tone)}<span>{escape(text)}</span></span>')


def safe_path(value: str) -> str | None:
    """An address of our own, or an outer one over http(s), tel or mailto; anything else is no link."""
    if value.startswith("/") and not value.startswith(("//", "/\\")):
        return value
    try:
        scheme = urlsplit(value.strip()).scheme.lower()
    except ValueError:
        return None
    return value if scheme in {"http", "https", "mailto", "tel"} else None
