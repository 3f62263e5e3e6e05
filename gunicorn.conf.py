"""gunicorn: two processes a core with one thread each, measured in docs/performance.md.

Threads lose: the driver lets go of the interpreter for each fetched cell and then waits for the thread that renders.
Long waits belong to the worker, never to a page.
"""

import atexit
import os
import re
import sys
from pathlib import Path
from typing import Any

from gunicorn import glogging  # type: ignore[import-untyped]

from webapp.connections import Worker
from webapp.settings import load

_settings = load()

wsgi_app = "webapp:create_app()"
bind = f"{_settings.web.host}:{_settings.web.port}"

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
    """The access log without the keys that stand in paths (/go/<token>): who reads it must not be able to use them. That
    somebody fell silent in the middle of a request is no error."""

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        if not isinstance(sys.exc_info()[1], BlockingIOError):
            super().exception(msg, *args, **kwargs)

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
