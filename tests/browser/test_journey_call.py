"""Journey 6 (pages.md): a telephone call in under a minute, by keys alone; four of them count as clicks."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn

_FOCUS = "() => { const a = document.activeElement; return a ? (a.innerText || a.getAttribute('aria-label') || a.name || '') : '' }"


def tab_to(page: Page, wanted: str, limit: int = 40) -> None:
    """Tab until what has the focus is called so."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if re.search(wanted, str(page.evaluate(_FOCUS)), re.I):
            return
    raise AssertionError(f"{wanted}: not reached by {limit} tabs")


def to_content(page: Page) -> None:
    """The skip link: the first thing a Tab meets."""
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "skip"
    page.keyboard.press("Enter")


def test_a_call_by_keys_alone(page: Page, sign_in: SignIn) -> None:
    sign_in(page, "operator")
    page.goto("/operator/call")
    main = page.locator("main")
    clicks = 0

    if page.evaluate("() => document.activeElement.name") != "search":
        page.keyboard.press("/")
    page.keyboard.type("сад 12 47")
    page.keyboard.press("Enter")
    expect(main).to_contain_text("Садовая, 12, кв. 47")

    to_content(page)
    tab_to(page, "Садовая, 12, кв. 47|Петров")
    page.keyboard.press("Enter")
    clicks += 1
    expect(page).to_have_url(re.compile(r"house=\d+"))

    to_content(page)
    tab_to(page, "кран")
    page.keyboard.press("Enter")
    clicks += 1
    expect(page).to_have_url(re.compile(r"service=\d+"))
    # who will go and by when is known before the order is filed
    route = page.locator("#call-route")
    expect(route).to_contain_text(re.compile(r"[А-ЯЁ][а-яё]+ [А-ЯЁ]"))
    expect(route.locator("time")).to_be_visible()

    to_content(page)
    tab_to(page, "^description$")
    page.keyboard.type("Капает под раковиной, подставили таз")
    page.keyboard.press("Tab")
    while page.evaluate("() => document.activeElement.type") != "radio":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    clicks += 1
    page.keyboard.press("Control+Enter")
    clicks += 1

    expect(page).to_have_url(re.compile(r"/operator/call\?done=\d+"))
    assert clicks <= 4
    phrase = page.locator("#call-said")
    number = re.search(r"№\s(\d+)", phrase.locator(".fact", has_text="Заявка").inner_text())
    assert number
    say = phrase.locator(".lead-value").inner_text()
    assert number[1] in say
    assert re.search(r"\d{1,2}:\d\d", say), say


def test_a_second_call_about_the_same_is_joined(page: Page, sign_in: SignIn) -> None:
    sign_in(page, "operator")
    page.goto("/operator/call?search=сад+12+47")
    page.locator("main .card-item a").first.click()
    known = page.locator("#call-open")
    expect(known).to_be_visible()
    known.get_by_role("link", name="Присоединить").first.or_(
        known.get_by_role("button", name="Присоединить").first
    ).first.click()
    if "call-join" in page.url:
        page.locator("main").get_by_role("button", name="Присоединить").click()
    expect(page.get_by_role("status").first).to_contain_text(re.compile(r"\d+"))
    expect(page).to_have_url(re.compile(r"/operator/call$"))
