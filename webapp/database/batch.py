"""One request is one batch: one text, one round trip, one transaction on an autocommit connection.

The text holds names of the catalogue and `?` only; every value is a parameter. The closing statements travel in the
same text, so nothing a page left behind (settings, locks, cursors, listens, prepared statements) lives on in the pool.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import pyodbc
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from webapp.database.conversion import Converter, Shape, convert_rows
from webapp.database.engine import Database
from webapp.database.errors import (
    CatalogueChanged,
    Conflict,
    DatabaseError,
    Unavailable,
    parse_error,
)
from webapp.database.identity import Identity, identifier, qualified

CLOSING = "reset all;\nselect pg_advisory_unlock_all();\nunlisten *;\ndeallocate all;\nclose all"
_COMMIT = "commit;\n" + CLOSING
_ROLLBACK = "rollback;\n" + CLOSING
_SETTINGS = (
    "set_config('sokol.session',?,true),set_config('timezone',?,true),set_config('sokol.language',?,true),"
    "set_config('statement_timeout',?,true),set_config('sokol.request',?,true)"
)


class ValueRefused(ValueError):
    """A parameter that must not be sent: a NUL byte, half a character, or too long. `status` as in DatabaseError."""

    def __init__(self, statement: str, position: int, reason: str, status: int) -> None:
        super().__init__(f"{statement}, parameter {position + 1}: {reason}")
        self.statement = statement
        self.position = position
        self.reason = reason
        self.status = status


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a batch: text of catalogue names with a `?` per parameter, the parameters, and the shape by
    which its rows are converted (None: as the driver gives them)."""

    name: str
    sql: str
    parameters: tuple[str | bytes, ...] = ()
    shape: Shape | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The rows of a statement. A row is a sequence in the order of `columns`."""

    columns: tuple[str, ...]
    rows: list[Any]

    def dicts(self) -> list[dict[str, Any]]:
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def one(self) -> dict[str, Any]:
        """The only row."""
        if len(self.rows) != 1:
            raise LookupError(f"{len(self.rows)} rows instead of one")
        return dict(zip(self.columns, self.rows[0], strict=True))

    def value(self) -> Any:
        """The only value of the only row."""
        if len(self.rows) != 1 or len(self.columns) != 1:
            raise LookupError("not one value")
        return self.rows[0][0]


def call_text(function: str, arguments: Mapping[str, str | bytes | None]) -> tuple[str, tuple[str | bytes, ...]]:
    """`schema.name(p_a => ?, …)` and its parameters. None is written null; an argument left out takes its default."""
    texts = [f"{identifier(name)}=>{'null' if value is None else '?'}" for name, value in arguments.items()]
    values = tuple(value for value in arguments.values() if value is not None)
    return f"{qualified(function)}({','.join(texts)})", values


def call(
    name: str,
    function: str,
    arguments: Mapping[str, str | bytes | None] | None = None,
    shape: Shape | None = None,
) -> Statement:
    """`select * from function(…)`."""
    text, parameters = call_text(function, arguments or {})
    return Statement(name, "select * from " + text, parameters, shape)


def run(
    database: Database,
    identity: Identity,
    statements: Sequence[Statement],
    *,
    read_only: bool,
    repeatable: bool | None = None,
) -> dict[str, Result]:
    """Run the statements in one transaction as the identity; results by the statements' names.

    Rerun once: after 40001 and 40P01 (nothing was done); a READ ONLY batch also when the catalogue moved under it
    (0A000, 42883, 42703); after a lost connection if `repeatable` (default: READ ONLY; an action is when its token
    makes a second run harmless). A batch that is not repeatable asks first whether its connection lives.
    Raises DatabaseError and its kinds, ValueRefused, ValueError for a role or a name that is not allowed.
    """
    if repeatable is None:
        repeatable = read_only
    text, parameters = _compose(database, identity, statements, read_only)
    try:
        return _attempt(database, identity, statements, text, parameters, ask_first=not repeatable)
    except DatabaseError as error:
        if not _worth_another(error, read_only, repeatable):
            raise
    return _attempt(database, identity, statements, text, parameters, ask_first=not repeatable)


def _worth_another(error: DatabaseError, read_only: bool, repeatable: bool) -> bool:
    if isinstance(error, Conflict):
        return error.sqlstate != "55P03"
    if isinstance(error, CatalogueChanged):
        return read_only
    return isinstance(error, Unavailable) and error.connection_lost and repeatable


def _opening(database: Database, identity: Identity, read_only: bool) -> tuple[str, list[str | bytes]]:
    role = ""
    if identity.role is not None:
        if identity.role not in database.roles:
            raise ValueError(f"not a role of the catalogue: {identity.role!r}")
        role = f"set_config('role','{identifier(identity.role)}',true),"
    values: list[str | bytes] = [
        identity.session,
        identity.time_zone,
        identity.language,
        str(identity.timeout),
        identity.request,
    ]
    return f"begin{' read only' if read_only else ''};\nselect {role}{_SETTINGS};\n", values


def _compose(
    database: Database, identity: Identity, statements: Sequence[Statement], read_only: bool
) -> tuple[str, list[str | bytes]]:
    opening, parameters = _opening(database, identity, read_only)
    _check_values(database, Statement("identity", "", tuple(parameters)))
    texts = [opening]
    names = set()
    for statement in statements:
        _check(database, statement)
        names.add(statement.name)
        texts.append(statement.sql)
        texts.append(";\n")
        parameters.extend(statement.parameters)
    if len(names) != len(statements):
        raise ValueError("two statements of a batch have the same name")
    texts.append(_COMMIT)
    return "".join(texts), parameters


def _check(database: Database, statement: Statement) -> None:
    # One mark per value, counted here: a mark too many would move the values of one statement into the next.
    if statement.sql.count("?") != len(statement.parameters):
        raise ValueError(f"{statement.name}: marks and parameters differ")
    if ";" in statement.sql or "\0" in statement.sql:
        raise ValueError(f"{statement.name}: more than one statement")
    if statement.parameters:
        _check_values(database, statement)


def _check_values(database: Database, statement: Statement) -> None:
    for position, value in enumerate(statement.parameters):
        if isinstance(value, str):
            if len(value) > database.value_limit:
                raise ValueRefused(statement.name, position, "too long", 413)
            if "\0" in value:
                raise ValueRefused(statement.name, position, "a NUL byte", 422)
            if not value.isascii():
                try:
                    value.encode("utf-8")
                except UnicodeEncodeError:
                    raise ValueRefused(statement.name, position, "half a character", 422) from None
        elif isinstance(value, bytes):
            if len(value) > database.file_limit:
                raise ValueRefused(statement.name, position, "too long", 413)
        else:
            raise TypeError(f"{statement.name}: a parameter is text or bytes, not {type(value).__name__}")


def _attempt(
    database: Database,
    identity: Identity,
    statements: Sequence[Statement],
    text: str,
    parameters: list[str | bytes],
    *,
    ask_first: bool,
) -> dict[str, Result]:
    with _connection(database, ask_first=ask_first) as cursor:
        cursor.execute(text, parameters)
        cursor.nextset()  # begin
        results = {}
        for statement in statements:
            cursor.nextset()
            results[statement.name] = _read(cursor, statement.shape, identity.time_zone)
        while cursor.nextset():  # an error of a later statement is raised here, not lost
            pass
        return results


def _read(cursor: Any, shape: Shape | None, time_zone: str) -> Result:
    if cursor.description is None:
        return Result((), [])
    columns = tuple([column[0] for column in cursor.description])
    rows = cursor.fetchall()
    if shape is not None and rows:
        rows = convert_rows(rows, shape.converters(columns, time_zone))
    return Result(columns, rows)


@contextmanager
def _connection(database: Database, *, ask_first: bool = False) -> Iterator[Any]:
    """A cursor on a pooled connection. On any error the connection is rolled back and closed down by the same
    statements as after a commit; one that cannot be is thrown away, a dead one takes the pool's others with it."""
    proxy = _checkout(database)
    if ask_first and not _lives(proxy):
        proxy.invalidate()
        proxy.close()
        database.forget_connections()
        proxy = _checkout(database)
    try:
        cursor = proxy.cursor()
        try:
            yield cursor
        finally:
            with suppress(pyodbc.Error):
                cursor.close()
    except pyodbc.Error as error:
        parsed = parse_error(error)
        if isinstance(parsed, Unavailable) and parsed.connection_lost:
            proxy.invalidate()
            database.forget_connections()
        else:
            _roll_back(proxy)
        raise parsed from error
    except BaseException:
        _roll_back(proxy)
        raise
    finally:
        proxy.close()


def _checkout(database: Database) -> Any:
    try:
        return database.engine.raw_connection()
    except DBAPIError as error:
        if isinstance(error.orig, pyodbc.Error):
            raise parse_error(error.orig) from error
        raise
    except pyodbc.Error as error:
        raise parse_error(error) from error
    except PoolTimeout as error:
        raise Unavailable("53300", "no free connection in the pool") from error


def _lives(proxy: Any) -> bool:
    try:
        cursor = proxy.cursor()
        cursor.execute("select 1").fetchall()
        cursor.close()
    except pyodbc.Error:
        return False
    return True


def _roll_back(proxy: Any) -> None:
    try:
        cursor = proxy.cursor()
        cursor.execute(_ROLLBACK)
        while cursor.nextset():
            pass
        cursor.close()
    except pyodbc.Error:
        proxy.invalidate()


class Stream:
    """The rows of an export, a thousand at a time: iterate once. `columns` is known before the first row."""

    __slots__ = ("_converters", "_cursor", "_first", "_size", "columns")

    def __init__(self, cursor: Any, first: Result, converters: Sequence[tuple[int, Converter]], size: int) -> None:
        self.columns = first.columns
        self._cursor = cursor
        self._first = first.rows
        self._converters = converters
        self._size = size

    def __iter__(self) -> Iterator[Any]:
        rows = self._first
        self._first = []
        while rows:
            yield from convert_rows(rows, self._converters)
            if len(rows) < self._size:
                return
            self._cursor.execute(f"fetch {self._size} from export")
            rows = self._cursor.fetchall()


@contextmanager
def stream(database: Database, identity: Identity, statement: Statement, *, size: int = 1000) -> Iterator[Stream]:
    """A statement's rows in a READ ONLY transaction of their own, under the same walls as a page; commits and closes
    when left, rolls back when left by an error. Opening is rerun once like a READ ONLY batch; later rows are not."""
    opening, parameters = _opening(database, identity, True)
    _check_values(database, Statement("identity", "", tuple(parameters)))
    _check(database, statement)
    parameters.extend(statement.parameters)
    text = f"{opening}declare export no scroll cursor for {statement.sql};\nfetch {int(size)} from export"
    for last in (False, True):
        opened = False
        try:
            with _connection(database) as cursor:
                cursor.execute(text, parameters)
                for _set in range(3):
                    cursor.nextset()
                columns = tuple([column[0] for column in cursor.description])
                first = Result(columns, cursor.fetchall())
                shape = statement.shape
                converters = shape.converters(columns, identity.time_zone) if shape is not None else ()
                opened = True
                yield Stream(cursor, first, converters, size)
                cursor.execute(_COMMIT)
                while cursor.nextset():
                    pass
            return
        except DatabaseError as error:
            if opened or last or not _worth_another(error, True, True):
                raise
