"""«Мои фильтры»: what one sets on a list may be kept under a name, used again and deleted; one's own only."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.person import signed_in
from tests.world import World, make_world, owner_value
from webapp.settings import Settings


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    return make_world(sokol_db)


@pytest.fixture
def operator(app: Flask, world: World) -> FlaskClient:
    return signed_in(app, world, "operator")


def opened(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers={"Accept-Language": "ru"})
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def form_of(page: str, action: str, after: str = "") -> dict[str, str]:
    inside = page[page.index(after) if after else 0 :]
    form = inside[inside.index(f'action="{action}"') :].split("</form>")[0]
    return {
        name: unescape(value) for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    }


def save(client: FlaskClient, path: str, name: str) -> str:
    values = form_of(opened(client, path), "/operator/_filters/save")
    answer = client.post("/operator/_filters/save", data={**values, "name": name})
    assert answer.status_code == 303
    return str(answer.location)


def test_a_filter_is_kept_with_its_order_and_used_by_its_link(operator: FlaskClient) -> None:
    back = save(operator, "/operator/orders?tab=overdue&search=кран&_sort=-due&_page=3", "Краны")
    page = opened(operator, back)
    assert "Фильтр сохранён" in page
    links = re.findall(r'<li><a href="([^"]+)"([^>]*)>Краны</a>', page)
    assert [(unescape(url), mark) for url, mark in links] == [
        ("/operator/orders?_sort=-due&search=%D0%BA%D1%80%D0%B0%D0%BD&tab=overdue", ' aria-current="true"')
    ]  # the page of the list is not part of it
    assert 'value="кран"' in opened(operator, unescape(links[0][0]))


def test_the_same_name_replaces_and_deleting_takes_it_away(operator: FlaskClient) -> None:
    save(operator, "/operator/orders?tab=waiting", "Моё")
    page = opened(operator, save(operator, "/operator/orders?tab=closed", "Моё"))
    assert len(re.findall(r">Моё</a>", page)) == 1
    assert "tab=closed" in page
    values = form_of(page, "/operator/_filters/drop", ">Моё</a>")
    assert operator.post("/operator/_filters/drop", data=values).status_code == 303
    assert ">Моё</a>" not in opened(operator, "/operator/orders")


def test_foreign_and_wrong_filters_are_not_there(app: Flask, world: World, operator: FlaskClient) -> None:
    save(operator, "/operator/orders?tab=returned", "Чужое")
    number = str(owner_value(world, "select max(filter_id) from cabinet.saved_filters"))
    stranger = signed_in(app, world, "supervisor")
    assert "Чужое" not in opened(stranger, "/supervisor/orders")
    token = form_of(opened(stranger, "/supervisor/orders?tab=closed"), "/supervisor/_filters/save")["csrf_token"]
    answers = [
        stranger.post("/supervisor/_filters/drop", data={"csrf_token": token, "filter": one})
        for one in (number, "999999999")
    ]
    assert [one.status_code for one in answers] == [404, 404]
    assert owner_value(world, f"select name from cabinet.saved_filters where filter_id = {number}") == "Чужое"


def test_a_filter_without_a_name_is_refused_in_words(operator: FlaskClient) -> None:
    page = opened(operator, save(operator, "/operator/orders?tab=overdue", "   "))
    assert "Назовите фильтр" in page


def test_a_guest_and_a_list_without_anything_set_offer_no_saving(operator: FlaskClient, app: Flask) -> None:
    assert "_filters/save" not in opened(operator, "/operator/orders")
    assert "_filters" not in app.test_client().get("/guest/services").get_data(as_text=True)
