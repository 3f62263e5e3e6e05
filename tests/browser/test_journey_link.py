"""The journey of a letter's link (pages.md §2, `/go/<token>`): one page, one button, no sign-in, no script, no mouse."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.conftest import odbc_connect
from webapp.settings import Settings


@pytest.fixture
def orders(demo_db: Settings) -> list[tuple[int, int, str]]:
    """Done work that waits for its resident: order, person, the words of the flat that no page of a link may say."""
    return [
        (int(row[0]), int(row[1]), str(row[2]))
        for row in ask(
            demo_db,
            "select o.order_id, o.resident_id, h.street || '|' || split_part(u.name, ' ', 1) from desk.orders as o "
            "join estate.houses as h on h.house_id = o.house_id join people.users as u on u.user_id = o.resident_id "
            "where o.state = 'completed' and o.premise_id is not null order by o.order_id",
        )
    ]


def ask(settings: Settings, sql: str, *values: Any) -> list[Any]:
    connection = odbc_connect(settings, "sokol_admin", autocommit=True)
    try:
        return list(connection.execute(sql, *values).fetchall())
    finally:
        connection.close()


def link(settings: Settings, order: int, person: int, purpose: str = "work") -> str:
    """What the worker puts into a letter."""
    return f"/go/{ask(settings, 'select people.link_issue(?, ?, ?)', person, order, purpose)[0][0]}"


def state(settings: Settings, order: int) -> str:
    return str(ask(settings, "select state from desk.orders where order_id = ?", order)[0][0])


def rate(page: Page) -> None:
    main = page.locator("main")
    expect(main.get_by_role("heading", name="Ваша оценка")).to_be_visible()
    main.locator("fieldset", has_text="Качество").locator("label", has_text="5").first.click()
    main.get_by_role("button", name="Отправить").click()
    expect(main).to_contain_text("Ссылка уже использована")


def test_done_by_one_press_on_a_telephone(phone: Page, demo_db: Settings, orders: list[tuple[int, int, str]]) -> None:
    order, person, private = orders[0]
    address = link(demo_db, order, person)
    phone.goto(address)
    main = phone.locator("main")
    expect(phone).to_have_url(re.compile(r"/guest/link\?token=[0-9a-f]{64}$"))
    expect(main.get_by_role("heading", level=1)).to_have_text(re.compile(r"^Ответ по заявке № \d+$"))
    done = main.get_by_role("button", name="Сделано", exact=True)
    box = done.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 844, box
    assert box["height"] >= 44
    text = main.inner_text()
    assert not [word for word in private.split("|") if word in text]
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert state(demo_db, order) == "completed"  # opened, nothing changed

    done.click()
    expect(phone.get_by_role("status").first).to_contain_text("Спасибо, заявка закрыта")
    assert state(demo_db, order) == "closed"
    rate(phone)
    phone.goto(address)
    expect(main).to_contain_text("Ссылка уже использована")
    expect(main).to_contain_text("Войдите")


def test_not_done_without_script(open_page: OpenPage, demo_db: Settings, orders: list[tuple[int, int, str]]) -> None:
    order, person, _private = orders[1]
    page = open_page(width=390, java_script_enabled=False)
    page.goto(link(demo_db, order, person))
    main = page.locator("main")
    back = main.get_by_role("button", name="Не сделано, вернуть")
    main.get_by_label("Что не так").fill("   ")
    back.click()
    assert state(demo_db, order) == "completed"
    main.get_by_label("Что не так").fill("Кран снова капает")
    back.click()
    expect(page.get_by_role("status").first).to_contain_text("Заявка вернулась в работу")
    assert state(demo_db, order) in {"new", "assigned"}


def test_by_keyboard_in_english(
    open_page: OpenPage, demo_web: str, demo_db: Settings, orders: list[tuple[int, int, str]]
) -> None:
    order, person, _private = orders[2]
    page = open_page()
    page.context.add_cookies([{"name": "language", "value": "en", "url": demo_web}])
    page.goto(link(demo_db, order, person))
    done = page.locator("main").get_by_role("button", name="Done", exact=True)
    for _ in range(40):
        page.keyboard.press("Tab")
        if done.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_be_visible()
    assert state(demo_db, order) == "closed"


def test_what_is_no_link_says_so_and_shows_the_way(phone: Page) -> None:
    phone.goto("/go/" + "0" * 64)
    main = phone.locator("main")
    expect(main).to_contain_text("Ссылка не действует")
    expect(main.get_by_role("button", name="Сделано")).to_have_count(0)
    expect(main.get_by_role("link", name="Вход")).to_be_visible()
    expect(phone.locator("a[href^='tel:']").first).to_be_visible()


def test_the_emergency_is_one_large_button(phone: Page) -> None:
    phone.goto("/guest/home")
    call = phone.locator("#home-emergency a")
    assert re.fullmatch(r"tel:\+\d{11}", str(call.get_attribute("href")))
    expect(call).to_contain_text("Позвонить")
    box = call.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert box["x"] + box["width"] <= 390
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
