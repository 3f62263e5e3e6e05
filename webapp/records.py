"""What reading leaves behind: who saw personal data, who was here. Put by the layer after the answer, in short
transactions of its own, at most a second late."""

from __future__ import annotations

import atexit
import logging
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from webapp.catalog import LAYER_ROLE
from webapp.database.batch import Statement, call_text, run
from webapp.database.conversion import json_text
from webapp.database.engine import Database
from webapp.database.errors import DatabaseError, Unavailable
from webapp.database.identity import Identity

if TYPE_CHECKING:
    from webapp.scenes import Scene
    from webapp.visits import Visit

log = logging.getLogger("sokol.records")
DELAY = 1.0
MOST = 500
KEPT = 10_000  # while the database is away


class Records:
    """Reads of blocks that carry `@personal`, written by `people.access_record(p_rows jsonb)`."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._rows: list[dict[str, Any]] = []
        self._seen: dict[str, str] = {}
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._ending = False
        atexit.register(self.end)

    def note(self, visit: Visit, scene: Scene, blocks: Sequence[str]) -> None:
        from flask import request

        row = {
            "happened_at": visit.moment.now.isoformat(),
            "session": visit.session,
            "user_id": visit.who.get("user_id"),
            "cabinet": visit.cabinet.cabinet,
            "place": f"{scene.name}: {' '.join(blocks)}",
            # jsonb has no NUL, and an address can
            "parameters": {
                key.replace("\0", "\ufffd"): text.replace("\0", "\ufffd") for key, text in visit.given.items()
            },
            "address": request.remote_addr,
            "request_id": visit.request_id,
        }
        with self._lock:
            self._rows.append(row)
            self._wait()

    def seen(self, session: str) -> None:
        """Somebody was here: his session does not idle."""
        with self._lock:
            self._seen[session] = datetime.now(UTC).isoformat()
            self._wait()

    def end(self) -> None:
        """The process ends: what cannot be written now is lost."""
        self._ending = True
        self.flush()

    def _wait(self) -> None:
        if self._timer is None:
            self._timer = threading.Timer(DELAY, self.flush)
            self._timer.daemon = True
            self._timer.start()

    def flush(self) -> None:
        with self._lock:
            found, self._rows = self._rows, []
            found += [{"session": session, "happened_at": at} for session, at in self._seen.items()]
            self._seen = {}
            self._timer = None
        for start in range(0, len(found), MOST):
            self._write(found[start : start + MOST])

    def _write(self, rows: list[dict[str, Any]]) -> None:
        text, parameters = call_text("people.access_record", {"p_rows": json_text(rows)})
        try:
            statement = Statement("access", f"select {text}", parameters)
            run(self.database, Identity(LAYER_ROLE, time_zone="UTC"), [statement], read_only=False)
        except Unavailable as error:
            log.warning("access record: %d rows %s: %s", len(rows), "are lost" if self._ending else "wait", error)
            if self._ending:
                return
            with self._lock:
                self._rows = (rows + self._rows)[:KEPT]
                self._wait()
        except (DatabaseError, ValueError) as error:
            if len(rows) > 1:  # one that cannot be written takes no other along
                for row in rows:
                    self._write([row])
            else:
                log.error("access record: a row of %s was not written: %s", rows[0].get("place"), error)
