"""Formatters, bound once to a column by its catalogue type."""

# ruff: noqa: S704  (this is where safe HTML is made: every value goes through escape)
from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import segno
from flask import has_request_context, request
from markupsafe import Markup, escape

from webapp.cells.look import EMPTY, Formatter, Look, Moment, badge, safe_path
from webapp.cells.markup import clean_html
from webapp.cells.paper import paper
from webapp.cells.words import (
    NBSP,
    bytes_text,
    date_text,
    day_text,
    duration_text,
    interval_text,
    moment_text,
    number_text,
    phone_link,
    phone_text,
    range_text,
    rub_text,
)
from webapp.icons import icon


def _time_tag(value: date, shown: str) -> Markup:
    return Markup(f'<time datetime="{value.isoformat()}">{escape(shown)}</time>')


_LONGEST = 40
_ENDLESS = re.compile(rf"[^\s-]{{{_LONGEST + 1},}}")


def _words(text: str) -> Markup:
    """Escaped; a word without an end may break on the way, so that it pushes no table off the page."""
    if len(text) <= _LONGEST or not _ENDLESS.search(text):
        return escape(text)
    parts: list[str] = []
    at = 0
    for found in _ENDLESS.finditer(text):
        word = found[0]
        parts += (
            escape(text[at : found.start()]),
            "<wbr>".join(escape(word[n : n + 16]) for n in range(0, len(word), 16)),
        )
        at = found.end()
    return Markup("".join((*parts, escape(text[at:]))))


_INITIALS = re.compile(r"(?<=\b[A-ZА-ЯЁ]\.) (?=[A-ZА-ЯЁ]\.)")


def _text(look: Look) -> Formatter:
    """Text with what belongs together kept on one line: «№ 2061», «А. В.»."""

    def show(value: Any, moment: Moment) -> Markup:
        text = str(value)
        if "№ " in text:
            text = text.replace("№ ", f"№{NBSP}")
        if ". " in text and len(text) < 200:
            text = _INITIALS.sub(NBSP, text)
        return _words(text)

    return show


def _note(look: Look) -> Formatter:
    return lambda value, moment: Markup(f'<span class="note">{_words(str(value))}</span>')


def _html(look: Look) -> Formatter:
    return lambda value, moment: clean_html(str(value))


def _rub(look: Look) -> Formatter:
    language = look.language
    return lambda value, moment: Markup(rub_text(value, language))


def _decimal(look: Look) -> Formatter:
    language = look.language
    unit = f"{NBSP}{escape(look.unit)}" if look.unit else ""
    return lambda value, moment: Markup(number_text(value, language) + unit)


def _progress(look: Look) -> Formatter:
    """A share of a hundred as a bar with its figure."""
    language = look.language

    def show(value: Any, moment: Moment) -> Markup:
        shown = f"{number_text(round(value), language)}{NBSP}%"
        return Markup(
            f'<span class="progress-cell"><progress max="100" value="{float(value):g}">{shown}</progress> {shown}</span>'
        )

    return show


def _attributes(look: Look) -> Formatter:
    """Values with their names, [{title, value, kind, unit}]; those that are not known are left out."""
    said = attribute_text(look)

    def show(value: Any, moment: Moment) -> Markup:
        parts = []
        for one in value:
            text = said(one)
            if text:
                parts.append(f"<div><dt>{escape(one.get('title') or '')}</dt><dd>{escape(text)}</dd></div>")
        return Markup(f'<dl class="attributes-cell">{"".join(parts)}</dl>') if parts else EMPTY

    return show


def attribute_text(look: Look) -> Callable[[Any], str]:
    """One value of attributes in words: a number grouped and with its unit, a date, «Да», a title for a code."""
    language, yes, no = look.language, look.text("ui.yes"), look.text("ui.no")

    def said(one: Any) -> str:
        value = one.get("value")
        if value is None or value == "":
            return ""
        if isinstance(value, bool):
            return yes if value else no
        if one.get("kind") in {"number", "integer"}:
            unit = f"{NBSP}{one['unit']}" if one.get("unit") else ""
            return str(number_text(Decimal(str(value)), language)) + unit
        if one.get("kind") == "date":
            return date_text(date.fromisoformat(str(value)[:10]), language)
        return ", ".join(str(item) for item in value) if isinstance(value, list) else str(value)

    return said


def _plain(look: Look) -> Formatter:
    return lambda value, moment: escape(str(value))


def _boolean(look: Look) -> Formatter:
    yes = Markup(f'<span class="yes">{icon("check-lg")} {escape(look.text("ui.yes"))}</span>')
    no = Markup(f'<span class="no">{escape(look.text("ui.no"))}</span>')
    return lambda value, moment: yes if value else no


def _date(look: Look) -> Formatter:
    language, compact = look.language, look.compact

    def show(value: date, moment: Moment) -> Markup:
        return _time_tag(value, value.strftime("%d.%m.%Y") if compact else date_text(value, language))

    return show


def _timestamp(look: Look) -> Formatter:
    language, compact = look.language, look.compact

    def show(value: datetime, moment: Moment) -> Markup:
        if compact and abs((value.date() - moment.now.date()).days) > 1:
            return _time_tag(value, f"{value.strftime('%d.%m.%Y')} {value.hour:02d}:{value.minute:02d}")
        return _time_tag(value, moment_text(value, moment.now, language, compact))

    return show


def _time(look: Look) -> Formatter:
    return lambda value, moment: Markup(
        f"{value.hour}:{value.minute:02d}" if isinstance(value, time) else escape(value)
    )


def _due(look: Look) -> Formatter:
    language, compact = look.language, look.compact
    overdue = look.text("ui.overdue")

    def show(value: Any, moment: Moment) -> Markup:
        if isinstance(value, datetime):
            late = value < (moment.now if value.tzinfo else moment.now.replace(tzinfo=None))
            shown = moment_text(value, moment.now, language, compact)
        else:
            late = value < moment.now.date()
            shown = day_text(value, moment.now.date(), language, compact)
        tag = _time_tag(value, shown)
        return Markup(f'<span class="due">{tag} {badge(overdue, "bad")}</span>') if late else tag

    return show


def _due_calm(look: Look) -> Formatter:
    """The same without the mark: the row says by `_badge_<column>` that the term no longer runs."""
    if look.base == "date":
        return _date(look)
    language, compact = look.language, look.compact
    return lambda value, moment: _time_tag(value, moment_text(value, moment.now, language, compact))


def _range(look: Look) -> Formatter:
    language, compact = look.language, look.compact

    def show(value: Any, moment: Moment) -> Markup:
        if getattr(value, "empty", False):
            return EMPTY
        return escape(range_text(value.lower, value.upper, moment.now, language, compact))

    return show


def _duration(look: Look) -> Formatter:
    language = look.language
    return lambda value, moment: Markup(duration_text(int(value), language))


def _interval(look: Look) -> Formatter:
    language = look.language
    return lambda value, moment: Markup(interval_text(value, language))


def _bytes_size(look: Look) -> Formatter:
    language = look.language
    return lambda value, moment: Markup(bytes_text(int(value), language))


def _phone(look: Look) -> Formatter:
    def show(value: str, moment: Moment) -> Markup:
        if "·" in value:  # masked: not to be called
            return Markup(f'<span class="nowrap">{escape(value)}</span>')
        return Markup(f'<a class="nowrap" href="tel:{escape(phone_link(value))}">{escape(phone_text(value))}</a>')

    return show


def _place(look: Look) -> Formatter:
    """An address that the device's own map opens (RFC 5870)."""
    return lambda value, moment: Markup(f'<a href="geo:0,0?q={quote(value)}">{escape(value)}</a>')


def _email(look: Look) -> Formatter:
    return lambda value, moment: Markup(f'<a href="mailto:{escape(value)}">{escape(value)}</a>')


def _badge(look: Look) -> Formatter:
    known: dict[str, Markup] = {}
    for code, row in look.lookup.items():
        shown = look.text(f"lookup.{row.get('table', '')}.{code}")
        if shown.startswith("lookup."):
            shown = (row.get("title_en") if look.language == "en" else None) or row.get("title") or code
        known[code] = badge(shown, row.get("badge", "muted"), row.get("icon"))

    def show(value: Any, moment: Moment) -> Markup:
        text = str(value)
        found = known.get(text)
        if found is None:
            table, dot, code = text.partition(".")
            shown = look.text(f"lookup.{text}") if dot and code and table.isidentifier() else f"lookup.{text}"
            found = badge(text if shown == f"lookup.{text}" else shown)
            if len(known) < 1000:
                known[text] = found
        return found

    return show


def _rating(look: Look) -> Formatter:
    of = look.text("ui.of")
    full, empty = icon("star-fill"), icon("star")

    def show(value: Any, moment: Moment) -> Markup:
        stars = round(float(value))
        shown = number_text(value, look.language)
        return Markup(
            f'<span class="rating"><span class="stars" aria-hidden="true">{full * stars}{empty * (5 - stars)}</span>'
            f" <span>{shown}{NBSP}{escape(of)}{NBSP}5</span></span>"
        )

    return show


def _photos(look: Look) -> Formatter:
    word = look.text("ui.photo")

    def show(value: Any, moment: Moment) -> Markup:
        ids = value if isinstance(value, list) else [value]
        links = [
            f'<a href="/file/{moment.cabinet}/{item}" target="_blank" rel="noopener">'
            f'<img src="/file/{moment.cabinet}/{item}/thumb" width="72" height="72" loading="lazy"'
            f' alt="{escape(word)} {number}"></a>'
            for number, item in enumerate(ids, 1)
            if item
        ]
        return Markup(f'<span class="photos">{"".join(links)}</span>') if links else EMPTY

    return show


def _files(look: Look) -> Formatter:
    word = look.text("ui.file")

    def show(value: Any, moment: Moment) -> Markup:
        ids = [item for item in (value if isinstance(value, list) else [value]) if item]
        links = [
            f'<a href="/file/{moment.cabinet}/{item}">{icon("paperclip")} {escape(word)}'
            f"{f' {n}' if len(ids) > 1 else ''}</a>"
            for n, item in enumerate(ids, 1)
        ]
        return Markup(f'<span class="files">{" ".join(links)}</span>') if links else EMPTY

    return show


def _colour(look: Look) -> Formatter:
    return lambda value, moment: Markup(
        f'<span class="nowrap"><svg class="swatch" width="20" height="20" aria-hidden="true">'
        f'<rect width="20" height="20" rx="5" fill="{escape(value)}"/></svg> {escape(value)}</span>'
    )


def _link(look: Look) -> Formatter:
    word = look.text("ui.open")

    def show(value: str, moment: Moment) -> Markup:
        target = safe_path(value)
        return Markup(f'<a href="{escape(target)}">{escape(word)}</a>') if target else escape(value)

    return show


def _reference(look: Look) -> Formatter:
    path, parameter = f"/{look.link}", escape(look.parameter)
    return lambda value, moment: Markup(f'<a href="{escape(path)}?{parameter}={escape(value)}">{escape(value)}</a>')


def _qr(look: Look) -> Formatter:
    """An address as a QR code, drawn in the page; a path is completed by the address the page was asked at."""

    def show(value: Any, moment: Moment) -> Markup:
        text = str(value)
        if text.startswith("/") and has_request_context():
            text = request.url_root.rstrip("/") + text
        drawn = segno.make(text, error="m", micro=False, encoding="utf-8").svg_inline(scale=4, border=2, omitsize=True)
        label = escape(f"{look.text('ui.qr')}: {text}")
        return Markup(f'<span class="qr" role="img" aria-label="{label}">{drawn}</span>')

    return show


def _list(look: Look) -> Formatter:
    def show(value: Any, moment: Moment) -> Markup:
        if not isinstance(value, list):
            return escape(str(value))
        if not value:
            return EMPTY
        return escape(", ".join(str(item) for item in value if item is not None))

    return show


FORMATS: dict[str, Callable[[Look], Formatter]] = {
    "text": _text,
    "note": _note,
    "html": _html,
    "rub": _rub,
    "decimal": _decimal,
    "plain": _plain,
    "progress": _progress,
    "attributes": _attributes,
    "boolean": _boolean,
    "date": _date,
    "timestamp": _timestamp,
    "time": _time,
    "due": _due,
    "due-calm": _due_calm,
    "range": _range,
    "duration": _duration,
    "interval": _interval,
    "bytes": _bytes_size,
    "phone": _phone,
    "email": _email,
    "place": _place,
    "badge": _badge,
    "rating": _rating,
    "photo": _photos,
    "photos": _photos,
    "file": _files,
    "files": _files,
    "colour": _colour,
    "paper": paper,
    "link": _link,
    "reference": _reference,
    "qr": _qr,
    "list": _list,
}
BY_BASE = {
    "bool": "boolean",
    "int2": "decimal",
    "int4": "decimal",
    "int8": "decimal",
    "numeric": "decimal",
    "float4": "decimal",
    "float8": "decimal",
    "date": "date",
    "timestamptz": "timestamp",
    "timestamp": "timestamp",
    "time": "time",
    "interval": "interval",
    "range": "range",
    "array": "list",
}
RIGHT_ALIGNED = frozenset({"rub", "decimal", "bytes", "duration"})
WIDE = frozenset({"note", "html", "photos", "files", "attributes", "paper"})


def format_of(look: Look) -> str:
    """The name of the format a column gets."""
    if look.link:
        return "reference"
    if look.format in FORMATS:
        return look.format
    return BY_BASE.get(look.base, "text")


def bind(look: Look) -> Formatter:
    """The formatter of a column; None is shown as a dash."""
    formatter = FORMATS[format_of(look)](look)

    def show(value: Any, moment: Moment) -> Markup:
        return EMPTY if value is None or value == "" else formatter(value, moment)

    return show


def plain_formatter(look: Look) -> Callable[[Any], Any]:
    """A value for CSV: numbers with a decimal comma, dates by day, lists joined, codes as their words."""
    name = format_of(look)
    titles = {
        code: (row.get("title_en") if look.language == "en" else None) or row.get("title") or code
        for code, row in look.lookup.items()
    } if name == "badge" else {}  # fmt: skip
    yes, no = look.text("ui.yes"), look.text("ui.no")

    def show(value: Any) -> Any:
        if value is None:
            return ""
        if isinstance(value, bool):
            return yes if value else no
        if isinstance(value, (list, tuple)) and not hasattr(value, "lower"):
            return ", ".join(str(item) for item in value if item is not None)
        if hasattr(value, "brackets"):
            return f"{value.lower or ''} – {value.upper or ''}"
        if titles:
            return titles.get(str(value), value)
        return value

    return show
