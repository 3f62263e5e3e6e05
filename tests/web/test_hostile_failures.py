"""Processes that are killed and connections that break: nothing confirmed is lost, nothing happens twice."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import threading
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pyodbc
import pytest

from tests.conftest import serving
from tests.web.visitor import REPORT, Visitor, stored
from webapp.settings import Settings, load

pytestmark = pytest.mark.usefixtures("fresh_day")
WORKERS = 2  # what comes at the same moment is met by two of them


def test_a_killed_process_loses_nothing_confirmed(demo_db: Settings, tmp_path: Path, sql: pyodbc.Connection) -> None:
    """Reports go in while the processes that serve them are killed: each 303 is an order, each order is one of ours."""
    mark = uuid4().hex
    confirmed: list[str] = []
    begun = 8
    with serving(demo_db, tmp_path, workers=2) as base:
        visitor = Visitor(base)
        visitor.sign_in("petrova")
        address, hidden = visitor.form(REPORT, "report-send")

        def send(number: int) -> None:
            mine = Visitor(base, dict(visitor.cookies))
            token = str(uuid4())
            for _try in range(40):  # as a person does: the same form again until there is an answer
                with suppress(OSError, http.client.HTTPException):
                    answer = mine.post(address, {**hidden, "_token": token, "description": f"{mark} {number}"})
                    if answer.status == 303:
                        confirmed.append(answer.headers["Location"])
                        return
                    assert answer.status < 500 or answer.status == 503, answer.status

        senders = [threading.Thread(target=send, args=(n,)) for n in range(begun)]
        sql.execute("update people.staff set capacity = 60")
        for at, sender in enumerate(senders):
            sender.start()
            if at in {2, 5}:
                for process in children(base):
                    os.kill(process, signal.SIGKILL)
        for sender in senders:
            sender.join()
    orders = sql.execute("select order_id from desk.orders where description like ?", f"{mark}%").fetchall()
    assert len(confirmed) == begun
    assert {path.rsplit("=", 1)[1] for path in confirmed} == {str(row[0]) for row in orders}
    assert len(orders) == begun


def children(base: str) -> list[int]:
    """The processes of the gunicorn that listens here."""
    port = f"{urlsplit(base).port:04X}"
    inodes = {
        line.split()[9]
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]
        if line.split()[1].endswith(f":{port}") and line.split()[3] == "0A"
    }
    holders: dict[int, int] = {}
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            for link in (process / "fd").iterdir():
                if any(link.readlink().name == f"socket:[{inode}]" for inode in inodes):
                    holders[int(process.name)] = int((process / "stat").read_text().rsplit(")", 1)[1].split()[1])
    return [process for process, parent in holders.items() if parent in holders]


def test_connections_that_break_are_made_anew(demo_db: Settings, tmp_path: Path, sql: pyodbc.Connection) -> None:
    """The database restarts: the next click works, and while it is away the page says so and nothing is lost."""
    with (
        Wire((demo_db.database.host, load().database.port)) as wire,
        serving(
            demo_db, tmp_path, workers=2, SOKOL_DATABASE__EMBEDDED="false", SOKOL_DATABASE__HOST="127.0.0.1",
            SOKOL_DATABASE__PORT=str(wire.port),
        ) as base,
    ):  # fmt: skip
        visitor = Visitor(base)
        visitor.sign_in("petrova")
        address, hidden = visitor.form(REPORT, "report-send")
        before = stored(sql)
        assert wire.cut() > 0
        for _ in range(4):
            assert visitor.get("/resident/home").status == 200
        wire.cut()
        values = {**hidden, "description": "после обрыва"}
        assert visitor.post(address, values).status == 303
        wire.closed = True
        wire.cut()
        away = visitor.get("/resident/home")
        assert away.status == 503
        assert away.headers["Retry-After"]
        assert "Ничего не потеряно" in away.text
        assert visitor.get("/offline").status == 200
        wire.closed = False
        assert visitor.get("/resident/home").status == 200
        assert visitor.post(address, values).status == 303
        assert stored(sql)[0] == before[0] + 1


class Wire:
    """A wire to the database that can be cut."""

    def __init__(self, target: tuple[str, int]) -> None:
        self.target = target
        self.closed = False
        self.ends: list[socket.socket] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listener.getsockname()[1])

    def __enter__(self) -> Wire:
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.listener.close()
        self.cut()

    def accept(self) -> None:
        with suppress(OSError):
            while True:
                near = self.listener.accept()[0]
                if self.closed:
                    near.close()
                    continue
                far = socket.create_connection(self.target)
                self.ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self.carry, args=(one, other), daemon=True).start()

    @staticmethod
    def carry(one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while piece := one.recv(65536):
                other.sendall(piece)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def cut(self) -> int:
        """Ends all connections; how many ends there were."""
        ends, self.ends = self.ends, []
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        return len(ends)
