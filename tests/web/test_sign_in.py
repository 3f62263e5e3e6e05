"""Sign-in through the real stack: cookie, next page, typed text kept, CSRF, sign-out."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.world import PASSWORD, World, make_world, owner_run
from webapp.settings import Settings


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    return make_world(sokol_db)


@pytest.fixture(autouse=True)
def forget(world: World) -> None:
    owner_run(world, "delete from people.sign_in_attempts")


@pytest.fixture
def visitor(app: Flask, world: World) -> FlaskClient:
    return app.test_client()


def fields(html: str, action: str) -> dict[str, str]:
    """Hidden fields of the form that posts to an address."""
    form = re.search(rf'<form[^>]*action="{re.escape(action)}"[^>]*>(.*?)</form>', html, re.S)
    assert form, action
    found = {}
    for tag in re.findall(r"<input[^>]*>", form[1]):
        name = re.search(r'name="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and 'type="hidden"' in tag:
            found[name[1]] = value[1] if value else ""
    return found


def names(html: str, action: str) -> dict[str, str]:
    """Visible fields by their label-free name: the last part after a dot or a dash."""
    form = re.search(rf'<form[^>]*action="{re.escape(action)}"[^>]*>(.*?)</form>', html, re.S)
    assert form
    return {
        re.split(r"[.]", name)[-1]: name
        for name in re.findall(r'<(?:input|textarea|select)[^>]*name="([^"_][^"]*)"', form[1])
    }


def sign_in(visitor: FlaskClient, login: str, password: str = PASSWORD, path: str = "/guest/sign-in") -> TestResponse:
    page = visitor.get(path)
    assert page.status_code == 200, page.get_data(as_text=True)[:400]
    html = page.get_data(as_text=True)
    action = re.search(r'action="(/guest/sign-in-form[^"]*)"', html)
    assert action
    known = names(html, action[1])
    return visitor.post(action[1], data={**fields(html, action[1]), known["login"]: login, known["password"]: password})


def test_sign_in_sets_a_closed_cookie_and_leads_home(visitor: FlaskClient) -> None:
    answer = sign_in(visitor, "anna@world.example")
    assert (answer.status_code, answer.location) == (303, "/resident/home"), answer.get_data(as_text=True)[:2000]
    cookie = next(value for value in answer.headers.getlist("Set-Cookie") if value.startswith("sokol="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert re.match(r"sokol=[0-9a-f]{64};", cookie)
    assert visitor.get("/resident/security").status_code == 200


def test_wrong_password_says_what_is_left_and_keeps_the_login(visitor: FlaskClient) -> None:
    answer = sign_in(visitor, "anna@world.example", "не тот")
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Осталось 4 попытки" in html
    assert "anna@world.example" in html
    assert "не тот" not in html
    assert not any(value.startswith("sokol=") for value in answer.headers.getlist("Set-Cookie"))


def test_a_page_of_a_cabinet_asks_to_sign_in_and_comes_back(visitor: FlaskClient) -> None:
    asked = visitor.get("/resident/privacy")
    assert asked.status_code == 303
    assert asked.location.startswith("/guest/sign-in?next=")
    answer = sign_in(visitor, "anna@world.example", path=asked.location)
    assert answer.location == "/resident/privacy"


@pytest.mark.parametrize(
    "bad", ["//evil.example/", "https://evil.example/", "/\\evil.example", "/supervisor/home", "javascript:1"]
)
def test_next_leads_nowhere_else(visitor: FlaskClient, bad: str) -> None:
    from urllib.parse import quote

    answer = sign_in(visitor, "clara@world.example", path=f"/guest/sign-in?next={quote(bad)}")
    assert answer.location == "/resident/home"


def test_signing_out_ends_the_session_for_every_holder_of_the_cookie(visitor: FlaskClient, app: Flask) -> None:
    sign_in(visitor, "anna@world.example")
    cookie = visitor.get_cookie("sokol")
    assert cookie
    thief = app.test_client()
    thief.set_cookie("sokol", cookie.value)
    assert thief.get("/resident/security").status_code == 200
    html = visitor.get("/resident/security").get_data(as_text=True)
    action = re.search(r'action="([^"]*sign-out[^"]*)"', html)
    assert action
    answer = visitor.post(action[1], data=fields(html, action[1]))
    assert answer.status_code == 303
    assert visitor.get("/resident/security").status_code == 303
    assert thief.get("/resident/security").status_code == 303


def test_a_form_without_its_token_does_nothing(visitor: FlaskClient) -> None:
    answer = visitor.post("/guest/sign-in-form", data={"login": "anna@world.example", "password": PASSWORD})
    assert answer.status_code == 400
    assert not visitor.get_cookie("sokol")


def test_typed_text_survives_an_expired_sign_in(visitor: FlaskClient, world: World) -> None:
    sign_in(visitor, "anna@world.example")
    html = visitor.get("/resident/people").get_data(as_text=True)
    action = re.search(r'action="(/resident/people-invite[^"]*)"', html)
    assert action
    known = names(html, action[1])
    owner_run(world, "update people.sessions set revoked_at = lib.moment()")
    answer = visitor.post(
        action[1],
        data={**fields(html, action[1]), known["name"]: "Прохор Сохранённый", known["email"]: "prohor@world.example"},
    )
    assert answer.status_code == 303
    assert answer.location.startswith("/guest/sign-in?next=")
    back = sign_in(visitor, "anna@world.example", path=answer.location)
    again = visitor.get(back.location).get_data(as_text=True)
    assert "Прохор Сохранённый" in again
    assert "prohor@world.example" in again


def test_a_session_key_in_the_cookie_is_no_session(visitor: FlaskClient, world: World) -> None:
    from tests.world import session_of

    visitor.set_cookie("sokol", session_of(world, "anna"))
    assert visitor.get("/resident/security").status_code == 303
