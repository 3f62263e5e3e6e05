"""One pooled engine per database login."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from webapp.database.dialect import url_of  # its module registers postgresql+pyodbc
from webapp.database.identity import identifier
from webapp.settings import LoginRole, Settings

Login = Literal["web", "worker", "admin", "bi"]

_ROLES: dict[Login, LoginRole] = {
    "web": "sokol_web",
    "worker": "sokol_worker",
    "admin": "sokol_admin",
    "bi": "sokol_bi",
}
# A text is a form's field: a grid of thousands of cells is far below it, a megabyte is no letter to a company any more.
_LONGEST_TEXT = 1_000_000
_MEGABYTE = 1024 * 1024


@dataclass(slots=True)
class Database:
    """An engine with what a batch has to respect: the roles it may take and the sizes it may send (`value_limit` in
    characters of a text, `file_limit` in bytes)."""

    engine: Engine
    login: Login
    value_limit: int = _LONGEST_TEXT
    file_limit: int = 12 * _MEGABYTE
    roles: frozenset[str] = field(default_factory=frozenset)

    def allow_roles(self, names: Iterable[str]) -> None:
        """The roles of the current catalogue; a batch for any other is refused before it is sent."""
        self.roles = frozenset(identifier(name) for name in names)

    def forget_connections(self) -> None:
        """Drop what the pool holds: after one dead connection the others are dead too."""
        self.engine.dispose()


def engine_for(settings: Settings, login: Login, *, pool_size: int = 4) -> Database:
    """The database as one of its logins. Nothing is connected before the first use.

    A process that forks afterwards calls `engine.dispose(close=False)` in the child.
    """
    engine = create_engine(
        url_of(settings.odbc(_ROLES[login])),
        connect_args={"timeout": settings.database.connect_timeout},
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=5,
        pool_pre_ping=False,  # a page would pay for it with a round trip: a dead connection shows in the batch itself
        pool_reset_on_return=None,  # every batch ends its own transaction and resets what it set
        isolation_level="AUTOCOMMIT",
    )
    event.listen(engine, "connect", _prepare)
    return Database(engine, login, file_limit=settings.limits.file_megabytes * _MEGABYTE)


def _prepare(connection: Any, _record: Any) -> None:
    """Refuse a server whose settings would make us misread its answers. `reset all` undoes whatever a driver sets after
    connecting, so these must hold as the session's defaults (alter database, alter role)."""
    cursor = connection.cursor()
    try:
        cursor.execute("reset all")
        messages, dates, intervals, literals = cursor.execute(
            "select current_setting('lc_messages'), current_setting('DateStyle'),"
            " current_setting('IntervalStyle'), current_setting('standard_conforming_strings')"
        ).fetchone()
    finally:
        cursor.close()
    wrong = []
    if messages.partition(".")[0] not in {"", "C", "POSIX", "en_US", "en_GB"}:
        wrong.append(f"lc_messages is {messages}, needs C")
    if not dates.startswith("ISO"):
        wrong.append(f"DateStyle is {dates}, needs ISO")
    if intervals != "postgres":
        wrong.append(f"IntervalStyle is {intervals}, needs postgres")
    if literals != "on":
        wrong.append(f"standard_conforming_strings is {literals}, needs on")
    if wrong:
        raise RuntimeError("database settings: " + "; ".join(wrong))
