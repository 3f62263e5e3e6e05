"""The `postgresql+pyodbc` dialect: SQLAlchemy Core over psqlODBC (SQLAlchemy has none, sqlalchemy#9958)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, MutableMapping
from types import ModuleType
from typing import Any, cast

import pyodbc
from sqlalchemy.connectors.pyodbc import PyODBCConnector
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection

from webapp.database.errors import is_connection_lost

# Protocol=7.4-0 keeps the driver from wrapping every statement in a savepoint, UseServerSidePrepare=0 sends a batch as
# one simple query; the others keep bool a bool, texts whole, bytea bytes, log files away and errors complete.
DRIVER_OPTIONS = {
    "Protocol": "7.4-0",
    "UseServerSidePrepare": "0",
    "BoolsAsChar": "0",
    "MaxVarcharSize": "0",
    "MaxLongVarcharSize": "0",
    "ByteaAsLongVarBinary": "1",
    "OptionalErrors": "1",
    "CommLog": "0",
    "Debug": "0",
}
_NAMED = {"Servername": "host", "Port": "port", "Database": "database", "Username": "username", "Password": "password"}
_PLAIN = re.compile(r"[\w./:@-]*", re.ASCII)


def url_of(keywords: Mapping[str, str]) -> URL:
    """The URL of a connection string's keywords; what a URL has no place for goes into its query."""
    query = {key: value for key, value in keywords.items() if key not in _NAMED}
    return URL.create(
        "postgresql+pyodbc",
        username=keywords.get("Username") or None,
        password=keywords.get("Password") or None,
        host=keywords.get("Servername") or None,
        port=int(keywords["Port"]) if keywords.get("Port") else None,
        database=keywords.get("Database") or None,
        query=query,
    )


def connection_string(url: URL) -> str:
    """The driver's connection string of such a URL, with the driver's manners added."""
    keywords: dict[str, str] = {key: str(value) for key, value in url.query.items()}
    for keyword, part in _NAMED.items():
        value = getattr(url, part)
        if value not in (None, ""):
            keywords[keyword] = str(value)
    return ";".join(f"{key}={_quoted(value)}" for key, value in (keywords | DRIVER_OPTIONS).items())


def _quoted(value: str) -> str:
    if "\0" in value:
        raise ValueError("a NUL byte in a connection setting")
    # Only what needs them gets braces: psqlODBC takes them off a password, but not off a port.
    return value if _PLAIN.fullmatch(value) else "{" + value.replace("}", "}}") + "}"


class PsqlODBCDialect(PyODBCConnector, PGDialect):
    """PostgreSQL's dialect on pyodbc's connector; both exist in SQLAlchemy, only the pair does not."""

    driver = "pyodbc"
    default_paramstyle = "qmark"
    supports_statement_cache = True

    @classmethod
    def import_dbapi(cls) -> ModuleType:
        pyodbc.pooling = False  # one pool is enough, and it is SQLAlchemy's
        return cast(ModuleType, pyodbc)

    def create_connect_args(self, url: URL) -> tuple[list[str], MutableMapping[str, Any]]:
        return [connection_string(url)], {"autocommit": True}

    def on_connect(self) -> Callable[[DBAPIConnection], None] | None:
        return None

    def _get_server_version_info(self, connection: Any) -> Any:
        return PGDialect._get_server_version_info(self, connection)  # type: ignore[no-untyped-call]

    def is_disconnect(self, e: Exception, connection: Any, cursor: Any) -> bool:
        return is_connection_lost(e)


registry.register("postgresql.pyodbc", __name__, "PsqlODBCDialect")
