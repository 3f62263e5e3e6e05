"""Journey 9 (pages.md), its middle: from «Проверить данные» through what blocks the plan to an empty list, field by field."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Clicks, OpenPage, SignIn
from tests.conftest import administration
from webapp.settings import Settings

BROKEN = ("Мира, 8", "Лесная, 7", "Школьная, 6")


@pytest.fixture
def broken(demo_db: Settings) -> None:
    """Three houses as a register may bring them: fewest and most floors swapped."""
    with administration(demo_db, demo_db.database.name) as sql:
        sql.execute("set role sokol_owner")
        for place in BROKEN:
            street, number = place.split(", ")
            sql.execute(
                "update estate.houses set floors_min = floors_max + 4 where street = ? and number = ?", street, number
            )


def mend(page: Page, width: int, sign_in: SignIn, clicks: Clicks) -> None:
    sign_in(page, "supervisor")
    page.goto("/supervisor/check")
    clicks.at(page.get_by_role("button", name="Проверить сейчас"))
    expect(page.get_by_role("status").first).to_contain_text("Проверили. Домов 12")
    tile = page.locator(".tile", has_text="мешают плану")
    expect(tile.locator(".tile-value")).to_have_text("3")
    clicks.at(tile.get_by_role("link"))
    rows = page.locator("#check-list")
    for place in BROKEN:
        expect(rows).to_contain_text(place)
    expect(rows).to_contain_text("перепутаны")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width

    clicks.at(rows.get_by_role("link", name="Исправить данные").first)
    for left in (2, 1, 0):
        focused = page.evaluate("() => document.activeElement.name")
        assert focused == "values.floors_min", focused
        most = page.locator("[name='values.floors_max']").input_value()
        page.keyboard.press("Control+A")
        page.keyboard.type(most)
        page.locator("[name=reason]").fill("Технический паспорт дома")
        clicks.at(page.locator("main form.form button.btn-primary"))
        assert ("_focus=floors_min" in page.url) == (left > 0), page.url
    page.goto("/supervisor/check?blocking=true")
    expect(page.locator(".tile", has_text="мешают плану").locator(".tile-value")).to_have_text("0")
    expect(page.locator("#check-list")).to_contain_text(re.compile("ничего не нашлось|ничего нет", re.I))


@pytest.mark.usefixtures("broken")
def test_what_blocks_the_plan_is_mended_field_by_field(page: Page, sign_in: SignIn) -> None:
    clicks = Clicks(page)
    mend(page, 1280, sign_in, clicks)
    assert clicks.done <= 3 + len(BROKEN)


@pytest.mark.usefixtures("broken")
def test_the_same_on_a_telephone(open_page: OpenPage, sign_in: SignIn) -> None:
    page = open_page(390)
    clicks = Clicks(page)
    mend(page, 390, sign_in, clicks)
    assert clicks.done <= 3 + len(BROKEN)
