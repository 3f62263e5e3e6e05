"""A browser without a screen over the demo company, and what the tests of hostile input share.

Visitor    cookies, forms, uploads; follows nothing by itself
petrova    a resident who is signed in
sql        the demo's database as its owner
fresh_day  neither the limit of orders a day nor the lock of sign-ins stands in the way
"""

from __future__ import annotations

import http.client
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import pyodbc
import pytest
from PIL import Image

from tests.conftest import administration
from webapp.settings import Settings

PASSWORD = "sokol-demo-2026"
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


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "teal").save(out, "JPEG")
    return out.getvalue()


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


@pytest.fixture(scope="module")
def sql(demo_db: Settings) -> Iterator[pyodbc.Connection]:
    with administration(demo_db, demo_db.database.name) as connection:
        connection.execute("set role sokol_owner")
        yield connection


@pytest.fixture
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
