"""gunicorn: two processes a core with one thread each, measured in docs/performance.md.

Threads lose: the driver lets go of the interpreter for each fetched cell and then waits for the thread that renders.
Long waits belong to the worker, never to a page.
"""

import atexit
import os
import re
import socket
import struct
import time
from functools import partial
from pathlib import Path
from selectors import EVENT_READ
from typing import Any

from gunicorn import glogging  # type: ignore[import-untyped]
from gunicorn.workers import gthread  # type: ignore[import-untyped]

from webapp.settings import load

_settings = load()

wsgi_app = "webapp:create_app()"
bind = f"{_settings.web.host}:{_settings.web.port}"


class Worker(gthread.ThreadWorker):  # type: ignore[misc]
    """A connection takes the thread when something has been sent on it, and an idle process takes the connection.

    Browsers open connections ahead that they may never use. gunicorn gives each new one to a thread, which waits five
    seconds for a first byte; with one thread that is five seconds in which the process answers nobody, for every idle
    connection. Here they wait where kept-alive connections do. Who begins a request and falls silent is waited for no
    longer than PATIENCE.

    A kept-alive connection stays with its process. gunicorn takes new ones while its thread is busy too, so that one
    process may end with six of eight connections beside others that have nothing to do. Here a busy process leaves them
    to the others, unless nobody was free for HESITATION.
    """

    PATIENCE = 20  # seconds without a byte: a telephone on its way through a tunnel, and no more
    HESITATION = 0.1  # seconds

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.under_way = 0
        self.busy_since = 0.0

    def accept(self, listener: socket.socket) -> None:
        if not self._accepting:  # busy since this round of events began
            return
        try:
            client, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", self.PATIENCE, 0))
        connection = gthread.TConn(self.cfg, client, address, listener.getsockname())
        connection.timeout = time.monotonic() + self.cfg.keepalive
        self.nr_conns += 1
        self.pending_conns.append(connection)
        self.poller.register(client, EVENT_READ, partial(self.on_pending_socket_readable, connection))
        self.busy_since = time.monotonic()

    def enqueue_req(self, conn: gthread.TConn) -> None:
        self.under_way += 1
        if self._accepting:
            self.busy_since = time.monotonic()
            self.set_accept_enabled(False)
        super().enqueue_req(conn)

    def finish_request(self, conn: gthread.TConn, fs: Any) -> None:
        self.under_way -= 1
        super().finish_request(conn, fs)

    def set_accept_enabled(self, enabled: bool) -> None:
        free = not self.under_way or time.monotonic() - self.busy_since > self.HESITATION
        super().set_accept_enabled(enabled and free)


worker_class = Worker
workers = _settings.web.workers or 2 * (os.cpu_count() or 1)
threads = 1
preload_app = False  # an ODBC environment must not be inherited by a fork
timeout = max(30, _settings.limits.export_seconds + 10)
graceful_timeout = 15
keepalive = 5
control_socket_disable = True  # it would lie in the home of the user, one for all folders
max_requests = 20_000
max_requests_jitter = 2_000
limit_request_line = 8190
limit_request_field_size = 16_380
worker_tmp_dir = next((str(p) for p in [Path("/dev/shm")] if p.is_dir()), None)  # heartbeats in memory, not on a disk


class Logger(glogging.Logger):  # type: ignore[misc]
    """The access log without the keys that stand in paths (/go/<token>): who reads it must not be able to use them."""

    def atoms(self, *answer: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().atoms(*answer)
        found["U"] = re.sub(r"[0-9a-f]{32,}", "…", str(found["U"]))
        return found


logger_class = Logger

# One line a request, by the number the visitor sees on an error page; no query, which may hold what people typed.
accesslog = os.environ.get("SOKOL_ACCESS_LOG") or None
access_log_format = '%(t)s %({x-request-id}o)s %(h)s "%(m)s %(U)s" %(s)s %(b)s %(M)sms'
errorlog = "-"
loglevel = "info" if _settings.development else "warning"


def worker_exit(_server: Any, worker: Any) -> None:
    """A stop is quick: taking the interpreter apart costs each process half a second of a core and gives nothing back."""
    if worker.booted and not worker.alive:
        atexit._run_exitfuncs()
        os._exit(0)
