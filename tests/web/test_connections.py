"""Browsers open connections ahead that they may never use: nobody waits for those."""

from __future__ import annotations

import socket
import urllib.request
from contextlib import ExitStack
from urllib.parse import urlsplit


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
