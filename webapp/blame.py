"""Where a template that people edit went wrong: its name, the line of its text, what is wrong."""

from __future__ import annotations

import traceback

from jinja2 import TemplateError


def where(error: BaseException, asked: str) -> str:
    """In one line, for a log or a document that could not be printed."""
    name, line, said = blame(error, asked)
    return f"{name}, line {line}: {said}" if line else f"{name}: {said}"


def blame(error: BaseException, asked: str) -> tuple[str, int | None, str]:
    """Template, line and sentence. `asked`: the template that was to be drawn, where the error names none."""
    line, name = getattr(error, "lineno", None), getattr(error, "name", None)
    if not isinstance(error, TemplateError) or line is None:
        # compiled templates stand in the traceback with the lines of their source
        frames = [
            f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(("<template", "<unknown"))
        ]
        line, name = None, None
        if frames:
            line = frames[-1].lineno
            name = frames[-1].filename.removeprefix("<template").strip(" >") or None
    return str(name or asked), line, str(error) or type(error).__name__
