"""A browser over the demo company.

    page       a page of a context of its own at 1280 px, addresses relative to demo_web
    phone      the same at 390 × 844 with touch
    open_page  a function: open_page(width=390, scheme='dark', javaScriptEnabled=False) -> page
    sign_in    a function: sign_in(page, 'plumber') through the real form, once for a module, by its cookies afterwards

Every page listens: an error in its console or a failed request of its own is an error of the test.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.conftest import administration
from webapp.settings import ROOT, Settings

PASSWORD = "sokol-demo-2026"
# Debian's Chromium without a face costs half of what the one with windows does; Ubuntu's chromium-browser is a snap in
# disguise and no use here.
CHROMIUM = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "google-chrome"))), "")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
PHONE = 390
DESK = 1280
# Every page is looked at in one typeface, the widest that a desktop falls back to: what fits in it fits in anybody's.
WIDE_FONTS = Path("/usr/share/fonts/truetype/dejavu")
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{cache}</cachedir></fontconfig>
"""

OpenPage = Callable[..., Page]
SignIn = Callable[[Page, str], None]


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if not CHROMIUM:
        if (ROOT / "var/no-chromium").exists():
            pytest.skip("this machine could not have Chromium; a google-chrome would do (then remove var/no-chromium)")
        pytest.fail("Chromium is missing: script/bootstrap --tests installs it")
    environment: dict[str, str | float | bool] = dict(os.environ)
    if WIDE_FONTS.is_dir():
        folder = tmp_path_factory.mktemp("fonts")
        (folder / "fonts.conf").write_text(FONTS.format(folder=WIDE_FONTS, cache=folder / "cache"))
        environment["FONTCONFIG_FILE"] = str(folder / "fonts.conf")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, env=environment)
        yield chromium
        chromium.close()


def new_page(
    browser: Browser, base: str, width: int = DESK, scheme: Literal["light", "dark"] = "light", **more: Any
) -> Page:
    """A page in a context of its own."""
    context = browser.new_context(
        base_url=base, viewport={"width": width, "height": 844 if width < 600 else 900}, color_scheme=scheme,
        has_touch=width < 600, locale="ru-RU", timezone_id="Asia/Vladivostok", reduced_motion="reduce",
        **{"service_workers": "block", **more},
    )  # fmt: skip
    context.set_default_timeout(15_000)
    context.set_default_navigation_timeout(
        40_000
    )  # the first page of a server that has just started, on a busy machine
    return context.new_page()


@pytest.fixture
def open_page(browser: Browser, demo_web: str) -> Iterator[OpenPage]:
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def make(width: int = DESK, scheme: Literal["light", "dark"] = "light", **more: Any) -> Page:
        page = new_page(browser, demo_web, width, scheme, **more)
        contexts.append(page.context)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(f"{page.url}: {said.text}") if said.type == "error" else None)
        return page

    yield make
    for context in contexts:
        context.close()
    unexpected = [said for said in complaints if "Failed to load resource" not in said]
    assert not unexpected, unexpected


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page()


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    return open_page(PHONE)


def submit_sign_in(page: Page, who: str) -> None:
    """The real form, filled in."""
    page.goto("/guest/sign-in")
    form = page.locator("form[action^='/guest/sign-in-form']")
    form.locator("input[name=login]").fill(f"{who}@example.ru" if "@" not in who else who)
    form.locator("input[name=password]").fill(PASSWORD)
    form.locator("button.btn-primary").click()
    page.wait_for_url(lambda url: "/guest/" not in url)


@pytest.fixture(scope="module")
def cookies() -> dict[str, Any]:
    """Cookies of those who have signed in already in this module."""
    return {}


@pytest.fixture
def sign_in(cookies: dict[str, Any]) -> SignIn:
    def make(page: Page, who: str) -> None:
        if who not in cookies:
            submit_sign_in(page, who)
            cookies[who] = [one for one in page.context.cookies() if one["name"] == "sokol"]
        else:
            page.context.add_cookies(cookies[who])

    return make


@pytest.fixture(scope="module")
def interface(demo_db: Settings) -> dict[str, str]:
    """Russian texts of the interface with their keys."""
    from tests.browser.words import interface_of

    return interface_of(demo_db)


@dataclass
class Clicks:
    """Counts what a hand does: journeys have a limit. Typing and looking are free."""

    page: Page
    done: int = 0

    def at(self, target: Any) -> None:
        self.done += 1
        target.click()
        self.page.wait_for_load_state()


def photo(path: Path, colour: str = "#8899aa") -> Path:
    """A photograph of a tap, near enough."""
    image = Image.new("RGB", (640, 480), colour)
    draw = ImageDraw.Draw(image)
    draw.ellipse((200, 120, 440, 360), fill="#dde3e8", outline="#445566", width=8)
    draw.line((320, 360, 320, 470), fill="#3377cc", width=6)
    image.save(path, "JPEG", quality=80)
    return path


def performer_of(page: Page) -> str:
    """The performer's name on an order page of the resident."""
    said = page.locator("#order-card .fact", has_text="Мастер").locator("dd").inner_text()
    found = re.search(r"([А-ЯЁ][а-яё-]+ [А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+)$", said.strip())
    assert found, said
    return found[1]


def login_of(settings: Settings, performer: str) -> str:
    """What an employee signs in with."""
    with administration(settings, settings.database.name) as sql:
        sql.execute("set role sokol_owner")
        found = sql.execute(
            "select u.email from people.users as u join people.staff as s on s.user_id = u.user_id where s.name = ?",
            performer,
        ).fetchval()
    return str(found)
