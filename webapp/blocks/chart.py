"""Charts: bars, stacked bars, lines and rings, drawn here as SVG; the same figures stand beside them as text and table.

Everything is placed in percent or pixels, never scaled, so that words stay as large at 390 px as on a wall.
"""

# ruff: noqa: S704  (this is where safe HTML is made: every value goes through escape)
from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from markupsafe import Markup, escape

from webapp.blocks.rows import Row
from webapp.blocks.views import ColumnView
from webapp.cells import EMPTY, NBSP, number_text

CHART_KINDS = ("bar", "stacked", "line", "donut")
NUMBERS = frozenset({"int2", "int4", "int8", "numeric", "float4", "float8"})
COLOURS = 6
MOST_WORDS = 6
_TOP, _FOOT, _WORDS = 12, 172, 194


@dataclass(slots=True)
class Bar:
    """One value of one series: `shape` is the drawn bar, `shown` the value in words."""

    series: str
    colour: int
    shown: Markup
    shape: Markup


@dataclass(slots=True)
class Group:
    """A category: its name, the bars of its series, for a stack the sum and the one bar of all."""

    name: Markup
    link: str | None
    bars: list[Bar]
    stack: Markup | None = None


@dataclass(slots=True)
class Chart:
    kind: str
    series: list[tuple[str, int]]
    groups: list[Group]
    picture: Markup
    axis: list[str]


def chart_of(kind: str, columns: Sequence[ColumnView], rows: Sequence[Row], language: str) -> Chart:
    """The first column names the categories, the numeric ones are the series. `_most` is the end of the scale."""
    kind = kind if kind in CHART_KINDS else "bar"
    numeric = [(at, column) for at, column in enumerate(columns) if at and column.type.base in NUMBERS]
    series = [(column.label, number % COLOURS) for number, (_at, column) in enumerate(numeric)]
    values = [[_number(row[column.name]) for _at, column in numeric] for row in rows]
    heights = [sum(line) for line in values] if kind == "stacked" else [one for line in values for one in line]
    most = max([*heights, *[_number(row["_most"]) for row in rows if "_most" in row.raw]], default=0.0) or 1.0
    if kind == "line":
        most = nice(most)
    groups = []
    for row, line in zip(rows, values, strict=True):
        bars = [
            Bar(column.label, number % COLOURS, row.cells[at], _bar([(line[number], number % COLOURS)], most))
            for number, (at, column) in enumerate(numeric)
        ]
        stack = _bar([(value, number % COLOURS) for number, value in enumerate(line)], most)
        groups.append(Group(row.cells[0], row.link, bars, stack if kind == "stacked" else None))
    picture, axis = Markup(""), []
    if kind == "line":
        picture = _lines([str(row[columns[0].name] or "") for row in rows], list(zip(*values, strict=True)), most)
        axis = [number_text(Decimal(str(round(most * part, 2))), language) for part in (1, 0.5, 0)]
    elif kind == "donut":
        total = sum(line[0] for line in values if line) or 1.0
        picture = _ring([line[0] / total if line else 0.0 for line in values])
        for number, (group, line) in enumerate(zip(groups, values, strict=True)):
            share = number_text(Decimal(str(round(100 * line[0] / total))), language)
            group.bars[0].colour = number % COLOURS
            group.bars[0].shown = Markup("{} · {}").format(group.bars[0].shown, f"{share}{NBSP}%")
    return Chart(kind, series, groups, picture, axis)


def nice(most: float) -> float:
    """The end of an axis: 1, 2, 4, 5 or 10 times a power of ten, so that its half is a plain number too."""
    step = 10.0 ** math.floor(math.log10(most))
    return next(step * part for part in (1, 2, 4, 5, 10) if step * part >= most - 1e-9)


def _number(value: Any) -> float:
    return max(0.0, float(value)) if value is not None else 0.0


def _bar(parts: Sequence[tuple[float, int]], most: float) -> Markup:
    """A bar of one or several parts; a hair of paper between them, since colour alone says nothing."""
    out = ['<svg class="strip" aria-hidden="true" focusable="false">']
    at = 0.0
    for value, colour in parts:
        width = 100.0 * value / most
        if width > 0:
            out.append(f'<rect class="series-{colour}" x="{at:.2f}%" width="{width:.2f}%" height="100%"/>')
        at += width
    out.append("</svg>")
    return Markup("".join(out))


def _lines(names: Sequence[str], series: Sequence[Sequence[float]], most: float) -> Markup:
    """Lines over categories: each series with its own dash and mark beside its colour."""
    many = len(names)
    out = ['<svg class="lines" aria-hidden="true" focusable="false">']
    for part in (0.0, 0.5, 1.0):
        y = _FOOT - part * (_FOOT - _TOP)
        out.append(f'<line class="grid" x1="0" x2="100%" y1="{y:.1f}" y2="{y:.1f}"/>')

    def x(number: int) -> str:
        return f"{100 * (number + 0.5) / many:.2f}%"

    step = max(1, math.ceil(many / MOST_WORDS))
    for number, name in enumerate(names):
        if (many - 1 - number) % step == 0:
            out.append(f'<text x="{x(number)}" y="{_WORDS}" text-anchor="middle">{escape(name)}</text>')
    for colour, line in enumerate(series):
        places = [(x(number), _FOOT - value / most * (_FOOT - _TOP)) for number, value in enumerate(line)]
        out.append(f'<g class="series-{colour % COLOURS}">')
        for (x1, y1), (x2, y2) in pairwise(places):
            out.append(f'<line class="run" x1="{x1}" y1="{y1:.1f}" x2="{x2}" y2="{y2:.1f}"/>')
        for x1, y1 in places:
            if colour % 2:
                out.append(f'<svg x="{x1}" y="{y1:.1f}" class="mark"><rect x="-4" y="-4" width="8" height="8"/></svg>')
            else:
                out.append(f'<circle cx="{x1}" cy="{y1:.1f}" r="4"/>')
        out.append("</g>")
    out.append("</svg>")
    return Markup("".join(out))


def _ring(shares: Sequence[float]) -> Markup:
    """A ring of shares; its parts carry the number under which the list beside names them."""
    out = ['<svg class="ring" viewBox="0 0 42 42" aria-hidden="true" focusable="false">']
    words = []
    at = 0.0
    for number, share in enumerate(shares):
        length = 100 * share
        gap = 0.7 if len(shares) > 1 else 0.0
        shown = max(length - gap, 0.0)
        out.append(
            f'<circle class="series-{number % COLOURS}" cx="21" cy="21" r="15.9155" fill="none" pathLength="100"'
            f' stroke-dasharray="{shown:.2f} {100 - shown:.2f}" stroke-dashoffset="{25 - at:.2f}"/>'
        )
        if length >= 6:
            turn = 2 * math.pi * (at + length / 2) / 100 - math.pi / 2
            place = f'x="{21 + 15.9155 * math.cos(turn):.2f}" y="{21 + 15.9155 * math.sin(turn) + 1.2:.2f}"'
            words.append(f'<text {place} text-anchor="middle">{number + 1}</text>')
        at += length
    return Markup("".join([*out, *words, "</svg>"]))


def legend(colour: int) -> Markup:
    """The sign of a series: the same colour, dash and mark as in the picture."""
    mark = (
        '<rect x="8" y="3" width="8" height="8"/>' if colour % 2 else '<circle cx="12" cy="7" r="4"/>'
    )  # every second one is square, as in `_lines`
    return Markup(
        f'<svg class="sign series-{colour}" width="24" height="14" aria-hidden="true">'
        f'<line class="run" x1="0" y1="7" x2="24" y2="7"/>{mark}</svg>'
    )


def table(columns: Sequence[ColumnView], rows: Sequence[Row]) -> Markup:
    """The figures of a chart as a table: what it is for a reader who hears the page."""
    head = "".join(
        f'<th role="columnheader" scope="col"{f" class={chr(34)}num{chr(34)}" if c.type.base in NUMBERS else ""}>'
        f"{escape(c.label)}</th>"
        for c in columns
    )
    body = "".join(
        '<tr role="row">'
        + "".join(
            f'<td role="cell" class="{"num" if c.type.base in NUMBERS else "main head"}" data-label="{escape(c.label)}">'
            f"{cell or EMPTY}</td>"
            for c, cell in zip(columns, row.cells, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return Markup(
        f'<table class="rows" role="table"><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )
