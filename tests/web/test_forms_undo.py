"""What goes to many people waits 15 seconds: its writer may take it back, and nobody has seen it then."""

from __future__ import annotations

import re
from html import unescape

import pyodbc
import pytest

from tests.web.visitor import Visitor, form_of

TITLE = "Ярмарка во дворе"


@pytest.fixture(scope="module")
def boss(demo_web: str) -> Visitor:
    visitor = Visitor(demo_web)
    visitor.sign_in("supervisor")
    return visitor


def publish(boss: Visitor, sql: pyodbc.Connection) -> tuple[str, dict[str, str]]:
    """Writes news; the address and the fields of the button that takes them back."""
    address, hidden = form_of(boss.get("/supervisor/news-write"), "news-write")
    values = {"title": TITLE, "body": "В субботу в десять."}
    asked = boss.post(address, {**hidden, **values})
    assert asked.status == 200
    assert TITLE in asked.text
    found = re.search(r'<form class="form".*?</form>', asked.body.decode(), re.S)
    assert found
    fields = {
        name: unescape(value) for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', found[0])
    }
    done = boss.post(address, fields)
    assert done.status == 303
    page = boss.get(done.headers["Location"])
    button = re.search(
        r'form="act" formaction="(/supervisor/news-recall\?news=\d+)" name="_token" value="([^"]+)">Отменить отправку',
        page.body.decode(),
    )
    assert button, page.text[:3000]
    act = re.search(r'<form id="act".*?name="csrf_token" value="([^"]+)"', page.body.decode(), re.S)
    assert act
    assert sql.execute("select count(*) from talk.news where title = ?", TITLE).fetchval() == 1
    return unescape(button[1]), {"csrf_token": act[1], "_token": button[2]}


def test_news_taken_back_in_time_were_never_seen(boss: Visitor, sql: pyodbc.Connection, demo_web: str) -> None:
    resident = Visitor(demo_web)
    resident.sign_in("petrova")
    address, fields = publish(boss, sql)
    assert TITLE not in resident.get("/resident/news").text
    answer = boss.post(address, fields)
    assert answer.status == 303
    assert "никто не видел" in boss.get(answer.headers["Location"]).text
    assert sql.execute("select count(*) from talk.news where title = ?", TITLE).fetchval() == 0
    assert boss.post(address, fields).status == 303, "a second click finds it done"


def test_news_that_are_out_can_only_be_taken_off(boss: Visitor, sql: pyodbc.Connection, demo_web: str) -> None:
    address, fields = publish(boss, sql)
    sql.execute("update talk.news set published_at = now() where title = ?", TITLE)
    late = boss.post(address, fields)
    assert late.status == 409
    assert "Новость уже вышла" in late.text
    resident = Visitor(demo_web)
    resident.sign_in("petrova")
    assert TITLE in resident.get("/resident/news").text
    sql.execute("delete from talk.news where title = ?", TITLE)


def test_only_their_writer_takes_news_back(boss: Visitor, sql: pyodbc.Connection) -> None:
    address, fields = publish(boss, sql)
    sql.execute(
        "update talk.news set user_id = (select user_id from people.users where email = 'operator@example.ru') where title = ?",
        TITLE,
    )
    assert boss.post(address, fields).status == 404
    assert sql.execute("select count(*) from talk.news where title = ?", TITLE).fetchval() == 1
    sql.execute("delete from talk.news where title = ?", TITLE)
