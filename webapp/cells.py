"""How a value is shown: Python formatters bound once to a column by its catalogue type.

A formatter takes the value and the Moment of the page and returns safe HTML. Formats are those of `@format` in the
comment of a domain; a column without one is shown by its base type. `plain_formatter` gives the same for a
spreadsheet.
"""

# ruff: noqa: S704  (this is where safe HTML is made: every value goes through escape)
from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from webapp.icons import icon

Formatter = Callable[[Any, "Moment"], Markup]

NBSP = "\u00a0"
THIN = "\u202f"
EMPTY = Markup('<span class="none">—</span>')

MONTHS = {
    "ru": (
        "января", "февраля", "марта", "апреля", "мая", "июня",
        "июля", "августа", "сентября", "октября", "ноября", "декабря",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
WEEKDAYS = {
    "ru": ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
NEAR = {
    "ru": {-1: "вчера", 0: "сегодня", 1: "завтра"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}
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


def number_text(value: Decimal | float | int, language: str, places: int | None = None) -> str:
    """Grouped by non-breaking spaces (ru) or commas (en); `places` fixed, else as many as there are."""
    amount = value if isinstance(value, Decimal) else Decimal(str(value))
    if places is None:
        shown = format(amount, ",f")
        if "." in shown:
            shown = shown.rstrip("0").rstrip(".")
    else:
        shown = format(amount, f",.{places}f")
    shown = shown.replace("-", "\u2212")
    if language == "en":
        return shown
    return shown.replace(",", NBSP).replace(".", ",")


def rub_text(value: Decimal, language: str) -> str:
    return f"{number_text(value, language, 2)}{NBSP}₽"


def date_text(value: date, language: str, *, year: bool = True) -> str:
    """«21 ноября 2026 г.», without the year «21 ноября»; "21 November 2026"."""
    words = f"{value.day}{NBSP}{MONTHS.get(language, MONTHS['en'])[value.month - 1]}"
    if not year:
        return words
    return f"{words} {value.year}{NBSP}г." if language == "ru" else f"{words} {value.year}"


def day_text(value: date, today: date, language: str, compact: bool = False) -> str:
    near = NEAR.get(language, NEAR["en"]).get((value - today).days)
    if near:
        return near
    if compact:
        return value.strftime("%d.%m") if value.year == today.year else value.strftime("%d.%m.%Y")
    return date_text(value, language, year=value.year != today.year)


def moment_text(value: datetime, now: datetime, language: str, compact: bool = False) -> str:
    """«сегодня, 18:00», «24 ноября, 12:00», compact «24.11, 12:00»."""
    return f"{day_text(value.date(), now.date(), language, compact)}, {value.hour}:{value.minute:02d}"


def range_text(lower: Any, upper: Any, now: datetime, language: str, compact: bool = False) -> str:
    """«22 ноября, 8:00–9:30», «3–5 декабря» as «с … по …» for dates; open ends in words."""
    words = {"ru": ("с", "до", "с", "по"), "en": ("from", "until", "from", "to")}.get(language, ("from", "until") * 2)
    if isinstance(lower, datetime) and isinstance(upper, datetime) and lower.date() == upper.date():
        return f"{moment_text(lower, now, language, compact)}–{upper.hour}:{upper.minute:02d}"

    def one(value: Any) -> str:
        if isinstance(value, datetime):
            return moment_text(value, now, language, compact)
        return day_text(value, now.date(), language, compact) if isinstance(value, date) else str(value)

    if isinstance(upper, date) and not isinstance(upper, datetime):
        upper -= timedelta(days=1)
    if lower is None and upper is None:
        return "—"
    if upper is None:
        return f"{words[0]} {one(lower)}"
    if lower is None:
        return f"{words[1]} {one(upper)}"
    if lower == upper:
        return one(lower)
    if not isinstance(lower, date):
        return f"{one(lower)}–{one(upper)}"
    return f"{words[2]} {one(lower)} {words[3]} {one(upper)}"


def duration_text(minutes: int, language: str) -> str:
    """«6 ч 40 мин», «2 дн 3 ч»."""
    day, hour, minute = ("дн", "ч", "мин") if language == "ru" else ("d", "h", "min")
    sign = "\u2212" if minutes < 0 else ""
    minutes = abs(minutes)
    days, rest = divmod(minutes, 1440)
    hours, minutes = divmod(rest, 60)
    parts = []
    if days:
        parts.append(f"{days}{NBSP}{day}")
    if hours:
        parts.append(f"{hours}{NBSP}{hour}")
    if (minutes and not days) or not parts:
        parts.append(f"{minutes}{NBSP}{minute}")
    return sign + " ".join(parts)


def interval_text(value: Any, language: str) -> str:
    if isinstance(value, timedelta):
        return duration_text(round(value.total_seconds() / 60), language)
    if getattr(value, "months", 0):
        month = "мес." if language == "ru" else "mo"
        rest = round((value.days * 86_400_000_000 + value.microseconds) / 60_000_000)
        return f"{value.months}{NBSP}{month}" + (f" {duration_text(rest, language)}" if rest else "")
    return duration_text(round((value.days * 86_400_000_000 + value.microseconds) / 60_000_000), language)


def bytes_text(value: int, language: str) -> str:
    units = ("Б", "КБ", "МБ", "ГБ", "ТБ") if language == "ru" else ("B", "KB", "MB", "GB", "TB")
    amount = Decimal(value)
    for unit in units:
        if abs(amount) < 1024 or unit == units[-1]:
            break
        amount /= 1024
    places = 0 if unit == units[0] or amount >= 100 else 1
    shown = number_text(amount, language, places)
    if places:
        shown = shown.removesuffix(",0").removesuffix(".0")
    return f"{shown}{NBSP}{unit}"


def phone_text(value: str) -> str:
    """+79241234567 as «+7 924 123-45-67», anything else as it is."""
    digits = "".join(sign for sign in value if sign.isdigit())
    if len(digits) == 11 and digits[0] in "78":
        digits = digits[1:]
    if len(digits) != 10:
        return value
    return f"+7{NBSP}{digits[:3]}{NBSP}{digits[3:6]}-{digits[6:8]}-{digits[8:]}".replace("-", "\u2011")


def phone_link(value: str) -> str:
    """The tel: address of a phone."""
    kept = "".join(sign for sign in value if sign.isdigit() or sign == "+")
    if len(kept) == 11 and kept[0] == "8":
        kept = "+7" + kept[1:]
    return kept


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


# --- text with markup -------------------------------------------------------------------------------------------------

_ALLOWED = frozenset(
    [
        "p",
        "br",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "s",
        "ul",
        "ol",
        "li",
        "a",
        "h2",
        "h3",
        "h4",
        "blockquote",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "hr",
        "code",
        "pre",
        "sup",
        "sub",
    ]
)
_VOID = frozenset({"br", "hr"})
_DROPPED = frozenset(
    {"script", "style", "template", "iframe", "object", "svg", "math", "noscript", "textarea", "title"}
)


class _Cleaner(HTMLParser):
    """Keeps a short list of elements, no attribute but the address of a link, and closes what was left open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.open: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self.silent += 1
        elif not self.silent and tag in _ALLOWED:
            target = safe_path(dict(attrs).get("href") or "") if tag == "a" else None
            self.out.append(f'<a href="{escape(target)}" rel="noopener nofollow">' if target else f"<{tag}>")
            if tag not in _VOID:
                self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self.silent = max(0, self.silent - 1)
        elif not self.silent and tag in self.open:
            while self.open:
                last = self.open.pop()
                self.out.append(f"</{last}>")
                if last == tag:
                    break

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.out.append(str(escape(data)))


@lru_cache(maxsize=512)
def clean_html(text: str) -> Markup:
    """Markup written by people with everything dangerous taken out."""
    cleaner = _Cleaner()
    cleaner.feed(text)
    cleaner.close()
    while cleaner.open:
        cleaner.out.append(f"</{cleaner.open.pop()}>")
    return Markup("".join(cleaner.out))


# --- formatters -------------------------------------------------------------------------------------------------------


def _time_tag(value: date, shown: str) -> Markup:
    return Markup(f'<time datetime="{value.isoformat()}">{escape(shown)}</time>')


_INITIALS = re.compile(r"(?<=\b[A-ZА-ЯЁ]\.) (?=[A-ZА-ЯЁ]\.)")


def _text(look: Look) -> Formatter:
    """Text with what belongs together kept on one line: «№ 2061», «А. В.»."""

    def show(value: Any, moment: Moment) -> Markup:
        text = str(value)
        if "№ " in text:
            text = text.replace("№ ", f"№{NBSP}")
        if ". " in text and len(text) < 200:
            text = _INITIALS.sub(NBSP, text)
        return escape(text)

    return show


def _note(look: Look) -> Formatter:
    return lambda value, moment: Markup(f'<span class="note">{escape(str(value))}</span>')


def _html(look: Look) -> Formatter:
    return lambda value, moment: clean_html(str(value))


def _rub(look: Look) -> Formatter:
    language = look.language
    return lambda value, moment: Markup(rub_text(value, language))


def _decimal(look: Look) -> Formatter:
    language = look.language
    unit = f"{NBSP}{escape(look.unit)}" if look.unit else ""
    return lambda value, moment: Markup(number_text(value, language) + unit)


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
    "badge": _badge,
    "rating": _rating,
    "photo": _photos,
    "photos": _photos,
    "file": _files,
    "files": _files,
    "colour": _colour,
    "link": _link,
    "reference": _reference,
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
WIDE = frozenset({"note", "html", "photos", "files"})


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
