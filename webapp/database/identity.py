"""Who a batch acts as, and the names that may stand in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_IDENTIFIER = re.compile(r"[a-z_][a-z0-9_]{0,62}", re.ASCII)


def identifier(name: str) -> str:
    """The name itself when it is a plain SQL name; anything else never reaches a batch's text."""
    if not _IDENTIFIER.fullmatch(name):
        raise ValueError(f"not a plain SQL name: {name!r}")
    return name


def qualified(name: str) -> str:
    """`schema.name`, both plain."""
    schema, dot, rest = name.partition(".")
    if not dot:
        raise ValueError(f"not a qualified SQL name: {name!r}")
    return f"{identifier(schema)}.{identifier(rest)}"


@dataclass(frozen=True, slots=True)
class Identity:
    """What the first select of a batch sets for its transaction.

    `role` is a database role of the engine's set, None for a login that acts as itself; `session` is the hex sha256 of
    the cookie's bytes, '' for a guest; `timeout` is milliseconds per statement.
    """

    role: str | None
    session: str = ""
    time_zone: str = "UTC"
    language: str = "ru"
    timeout: int = 10_000
    request: str = ""
