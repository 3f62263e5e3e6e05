"""Templates of the site's folder, read before anything is laid on: a page must not be the first to meet a slip in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, meta

from webapp import press
from webapp.deploy.problems import Problem

STOCK = Path(__file__).parents[1] / "templates"


def wrong(site: Path) -> Iterator[Problem]:
    """What the engine cannot read, with its line, and parts that are neither the site's nor ours."""
    folder = site / "templates"
    pages = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    documents = pages.overlay()
    documents.filters = pages.filters | dict.fromkeys(press.FILTERS, str)
    for file in sorted(folder.rglob("*.html")):
        path = f"site/templates/{file.relative_to(folder).as_posix()}"
        environment = documents if path.startswith("site/templates/documents/") else pages
        try:
            source = file.read_text(encoding="utf-8")
            environment.compile(source, path)  # unknown filters are found here only
            parts = meta.find_referenced_templates(environment.parse(source))
        except TemplateSyntaxError as error:
            yield Problem(path, error.lineno, error.message or "cannot be read")
            continue
        except (OSError, UnicodeDecodeError) as error:
            yield Problem(path, 0, f"cannot be read: {error}")
            continue
        for part in parts:
            if part and not any((base / part).is_file() for base in (folder, STOCK)):
                lines = source.split("\n")
                line = next((n for n, text in enumerate(lines, 1) if part in text), 0)
                yield Problem(path, line, f"there is no template {part}")
