"""Evil and unlucky input over the whole stack: gunicorn, the application, the demo company in PostgreSQL.

Nothing may be stored that was not confirmed, nothing confirmed may be lost, and nobody learns what is not his.
Files: test_hostile_files.py; processes and connections that break: test_hostile_failures.py.
"""

from __future__ import annotations

import re
import threading
from urllib.parse import urlencode
from uuid import uuid4

import pyodbc
import pytest

from tests.web.visitor import REPORT, Answer, Visitor, form_of, jpeg, stored

pytestmark = pytest.mark.usefixtures("fresh_day")
WORKERS = 2  # what comes at the same moment is met by two of them


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


# Every answer --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/", "/guest/sign-in", "/guest/no-such-page", "/resident/home", "/resident/order?order=0", "/offline",
        "/manifest.webmanifest", "/service-worker.js", "/brand.css", "/menu.svg", "/health", "/supervisor/home",
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
