"""Long work that somebody asked for on a page: a step at a time, a transaction each, so that a page can show how far it is.

A task is a row that names a function; the function does a step and answers whether there is more. A killed worker loses
the step it was in, never a whole one: the lease ends and another worker goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from webapp.backstage import backstage
from webapp.database.batch import Result, Statement, call
from webapp.database.engine import Database
from webapp.database.errors import DatabaseError, Unavailable

log = logging.getLogger("sokol.worker")

_MINUTES = 5


def work(database: Database, between: Callable[[], bool]) -> int:
    """Carry out the oldest task; how many steps were done.

    `between` is called after each step, for what must not wait behind long work; where it answers false the worker is
    being stopped, and the task goes back to be taken by another.
    """
    taken = _batch(database, call("task", "cabinet.task_take")).dicts()
    if not taken:
        return 0
    function, task = taken[0]["function_name"], {"p_task": str(taken[0]["task_id"])}
    steps = 0
    while True:
        try:
            more = bool(_batch(database, call("more", function, task)).value())
        except DatabaseError as error:
            if isinstance(error, Unavailable):
                raise
            log.error("task %s (%s): %s", task["p_task"], function, error)
            _batch(database, call("end", "cabinet.task_failed", task | {"p_error": str(error)}))
            return steps + 1
        steps += 1
        stepped = call("stepped", "cabinet.task_stepped", task | {"p_more": "true" if more else "false"})
        if not _batch(database, stepped).value():
            return steps
        if not between():
            _batch(database, call("release", "cabinet.task_release", task))
            return steps


def _batch(database: Database, statement: Statement) -> Result:
    return backstage(database, statement, _MINUTES)
