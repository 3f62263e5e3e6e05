"""What a guest meets without a script: no page where the next step is missing, no Russian word in English."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.web.person import Person, words
from tests.world import World, make_world, owner_run, owner_value
from webapp.settings import Settings


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    return make_world(sokol_db)


@pytest.fixture
def guest(app: Flask, world: World) -> Person:
    return Person(app.test_client(), "en")


@pytest.mark.parametrize("page", ["code", "reset"])
def test_a_code_that_is_on_its_way_can_be_entered_and_another_asked_for(guest: Person, page: str) -> None:
    login = f"nobody-{page}@example.ru"
    guest.do(f"/guest/{page}-ask", login=login)
    assert guest.at == f"/guest/{page}?login={login}"
    assert f'href="/guest/{page}-ask"' in guest.html(guest.at)
    again = guest.send(f"/guest/{page}-ask", login=login)  # who closed the page and comes back
    assert again.status_code == 429
    said = again.get_data(as_text=True)
    assert re.search(rf'href="/guest/{page}\?login={login}"[^>]*>Enter the code<', said)


def test_a_poster_that_is_no_longer_good_asks_nothing(guest: Person, world: World) -> None:
    assert "no longer valid" in guest.see("/guest/report?code=000000000000")
    assert "<textarea" not in guest.html("/guest/report?code=000000000000")
    good = owner_value(world, "select report_code from estate.entrances order by entrance_id limit 1")
    assert "<textarea" in guest.html(f"/guest/report?code={good}")


def test_a_followed_request_is_told_in_the_readers_language(guest: Person, world: World) -> None:
    code, service = owner_run(
        world,
        "select (select report_code from estate.entrances order by entrance_id limit 1), service_id "
        "from desk.services where place = 'entrance' and active order by service_id limit 1",
    )[0]
    told = guest.do(f"/guest/report-send?code={code}", service=str(service), phone="+7 924 555-12-12")
    assert guest.at.startswith("/guest/track?token=")
    assert not re.search(r"[а-яё]{3,}", told), words(told)
