"""Board and calendar by mouse, by keyboard and without JavaScript: the server decides, what it refuses stays where it was."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, OpenPage, SignIn

PORTFOLIO = "/admin/portfolio"
DRAG = """
([item, target]) => {
    const data = new DataTransfer();
    const tell = (one, name) => one.dispatchEvent(new DragEvent(name, {bubbles: true, cancelable: true, dataTransfer: data}));
    tell(item, 'dragstart'); tell(target, 'dragover'); tell(target, 'drop'); tell(item, 'dragend');
}
"""


def drag(page: Page, item: Locator, target: Locator) -> None:
    page.evaluate(DRAG, [item.element_handle(), target.element_handle()])


def card(page: Page, title: str) -> Locator:
    return page.locator(".board-card", has_text=title)


def column(page: Page, lane: str) -> Locator:
    return page.locator(f".board-column[data-lane={lane}]")


@pytest.fixture
def portfolio(page: Page, sign_in: SignIn) -> Page:
    sign_in(page, "admin")
    page.goto(PORTFOLIO)
    return page


def test_a_dragged_card_is_moved_by_the_server_and_its_answer_is_shown(portfolio: Page) -> None:
    drag(portfolio, card(portfolio, "Течёт кран"), column(portfolio, "work"))
    expect(portfolio.locator(".banner-ok")).to_have_text("1")  # what the action said


def test_a_refused_card_stays_and_the_refusal_is_read_out(portfolio: Page) -> None:
    drag(portfolio, card(portfolio, "Течёт кран"), column(portfolio, "done"))
    said = portfolio.locator("#portfolio-board .said")
    expect(said).to_have_attribute("role", "alert")
    expect(said).to_be_focused()
    expect(said.get_by_role("link")).to_have_text("Открыть форму")
    expect(column(portfolio, "new").locator(".board-card")).to_contain_text("Течёт кран")


def test_a_card_that_needs_more_opens_its_form(portfolio: Page) -> None:
    drag(portfolio, card(portfolio, "Течёт кран"), column(portfolio, "wait"))
    expect(portfolio).to_have_url(re.compile(r"/admin/portfolio-send\?title=1"))


def test_a_card_is_moved_by_keyboard(portfolio: Page) -> None:
    menu = card(portfolio, "Течёт кран").locator(".board-menu summary")
    menu.focus()
    portfolio.keyboard.press("Enter")
    portfolio.keyboard.press("Tab")
    expect(portfolio.locator(":focus")).to_have_text("В работе")
    portfolio.keyboard.press("Enter")
    expect(portfolio.locator(".banner-ok")).to_have_text("1")


def test_a_dragged_visit_goes_to_another_person_and_time(portfolio: Page) -> None:
    portfolio.goto(f"{PORTFOLIO}?_view=day")
    item = portfolio.locator("td .cal-item", has_text="Течёт кран").first
    target = portfolio.locator("tr[data-lane='3'] td[data-at$='T16:30']").first
    if not target.count():  # a span of several days covers the whole row: another time of the same person
        target = portfolio.locator("tr[data-lane='1'] td[data-at$='T16:30']").first
    drag(portfolio, item, target)
    expect(portfolio.locator(".banner-ok")).to_contain_text("16:30")


def test_a_refused_visit_stays(portfolio: Page) -> None:
    item = portfolio.locator("td .cal-item", has_text="Течёт кран").first
    before = item.get_attribute("data-form")
    drag(portfolio, item, portfolio.locator("tr[data-lane='2'] td[data-at]").last)
    expect(portfolio.locator("#portfolio-calendar .said")).to_be_focused()
    assert portfolio.locator("td .cal-item", has_text="Течёт кран").first.get_attribute("data-form") == before


def test_a_visit_is_moved_without_javascript_by_its_form(open_page: OpenPage, sign_in: SignIn) -> None:
    page = open_page(PHONE, java_script_enabled=False)
    sign_in(page, "admin")
    page.goto(f"{PORTFOLIO}?_view=month")
    entry = page.locator(".cal-agenda .cal-item", has_text="Течёт кран").first
    expect(entry).to_be_visible()
    entry.get_by_role("link", name="Перенести…").click()
    expect(page.locator("[name=start]")).to_have_value(re.compile("T09:00"))
    page.locator("[name=start]").fill("2026-12-01T10:30")
    page.get_by_role("button", name="Перенести").click()
    expect(page.locator(".banner-ok")).to_contain_text("01.12 10:30")


def test_a_card_is_moved_without_javascript(open_page: OpenPage, sign_in: SignIn) -> None:
    page = open_page(PHONE, java_script_enabled=False)
    sign_in(page, "admin")
    page.goto(PORTFOLIO)
    card(page, "Течёт кран").locator("summary").click()
    card(page, "Течёт кран").get_by_role("button", name="В работе").click()
    expect(page.locator(".banner-ok")).to_have_text("1")


def test_the_list_of_orders_becomes_a_board_and_keeps_its_filter(page: Page, sign_in: SignIn) -> None:
    sign_in(page, "supervisor")
    page.goto("/supervisor/orders?search=кран")
    page.get_by_role("link", name="Доска").click()
    expect(page.locator(".board-column")).to_have_count(7)
    expect(page.locator(".filters input[type=search]")).to_have_value("кран")
    assert all("кран" in text.lower() for text in page.locator(".board-card h4").all_inner_texts())
