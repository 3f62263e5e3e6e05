"""Pages of people who have signed in: every page of every cabinet opens, each sees his own files."""

from __future__ import annotations

import io
import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from tests.web.person import signed_in
from tests.world import World, make_world, owner_value
from webapp.settings import Settings

PEOPLE = {
    "guest": None,
    "resident": "anna",
    "manager": "west",
    "operator": "operator",
    "accountant": "accountant",
    "supervisor": "supervisor",
    "admin": "admin",
}


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    return make_world(sokol_db)


@pytest.fixture(scope="module")
def opened(app: Flask, world: World) -> dict[str, FlaskClient]:
    return {cabinet: signed_in(app, world, person) for cabinet, person in PEOPLE.items()}


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("cabinet", PEOPLE)
def test_every_page_and_form_opens(app: Flask, opened: dict[str, FlaskClient], cabinet: str, language: str) -> None:
    catalog = app.extensions["sokol"].keeper.current
    client = opened[cabinet]
    failed = []
    for page in catalog.composed(cabinet):
        answer = client.get(page.path, headers={"Accept-Language": language})
        allowed = {200, 404} if page.menu is None else {200}
        if answer.status_code not in allowed:
            failed.append((page.path, answer.status_code))
    for function in catalog.functions.values():
        if function.schema == cabinet and function.is_action:
            answer = client.get(f"/{cabinet}/{function.slug}", headers={"Accept-Language": language})
            if answer.status_code >= 500:
                failed.append((function.name, answer.status_code))
    assert failed == []


def test_a_wrong_id_is_not_found_on_every_page(app: Flask, opened: dict[str, FlaskClient]) -> None:
    """A page whose first card is one object is not there without it; foreign ids are tried in the isolation test."""
    catalog = app.extensions["sokol"].keeper.current
    tried, there = 0, []
    for cabinet, client in opened.items():
        for page in catalog.composed(cabinet):
            cards = [catalog.function(cabinet, name) for name in page.blocks]
            if page.menu is not None:  # a page of its own: a card on it may come and go with an id
                continue
            objects = [
                argument.parameter
                for card in cards[:1]
                if card is not None and card.kind == "card" and not card.is_action
                for argument in card.arguments
                if argument.type.is_reference and argument.required
            ]
            for name in objects:
                tried += 1
                if client.get(f"{page.path}?{name}=987654321").status_code != 404:
                    there.append(f"{page.path}?{name}=")
    assert tried > 5
    assert there == []


def test_no_page_shows_the_key_of_a_text_instead_of_the_text(app: Flask, opened: dict[str, FlaskClient]) -> None:
    for cabinet, client in opened.items():
        for page in app.extensions["sokol"].keeper.current.composed(cabinet):
            if page.page == "texts":  # where the keys themselves are edited
                continue
            for language in ("ru", "en"):
                body = client.get(page.path, headers={"Accept-Language": language}).get_data(as_text=True)
                assert not re.findall(r">\s*(?:ui|label|refusal|check)\.[a-z_.]+\s*<", body), page.path


def test_a_stranger_is_sent_to_sign_in_and_back(app: Flask, world: World) -> None:
    answer = app.test_client().get("/resident/orders?tab=closed")
    assert answer.status_code == 303
    assert answer.location == "/guest/sign-in?next=%2Fresident%2Forders%3Ftab%3Dclosed"


def test_a_cabinet_one_does_not_hold_is_closed(opened: dict[str, FlaskClient], world: World) -> None:
    assert opened["resident"].get("/supervisor/home").status_code in {403, 404}
    assert opened["resident"].get("/admin/explain").status_code in {403, 404}


def test_explain_says_what_a_page_is_made_of(opened: dict[str, FlaskClient], world: World) -> None:
    page = unescape(opened["admin"].get("/admin/explain?cabinet=resident&page=home").get_data(as_text=True))
    assert "resident/home.html" in page
    assert "blocks/card.html" in page
    assert "resident.home_" in page


def test_the_portfolio_shows_every_kind(opened: dict[str, FlaskClient], world: World) -> None:
    page = opened["admin"].get("/admin/portfolio").get_data(as_text=True)
    for kind in (
        "tiles",
        "list",
        "cards",
        "card",
        "steps",
        "thread",
        "timeline",
        "article",
        "gallery",
        "catalogue",
        "board",
        "calendar",
        "chart",
        "form",
    ):
        assert f"block-{kind}" in page, kind


def test_options_are_asked_as_one_types_and_without_script(opened: dict[str, FlaskClient], world: World) -> None:
    client = opened["admin"]
    found = client.get("/admin/_options/portfolio-send?_of=address&_search_address=7").get_data(as_text=True)
    assert "<html" not in found
    assert re.findall(r'value="(\d+)"', found) == ["7", *[str(n) for n in range(70, 80)]]
    page = client.get("/admin/portfolio-send").get_data(as_text=True)
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))
    again = client.post("/admin/portfolio-send", data={**fields, "title": "Моё", "_search_address": "7", "_find": "1"})
    body = again.get_data(as_text=True)
    assert again.status_code == 200
    assert 'value="Моё"' in body
    assert ">Садовая, 12, кв. 70" in body
    assert "field-wrong" not in body


def photo() -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "teal").save(out, "JPEG")
    out.seek(0)
    return out


def test_an_upload_is_seen_by_its_owner_and_is_not_found_by_others(
    app: Flask, opened: dict[str, FlaskClient], world: World
) -> None:
    client = opened["admin"]
    page = client.get("/admin/portfolio-send").get_data(as_text=True)
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))
    sent = client.post(
        "/admin/portfolio-send",
        data={**fields, "title": "Фото", "place": "flat", "photos": [(photo(), "a.jpg")]},
        content_type="multipart/form-data",
    )
    assert sent.status_code == 303, sent.get_data(as_text=True)
    file = owner_value(world, "select file_id::text from cabinet.files order by created_at desc limit 1")
    mine = client.get(f"/file/admin/{file}")
    assert mine.status_code == 200
    assert mine.mimetype == "image/jpeg"
    assert mine.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert len(client.get(f"/file/admin/{file}/thumb").data) < len(mine.data) + 1
    assert client.get(f"/file/admin/{file}", headers={"If-None-Match": mine.headers["ETag"]}).status_code == 304
    for cabinet in ("guest", "resident", "supervisor"):
        assert opened[cabinet].get(f"/file/{cabinet}/{file}").status_code == 404
    assert client.get("/file/admin/00000000-0000-4000-8000-000000000000").status_code == 404


def test_an_unexpected_error_is_kept_under_the_number_that_the_person_sees(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from webapp import showing

    def broken(*_arguments: object) -> None:
        raise RuntimeError("secret of the machine")

    client = signed_in(app, world, "anna")
    with monkeypatch.context() as change:
        change.setattr(showing, "render_page", broken)
        answer = client.get("/resident/home")
    number = answer.headers["X-Request-Id"]
    page = answer.get_data(as_text=True)
    assert answer.status_code == 500
    assert number in page
    assert "secret" not in page
    found = owner_value(world, "select message from cabinet.error_log where request_id = ?", number)
    assert "secret of the machine" in found


def test_the_page_while_the_database_is_away_tries_again_by_itself(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    from webapp import visits
    from webapp.database.errors import Unavailable

    def away(*_arguments: object, **_more: object) -> None:
        raise Unavailable("08006", "no connection")

    client = app.test_client()
    client.get("/guest/home")
    with monkeypatch.context() as change:
        change.setattr(visits, "run", away)
        answer = client.get("/guest/home")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert 'http-equiv="refresh"' in answer.get_data(as_text=True)
