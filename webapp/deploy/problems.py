"""What stops a deploy: sentences with the file and the line they are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing to mend. `line` 0: the file as a whole; `path` '': nothing of ours, the text says what."""

    path: str
    line: int
    text: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}: " if self.path and self.line else f"{self.path}: " if self.path else ""
        return f"{place}{self.text}" + (f" — {self.hint}" if self.hint else "")


class DeployError(Exception):
    """Nothing, or nothing more, was changed. `problems` says all that is known, sorted by file and line."""

    def __init__(self, summary: str, problems: Sequence[Problem] = ()) -> None:
        self.summary = summary
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join([summary, *(f"  {problem}" for problem in self.problems)]))
