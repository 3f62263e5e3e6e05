"""Browsers open connections ahead that they may never use: nobody waits for those, and a busy process takes none."""

from __future__ import annotations

import socket
import time
import urllib.request
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import urlsplit

from tests.conftest import serving
from webapp.settings import Settings


def test_connections_that_say_nothing_hold_nobody_up(web: str) -> None:
    """One process with one thread: with gunicorn's own worker each idle connection would take it for five seconds."""
    place = urlsplit(web)
    with ExitStack() as opened:
        for _one in range(20):
            opened.enter_context(socket.create_connection((place.hostname or "", place.port or 0)))
        for _time in range(3):
            with urllib.request.urlopen(f"{web}/guest/sign-in", timeout=20) as answer:
                assert answer.status == 200


def test_a_connection_opened_ahead_serves_when_it_is_used(web: str) -> None:
    place = urlsplit(web)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=20) as early:
        for part in (b"GET /guest/sign-in HTTP/1.1\r\nHo", b"st: sokol\r\nConnection: close\r\n\r\n"):
            early.sendall(part)
        assert early.makefile("rb").readline().startswith(b"HTTP/1.1 200")


def answers(web: str, seconds: float) -> bool:
    with suppress(TimeoutError), urllib.request.urlopen(f"{web}/guest/sign-in", timeout=seconds) as answer:
        return bool(answer.status == 200)
    return False


def begun(web: str) -> socket.socket:
    """A request that does not go on."""
    place = urlsplit(web)
    held = socket.create_connection((place.hostname or "", place.port or 0))
    held.sendall(b"GET /guest/sign-in HTTP/1.1\r\nHo")
    return held


def test_a_busy_process_leaves_new_connections_to_an_idle_one(sokol_db: Settings, tmp_path: Path) -> None:
    """Two processes; one is held by a request that does not end. The other answers everybody."""
    with serving(sokol_db, tmp_path, workers=2) as web:
        for _try in range(10):  # until both have begun
            with begun(web):
                if answers(web, 3):
                    break
        with begun(web):
            assert all(answers(web, 10) for _time in range(12))


def test_a_visitor_who_does_not_hang_up_holds_nobody_up(web: str) -> None:
    """The next one is answered while the server still waits for the first one's farewell; slow machines try again."""
    assert any(answered_meanwhile(web) for _try in range(10))


def answered_meanwhile(web: str) -> bool:
    place = urlsplit(web)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=20) as guest:
        guest.sendall(b"GET /guest/sign-in HTTP/1.1\r\nHost: sokol\r\nConnection: close\r\n\r\n")
        assert guest.makefile("rb").read().startswith(b"HTTP/1.1 200")
        assert answers(web, 20)
        with suppress(ConnectionError):  # what is sent to a closed end comes back as a reset
            for _part in range(2):
                guest.sendall(b"!")
                time.sleep(0.1)
            return True
    return False
