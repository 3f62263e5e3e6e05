"""Calendars: resources × time by day, week, month or year.

Every view is a table, so that it reads, prints and folds without a script: a span is a cell over several columns,
short items of one column stand in one cell, and at 390 px the table becomes a list by day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from webapp.blocks.lanes import Lane, move_url
from webapp.blocks.rows import Row
from webapp.blocks.views import BlockView
from webapp.cells import MONTHS, NBSP, WEEKDAYS, date_text

VIEWS = ("day", "week", "month", "year")
DEFAULT_VIEW = "week"
MOST_IN_CELL = 4
# In a year what takes less is an entry of its month, and more than this many are only counted.
_BRIEF = timedelta(days=3)
_MOST_IN_MONTH = 2
_HALF = timedelta(minutes=30)
_OPENS, _CLOSES = 8, 20
_DAY = timedelta(days=1)
_NOMINATIVE = {
    "ru": (
        "январь", "февраль", "март", "апрель", "май", "июнь",
        "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
    ),
    "en": MONTHS["en"],
}  # fmt: skip
_SHORT_DAYS = {
    "ru": ("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


@dataclass(frozen=True, slots=True)
class Window:
    """What is looked at: the view, its day, and the days that are asked for, the last one excluded."""

    view: str
    on: date
    first: date
    last: date

    @property
    def values(self) -> dict[str, str]:
        return {"p_from": self.first.isoformat(), "p_to": self.last.isoformat()}


def window_of(view: str, on: str, today: date) -> Window:
    """The window of an address; a view or day that is none is the week of today."""
    view = view if view in VIEWS else DEFAULT_VIEW
    try:
        day = date.fromisoformat(on) if on else today
    except ValueError:
        day = today
    if not 1970 <= day.year <= 2199:
        day = today
    if view == "day":
        return Window(view, day, day, day + _DAY)
    monday = day - timedelta(days=day.weekday())
    if view == "week":
        return Window(view, day, monday, monday + 7 * _DAY)
    if view == "year":
        return Window(view, day, date(day.year, 1, 1), date(day.year + 1, 1, 1))
    first = day.replace(day=1)
    after = month_after(first)
    return Window(view, day, first - timedelta(days=first.weekday()), after + timedelta(days=-after.weekday() % 7))


def month_after(day: date, months: int = 1) -> date:
    """The first day of the month so many later."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def beside(window: Window, step: int) -> date:
    """The day on which the window before (-1) or after (1) stands."""
    if window.view == "day":
        return window.on + step * _DAY
    if window.view == "week":
        return window.on + step * 7 * _DAY
    if window.view == "month":
        return month_after(window.on, step)
    return date(window.on.year + step, 1, 1)


def window_title(window: Window, language: str) -> str:
    """«понедельник, 23 ноября 2026 г.», «16–22 ноября 2026 г.», «ноябрь 2026», «2026»."""
    if window.view == "day":
        return f"{WEEKDAYS[language][window.on.weekday()]}, {date_text(window.on, language)}"
    if window.view == "week":
        until = window.last - _DAY
        if until.month == window.first.month:
            return f"{window.first.day}–{date_text(until, language)}"
        return (
            f"{date_text(window.first, language, year=until.year != window.first.year)} – {date_text(until, language)}"
        )
    if window.view == "month":
        return f"{_NOMINATIVE[language][window.on.month - 1]} {window.on.year}"
    return str(window.on.year)


@dataclass(slots=True)
class Item:
    """A row in time. `when` is its time as the cell says it; `move` the action's form with resource and start filled,
    `drop` the action without them."""

    row: Row
    lane: str | None
    start: datetime | None
    end: datetime | None
    when: str = ""
    move: str = ""
    drop: str = ""
    direct: bool = True
    where: str = ""


@dataclass(slots=True)
class Slot:
    """A column of time in one band: `at` is what a drop there means."""

    at: str
    label: str
    short: str
    css: str = ""
    note: str = ""
    today: bool = False
    link: str | None = None


@dataclass(slots=True)
class Cell:
    """A table cell: a span of one item, or a slot with the short ones."""

    slot: Slot
    span: int = 1
    items: list[Item] = field(default_factory=list)
    more: int = 0


@dataclass(slots=True)
class Band:
    """A resource, or in the month view a week."""

    lane: Lane | None
    label: str
    lines: list[list[Cell]]
    slots: list[Slot]
    empty: bool


@dataclass(slots=True)
class Calendar:
    window: Window
    title: str
    bands: list[Band]
    loose: list[Item]
    heads: list[Slot]
    views: list[tuple[str, str, str, bool]]
    links: Mapping[str, str]
    per_head: int = 1
    agenda: list[tuple[Slot, list[Item]]] = field(default_factory=list)

    @property
    def movable(self) -> bool:
        return any(item.drop for item in self.loose) or any(
            item.drop for band in self.bands for line in band.lines for cell in line for item in cell.items
        )


def calendar_of(
    view: BlockView,
    rows: Sequence[Row],
    lanes: Sequence[Lane],
    window: Window,
    now: datetime,
    cabinet: str,
    link: Callable[[str, date], str],
) -> Calendar:
    """Rows laid into the window. Steering columns: `_start`, `_end`, `_lane`, `_move`, `_tint`. `link(view, day)` is the
    address of another window."""
    language = view.language
    t = view.catalog.translator(language)
    zone = now.tzinfo
    titles = {lane.value: lane.label for lane in lanes}
    items: list[Item] = []
    loose: list[Item] = []
    tints: dict[date, str] = {}
    for row in rows:
        raw = row.raw
        start, end = _local(raw.get("_start"), zone), _local(raw.get("_end"), zone)
        if raw.get("_tint"):
            _tint(tints, start, end, str(raw["_tint"]), window)
            continue
        lane = str(raw["_lane"]) if raw.get("_lane") is not None else None
        item = Item(row, lane, start, end, where=titles.get(lane or "", ""))
        item.when = _when(item, window, language)
        if raw.get("_move"):
            item.drop, item.move, item.direct = _moves(view, cabinet, str(raw["_move"]), item)
        if lane is None or start is None or end is None:
            loose.append(item)
        elif lane in titles:
            items.append(item)
    items.sort(key=lambda one: (one.start or now, one.end or now))
    bands, heads, per_head = LAYOUTS[window.view](items, lanes, window, now, tints, language, link)
    for band in bands:
        band.empty = not any(cell.items or cell.more for line in band.lines for cell in line)
    return Calendar(
        window,
        window_title(window, language),
        bands,
        loose,
        heads,
        [(one, t(f"ui.view_{one}"), link(one, window.on), one == window.view) for one in VIEWS],
        {
            "previous": link(window.view, beside(window, -1)),
            "next": link(window.view, beside(window, 1)),
            "today": link(window.view, now.date()),
        },
        per_head,
        _agenda(items, bands, window) if window.view == "month" else [],
    )


def _agenda(items: Sequence[Item], bands: Sequence[Band], window: Window) -> list[tuple[Slot, list[Item]]]:
    """The days of a month with what begins on them, or has begun before: the month of a narrow screen."""
    days = {slot.at: slot for band in bands for slot in band.slots}
    found: dict[str, list[Item]] = {}
    for item in items:
        if item.start is not None and item.end is not None and item.end.date() >= window.first:
            at = max(item.start.date(), window.first).isoformat()
            if at in days:
                found.setdefault(at, []).append(item)
    return [(days[at], found[at]) for at in sorted(found)]


def _local(value: Any, zone: Any) -> datetime | None:
    if isinstance(value, datetime):
        return value.astimezone(zone) if value.tzinfo else value.replace(tzinfo=zone)
    return datetime.combine(value, time(), zone) if isinstance(value, date) else None


def _tint(tints: dict[date, str], start: datetime | None, end: datetime | None, word: str, window: Window) -> None:
    if start is None or end is None:
        return
    day, stop = max(start.date(), window.first), min(end, datetime.combine(window.last, time(), end.tzinfo))
    while datetime.combine(day, time(), stop.tzinfo) < stop:
        tints.setdefault(day, word)
        day += _DAY


def _moves(view: BlockView, cabinet: str, text: str, item: Item) -> tuple[str, str, bool]:
    name, mark, query = text.partition("?")
    function = view.catalog.function(cabinet, name.strip())
    if function is None or not function.is_action:
        return "", "", False
    url = f"/{cabinet}/{function.slug}{mark}{query}"
    values = {"resource": item.lane or "", "start": item.start.strftime("%Y-%m-%dT%H:%M") if item.start else ""}
    given = {pair.partition("=")[0] for pair in query.split("&") if pair} | {"resource", "start"}
    asks = "confirm" in function.tags or "preview" in function.tags
    direct = not asks and {a.parameter for a in function.arguments if a.required} <= given
    return url, move_url(url, {key: value for key, value in values.items() if value}), direct


def _clock(value: datetime) -> str:
    return f"{value.hour}:{value.minute:02d}"


def _when(item: Item, window: Window, language: str) -> str:
    """The time of an item beside its title: hours within a day, days over several."""
    start, end = item.start, item.end
    if start is None or end is None:
        return ""
    until = end - timedelta(microseconds=1)
    whole = start.time() == time() and end.time() == time()
    if start.date() == until.date():
        day = "" if window.view in {"day", "week", "month"} else f"{_day(start)} "
        return day.strip() if whole else f"{day}{_clock(start)}–{_clock(end)}"
    if whole:
        return f"{_day(start)}–{_day(until)}"
    return f"{_day(start)} {_clock(start)} – {_day(end)} {_clock(end)}"


def _day(value: datetime) -> str:
    return value.strftime("%d.%m")


# Layouts: bands of slots, spans packed into lines ------------------------------------------------------------------------


def _day_slot(day: date, language: str, now: datetime, tints: Mapping[date, str], target: str | None) -> Slot:
    css = f"on-{day.isoweekday()}{' tint' if day in tints else ''}"
    label = f"{_SHORT_DAYS[language][day.weekday()]}, {date_text(day, language, year=False)}"
    short = f"{_SHORT_DAYS[language][day.weekday()]} {day.day:02d}.{day.month:02d}"
    return Slot(day.isoformat(), label, short, css, tints.get(day, ""), day == now.date(), target)


def _pack(
    items: Sequence[Item], edges: Sequence[datetime], slots: Sequence[Slot], proportional: bool, yearly: bool = False
) -> list[list[Cell]]:
    """Lines of cells: spans first, each line filled from the left; short items where a line is free, else in a last one."""
    count = len(slots)
    lines: list[list[tuple[int, int, Item]]] = []
    short: list[list[Item]] = [[] for _ in slots]
    for item in items:
        assert item.start is not None
        assert item.end is not None
        if item.end <= edges[0] or item.start >= edges[-1]:
            continue
        first = next((n for n in range(count) if item.start < edges[n + 1]), count - 1)
        last = next((n for n in range(count - 1, -1, -1) if item.end > edges[n]), first)
        last = max(first, last)
        if yearly and item.end - item.start < _BRIEF:
            last = first
        if first == last and not proportional:
            short[first].append(item)
            continue
        place = (first, last, item)
        line = next((one for one in lines if one[-1][1] < first), None)
        if line is None:
            lines.append([place])
        else:
            line.append(place)
    made = []
    for line in lines:
        cells: list[Cell] = []
        at = 0
        for first, last, item in line:
            cells += [Cell(slots[n]) for n in range(at, first)]
            cells.append(Cell(slots[first], last - first + 1, [item]))
            at = last + 1
        made.append(cells + [Cell(slots[n]) for n in range(at, count)])
    rest = []
    for n, one in enumerate(short):
        keep = 0 if yearly and len(one) > _MOST_IN_MONTH else MOST_IN_CELL
        room = [cell for cells in made for cell in cells if cell.slot is slots[n] and cell.span == 1 and not cell.items]
        for cell, item in zip(room if not yearly else [], one, strict=False):
            cell.items = [item]
        left = one if yearly else one[len(room) :]
        rest.append(Cell(slots[n], 1, left[:keep], max(0, len(left) - keep)))
    return made if made and not any(cell.items or cell.more for cell in rest) else [*made, rest]


Layout = Callable[..., tuple[list[Band], list[Slot], int]]


def _lay_day(
    items: Sequence[Item], lanes: Sequence[Lane], window: Window, now: datetime, tints: Mapping[date, str],
    language: str, link: Callable[[str, date], str],
) -> tuple[list[Band], list[Slot], int]:  # fmt: skip
    midnight = datetime.combine(window.on, time(), now.tzinfo)
    inside = [(max(i.start, midnight), min(i.end, midnight + _DAY)) for i in items if i.start and i.end]
    whole = (midnight, midnight + _DAY)
    opens = min([_OPENS, *[start.hour for start, end in inside if (start, end) != whole]])
    closes = max(
        [_CLOSES, *[-(-(end - midnight) // timedelta(hours=1)) for start, end in inside if (start, end) != whole]]
    )
    edges = [midnight + timedelta(hours=opens) + n * _HALF for n in range((closes - opens) * 2 + 1)]
    css = "tint" if window.on in tints else ""
    slots = []
    for edge in edges[:-1]:
        here = edge <= now < edge + _HALF
        look = " ".join(part for part in (css, "now" if here else "", "hour" if not edge.minute else "") if part)
        slots.append(Slot(edge.strftime("%Y-%m-%dT%H:%M"), _clock(edge), _clock(edge), look, "", here))
    heads = [Slot(s.at, s.label, str(opens + n), "tint" if css else "", tints.get(window.on, "") if not n else "",
                  s.today or slots[2 * n + 1].today) for n, s in enumerate(slots[::2])]  # fmt: skip
    bands = [
        Band(lane, lane.label, _pack([i for i in items if i.lane == lane.value], edges, slots, True), slots, False)
        for lane in lanes
    ]
    return bands, heads, 2


def _lay_week(
    items: Sequence[Item], lanes: Sequence[Lane], window: Window, now: datetime, tints: Mapping[date, str],
    language: str, link: Callable[[str, date], str],
) -> tuple[list[Band], list[Slot], int]:  # fmt: skip
    days = [window.first + n * _DAY for n in range(7)]
    slots = [_day_slot(day, language, now, tints, link("day", day)) for day in days]
    edges = [datetime.combine(window.first + n * _DAY, time(), now.tzinfo) for n in range(8)]
    bands = [
        Band(lane, lane.label, _pack([i for i in items if i.lane == lane.value], edges, slots, False), slots, False)
        for lane in lanes
    ]
    return bands, slots, 1


def _lay_month(
    items: Sequence[Item], lanes: Sequence[Lane], window: Window, now: datetime, tints: Mapping[date, str],
    language: str, link: Callable[[str, date], str],
) -> tuple[list[Band], list[Slot], int]:  # fmt: skip
    bands = []
    monday = window.first
    while monday < window.last:
        days = [monday + n * _DAY for n in range(7)]
        slots = [_day_slot(day, language, now, tints, link("day", day)) for day in days]
        for day, slot in zip(days, slots, strict=True):
            slot.short = str(day.day)
            if day.month != window.on.month:
                slot.css = f"{slot.css} other".strip()
        edges = [datetime.combine(monday + n * _DAY, time(), now.tzinfo) for n in range(8)]
        label = f"{days[0].day:02d}.{days[0].month:02d}–{days[6].day:02d}.{days[6].month:02d}"
        numbers = [Cell(slot) for slot in slots]
        bands.append(Band(None, label, [numbers, *_pack(items, edges, slots, False)], slots, False))
        monday += 7 * _DAY
    heads = [Slot("", WEEKDAYS[language][n], _SHORT_DAYS[language][n]) for n in range(7)]
    return bands, heads, 1


def _lay_year(
    items: Sequence[Item], lanes: Sequence[Lane], window: Window, now: datetime, tints: Mapping[date, str],
    language: str, link: Callable[[str, date], str],
) -> tuple[list[Band], list[Slot], int]:  # fmt: skip
    firsts = [date(window.on.year, n, 1) for n in range(1, 13)]
    edges = [datetime.combine(one, time(), now.tzinfo) for one in [*firsts, window.last]]
    slots = []
    for one in firsts:
        word = _NOMINATIVE[language][one.month - 1]
        here = (one.year, one.month) == (now.year, now.month)
        slots.append(Slot(one.isoformat(), f"{word}{NBSP}{one.year}", word[:3], "", "", here, link("month", one)))
    bands = [
        Band(
            lane, lane.label, _pack([i for i in items if i.lane == lane.value], edges, slots, False, True), slots, False
        )
        for lane in lanes
    ]
    return bands, slots, 1


LAYOUTS: Mapping[str, Layout] = {"day": _lay_day, "week": _lay_week, "month": _lay_month, "year": _lay_year}
