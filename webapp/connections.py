"""Connections of visitors as gunicorn's processes hold them: nobody waits for one that says nothing, or for a busy process."""

from __future__ import annotations

import socket
import struct
import time
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn.workers import gthread  # type: ignore[import-untyped]


class Connection(gthread.TConn):  # type: ignore[misc]
    """A connection that ends without holding anybody up: its worker waits for the visitor's end of it aside."""

    def __init__(self, worker: Worker, client: socket.socket, address: Any, server: Any) -> None:
        super().__init__(worker.cfg, client, address, server)
        self.worker = worker

    def close(self, graceful: bool = False) -> None:
        if graceful:
            self.worker.linger(self.sock)
        else:
            super().close()


class Worker(gthread.ThreadWorker):  # type: ignore[misc]
    """A connection takes the thread when something has been sent on it, and an idle process takes the connection.

    Browsers open connections ahead that they may never use. gunicorn gives each new one to a thread, which waits five
    seconds for a first byte; with one thread that is five seconds in which the process answers nobody, for every idle
    connection. Here they wait where kept-alive connections do. Who begins a request and falls silent is waited for no
    longer than PATIENCE.

    A kept-alive connection stays with its process. gunicorn takes new ones while its thread is busy too, so that one
    process may end with six of eight connections beside others that have nothing to do. Here a busy process leaves a new
    one to the others, and takes it when it still waits after HESITATION.

    An answer with «Connection: close» is ended with care (RFC 9112, 9.6): until the visitor closes too, or LINGER is over.
    gunicorn waits for that where it accepts connections; here other events go on meanwhile.
    """

    PATIENCE = 20  # seconds without a byte: a telephone on its way through a tunnel, and no more
    HESITATION = 0.5  # seconds
    LINGER = 2.0  # seconds

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.under_way = 0  # requests that have the thread or wait for it
        self.left_at = 0.0  # when a connection was left to the others
        self.asked_again = False
        self.lingering: dict[socket.socket, float] = {}  # until when, in order

    def accept(self, listener: socket.socket) -> None:
        if self.under_way and not self.asked_again:
            self.left_at = time.monotonic()
            super().set_accept_enabled(False)
            return
        try:
            client, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", self.PATIENCE, 0))
        connection = Connection(self, client, address, listener.getsockname())
        connection.timeout = time.monotonic() + self.cfg.keepalive
        self.nr_conns += 1
        self.pending_conns.append(connection)
        self.poller.register(client, EVENT_READ, partial(self.on_pending_socket_readable, connection))
        super().set_accept_enabled(False)  # until the next round

    def set_accept_enabled(self, enabled: bool) -> None:
        super().set_accept_enabled(enabled and time.monotonic() >= self._ask_at)

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        self.asked_again = bool(self.left_at) and self._accepting
        if self.asked_again:
            timeout = self.left_at = 0.0
        elif self.left_at:
            timeout = min(timeout, max(self._ask_at - time.monotonic(), 0.0))
        # what was sent comes before who wants in: the one connection taken in a round may have made this process busy
        for key, _events in sorted(self.poller.select(timeout), key=lambda event: bool(event[0].data == self.accept)):
            key.data(key.fileobj)
        now = time.monotonic()
        for sock in [one for one, until in self.lingering.items() if until < now]:
            self.let_go(sock)

    @property
    def _ask_at(self) -> float:
        return self.left_at + self.HESITATION if self.left_at else 0.0

    def enqueue_req(self, conn: gthread.TConn) -> None:
        self.under_way += 1
        super().enqueue_req(conn)

    def finish_request(self, conn: gthread.TConn, fs: Any) -> None:
        self.under_way -= 1
        super().finish_request(conn, fs)
        if not self.under_way:
            self.left_at = 0.0

    def linger(self, sock: socket.socket) -> None:
        try:
            sock.setblocking(False)
            sock.shutdown(socket.SHUT_WR)
        except OSError:
            sock.close()
            return
        self.lingering[sock] = time.monotonic() + self.LINGER
        self.poller.register(sock, EVENT_READ, self.drain)

    def drain(self, sock: socket.socket) -> None:
        try:
            said = sock.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            said = b""
        if not said:
            self.let_go(sock)

    def let_go(self, sock: socket.socket) -> None:
        del self.lingering[sock]
        self.poller.unregister(sock)
        sock.close()
