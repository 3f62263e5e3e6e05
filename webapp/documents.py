"""Documents: rows that wait become PDFs, one after another, in a press of their own.

Only the worker prints. A template is edited by people and a long document takes its time: in a process of the web either
could hold up everybody's pages. So a document waits as a row, single ones before those of a lot; the worker hands it to
the press (webapp/press.py), which has a limit of memory and of time, and stores what comes. A killed worker loses only
the document it was at: its lease ends and another prints it.
"""

from __future__ import annotations

import json
import logging
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from webapp.backstage import backstage
from webapp.database.batch import Result, Statement, call
from webapp.database.engine import Database
from webapp.press import LENGTH
from webapp.settings import Settings
from webapp.templating import STOCK

log = logging.getLogger("sokol.worker")

_MINUTES = 1
_RENEWED = 500  # documents, after which a press makes place for a new one
FOLDER = "documents"


class NotPrinted(Exception):
    """`final`: the template is at fault, another try is useless."""

    def __init__(self, error: str, final: bool) -> None:
        super().__init__(error)
        self.final = final


class Printer:
    """The press as the worker holds it: started when needed, ended when it takes too long, made anew now and then."""

    def __init__(self, settings: Settings) -> None:
        self.seconds = settings.worker.print_seconds
        self.megabytes = settings.worker.print_megabytes
        self.root = settings.root
        self.site = settings.site
        self._press: subprocess.Popen[bytes] | None = None
        self._printed = 0
        self.told: dict[str, str] | None = None

    @property
    def pid(self) -> int | None:
        return self._press.pid if self._press else None

    def print(self, job: dict[str, Any]) -> tuple[bytes, int]:
        """The PDF and its number of pages. Raises NotPrinted."""
        press = self._started()
        content = json.dumps(job).encode()
        until = time.monotonic() + self.seconds
        try:
            assert press.stdin is not None
            press.stdin.write(LENGTH.pack(len(content)) + content)
            press.stdin.flush()
            answer = json.loads(self._read(press, until))
            pdf = self._read(press, until)
        except TimeoutError:
            self.close()
            raise NotPrinted("time", final=True) from None
        except (OSError, EOFError):
            self.close()
            raise NotPrinted("memory", final=True) from None
        if "error" in answer:
            if answer["error"] in {"memory", "press"}:
                self.close()
            if "why" in answer:
                log.error("the press does not start: %s", answer["why"])
            raise NotPrinted(answer["error"], answer["final"])
        self._printed += 1
        if self._printed >= _RENEWED:
            self.close()
        return pdf, int(answer["pages"])

    def close(self) -> None:
        if self._press is not None:
            self._press.kill()
            self._press.wait()
            for pipe in (self._press.stdin, self._press.stdout):
                if pipe is not None:
                    pipe.close()
            self._press = None

    def _started(self) -> subprocess.Popen[bytes]:
        if self._press is None or self._press.poll() is not None:
            self.close()
            self._printed = 0
            # Nothing of this process goes along: no password, no connection, no folder but the program's own.
            kept = {
                name: os.environ[name] for name in ("PATH", "LANG", "FONTCONFIG_PATH", "HOME") if name in os.environ
            }
            self._press = subprocess.Popen(
                [sys.executable, "-m", "webapp.press", str(self.megabytes)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=self.root, env=kept,
            )  # fmt: skip
        return self._press

    def _read(self, press: subprocess.Popen[bytes], until: float) -> bytes:
        return self._exactly(press, LENGTH.unpack(self._exactly(press, LENGTH.size, until))[0], until)

    def _exactly(self, press: subprocess.Popen[bytes], size: int, until: float) -> bytes:
        assert press.stdout is not None
        parts: list[bytes] = []
        pipe = press.stdout.fileno()
        while size:
            left = until - time.monotonic()
            if left <= 0 or not select.select([pipe], [], [], left)[0]:
                raise TimeoutError
            part = os.read(pipe, min(size, 1 << 20))
            if not part:
                raise EOFError
            parts.append(part)
            size -= len(part)
        return b"".join(parts)


def work(database: Database, printer: Printer, between: Callable[[], bool]) -> int:
    """Print what waits; how many documents were taken. `between` answers false where the worker is being stopped."""
    files = files_of(printer.site)
    if printer.told != files:
        told = {name: source for name, source in files.items() if name.endswith(".html")}
        _batch(database, call("told", "cabinet.templates_told", {"p_templates": json.dumps(told)}))
        printer.told = files
    done = 0
    while taken := _batch(database, call("document", "cabinet.document_take")).dicts():
        _print(database, printer, taken[0], files)
        done += 1
        if not between():
            break
    return done


def _print(database: Database, printer: Printer, row: dict[str, Any], files: dict[str, str]) -> None:
    number = {"p_document": str(row["document_id"])}
    pictures = _batch(database, call("pictures", "cabinet.document_pictures", number)).dicts()
    job = {
        "name": f"{FOLDER}/{row['kind']}.html",
        "templates": files | _json(row["templates"]),
        "style": files.get(f"{FOLDER}/paper.css", ""),
        "document": _json(row["document"]),
        "data": _json(row["data"]),
        "company": _json(row["company"]),
        "pictures": {
            str(one["file_id"]): f"data:{one['media_type']};base64,{''.join(one['content'].split())}"
            for one in pictures
        },
    }
    try:
        pdf, pages = printer.print(job)
    except NotPrinted as failure:
        log.error("document %s (%s): %s", row["document_id"], row["kind"], failure)
        said = {"p_error": str(failure), "p_final": "true" if failure.final else "false"}
        _batch(database, call("failed", "cabinet.document_failed", number | said))
        return
    _batch(database, call("done", "cabinet.document_done", number | {"p_bytes": pdf, "p_pages": str(pages)}))


def files_of(site: Path) -> dict[str, str]:
    """Templates and the style sheet of documents: ours, and the company's over them. By name, «documents/act.html»."""
    folders = [folder / FOLDER for folder in (STOCK, site / "templates")]
    found = {
        f"{FOLDER}/{path.name}": path
        for folder in folders
        if folder.is_dir()
        for path in sorted(folder.iterdir())
        if path.suffix in {".html", ".css"} and path.is_file()
    }
    return {name: _text(path, path.stat().st_mtime_ns) for name, path in found.items()}


@lru_cache(maxsize=200)
def _text(path: Path, _changed: int) -> str:
    return path.read_text(encoding="utf-8")


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _batch(database: Database, statement: Statement) -> Result:
    return backstage(database, statement, _MINUTES)
