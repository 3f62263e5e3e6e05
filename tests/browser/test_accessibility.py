"""Keys reach everything; and for guests and residents: axe finds nothing, nothing scrolls sideways, no word
stays Russian in English."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import OpenPage, SignIn
from tests.browser.looking import wrong_in


@pytest.mark.parametrize("cabinet", ["guest", "resident"])
def test_nothing_is_wrong_for_anybody(browser: Browser, demo_web: str, interface: dict[str, str], cabinet: str) -> None:
    wrong = wrong_in(browser, demo_web, cabinet, interface)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("who", ["petrova", "supervisor"])
def test_keys_reach_the_menu_and_focus_is_seen(open_page: OpenPage, sign_in: SignIn, who: str) -> None:
    page = open_page()
    sign_in(page, who)
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.get_attribute("class") == "skip"
    box = skip.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert box["height"] > 20
    menu = set(page.locator(".top-menu a, .side ul a").evaluate_all("all => all.map(a => a.getAttribute('href'))"))
    reached: set[str] = set()
    unseen: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        now = page.evaluate(
            """() => { const a = document.activeElement, s = getComputedStyle(a);
            const ring = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 1 || s.boxShadow !== 'none';
            return [a.getAttribute('href') || '', ring, a.outerHTML.slice(0, 90), document.activeElement === document.body] }"""
        )
        if now[3]:
            break
        reached.add(now[0])
        if not now[1]:
            unseen.append(now[2])
        if menu <= reached and page.evaluate("() => !!document.activeElement.closest('main')"):
            break
    assert menu <= reached
    assert not unseen, unseen


def test_the_skip_link_leads_to_the_content(open_page: OpenPage, sign_in: SignIn) -> None:
    page = open_page()
    sign_in(page, "supervisor")
    page.goto("/supervisor/home")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => !!document.activeElement.closest('main')")


def test_the_own_menu_opens_and_closes_by_keys(open_page: OpenPage, sign_in: SignIn) -> None:
    page = open_page()
    sign_in(page, "petrova")
    page.goto("/resident/home")
    page.locator("details.drop summary").first.focus()
    page.keyboard.press("Enter")
    items = page.locator("details.drop[open] a.drop-item")
    assert items.count() >= 4
    page.keyboard.press("Escape")
    assert page.locator("details.drop[open]").count() == 0
    assert page.evaluate("() => document.activeElement.tagName") == "SUMMARY"
