"""A page or block template on trial: drawn with real rows before anybody else sees it, and nothing is kept."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.web.person import Person, form_on, signed_in, words
from tests.world import World, make_world, owner_value
from webapp.settings import Settings

FORM = "/supervisor/templates-save"
TRIAL = "/supervisor/_trial/templates-save"


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    return make_world(sokol_db)


@pytest.fixture
def boss(app: Flask, world: World) -> Person:
    return Person(signed_in(app, world, "supervisor"))


def tried(person: Person, name: str, source: str, page: str = "", status: int = 200) -> str:
    _address, fields = form_on(person.html(FORM), FORM)
    fields.update(name=name, source=source, _trial_page=page)
    answer = person.client.post(TRIAL, data=fields)
    assert answer.status_code == status
    policy = answer.headers["Content-Security-Policy"]
    assert "sandbox allow-same-origin" in policy
    assert "script-src" not in policy  # default-src 'none'
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "Set-Cookie" not in answer.headers
    return str(answer.get_data(as_text=True))


def test_the_form_has_a_second_button_that_posts_into_a_frame(boss: Person) -> None:
    opened = boss.client.get(FORM)
    page = str(opened.get_data(as_text=True))
    assert re.search(rf'formaction="{TRIAL}" formtarget="([\w-]+)"', page)[1] in re.findall(  # type: ignore[index]
        r'<iframe[^>]*name="([\w-]+)"[^>]*sandbox="allow-same-origin"', page
    )
    assert "frame-src 'self'" in opened.headers["Content-Security-Policy"]
    assert "frame-src" not in boss.client.get("/supervisor/templates").headers["Content-Security-Policy"]
    assert '<option value="/supervisor/zones">' in page
    assert '<option value="/resident/home">' not in page  # the supervisor holds no resident's cabinet


def test_a_page_is_drawn_with_its_real_rows_and_nothing_is_kept(boss: Person, world: World) -> None:
    zone = owner_value(world, "select name from estate.zones order by zone_id limit 1")
    count = "select count(*) from cabinet.templates"
    before = owner_value(world, count)
    source = '{% extends "page.html" %}{% block heading %}Проба: {{ title }}{% endblock %}'
    shown = tried(boss, "supervisor/zones.html", source)
    assert "<h1>Проба: Точки</h1>" in shown
    assert str(zone) in shown
    assert owner_value(world, count) == before
    assert "Проба" not in boss.html("/supervisor/zones")


def test_a_block_is_drawn_on_the_page_that_is_named(boss: Person) -> None:
    source = "<section><h2>{{ block.title }}: {{ block.rows|length }} шт.</h2></section>"
    assert "шт.</h2>" in tried(boss, "supervisor/blocks/list.html", source, "/supervisor/zones?_page=1")
    assert "шт.</h2>" in tried(boss, "blocks/list.html", source)


def test_a_template_of_a_cabinet_one_does_not_hold_is_drawn_with_rows_of_ones_own(boss: Person) -> None:
    shown = tried(boss, "resident/home.html", '{% extends "page.html" %}{% block heading %}Дом{% endblock %}')
    assert "<h1>Дом</h1>" in shown
    assert "Сводка" in shown  # the supervisor's own home page
    assert "шт.</h2>" in tried(boss, "resident/blocks/home_orders.html", "<h2>{{ block.rows|length }} шт.</h2>")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("первая\n{% if %}\n", "строка 2"),
        ("первая\nвторая\n{{ title|no_such_filter }}", "строка 3"),
        ("первая\n{{ who.nothing.more }}", "строка 2"),
        ("{{ ''.__class__.__mro__ }}", "строка 1"),
        ("{{ 'а' * 100000000 }}", "строка 1"),
        ("{% include 'no/such.html' %}", "строка 1"),
        ("{% for a in range(99999) %}\n{% for b in range(99999) %}\n{% endfor %}\n{% endfor %}", "дольше"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    boss: Person, source: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.trial.SECONDS", 0.5)
    shown = words(tried(boss, "supervisor/zones.html", source))
    assert "Ошибка в шаблоне supervisor/zones.html" in shown
    assert said in shown


def test_a_page_that_is_not_theirs_or_has_no_such_part_is_told(boss: Person) -> None:
    for page in ("/resident/home", "/supervisor/no-such", "https://example.org/", "//example.org", "/supervisor/house"):
        assert "не открылась" in tried(boss, "page.html", "x", page)
    assert "не участвует" in tried(boss, "supervisor/zones.html", "x", "/supervisor/houses")
    assert "нечего показать" in tried(boss, "supervisor/no_such_page.html", "x")
    assert "печатаются" in tried(boss, "documents/act.html", "x")
    assert "Заполните" in tried(boss, "page.html", "")


def test_only_who_may_keep_templates_tries_them(app: Flask, world: World, boss: Person) -> None:
    _address, fields = form_on(boss.html(FORM), FORM)
    for other in ("west", "operator", None):
        answer = signed_in(app, world, other).post(TRIAL, data={**fields, "name": "page.html", "source": "x"})
        assert answer.status_code in {303, 400, 404}
    assert boss.client.post("/supervisor/_trial/zones-add", data=fields).status_code == 404
