"""Boards, calendars and charts: what stands where, what may be done with it, and what the deploy demands of them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.person import signed_in
from tests.world import World, make_world
from webapp.blocks.calendar import beside, window_of, window_title
from webapp.blocks.chart import nice
from webapp.settings import Settings

TODAY = date(2026, 11, 25)  # a Wednesday


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    return make_world(sokol_db)


@pytest.fixture(scope="module")
def admin(app: Flask, world: World) -> FlaskClient:
    return signed_in(app, world, "admin")


def block(page: str, name: str) -> str:
    found = re.search(rf'<section class="block[^"]*" id="{name}".*?(?=<section class="block|</main>)', page, re.DOTALL)
    assert found, name
    return unescape(found.group())


def portfolio(admin: FlaskClient, query: str = "", language: str = "ru") -> str:
    answer = admin.get("/admin/portfolio" + query, headers={"Accept-Language": language})
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


# --- windows of a calendar


@pytest.mark.parametrize(
    ("view", "first", "last", "title", "previous", "following"),
    [
        ("day", "2026-11-25", "2026-11-26", "среда, 25 ноября 2026 г.", "2026-11-24", "2026-11-26"),
        ("week", "2026-11-23", "2026-11-30", "23–29 ноября 2026 г.", "2026-11-18", "2026-12-02"),
        ("month", "2026-10-26", "2026-12-07", "ноябрь 2026", "2026-10-01", "2026-12-01"),
        ("year", "2026-01-01", "2027-01-01", "2026", "2025-01-01", "2027-01-01"),
    ],
)
def test_a_window_holds_whole_days_and_knows_its_neighbours(
    view: str, first: str, last: str, title: str, previous: str, following: str
) -> None:
    window = window_of(view, "2026-11-25", TODAY)
    assert (window.first.isoformat(), window.last.isoformat()) == (first, last)
    assert window_title(window, "ru").replace("\u00a0", " ") == title
    assert (beside(window, -1).isoformat(), beside(window, 1).isoformat()) == (previous, following)


@pytest.mark.parametrize(("view", "on"), [("decade", ""), ("", "yesterday"), ("week", "9999-01-01"), ("week", "")])
def test_a_window_that_is_none_is_the_week_of_today(view: str, on: str) -> None:
    window = window_of(view, on, TODAY)
    assert (window.view, window.first) == ("week", date(2026, 11, 23))


def test_a_week_over_two_months_names_both() -> None:
    title = window_title(window_of("week", "2026-12-01", TODAY), "ru").replace("\u00a0", " ")
    assert title == "30 ноября – 6 декабря 2026 г."


# --- what the kinds show


def test_a_board_has_every_column_counts_and_what_is_left(admin: FlaskClient) -> None:
    board = block(portfolio(admin), "portfolio-board")
    titles = re.findall(r'class="board-title"[^>]*>.*?<span>([^<]+)</span> <span[^>]*>([^<]+)<', board)
    assert [(name, count.replace("\u00a0", " ")) for name, count in titles] == [
        ("Новая", "1"), ("В работе", "36"), ("Ждёт", "больше 1 000"), ("Готово", "0"),
    ]  # fmt: skip
    assert "ещё 34" in board  # 36 counted, 2 shown
    assert "Показать все" in board
    assert "Пусто" in board


def test_a_card_says_where_it_may_go(admin: FlaskClient) -> None:
    first = block(portfolio(admin), "portfolio-board").split('<li class="board-card')[1]
    assert re.search(r'<button[^>]+form="act"[^>]+data-to="work"', first)
    assert re.search(r'<a [^>]+href="/admin/portfolio-send\?title=1" data-to="wait"', first)
    assert 'data-to="new"' not in first  # it is there already


def test_a_calendar_lays_a_span_over_its_days_and_keeps_what_nobody_has_beside(admin: FlaskClient) -> None:
    now = datetime.now(timezone(timedelta(hours=10)))
    week = block(portfolio(admin, f"?_on={now.date() + timedelta(days=2)}"), "portfolio-calendar")
    assert re.search(r'<td [^>]*colspan="[2-7]"[^>]*>.*?Ремонт крыши', week, re.DOTALL)
    beside_it = week.split('<aside class="cal-loose"')[1]
    assert "Осмотр подвала" in beside_it
    assert week.count("выходной") >= 2
    assert 'aria-current="date"' in block(portfolio(admin), "portfolio-calendar")


@pytest.mark.parametrize("view", ["day", "week", "month", "year"])
def test_every_view_shows_a_visit_with_a_way_to_move_it(admin: FlaskClient, view: str) -> None:
    page = block(portfolio(admin, f"?_view={view}"), "portfolio-calendar")
    if view != "year":
        assert re.search(r'href="/admin/portfolio-move\?number=1&resource=1&start=\d{4}-\d\d-\d\dT\d\d:\d\d"', page)
    for other in ("day", "week", "month", "year"):
        assert f"_view={other}&_on=" in page
    assert re.search(r'rel="prev"', page)
    assert re.search(r'rel="next"', page)


def test_the_form_of_a_move_is_filled_from_the_address(admin: FlaskClient) -> None:
    form = admin.get("/admin/portfolio-move?number=1&resource=2&start=2026-11-25T09:30").get_data(as_text=True)
    assert re.search(r'<option value="2"[^>]* selected', form) or re.search(r'value="2"[^>]* checked', form)
    assert 'value="2026-11-25T09:30"' in form


def test_a_chart_is_a_picture_words_and_a_table(admin: FlaskClient) -> None:
    bars = block(portfolio(admin), "portfolio-bars")
    assert len(re.findall(r'<svg class="strip"', bars)) == 12  # six months, two series
    assert "1\u00a0840" in bars
    assert re.search(r'<details class="chart-table">.*<table class="rows"', bars, re.DOTALL)
    assert re.search(r'class="bar-name"><a href="/admin/portfolio\?number=0"', bars)
    ring = block(portfolio(admin), "portfolio-donut")
    assert ring.count('<circle class="series-') == 4
    assert "52\u00a0%" in ring  # 412 300,50 of 797 430,70
    lines = block(portfolio(admin), "portfolio-lines")
    assert lines.count('<line class="run"') == 26 + 2  # thirteen runs of two lines, and their signs


def test_english_numbers_are_english(admin: FlaskClient, app: Flask, world: World) -> None:
    client = signed_in(app, world, "admin")
    client.post("/language/en", data={"next": "/"})
    shown = portfolio(client, language="en")
    if "Board" in shown:
        assert "1,840" in block(shown, "portfolio-bars")
        assert "over 1,000" in block(shown, "portfolio-board")
    client.post("/language/ru", data={"next": "/"})


@pytest.mark.parametrize(("most", "end"), [(7, 10), (1, 1), (34, 40), (42, 50), (1840, 2000), (0.3, 0.4)])
def test_an_axis_ends_at_a_round_number(most: float, end: float) -> None:
    assert nice(most) == pytest.approx(end)
