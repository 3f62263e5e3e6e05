"""A statement of the worker: as the worker itself, in a transaction of its own, by the company's clock."""

from __future__ import annotations

from webapp.database.batch import Result, Statement, call, run
from webapp.database.engine import Database
from webapp.database.identity import Identity

_CLOCK = call("clock", "cabinet.company_clock")


def backstage(database: Database, statement: Statement, minutes: int) -> Result:
    """What the statement answers; a day begins and a sentence is dated as at the company, not as at the server."""
    identity = Identity(role=None, timeout=minutes * 60 * 1000)
    return run(database, identity, [_CLOCK, statement], read_only=False)[statement.name]
