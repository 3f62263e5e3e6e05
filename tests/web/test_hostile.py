"""Evil and unlucky input over the whole stack: gunicorn, the application, the demo company in PostgreSQL.

Nothing may be stored that was not confirmed, nothing confirmed may be lost, and nobody learns what is not his.
"""

from __future__ import annotations

import http.client
import io
import os
import re
import signal
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import pyodbc
import pytest
from PIL import Image

from tests.conftest import administration, serving
from webapp.settings import Settings, load

PASSWORD = "sokol-demo-2026"
WORKERS = 2  # what comes at the same moment is met by two of them
REPORT = "/resident/report?place=flat&service=1"


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return unescape(self.body.decode("utf-8"))


@dataclass
class Visitor:
    """A browser without a screen: cookies, forms, nothing followed by itself."""

    base: str
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        connection = http.client.HTTPConnection(urlsplit(self.base).netloc, timeout=60)
        try:
            sent = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "Accept-Language": "ru"}
            connection.request(method, path, body, {**sent, **{k.replace("_", "-"): v for k, v in headers.items()}})
            got = connection.getresponse()
            answer = Answer(got.status, got.msg, got.read())
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";", 1)[0].partition("=")
            if value and "Max-Age=0" not in cookie:
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
        return answer

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def form(self, path: str, action: str = "") -> tuple[str, dict[str, str]]:
        """The address and the hidden fields of a form on a page."""
        page = self.get(path)
        assert page.status == 200, (path, page.status)
        return form_of(page, action)

    def post(self, path: str, values: dict[str, str]) -> Answer:
        return self.ask("POST", path, urlencode(values).encode(), Content_Type="application/x-www-form-urlencoded")

    def upload(self, path: str, values: dict[str, str], name: str, content: bytes, kind: str = "image/jpeg") -> Answer:
        body, content_type = multipart(values, name, content, kind)
        return self.ask("POST", path, body, Content_Type=content_type)

    def sign_in(self, who: str, path: str = "/guest/sign-in") -> Answer:
        address, hidden = self.form(path, "/guest/sign-in-form")
        answer = self.post(address, {**hidden, "login": f"{who}@example.ru", "password": PASSWORD})
        assert answer.status == 303, answer.text[:500]
        return answer


def form_of(page: Answer, action: str) -> tuple[str, dict[str, str]]:
    """The address and the hidden fields of the form with such an address."""
    found = re.search(
        rf'<form[^>]*method="post"[^>]*action="([^"]*{re.escape(action)}[^"]*)"[^>]*data-keep[^>]*>(.*?)</form>',
        page.body.decode(), re.S,
    )  # fmt: skip
    assert found, f"no form {action}"
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', found[2]))
    return unescape(found[1]), {name: unescape(value) for name, value in hidden.items()}


def multipart(values: dict[str, str], name: str, content: bytes, kind: str) -> tuple[bytes, str]:
    mark = uuid4().hex
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in values.items()
    ]
    head = (
        f'--{mark}\r\nContent-Disposition: form-data; name="photos"; filename="{name}"\r\nContent-Type: {kind}\r\n\r\n'
    )
    return b"".join(
        [*parts, head.encode(), content, f"\r\n--{mark}--\r\n".encode()]
    ), f"multipart/form-data; boundary={mark}"


@pytest.fixture(scope="module")
def signed_in() -> dict[str, str]:
    """The cookies of petrova, who signs in once; a test that ends her session clears them."""
    return {}


@pytest.fixture
def petrova(demo_web: str, signed_in: dict[str, str]) -> Visitor:
    visitor = Visitor(demo_web, dict(signed_in))
    if not signed_in:
        visitor.sign_in("petrova")
        signed_in.update(visitor.cookies)
    return visitor


@pytest.fixture
def sql(demo_db: Settings) -> Iterator[pyodbc.Connection]:
    with administration(demo_db, demo_db.database.name) as connection:
        connection.execute("set role sokol_owner")
        yield connection


@pytest.fixture(autouse=True)
def fresh_day(sql: pyodbc.Connection) -> None:
    """Neither the limit of orders a day nor the lock of sign-ins is the subject here."""
    sql.execute("delete from people.sign_in_attempts")
    sql.execute(
        "update desk.orders set created_at = created_at - interval '1 day' where created_at > now() - interval '1 hour'"
    )


def stored(sql: pyodbc.Connection) -> tuple[int, int, int]:
    return tuple(
        sql.execute(
            "select (select count(*) from desk.orders), (select count(*) from cabinet.files), (select count(*) from desk.messages)"
        ).fetchone()
    )


# Addresses -----------------------------------------------------------------------------------------------------------


def test_foreign_and_wrong_ids_look_the_same(petrova: Visitor, sql: pyodbc.Connection) -> None:
    foreign = sql.execute(
        """
        select o.order_id from desk.orders as o
        where o.resident_id <> (select user_id from people.users where email = 'petrova@example.ru')
        and o.premise_id is not null and o.place = 'flat'
        and o.premise_id not in (
            select r.premise_id from people.relations as r
            join people.users as u using (user_id) where u.email = 'petrova@example.ru'
        )
        order by 1 limit 1
        """
    ).fetchval()
    bad = (str(foreign), "999999999", "-1", "0", "abc", "1;select", "9" * 40, "%00", "1e3", "%D1%8F", "{1,2}", "1'--")
    for page in ("/resident/order", "/resident/rate", "/resident/order-cancel"):
        answers = {value: petrova.get(f"{page}?order={value}") for value in bad}
        assert {answer.status for answer in answers.values()} == {404}, {k: a.status for k, a in answers.items()}
        tokens = r"[0-9a-f]{12}|csrf_token.*?>|value=\"[^\"]*\""
        bodies = {re.sub(tokens, "", answers[value].text).replace(f"order={value}", "") for value in bad}
        assert len(bodies) == 1, page


def test_a_foreign_id_in_an_action_does_nothing(petrova: Visitor, sql: pyodbc.Connection) -> None:
    foreign, before = sql.execute(
        """
        select o.order_id, o.state from desk.orders as o
        where o.state = 'completed' and o.place = 'flat'
        and o.resident_id <> (select user_id from people.users where email = 'petrova@example.ru')
        order by 1 limit 1
        """
    ).fetchone()
    _address, hidden = petrova.form(REPORT, "report-send")
    for action in ("order-confirm", "order-return", "order-say", "rate-save"):
        answer = petrova.post(
            f"/resident/{action}?order={foreign}",
            {
                "csrf_token": hidden["csrf_token"],
                "_token": str(uuid4()),
                "reason": "так",
                "body": "так",
                "quality": "1",
            },
        )
        assert answer.status == 404, action
    assert sql.execute("select state from desk.orders where order_id = ?", foreign).fetchval() == before


def test_foreign_files_and_cabinets_are_not_there(petrova: Visitor, sql: pyodbc.Connection) -> None:
    file = sql.execute(
        """
        select f.file_id::text from desk.order_files as f
        join desk.orders as o using (order_id)
        where o.place = 'flat' and o.resident_id <> (select user_id from people.users where email = 'petrova@example.ru')
        and o.premise_id not in (
            select r.premise_id from people.relations as r
            join people.users as u using (user_id) where u.email = 'petrova@example.ru'
        )
        limit 1
        """
    ).fetchval()
    for path in (
        f"/file/resident/{file}",
        f"/file/resident/{file}/thumb",
        f"/file/resident/{uuid4()}",
        f"/file/supervisor/{file}",
    ):
        assert petrova.get(path).status in {303, 403, 404}, path
        assert b"\xff\xd8" not in petrova.get(path).body
    for page in ("/supervisor/home", "/operator/call", "/admin/health", "/manager/today"):
        answer = petrova.get(page)
        assert answer.status in {303, 403, 404}, page
        assert b"<table" not in answer.body
    for page in (
        "/nobody/home",
        "/resident/../admin/health",
        "/resident/people.me",
        "/pg_catalog/pg_sleep",
        "/resident/%2e%2e",
    ):
        assert petrova.get(page).status in {303, 400, 404}, page


# Twice ---------------------------------------------------------------------------------------------------------------


def test_a_double_click_makes_one_order(petrova: Visitor, sql: pyodbc.Connection) -> None:
    address, hidden = petrova.form(REPORT, "report-send")
    before = stored(sql)
    answers: list[Answer] = []

    def click() -> None:
        other = Visitor(petrova.base, dict(petrova.cookies))
        answers.append(other.post(address, {**hidden, "description": "дважды"}))

    hands = [threading.Thread(target=click) for _ in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    answers.append(petrova.post(address, {**hidden, "description": "дважды"}))
    assert stored(sql)[0] == before[0] + 1
    assert {answer.status for answer in answers} == {303}
    assert len({answer.headers["Location"] for answer in answers}) == 1


# Files ---------------------------------------------------------------------------------------------------------------


def bomb(width: int, height: int) -> bytes:
    """A PNG of one colour: some kilobytes that unpack to a gigabyte."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    packer = zlib.compressobj(9)
    line = b"\0" * (1 + width // 8)
    packed = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "teal").save(out, "JPEG")
    return out.getvalue()


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


# Texts ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "statuses"),
    [
        ("текст\0хвост", {400, 413, 422}),
        ("я" * 1_500_000, {413, 422}),
    ],
    ids=["nul", "3 MB"],
)
def test_evil_texts_are_refused_and_nothing_stored(
    petrova: Visitor, sql: pyodbc.Connection, value: str, statuses: set[int]
) -> None:
    address, hidden = petrova.form(REPORT, "report-send")
    before = stored(sql)
    answer = petrova.upload(address, {**hidden, "description": value}, "", b"", "application/octet-stream")
    assert answer.status in statuses, answer.status
    assert "Номер для поддержки" not in answer.text
    assert stored(sql) == before
    assert petrova.get("/resident/home").status == 200


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


def test_bad_utf8_is_no_fault_of_ours(petrova: Visitor) -> None:
    address, hidden = petrova.form(REPORT, "report-send")
    body = urlencode(hidden).encode() + b"&description=%ff%fe%80&access_note=\xff\xfe"
    answer = petrova.ask("POST", address, body, Content_Type="application/x-www-form-urlencoded")
    assert answer.status in {303, 400, 422}
    assert petrova.get("/resident/orders?search=%ff%fe").status in {200, 404}
    assert petrova.get("/resident/orders?search=%00").status in {200, 404}
    assert petrova.get("/resident/%ff%fe").status in {400, 404}


@pytest.mark.parametrize(
    "body",
    [
        b"--x",
        b"--x\r\nContent-Disposition: form-data\r\n\r\nvalue\r\n--x--",
        b"--x\r\nContent-Disposition: form-data; name=photos; filename=a.jpg\r\n\r\n",
        b"--x\r\n" * 20_000,
        b"",
    ],
)
def test_broken_multipart_is_refused(petrova: Visitor, sql: pyodbc.Connection, body: bytes) -> None:
    before = stored(sql)
    answer = petrova.ask("POST", "/resident/report-send", body, Content_Type="multipart/form-data; boundary=x")
    assert 400 <= answer.status < 500
    assert stored(sql) == before


def test_what_was_typed_is_never_markup_nor_sql(petrova: Visitor, sql: pyodbc.Connection) -> None:
    evil = """<script>alert(1)</script>'"; drop table desk.orders; -- {{ 7*7 }} ${7*7} %s ? $1 \\' {a} \u202egnp.exe"""
    address, hidden = petrova.form(REPORT, "report-send")
    answer = petrova.upload(address, {**hidden, "description": evil}, "", b"", "application/octet-stream")
    assert answer.status == 303
    page = petrova.get(answer.headers["Location"])
    assert evil in page.text
    assert b"<script>alert" not in page.body
    assert sql.execute("select count(*) from desk.orders where description = ?", evil).fetchval() == 1
    found = petrova.get("/resident/orders?" + urlencode({"search": evil}))
    assert found.status == 200
    assert b"<script>alert" not in found.body


# Sessions ------------------------------------------------------------------------------------------------------------


def test_an_expired_sign_in_keeps_the_text_and_goes_on(
    petrova: Visitor, sql: pyodbc.Connection, signed_in: dict[str, str]
) -> None:
    signed_in.clear()
    address, hidden = petrova.form(REPORT, "report-send")
    sql.execute("update people.sessions set revoked_at = now() where revoked_at is null")
    before = stored(sql)
    answer = petrova.upload(
        address,
        {**hidden, "description": "Лужа под раковиной", "access_note": "код 47"},
        "кран.jpg",
        jpeg(),
    )
    assert answer.status == 303
    assert answer.headers["Location"].startswith("/guest/sign-in?next=")
    assert stored(sql) == before
    back = petrova.sign_in("petrova", answer.headers["Location"]).headers["Location"]
    page = petrova.get(back)
    assert page.status == 200, back
    assert "Лужа под раковиной" in page.text
    assert "код 47" in page.text
    assert "Файлы приложите ещё раз: кран.jpg" in page.text
    again = petrova.get(back)
    assert "Лужа под раковиной" in again.text, "a reload keeps it"
    stranger = Visitor(petrova.base, {name: value for name, value in petrova.cookies.items() if name != "sokol"})
    stranger.sign_in("renter")
    assert "Лужа под раковиной" not in stranger.get(back).text, "on the same computer it stays its writer's own"
    address, hidden = form_of(page, "report-send")
    sent = petrova.post(address, {**hidden, "description": "Лужа под раковиной"})
    assert sent.status == 303
    assert stored(sql)[0] == before[0] + 1
    assert "Лужа под раковиной" not in petrova.get(back).text, "what was sent waits no more"


def test_a_kept_text_can_be_dropped(petrova: Visitor, sql: pyodbc.Connection, signed_in: dict[str, str]) -> None:
    signed_in.clear()
    address, hidden = petrova.form(REPORT, "report-send")
    sql.execute("update people.sessions set revoked_at = now() where revoked_at is null")
    answer = petrova.post(address, {**hidden, "description": "Передумал писать"})
    back = petrova.sign_in("petrova", answer.headers["Location"]).headers["Location"]
    page = petrova.get(back)
    assert "Передумал писать" in page.text
    address, hidden = form_of(page, "report-send")
    answer = petrova.post(address, {**hidden, "_drop_draft": "1"})
    assert answer.status == 303
    assert "Передумал писать" not in petrova.get(answer.headers["Location"]).text
    assert sql.execute("select count(*) from cabinet.drafts where fields::text like '%Передумал%'").fetchval() == 0


@pytest.mark.parametrize("cookie", ["", "0" * 64, "f" * 63, "../../etc", "%00" * 20, "я", "' or 1=1 --", "f" * 8000])
def test_made_up_cookies_open_nothing(demo_web: str, cookie: str) -> None:
    visitor = Visitor(demo_web, {"sokol": cookie.encode().decode("latin-1")})
    assert visitor.get("/resident/home").status in {303, 400}


def test_a_form_of_another_session_is_refused(petrova: Visitor, sql: pyodbc.Connection) -> None:
    address, hidden = petrova.form(REPORT, "report-send")
    other = Visitor(petrova.base)
    other.sign_in("renter")
    before = stored(sql)
    assert other.post(address, hidden).status in {400, 403}
    assert petrova.ask("POST", address, b"", Origin="https://evil.example").status == 400
    assert stored(sql) == before


def test_methods_nobody_offers(petrova: Visitor) -> None:
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "BREW"):
        answer = petrova.ask(method, "/resident/home")
        assert answer.status in {200, 400, 404, 405, 501}, method
        assert b"Traceback" not in answer.body


# Failures ------------------------------------------------------------------------------------------------------------


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


# Every answer --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/", "/guest/sign-in", "/guest/no-such-page", "/resident/home", "/resident/order?order=0", "/offline",
        "/manifest.webmanifest", "/service-worker.js", "/brand.css", "/health", "/supervisor/home",
    ],
)  # fmt: skip
def test_every_answer_is_protected(petrova: Visitor, path: str) -> None:
    answer = petrova.get(path)
    policy = answer.headers["Content-Security-Policy"]
    for part in (
        "default-src 'none'",
        "script-src 'self'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "base-uri 'none'",
    ):
        assert part in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Request-Id"]
    assert "gunicorn/" not in (answer.headers["Server"] or "")
    if "no-such" not in path and "text/html" in (answer.headers["Content-Type"] or "") and path.startswith("/resident"):
        assert "private" in answer.headers["Cache-Control"] or "no-store" in answer.headers["Cache-Control"]


def test_no_page_names_a_foreign_host(demo_web: str) -> None:
    for who in ("", "petrova", "plumber", "operator", "accountant", "supervisor", "admin"):
        visitor = Visitor(demo_web)
        paths = ["/", "/guest/sign-in", "/guest/contacts"]
        if who:
            visitor.sign_in(who)
            front = visitor.get(visitor.get("/").headers["Location"])
            paths = re.findall(r'<a class="menu-link" href="([^"]+)"', front.text)
            assert paths
        for path in paths:
            page = visitor.get(path)
            assert page.status == 200, path
            loaded = re.findall(
                r'(?:src|href|action|formaction|poster|srcset)="((?:https?:)?//[^"]+)"', page.body.decode()
            )
            assert not loaded, (path, loaded)
            assert not re.search(r"<script(?![^>]* src=)|\son[a-z]+=|<style|\sstyle=", page.body.decode()), path
