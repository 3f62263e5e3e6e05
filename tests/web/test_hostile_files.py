"""What is sent as a file: bombs, disguises, floods. Refused with a sentence, nothing stored, the server goes on."""

from __future__ import annotations

import re
import socket
import time
import zlib
from contextlib import suppress
from urllib.parse import urlencode, urlsplit

import pyodbc
import pytest

from tests.web.visitor import REPORT, Visitor, jpeg, multipart, stored
from webapp.settings import load

pytestmark = pytest.mark.usefixtures("fresh_day")
WORKERS = 2  # what comes at the same moment is met by two of them


def bomb(width: int, height: int) -> bytes:
    """A PNG of one colour: some kilobytes that unpack to a gigabyte."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    packer = zlib.compressobj(9)
    line = b"\0" * (1 + width // 8)
    packed = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bomb.png", bomb(30000, 30000)),
        ("drawing.jpg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("page.jpg", b"<!doctype html><script>alert(document.cookie)</script>"),
        ("cut.jpg", jpeg()[:200]),
        ("lie.png", jpeg()[:3] + b"<script>alert(1)</script>"),
        ("program.jpg", b"MZ\x90\x00" + b"\0" * 400),
        ("archive.jpg", b"PK\x03\x04" + b"\0" * 400),
        ("../../etc/passwd", b"root:x:0:0"),
        ("empty.jpg", b""),
        ("sheet.pdf", b"%PDF-1.7\n%evil"),
    ],
)
def test_what_is_no_photo_is_refused_and_nothing_stored(
    petrova: Visitor, sql: pyodbc.Connection, name: str, content: bytes
) -> None:
    address, hidden = petrova.form(REPORT, "report-send")
    before = stored(sql)
    started = time.monotonic()
    answer = petrova.upload(address, {**hidden, "description": "мой текст"}, name, content)
    assert answer.status == 422, answer.status
    assert time.monotonic() - started < 5
    assert "мой текст" in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert stored(sql) == before


def test_100_megabytes_are_refused_and_the_server_goes_on(petrova: Visitor, sql: pyodbc.Connection) -> None:
    address, hidden = petrova.form(REPORT, "report-send")
    before = stored(sql)
    body, content_type = multipart({**hidden, "description": "мой текст"}, "large.jpg", b"", "image/jpeg")
    cut = body.rindex(b"\r\n--")
    got = flood(petrova, address, content_type, body[:cut], 100)
    assert b" 413 " in got.split(b"\r\n", 1)[0], got[:100]
    assert "Файлы слишком большие" in got.decode()
    assert f"до {load().limits.upload_megabytes} МБ" in got.decode()
    assert stored(sql) == before
    assert petrova.get("/resident/home").status == 200


def flood(visitor: Visitor, address: str, content_type: str, body: bytes, megabytes: int) -> bytes:
    """Sends a body and so many megabytes more, whatever the server says meanwhile; what it said."""
    host = urlsplit(visitor.base)
    with socket.create_connection((str(host.hostname), host.port or 80), timeout=30) as line:
        head = (
            f"POST {address} HTTP/1.1\r\nHost: {host.netloc}\r\nContent-Type: {content_type}\r\n"
            f"Cookie: {'; '.join(f'{k}={v}' for k, v in visitor.cookies.items())}\r\nAccept-Language: ru\r\n"
            f"Content-Length: {len(body) + megabytes * 2**20}\r\nConnection: close\r\n\r\n"
        )
        line.sendall(head.encode() + body)
        with suppress(OSError):
            for _ in range(megabytes):
                line.sendall(b"\xff" * 2**20)
        got = b""
        with suppress(OSError):
            while piece := line.recv(65536):
                got += piece
    return got


def test_10_megabytes_of_text_are_refused(petrova: Visitor, sql: pyodbc.Connection) -> None:
    address, hidden = petrova.form(REPORT, "report-send")
    before = stored(sql)
    body = urlencode({**hidden, "description": ""}).encode()
    got = flood(petrova, address, "application/x-www-form-urlencoded", body, 10)
    assert got[9:12] == b"413", got[:100]
    assert "Текст слишком длинный" in got.decode()
    assert "до 4 МБ текста" in got.decode()
    assert stored(sql) == before
    assert petrova.get("/resident/home").status == 200


def test_a_photo_cannot_be_asked_for_as_a_page(petrova: Visitor) -> None:
    address, hidden = petrova.form(REPORT, "report-send")
    content = jpeg() + b"<script>alert(1)</script>"
    answer = petrova.upload(address, hidden, "%22><script>.jpg", content)
    assert answer.status == 303
    page = petrova.get(answer.headers["Location"])
    assert "<script>." not in page.body.decode()
    source = re.search(r'src="(/file/resident/[0-9a-f-]+)/thumb"', page.text)
    assert source
    file = petrova.get(source[1])
    assert file.headers["Content-Type"] == "image/jpeg"
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in file.headers["Content-Security-Policy"]
    assert b"<script" not in file.body
    assert Visitor(petrova.base).get(source[1]).status in {303, 404}
