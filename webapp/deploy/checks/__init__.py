"""What must hold over everything that is deployed, changed or not. Each finding has its file and line."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from webapp.deploy.checks.bodies import bodies, reach
from webapp.deploy.checks.comments import comments, kinds, pages, references, targets
from webapp.deploy.checks.definitions import definitions
from webapp.deploy.checks.ground import Check
from webapp.deploy.checks.stores import tables, views
from webapp.deploy.checks.words import jobs, refusals, words
from webapp.deploy.objects import Work
from webapp.deploy.problems import Problem

__all__ = ["check"]


def check(work: Work) -> list[Problem]:
    """Adds what stops the deploy to `work.problems`; returns what is only worth a look."""
    self = Check(work)
    # plpgsql_check is the longest; what looks at the functions alone and asks the database nothing goes on meanwhile
    with ThreadPoolExecutor(1) as beside:
        checking = beside.submit(bodies, self)
        for step in (definitions, comments, targets):
            step(self)
        checking.result()
    for step in (
        kinds,
        references,
        pages,
        words,
        refusals,
        jobs,
        views,
        tables,
        reach,
    ):
        step(self)
    work.problems += [one for one in self.problems if not _of_failed(work, one)]
    return self.warnings


def _of_failed(work: Work, problem: Problem) -> bool:
    """What only follows from an object that could not be made is not said again."""
    return any(key.partition(" ")[2] in problem.text for key in work.failed)
