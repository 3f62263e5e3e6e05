"""Every value round-trips through the real driver, by the catalogue's type."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pyodbc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.scratch_database import own_connection, scratch, scratch_sql  # noqa: F401
from webapp.database.conversion import (
    ColumnType,
    Interval,
    Range,
    Shape,
    convert_rows,
    json_text,
    parse_interval,
    read_json,
    to_parameter,
    to_text,
)
from webapp.database.literals import array_text, grid_text, parse_array, parse_range, parse_row, range_text, row_text
from webapp.settings import Settings

ZONE = "Asia/Vladivostok"
HERE = ZoneInfo(ZONE)

# A few examples of each type: the driver takes its time.
through_the_driver = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture(scope="module")
def driver(scratch: Settings) -> Iterator[pyodbc.Connection]:  # noqa: F811
    connection = own_connection(scratch)
    connection.execute(f"set timezone = '{ZONE}'")
    yield connection
    connection.close()


def scalar(base: str) -> ColumnType:
    return ColumnType(base, f"pg_catalog.{base}")


def array(element: ColumnType) -> ColumnType:
    return ColumnType("array", element=element)


def span(element: ColumnType) -> ColumnType:
    return ColumnType("range", element=element)


TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)
SPIKY = st.text(st.sampled_from(list("{}(),\"\\' \t\n;?:NULul[]=яЁ😀\xa0\x0b")), max_size=12)
WORDS = TEXT | SPIKY | st.sampled_from(["NULL", "null", "", " ", '"', "\\", "{}", "()", "1,2"])
INTEGERS = st.integers(-(2**63), 2**63 - 1)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**15), max_value=10**15)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 30))
TIMES = st.times()
MOMENTS = st.datetimes(datetime(1925, 1, 1), datetime(9990, 1, 1), timezones=st.just(UTC)).map(
    lambda moment: moment.astimezone(HERE)
)
LOCAL = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30))
INTERVALS = st.builds(Interval, st.integers(-99999, 99999), st.integers(-99999, 99999), st.integers(-(10**14), 10**14))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | NUMBERS | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)
LINE = ColumnType(
    "row",
    "scratch.line",
    fields=(
        ("title", scalar("text")),
        ("amount", ColumnType("numeric", "scratch.amount", "scratch.amount")),
        ("day", scalar("date")),
        ("done", scalar("bool")),
        ("tags", array(scalar("text"))),
    ),
)
LINES = st.fixed_dictionaries(
    {
        "title": st.none() | WORDS,
        "amount": st.none() | st.decimals(places=2, min_value=-(10**9), max_value=10**9),
        "day": st.none() | DAYS,
        "done": st.none() | st.booleans(),
        "tags": st.none() | st.lists(st.none() | WORDS, max_size=3),
    }
)


@st.composite
def spans(draw: st.DrawFn, values: st.SearchStrategy[Any]) -> Range:
    lower, upper = sorted((draw(values), draw(values)))
    if lower == upper:
        return Range(empty=True)
    open_below, open_above = draw(st.booleans()), draw(st.booleans())
    return Range(None if open_below else lower, None if open_above else upper, "()" if open_below else "[)")


VALUES: dict[str, tuple[str, ColumnType, st.SearchStrategy[Any]]] = {
    "boolean": ("boolean", scalar("bool"), st.booleans()),
    "smallint": ("smallint", scalar("int2"), st.integers(-(2**15), 2**15 - 1)),
    "integer": ("integer", scalar("int4"), st.integers(-(2**31), 2**31 - 1)),
    "bigint": ("bigint", scalar("int8"), INTEGERS),
    "numeric": ("numeric", scalar("numeric"), NUMBERS),
    "domain": ("scratch.amount", ColumnType("numeric", domain="scratch.amount"), st.decimals(-999, 999, places=2)),
    "double": ("double precision", scalar("float8"), st.floats(allow_nan=False, allow_subnormal=False)),
    "text": ("text", scalar("text"), WORDS),
    "varchar": ("character varying", scalar("varchar"), WORDS),
    "date": ("date", scalar("date"), DAYS),
    "time": ("time", scalar("time"), TIMES),
    "moment": ("timestamptz", scalar("timestamptz"), MOMENTS),
    "local": ("timestamp", scalar("timestamp"), LOCAL),
    "interval": ("interval", scalar("interval"), INTERVALS),
    "uuid": ("uuid", scalar("uuid"), st.uuids()),
    "json": ("json", scalar("json"), JSON),
    "jsonb": ("jsonb", scalar("jsonb"), JSON),
    "bytea": ("bytea", scalar("bytea"), st.binary(max_size=300)),
    "text[]": ("text[]", array(scalar("text")), st.lists(st.none() | WORDS, max_size=6)),
    "bigint[]": ("bigint[]", array(scalar("int8")), st.lists(st.none() | INTEGERS, max_size=6)),
    "uuid[]": ("uuid[]", array(scalar("uuid")), st.lists(st.none() | st.uuids(), max_size=4)),
    "boolean[]": ("boolean[]", array(scalar("bool")), st.lists(st.none() | st.booleans(), max_size=4)),
    "numeric[]": ("numeric[]", array(scalar("numeric")), st.lists(st.none() | NUMBERS, max_size=4)),
    "date[]": ("date[]", array(scalar("date")), st.lists(st.none() | DAYS, max_size=4)),
    "moment[]": ("timestamptz[]", array(scalar("timestamptz")), st.lists(st.none() | MOMENTS, max_size=4)),
    "bytea[]": ("bytea[]", array(scalar("bytea")), st.lists(st.none() | st.binary(max_size=9), max_size=4)),
    "jsonb[]": ("jsonb[]", array(scalar("jsonb")), st.lists(JSON.filter(lambda v: v is not None), max_size=4)),
    "text[][]": (
        "text[]",
        array(scalar("text")),
        st.integers(1, 3).flatmap(
            lambda n: st.lists(st.lists(st.none() | WORDS, min_size=n, max_size=n), min_size=1, max_size=3)
        ),
    ),
    "row": ("scratch.line", LINE, LINES),
    "row[]": ("scratch.line[]", array(LINE), st.lists(st.none() | LINES, max_size=3)),
    "range of moments": ("tstzrange", span(scalar("timestamptz")), spans(MOMENTS)),
    "range of numbers": ("numrange", span(scalar("numeric")), spans(NUMBERS)),
}


def fetched(driver: pyodbc.Connection, sql: str, kind: ColumnType, *parameters: object) -> Any:
    cursor: Any = driver.execute(sql, *parameters)
    names = tuple(column[0] for column in cursor.description)
    return convert_rows(cursor.fetchall(), Shape({"v": kind}).converters(names, ZONE))[0][0]


@pytest.mark.parametrize("name", VALUES)
@given(data=st.data())
@through_the_driver
def test_a_value_comes_back_as_it_went(name: str, driver: pyodbc.Connection, data: st.DataObject) -> None:
    declared, kind, values = VALUES[name]
    value = data.draw(values)
    if name == "jsonb" and "\\u0000" in json_text(value):
        return
    back = fetched(driver, f"select (?)::{declared} as v", kind, to_parameter(value, kind))
    assert back == value
    if isinstance(value, datetime):
        assert back.tzinfo == value.tzinfo


@pytest.mark.parametrize("name", VALUES)
def test_null_stays_none(name: str, driver: pyodbc.Connection) -> None:
    declared, kind, _values = VALUES[name]
    assert fetched(driver, f"select null::{declared} as v", kind) is None


@given(items=st.lists(st.none() | WORDS, max_size=5))
@settings(max_examples=300)
def test_arrays_and_rows_read_what_they_write(items: list[str | None]) -> None:
    assert parse_array(array_text(items)) == items
    if items:
        assert parse_row(row_text(items)) == items


@given(text=SPIKY)
@settings(max_examples=500)
def test_text_that_is_no_literal_is_a_value_error_and_nothing_else(text: str) -> None:
    for parse in (parse_array, parse_row, parse_range):
        for wrapped in (text, "{" + text + "}", "(" + text + ")"):
            with suppress(ValueError):
                parse(wrapped)


def test_an_array_with_bounds_of_its_own_is_read() -> None:
    assert parse_array("[2:3]={a,b}") == ["a", "b"]
    assert parse_array("{}") == []
    assert range_text(None, "a b") == '[,"a b")'


def test_a_grid_of_a_form_arrives_as_rows(driver: pyodbc.Connection) -> None:
    grid = grid_text([['Кран, 1/2"', "10.50", "2026-05-07", "t", ""], ["", "", "", "", ""]])
    back = fetched(driver, "select (?)::scratch.line[] as v", array(LINE), grid)
    first = {"title": 'Кран, 1/2"', "amount": Decimal("10.50"), "day": date(2026, 5, 7), "done": True, "tags": None}
    assert back == [first, dict.fromkeys(first)]


def test_numbers_in_json_stay_exact() -> None:
    assert read_json('{"a": 0.10, "b": 12345678901234567890.123456789}') == {
        "a": Decimal("0.10"), "b": Decimal("12345678901234567890.123456789"),
    }  # fmt: skip
    value = [Decimal("0.10"), date(2026, 5, 7), UUID(int=1)]
    assert json_text(value) == '[0.10,"2026-05-07","00000000-0000-0000-0000-000000000001"]'
    assert json.loads(json_text({"д": "ё"})) == {"д": "ё"}


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("00:00:00", Interval()),
        ("1 year 2 mons -3 days +04:05:06.7", Interval(14, -3, 14_706_700_000)),
        ("-1 years -2 mons", Interval(-14)),
        ("1 day", Interval(0, 1)),
        ("-00:00:00.5", Interval(0, 0, -500_000)),
        ("1000000:00:00", Interval(0, 0, 3_600_000_000_000_000)),
    ],
)
def test_intervals_are_read(text: str, interval: Interval) -> None:
    assert parse_interval(text) == interval


def test_an_interval_without_months_is_a_timedelta() -> None:
    assert Interval(0, 1, 500_000).timedelta() == timedelta(days=1, seconds=0.5)
    with pytest.raises(ValueError, match="months"):
        Interval(1).timedelta()
    assert parse_interval("1 day 00:00:00.5").timedelta() == timedelta(days=1, seconds=0.5)


def test_columns_that_are_right_already_cost_nothing() -> None:
    shape = Shape({name: scalar(base) for name, base in zip("abc", ("int8", "text", "numeric"), strict=True)})
    rows = [(1, "a", Decimal(1))]
    assert shape.converters(("a", "b", "c"), ZONE) == ()
    assert convert_rows(rows, ()) is rows


def test_columns_are_found_by_name_in_any_order() -> None:
    shape = Shape({"id": scalar("uuid"), "n": scalar("int4")})
    text = "0" * 31 + "A"
    for names, row in ((("n", "id"), (1, text)), (("id", "new", "n"), (text, "x", 1))):
        (converted,) = convert_rows([row], shape.converters(names, ZONE))
        assert dict(zip(names, converted, strict=True))["id"] == UUID(int=10)


def test_what_has_no_text_is_refused() -> None:
    with pytest.raises(TypeError):
        to_text(object())
    assert to_text(time(7, 30)) == "07:30:00"
    assert to_text([True, None, [1]]) == "{t,NULL,{1}}"
