"""One connection of sokol_admin: statements with their errors placed, savepoints, rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from typing import TYPE_CHECKING, Any

import pyodbc

from webapp.database.dialect import DRIVER_OPTIONS
from webapp.deploy.tokens import leaps

if TYPE_CHECKING:
    from webapp.settings import Settings

pyodbc.pooling = False

_PARTS = re.compile(
    r"\n(DETAIL|HINT|STATEMENT_POSITION|CONTEXT|SCHEMA_NAME|TABLE_NAME|COLUMN_NAME|DATATYPE_NAME ?|CONSTRAINT_NAME): ?"
)
_ENDING = re.compile(r";\n(?:Error while executing the query|Error while preparing parameters)?[^\n]*$")


class SqlError(Exception):
    """What PostgreSQL said. `position` counts characters of the sent text from 0, -1 when it names none."""

    def __init__(self, state: str, message: str, parts: dict[str, str]) -> None:
        super().__init__(message)
        self.state = state
        self.message = message
        self.detail = parts.get("DETAIL", "")
        self.hint = parts.get("HINT", "")
        self.context = parts.get("CONTEXT", "")
        position = parts.get("STATEMENT_POSITION", "")
        self.position = int(position) - 1 if position.isdecimal() else -1

    @property
    def sentence(self) -> str:
        text = self.message + (f" ({self.detail})" if self.detail else "")
        return text.replace("\n", " ")

    @property
    def body_line(self) -> int:
        """Line of a PL/pgSQL body named in the context, from 1; 0 when there is none."""
        found = re.search(r"(?:near|function [^\n]*?) line (\d+)", self.context)
        return int(found.group(1)) if found else 0


def _error(error: pyodbc.Error) -> SqlError:
    state = str(error.args[0]) if error.args else "HY000"
    text = str(error.args[1]) if len(error.args) > 1 else str(error)
    text = re.sub(r"^\[[0-9A-Z]{5}\] (?:(?:ERROR|FATAL|PANIC): +)?", "", text)
    text = _ENDING.sub("", text)
    pieces = _PARTS.split(text)
    parts = {name.strip(): value for name, value in zip(pieces[1::2], pieces[2::2], strict=False)}
    return SqlError(state, pieces[0].strip(), parts)


class Session:
    """Autocommit connection; transactions are written out, as the reader of a log sees them."""

    def __init__(self, settings: Settings) -> None:
        values = {**settings.odbc("sokol_admin"), **DRIVER_OPTIONS}
        text = ";".join(f"{key}={_value(value)}" for key, value in values.items() if value != "")
        try:
            self._connection = pyodbc.connect(text, autocommit=True)
        except pyodbc.Error as error:
            raise _error(error) from None
        self._cursor = self._connection.cursor()
        self.run("set client_min_messages = warning; set search_path = ''; set idle_in_transaction_session_timeout = 0")

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(self, sql: str, *values: object) -> None:
        """Executes one or several statements; rows are thrown away. Raises SqlError."""
        if not values and "?" in sql:
            sql = _without_marks(sql)
        try:
            self._cursor.execute(sql, *values)
            while self._cursor.nextset():
                pass
        except pyodbc.Error as error:
            raise _error(error) from None

    def rows(self, sql: str, *values: object) -> list[Any]:
        """Rows of the one select in `sql`. Raises SqlError."""
        try:
            self._cursor.execute(sql, *values)
            found: list[Any] = []
            while True:
                if self._cursor.description:
                    found = self._cursor.fetchall()
                if not self._cursor.nextset():
                    return found
        except pyodbc.Error as error:
            raise _error(error) from None

    def value(self, sql: str, *values: object) -> Any:
        """First column of the first row, None without rows."""
        found = self.rows(sql, *values)
        return found[0][0] if found else None

    def many(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        for row in rows:
            self.run(sql, *row)

    @contextmanager
    def transaction(self, *, keep: bool = True) -> Iterator[None]:
        """`begin … commit`; rolled back on an error, or at the end when not `keep`."""
        self.run("begin")
        try:
            yield
        except BaseException:
            self.undo()
            raise
        self.run("commit" if keep else "rollback")

    def undo(self) -> None:
        with suppress(SqlError):  # the connection may be gone, and the transaction with it
            self.run("rollback")

    def at_once(self, statements: Sequence[str]) -> None:
        """All in one round trip; when one fails, the transaction is as it was. The position of an error is in no one's text."""
        texts = [_without_marks(text) if "?" in text else text for text in statements]
        try:
            self.run(";\n".join(["savepoint step", *texts, "release savepoint step"]))
        except SqlError:
            self.run("rollback to savepoint step; release savepoint step")
            raise

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What fails inside leaves the transaction as it was; the error goes on."""
        self.run("savepoint step")
        try:
            yield
        except SqlError:
            self.run("rollback to savepoint step; release savepoint step")
            raise
        self.run("release savepoint step")


def _without_marks(sql: str) -> str:
    """The driver takes a bare ? (jsonb's operator) for a parameter, but leaves quoted text alone; except between dollar
    quotes whose tag has an underscore, which it does not know."""
    before, *body = sql.split("$$")
    if len(body) == 2 and "?" not in before + body[1] and not re.search(r"['\"]|--|/\*", before):
        return sql  # all within one plain body
    at = 0
    for sign, start, stop in chain(leaps(sql), [("", len(sql), len(sql))]):
        hidden = sign == "$" and "_" in sql[start : sql.index("$", start + 1)] and "?" in sql[start:stop]
        if hidden or "?" in sql[at:start]:
            return f"do $sokoldo$ begin execute $sokoltext${sql}$sokoltext$; end $sokoldo$"
        at = stop
    return sql


def literal(value: str) -> str:
    """A string as SQL text, for the places where no parameter can stand."""
    if "\\" in value:
        return "e'" + value.replace("\\", "\\\\").replace("'", "''") + "'"
    return "'" + value.replace("'", "''") + "'"


def name(value: str) -> str:
    """A quoted identifier, every part of it."""
    return ".".join('"' + part.replace('"', '""') + '"' for part in value.split("."))


def _value(value: str) -> str:
    if value.replace("-", "").replace(".", "").replace("/", "").replace("_", "").isalnum():
        return value
    return "{" + value.replace("}", "}}") + "}"
