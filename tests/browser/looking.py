"""What is looked for on every page, in one walk: axe's findings, scrolling sideways, text cut off, buttons too small for
a thumb, words of the interface that stay Russian in English."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESK, PHONE, new_page, submit_sign_in
from tests.browser.pages import PEOPLE, reachable
from tests.browser.words import russian_in

AXE = """
async ([where, only, colours]) => {
    const runOnly = only || ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const rules = {'color-contrast': {enabled: colours}};
    if (where && !document.querySelector(where)) { return [] }
    const found = await axe.run(where || document, {runOnly, rules, resultTypes: ['violations'], iframes: false});
    return found.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' — ' + n.failureSummary.split('\\n').slice(1, 2).join('').trim()).join(' | '));
}
"""
SIDEWAYS = """
() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) { return '' }
    const wide = [...document.querySelectorAll('body *')].filter(
        e => e.checkVisibility() && e.getBoundingClientRect().right > width + 1 && !e.closest('.visually-hidden, .skip'));
    return 'scrolls to ' + document.documentElement.scrollWidth + ': ' + wide.slice(0, 3).map(e => e.outerHTML.replace(/\\s+/g, ' ').slice(0, 90)).join(' ¦ ');
}
"""
# Text that its own box cuts off, where nothing says so with an ellipsis.
CUT = """
() => [...document.querySelectorAll('main *, .top *, .bar *')].filter(e => {
    const s = getComputedStyle(e);
    return e.children.length === 0 && e.textContent.trim() && s.overflowX === 'hidden' && s.textOverflow !== 'ellipsis'
        && !e.closest('.visually-hidden') && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 2) && e.clientWidth > 1;
}).map(e => e.className + ': ' + e.textContent.trim().slice(0, 60))
"""
# WCAG 2.2 asks 24 px; the phone pages promise 44 for what is a button.
SMALL = """
() => [...document.querySelectorAll('main .btn, .bar-link, label.chip, .top-button')].filter(e => {
    const b = e.getBoundingClientRect();
    return b.width && (b.height < 36 || b.width < 36);
}).map(e => e.className + ' ' + Math.round(e.getBoundingClientRect().width) + '×' + Math.round(e.getBoundingClientRect().height) + ': ' + e.textContent.trim().slice(0, 40))
"""


# What the colours and the place of an element come from: its kind and its classes. Marks what is of a shape that was not
# met yet, and says which shapes these are.
FRESH = """
(known) => {
    const met = new Set(known), fresh = new Set();
    for (const e of document.querySelectorAll('main *')) {
        const shape = e.tagName + '.' + [...e.classList].sort().join('.');
        if (!met.has(shape)) { fresh.add(shape); e.dataset.fresh = '' }
    }
    return [...fresh];
}
"""
# Rules about the page as a whole, which a part of it cannot answer.
WHOLE = ["page-has-heading-one", "heading-order", "landmark-unique", "landmark-one-main", "region", "document-title"]


@cache
def axe() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def wrong_in(browser: Browser, base: str, cabinet: str, interface: dict[str, str], who: str = "") -> list[str]:
    """Everything that is wrong with the pages of a cabinet. `interface`: the Russian texts of the interface; `who`: another
    person of the cabinet than PEOPLE says."""
    # axe has to be put past the content security policy, which would refuse it
    page = new_page(browser, base, PHONE, bypass_csp=True)
    page.context.add_init_script(axe())
    if who or PEOPLE[cabinet]:
        submit_sign_in(page, who or PEOPLE[cabinet])
    wrong: list[str] = []
    seen: dict[str, str] = {}
    shapes: set[str] = set()
    try:
        for path in reachable(page, cabinet):
            found = wrong_with(page, shapes, frame=not seen)
            seen[path] = page.url
            wrong += [f"{path} {where}: {what}" for where, what in found.items() if what]
        return wrong + russian_in(page, seen, interface)
    finally:
        page.context.close()


def wrong_with(page: Page, shapes: set[str], frame: bool) -> dict[str, Any]:
    """What is wrong with the open page, at the width of a telephone. Its frame is looked at with the first page (`frame`).
    Colours in the light and in the dark, and how it stands on a desk, are looked at where something is of a shape that was
    not met yet, and what is in it: what has the kind and the classes of another has its colours too."""
    fresh = page.evaluate(FRESH, list(shapes))
    shapes |= set(fresh)
    there, new = (None, None) if frame else ("main", "[data-fresh]")
    found: dict[str, Any] = {"phone": page.evaluate(AXE, [there, None, False])}
    if not frame:
        found["whole"] = page.evaluate(AXE, [None, WHOLE, False])
    found["sideways"] = page.evaluate(SIDEWAYS)
    found["small"] = page.evaluate(SMALL)
    if fresh:
        found["light"] = page.evaluate(AXE, [new, ["color-contrast"], True])
        page.emulate_media(color_scheme="dark")
        found["dark"] = page.evaluate(AXE, [new, ["color-contrast"], True])
        page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": DESK, "height": 900})
    found["wide sideways"] = page.evaluate(SIDEWAYS)
    if fresh:
        found["wide"] = page.evaluate(AXE, [new, None, frame])
    # text at 200 % on a telephone, as browsers do when asked for larger type
    page.set_viewport_size({"width": PHONE, "height": 844})
    page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
    found["200 % sideways"] = page.evaluate(SIDEWAYS)
    found["200 % cut"] = page.evaluate(CUT)
    return found
