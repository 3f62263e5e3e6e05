"""Values between the driver and Python, by the catalogue's type of each column.

The driver's own types do not suffice: uuid, jsonb, arrays, rows and intervals all arrive as text, timestamptz without
its zone. Limits of the driver: 'infinity' and years beyond 9999 or before Christ lose their meaning in date and
timestamp columns (a function shows null or text instead), time '24:00' cannot be read, and the hour that a clock set
back lives twice is read as the first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from json.encoder import encode_basestring
from math import isfinite
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from webapp.database.literals import array_text, parse_array, parse_range, parse_row, range_text, row_text

Converter = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class ColumnType:
    """A type of the catalogue, its domains looked through.

    `base` is pg_type.typname of the base type ('int8', 'numeric', …) or one of 'array', 'row', 'range' with `element`
    or `fields`; `name` is the declared type as `schema.name` (a domain or composite keeps its own), `domain` likewise
    or None.
    """

    base: str
    name: str = ""
    domain: str | None = None
    element: ColumnType | None = None
    fields: tuple[tuple[str, ColumnType], ...] = ()


class Interval(NamedTuple):
    """A PostgreSQL interval: months, days and microseconds are kept apart, as there."""

    months: int = 0
    days: int = 0
    microseconds: int = 0

    def timedelta(self) -> timedelta:
        """Only where no months are in it: a month has no length."""
        if self.months:
            raise ValueError("an interval with months has no fixed length")
        return timedelta(days=self.days, microseconds=self.microseconds)

    def __str__(self) -> str:
        return f"{self.months} mons {self.days} days {self.microseconds} microseconds"


class Range(NamedTuple):
    """A range; a bound None is unbounded, `empty` has no bounds."""

    lower: Any = None
    upper: Any = None
    brackets: str = "[)"
    empty: bool = False


class Shape:
    """The declared columns of one result. Rows are read by name: a function replaced in the middle of a page may return
    its columns in another order, and a column unknown here keeps the driver's value."""

    __slots__ = ("_bound", "columns")

    def __init__(self, columns: Mapping[str, ColumnType]) -> None:
        self.columns = dict(columns)
        self._bound: dict[tuple[tuple[str, ...], str], tuple[tuple[int, Converter], ...]] = {}

    def converters(self, names: tuple[str, ...], time_zone: str) -> tuple[tuple[int, Converter], ...]:
        """Position and converter of the columns whose driver value is not right already."""
        key = (names, time_zone)
        bound = self._bound.get(key)
        if bound is None:
            if len(self._bound) > 64:
                self._bound.clear()
            types = [(at, self.columns.get(name)) for at, name in enumerate(names)]
            pairs = [(at, from_driver(kind, time_zone)) for at, kind in types if kind is not None]
            bound = self._bound[key] = tuple((at, convert) for at, convert in pairs if convert is not None)
        return bound


def convert_rows(rows: list[Any], converters: Sequence[tuple[int, Converter]]) -> list[tuple[Any, ...]]:
    """Rows with the named columns converted; column by column, since most columns need nothing."""
    if not rows or not converters:
        return rows
    columns: list[Sequence[Any]] = list(zip(*rows, strict=True))
    for at, convert in converters:
        columns[at] = [None if value is None else convert(value) for value in columns[at]]
    return list(zip(*columns, strict=True))


@lru_cache(maxsize=4096)
def from_driver(kind: ColumnType, time_zone: str) -> Converter | None:
    """Converter of a value as the driver gives it, None where it is right already."""
    if kind.base == "timestamptz":
        zone = ZoneInfo(time_zone)
        return lambda value: value.replace(tzinfo=zone)
    if kind.base in _TEXT_ONLY:
        return from_text(kind, time_zone)
    return None


@lru_cache(maxsize=4096)
def from_text(kind: ColumnType, time_zone: str) -> Converter:
    """Converter of PostgreSQL's text of a value: all that stands inside arrays, rows and ranges."""
    if kind.base == "timestamptz":
        zone = ZoneInfo(time_zone)
        return lambda text: datetime.fromisoformat(text).astimezone(zone)
    if kind.base == "array" and kind.element is not None:
        return _array_reader(from_text(kind.element, time_zone))
    if kind.base == "row":
        readers = tuple(from_text(field, time_zone) for _name, field in kind.fields)
        return _row_reader(tuple(name for name, _field in kind.fields), readers)
    if kind.base == "range" and kind.element is not None:
        return _range_reader(from_text(kind.element, time_zone))
    return _FROM_TEXT.get(kind.base, str)


def _array_reader(element: Converter) -> Converter:
    def walk(items: list[Any]) -> list[Any]:
        return [None if i is None else walk(i) if isinstance(i, list) else element(i) for i in items]

    return lambda text: walk(parse_array(text))


def _row_reader(names: tuple[str, ...], readers: tuple[Converter, ...]) -> Converter:
    def read(text: str) -> dict[str, Any]:
        fields = parse_row(text) if names else []
        if len(fields) != len(names):
            raise ValueError("a row of another shape")
        cells = zip(names, readers, fields, strict=True)
        return {name: None if field is None else reader(field) for name, reader, field in cells}

    return read


def _range_reader(element: Converter) -> Converter:
    def read(text: str) -> Range:
        parsed = parse_range(text)
        if parsed is None:
            return Range(empty=True)
        lower, upper, brackets = parsed
        return Range(None if lower is None else element(lower), None if upper is None else element(upper), brackets)

    return read


_CLOCK = re.compile(r"([+-]?)(\d+):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?")
_UNITS = {"year": (12, 0), "mon": (1, 0), "day": (0, 1)}


def parse_interval(text: str) -> Interval:
    """`1 year 2 mons -3 days +04:05:06.7` (IntervalStyle postgres)."""
    months = days = microseconds = 0
    words = iter(text.split())
    for word in words:
        clock = _CLOCK.fullmatch(word)
        if clock:
            sign, hours, minutes, seconds, fraction = clock.groups()
            amount = (int(hours) * 60 + int(minutes)) * 60 + int(seconds or 0)
            microseconds = amount * 1_000_000 + int((fraction or "").ljust(6, "0"))
            if sign == "-":
                microseconds = -microseconds
        else:
            in_months, in_days = _UNITS[next(words).rstrip("s")]
            months += int(word) * in_months
            days += int(word) * in_days
    return Interval(months, days, microseconds)


def read_json(text: str) -> Any:
    """JSON with exact numbers: a fraction is a Decimal."""
    return json.loads(text, parse_float=Decimal)


def json_text(value: Any) -> str:
    """JSON text of a value: Decimals exactly (json.dumps knows floats only), dates and ids as text.

    Raises ValueError for what JSON has no number for, TypeError for what it has no form for.
    """
    if value is None:
        return "null"
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, (Decimal, float)):
        if not isfinite(value):
            raise ValueError("JSON has no such number")
        return format(value, "f") if isinstance(value, Decimal) else float.__repr__(value)
    if isinstance(value, (UUID, Interval)):
        return encode_basestring(str(value))
    if isinstance(value, (date, time)):
        return encode_basestring(value.isoformat())
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{encode_basestring(str(k))}:{json_text(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(json_text, value)) + "]"
    raise TypeError(f"no JSON for {type(value).__name__}")


def _bytes(text: str) -> bytes:
    if not text.startswith("\\x"):
        raise ValueError("bytea_output is not hex")
    return bytes.fromhex(text[2:])


_FROM_TEXT: dict[str, Converter] = {
    "bool": lambda text: text == "t",
    "int2": int,
    "int4": int,
    "int8": int,
    "oid": int,
    "float4": float,
    "float8": float,
    "numeric": Decimal,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "timestamp": datetime.fromisoformat,
    "interval": parse_interval,
    "uuid": UUID,
    "json": read_json,
    "jsonb": read_json,
    "bytea": _bytes,
}
_TEXT_ONLY = frozenset({"uuid", "json", "jsonb", "interval", "array", "row", "range"})


def to_parameter(value: Any, kind: ColumnType | None = None) -> str | bytes:
    """A value as the parameter that PostgreSQL coerces to the argument's type. None has no text: the caller omits the
    argument or writes null."""
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value)
    return to_text(value, kind)


def to_text(value: Any, kind: ColumnType | None = None) -> str:
    """PostgreSQL's text of a value. Without a type a list is an array, a tuple a row, a dict JSON."""
    base = kind.base if kind is not None else ""
    if base in {"json", "jsonb"}:
        return json_text(value)
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, Decimal):
        return format(value, "f") if value.is_finite() else str(value)
    if isinstance(value, (int, float, UUID, Interval)):
        return str(value)
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(Interval(0, value.days, value.seconds * 1_000_000 + value.microseconds))
    if isinstance(value, (bytes, bytearray, memoryview)):
        return "\\x" + bytes(value).hex()
    if isinstance(value, Range):
        element = kind.element if kind is not None else None
        if value.empty:
            return "empty"
        return range_text(_inner(value.lower, element), _inner(value.upper, element), value.brackets)
    if isinstance(value, Mapping):
        if base == "row" and kind is not None:
            return row_text(_inner(value.get(name), field) for name, field in kind.fields)
        return json_text(value)
    if isinstance(value, tuple):
        kinds = [field for _name, field in kind.fields] if kind is not None and kind.fields else [None] * len(value)
        return row_text(_inner(item, field) for item, field in zip(value, kinds, strict=True))
    if isinstance(value, (list, set, frozenset)):
        return array_text(_items(list(value), kind.element if kind is not None else None))
    raise TypeError(f"no database text for {type(value).__name__}")


def _inner(value: Any, kind: ColumnType | None) -> str | None:
    return None if value is None else to_text(value, kind)


def _items(items: list[Any], element: ColumnType | None) -> list[Any]:
    if element is not None and element.base in {"json", "jsonb"}:
        return [_inner(item, element) for item in items]
    return [_items(item, element) if isinstance(item, list) else _inner(item, element) for item in items]
