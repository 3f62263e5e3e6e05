"""What the database refuses, as typed exceptions: the one place that reads the driver's messages.

psqlODBC gives the SQLSTATE and one text: `[SK422] ERROR: message\\nDETAIL: …\\nHINT: …\\nSTATEMENT_POSITION: …\\n
CONTEXT: …\\nSCHEMA_NAME: …\\nTABLE_NAME: …\\nCOLUMN_NAME: …\\nDATATYPE_NAME :…` and a suffix of its own. The
constraint's name stands only in the message, so the server must speak English (`lc_messages = C`).
`tests/web/driver_messages.json` is the corpus of what the driver really says.

pyodbc with psqlODBC hands over the first 1022 bytes only and, where that cuts a letter in two, nothing but the
SQLSTATE. So a refusal (message and DETAIL) stays within 1000 bytes and is followed by blanks; anything longer is read
as far as it came: the kind of the error is always known, its names perhaps not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import pyodbc


class DatabaseError(Exception):
    """Anything the database answered instead of rows. `status` is the HTTP answer it deserves."""

    def __init__(self, sqlstate: str, message: str, status: int = 500) -> None:
        super().__init__(f"{sqlstate} {message}")
        self.sqlstate = sqlstate
        self.message = message
        self.status = status


class DatabaseRefusal(DatabaseError):
    """The SQL said no in words meant for the person (SQLSTATE class SK; its number is the status)."""

    def __init__(self, sqlstate: str, message: str, detail: Mapping[str, Any] | None = None) -> None:
        super().__init__(sqlstate, message, int(sqlstate[2:]))
        detail = detail or {}
        self.code: str = str(detail.get("code") or "")
        self.field: str | None = detail.get("field")
        self.row: int | None = detail.get("row")
        values = detail.get("values")
        self.values: dict[str, Any] = values if isinstance(values, dict) else {}
        self.goto: str | None = detail.get("goto")
        self.goto_label: str | None = detail.get("goto_label")
        self.detail: dict[str, Any] = dict(detail)


class ConstraintViolation(DatabaseError):
    """A constraint of a table; its comment holds the words. A not-null violation has a column and no name."""

    def __init__(self, sqlstate: str, message: str, names: Mapping[str, str]) -> None:
        super().__init__(sqlstate, message, 409 if sqlstate in {"23505", "23P01"} else 422)
        self.name = names.get("constraint", "")
        self.schema = names.get("schema", "")
        self.table = names.get("table", "")
        self.column = names.get("column", "")


class BadValue(DatabaseError):
    """A value its type does not accept (22xxx, or a domain's check). Which argument, PostgreSQL does not say."""

    def __init__(self, sqlstate: str, message: str, names: Mapping[str, str]) -> None:
        super().__init__(sqlstate, message, 422)
        self.domain = names.get("type", "")
        self.schema = names.get("schema", "")
        self.constraint = names.get("constraint", "")


class Conflict(DatabaseError):
    """Two transactions were in each other's way (serialization, deadlock, lock timeout); nothing was done."""

    def __init__(self, sqlstate: str, message: str) -> None:
        super().__init__(sqlstate, message, 409)


class Unavailable(DatabaseError):
    """No answer now: connection lost or refused, server out of resources, statement timeout."""

    def __init__(self, sqlstate: str, message: str) -> None:
        super().__init__(sqlstate, message, 503)

    @property
    def connection_lost(self) -> bool:
        return self.sqlstate != "57014" and not self.sqlstate.startswith("53")

    @property
    def disk_full(self) -> bool:
        return self.sqlstate == "53100"


class CatalogueChanged(DatabaseError):
    """A function or column is no longer as it was when the catalogue was read."""


class ReadOnlyViolation(DatabaseError):
    """Something tried to write in a READ ONLY transaction (25006)."""


_PREFIX = re.compile(r"\[(?P<state>[0-9A-Z]{5})\] (?:(?:ERROR|FATAL|PANIC): +)?")
_SUFFIXES = (
    ";\nError while executing the query (",
    ";\nThe connection has been lost (",
)
_SUFFIX = re.compile(r"\s*\(-?\d+\) \(SQL\w+\)$")
_DETAIL = "\nDETAIL: "
_CODE = re.compile(_DETAIL + r'\{.{0,200}?"code": ?"(\w+)"')  # of a DETAIL that was cut
_LOST = re.compile(r"Error: SqlState=\w{5}$")
_TAGS = re.compile(
    r"\n(?:DETAIL|HINT|STATEMENT_POSITION|CONTEXT|SCHEMA_NAME|TABLE_NAME|COLUMN_NAME|DATATYPE_NAME ?): ?"
)
_NAMES = re.compile(r"\n(SCHEMA_NAME|TABLE_NAME|COLUMN_NAME|DATATYPE_NAME) ?: ?([^\n]*)")
_NAME_KEYS = {"SCHEMA_NAME": "schema", "TABLE_NAME": "table", "COLUMN_NAME": "column", "DATATYPE_NAME": "type"}
_CONSTRAINT = re.compile(r' constraint "(.+?)"(?: on table "|$)', re.DOTALL)
_LOST_TEXTS = re.compile(
    r"server closed the connection|connection (?:has been )?lost|no connection to the server|"
    r"could not (?:send|receive) data|SSL connection has been closed|"
    r"terminating connection|Connection is not open|Communication link failure",
    re.IGNORECASE,
)
_CHANGED = frozenset({"0A000", "42883", "42703"})
_CONFLICTS = frozenset({"40001", "40P01", "55P03"})
_UNAVAILABLE = frozenset({"57014", "57P01", "57P02", "57P03", "57P05", "25P03", "HYT00", "HYT01"})
_JSON = json.JSONDecoder()


def parse_error(error: pyodbc.Error) -> DatabaseError:
    """The typed exception for what the driver raised."""
    state, text = _state_and_text(error)
    return classify(state, text)


def classify(state: str, text: str) -> DatabaseError:
    """The same from the two parts: SQLSTATE and the text without the driver's prefix and suffix."""
    if state.startswith("SK") and state[2:].isdigit():
        message, detail = _message_and_detail(text)
        return DatabaseRefusal(state, message, detail)
    if state in _UNAVAILABLE or state[:2] in {"08", "53"}:
        return Unavailable(state, _first_part(text))
    if state in {"HY000", "01000", "S1000"} and _LOST_TEXTS.search(text):
        return Unavailable("08006", _first_part(text))
    if state in _CONFLICTS:
        return Conflict(state, _first_part(text))
    if state[:2] in {"22", "23"}:
        names = _names(text)
        if state[:2] == "22" or "type" in names:
            return BadValue(state, _first_part(text), names)
        return ConstraintViolation(state, _first_part(text), names)
    if state in _CHANGED:
        return CatalogueChanged(state, _first_part(text))
    if state == "25006":
        return ReadOnlyViolation(state, _first_part(text))
    return DatabaseError(state, _first_part(text))


def is_connection_lost(error: BaseException) -> bool:
    """Whether the connection is of no more use."""
    if not isinstance(error, pyodbc.Error):
        return False
    parsed = parse_error(error)
    return isinstance(parsed, Unavailable) and parsed.connection_lost


def _state_and_text(error: pyodbc.Error) -> tuple[str, str]:
    arguments = error.args
    state = str(arguments[0]) if arguments else "HY000"
    text = str(arguments[1]) if len(arguments) > 1 else state
    prefix = _PREFIX.match(text)
    if prefix:
        text = text[prefix.end() :]
    cut = max(text.rfind(suffix) for suffix in _SUFFIXES)
    text = text[:cut] if cut >= 0 else _SUFFIX.sub("", text)
    return state, "" if _LOST.match(text) else text


def _message_and_detail(text: str) -> tuple[str, dict[str, Any] | None]:
    """Message and DETAIL of a refusal. A person's words may stand in the message and imitate a DETAIL line; the
    real one follows them, and JSON text never holds a line break, so the last line that decodes is the one."""
    at = text.rfind(_DETAIL)
    while at >= 0:
        try:
            detail, _end = _JSON.raw_decode(text, at + len(_DETAIL))
        except ValueError:
            detail = None
        if isinstance(detail, dict):
            return text[:at], detail
        at = text.rfind(_DETAIL, 0, at)
    message = _first_part(text)
    code = _CODE.match(text, len(message))
    return message, {"code": code.group(1)} if code else None


def _first_part(text: str) -> str:
    tag = _TAGS.search(text)
    return text[: tag.start()] if tag else text


def _names(text: str) -> dict[str, str]:
    names = {_NAME_KEYS[tag]: value for tag, value in _NAMES.findall(text)}
    constraint = _CONSTRAINT.search(_first_part(text))
    if constraint:
        names["constraint"] = constraint.group(1)
    return names
