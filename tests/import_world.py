"""Files on their way into the books: taken in, checked, loaded and taken back as a person of the office does it.

imports = Imports(desk)
load = imports.begin("premises", {"Адрес": "Москва, Садовая, 12", "Квартира": "41"})   the id; nothing is read yet
imports.check(load)                                                                      the worker's part is done too
imports.load(load); imports.undo(load)
"""

from __future__ import annotations

import csv
import io
import json
import uuid
from typing import Any

from tests.desk_world import Desk
from webapp import tables, tasks
from webapp.database.engine import engine_for
from webapp.settings import ROOT

# real files that are no part of the project; whoever has none of them skips
DATA = next((p / "shared/data" for p in ROOT.parents if (p / "shared/data").exists()), ROOT.parent / "shared/data")
HOUSES, CLASSIFIER = DATA / "houses_vladivostok_2016.csv", DATA / "ticket_classifier_ru.csv"


def csv_of(*rows: dict[str, str]) -> bytes:
    """The rows as a file with the header of them all."""
    header = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(header)
    writer.writerows([[row.get(name, "") for name in header] for row in rows])
    return out.getvalue().encode()


class Imports:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.database = engine_for(desk.settings, "worker", pool_size=1)

    def close(self) -> None:
        self.database.engine.dispose()

    def upload(self, content: bytes, name: str = "файл.csv") -> str:
        """A file as the layer stores it."""
        _kind, rows = tables.read(content)
        file = str(uuid.uuid4())
        self.desk.sql(
            """insert into cabinet.files (file_id, user_id, name, media_type, bytes, sha256)
            select ?::uuid, ?::bigint, ?, 'text/csv', b.b, encode(sha256(b.b), 'hex')
            from (select decode(?, 'hex') as b) as b""",
            file, self.desk.boss.user, name, content.hex(),
        )  # fmt: skip
        self.desk.sql(
            """insert into cabinet.table_rows (file_id, line, cells)
            select ?::uuid, r.n, array(select c.c from jsonb_array_elements_text(r.r) with ordinality as c (c, n) order by c.n)
            from jsonb_array_elements(?::jsonb) with ordinality as r (r, n)""",
            file, json.dumps(rows, ensure_ascii=False),
        )  # fmt: skip
        return file

    def begin(self, kind: str, *rows: dict[str, str] | bytes, **named: Any) -> int:
        content = rows[0] if rows and isinstance(rows[0], bytes) else csv_of(*rows)  # type: ignore[arg-type]
        if kind == "houses":
            named.setdefault("zone", self.desk.north)
        file = self.upload(content)
        return int(self.desk.act(self.desk.boss, "estate.import_begin", kind, file, **named))

    def work(self) -> None:
        while tasks.work(self.database, lambda: True):
            pass

    def check(self, load: int) -> int:
        self.desk.act(self.desk.boss, "estate.import_check", load)
        self.work()
        assert self.state(load) == "checked", self.trouble(load)
        return load

    def load(self, load: int) -> int:
        self.desk.act(self.desk.boss, "estate.import_load", load)
        self.work()
        assert self.state(load) == "loaded", self.trouble(load)
        return load

    def undo(self, load: int) -> int:
        self.desk.act(self.desk.boss, "estate.import_undo", load)
        self.work()
        return load

    def checked(self, kind: str, *rows: dict[str, str] | bytes, **named: Any) -> int:
        return self.check(self.begin(kind, *rows, **named))

    def loaded(self, kind: str, *rows: dict[str, str] | bytes, **named: Any) -> int:
        return self.load(self.checked(kind, *rows, **named))

    def state(self, load: int) -> str:
        return str(
            self.desk.sql("select estate.import_state(i) from estate.imports as i where import_id = ?::bigint", load)
        )

    def trouble(self, load: int) -> Any:
        return self.desk.rows("select state, error from cabinet.tasks where object_id = ?::bigint", load)

    def counts(self, load: int) -> tuple[int, ...]:
        """New, changed, same, refused."""
        return self.desk.rows(
            "select rows_new, rows_changed, rows_same, rows_refused from estate.imports where import_id = ?::bigint",
            load,
        )[0]

    def rows(self, load: int) -> list[tuple[Any, ...]]:
        """Outcome and remark of each row, in the order of the file."""
        return self.desk.rows(
            "select outcome, reason from estate.import_rows where import_id = ?::bigint order by line", load
        )
