"""Pictures of every page: python -m tests.browser.screenshots [visitor …] [--database NAME] [--scheme dark]

Also --widths 390 768, --language en, --large (large type), --media print. A visitor is a cabinet, or a performer in the
managers' one. Writes var/screenshots/<visitor>_<page>_<width>.png.
With --pictures: those of the README, into docs/pictures.
The database needs the demo company and should be one that nobody works in.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import CHROMIUM, DESK, FLAGS, PHONE, new_page, submit_sign_in
from tests.browser.pages import PEOPLE, reachable
from tests.conftest import serving
from webapp.settings import ROOT, load

TALLEST = 3000
# who looks: the cabinet and the name to sign in with
VISITORS = {cabinet: (cabinet, who) for cabinet, who in PEOPLE.items()} | {"performer": ("manager", "plumber")}
# (file, cabinet, address or the page to be found among the links of the cabinet's orders, width)
PICTURES = (
    ("resident-home", "resident", "/resident/home", PHONE),
    ("order", "resident", "order", PHONE),
    ("staff-orders", "supervisor", "/supervisor/orders", DESK),
    ("supervisor-home", "supervisor", "/supervisor/home", DESK),
)


def walk(browser: Browser, base: str, folder: Path, wish: argparse.Namespace) -> None:
    scheme: Literal["light", "dark"] = wish.scheme
    for visitor in wish.visitors or VISITORS:
        cabinet, who = VISITORS[visitor]
        page = new_page(browser, base, DESK, scheme)
        page.goto(f"/{cabinet}/")
        if who:
            submit_sign_in(page, who)
        if wish.language == "en":
            with page.expect_navigation():
                page.locator("form.language").first.evaluate("one => one.submit()")
        if wish.large:
            page.locator("form.top-form button").first.click()
            page.wait_for_load_state()
        for path in reachable(page, cabinet):
            for width in wish.widths:
                # as high as the page: what is fixed to the bottom stays at the bottom
                page.set_viewport_size({"width": width, "height": 800})
                high = int(page.evaluate("() => document.documentElement.scrollHeight"))
                page.set_viewport_size({"width": width, "height": max(800, min(high, TALLEST))})
                page.emulate_media(media=wish.media)
                page.screenshot(path=folder / file_name(visitor, path, width))
                page.emulate_media(media="screen")
            print(path, flush=True)
        page.context.close()


def file_name(visitor: str, path: str, width: int) -> str:
    address = urlsplit(path)
    known = "_".join(part.partition("=")[0] for part in address.query.split("&") if part and not part[-1].isdigit())
    parts = [visitor, *address.path.strip("/").split("/")[1:], known, str(width)]
    return "_".join(part for part in parts if part) + ".png"


def pictures(browser: Browser, base: str, folder: Path) -> None:
    for name, cabinet, path, width in PICTURES:
        page = new_page(browser, base, width, device_scale_factor=2 if width == PHONE else 1)
        submit_sign_in(page, PEOPLE[cabinet])
        page.goto(path if path.startswith("/") else first_link(page, f"/{cabinet}/{path}"))
        page.screenshot(path=folder / f"{name}.png")
        shrink(folder / f"{name}.png")
        page.context.close()


def first_link(page: Page, path: str) -> str:
    page.goto(f"{path}s")
    return str(page.locator(f"main a[href*='{path}?']").last.get_attribute("href"))


def shrink(path: Path) -> None:
    """A palette: what is drawn here has few colours."""
    with Image.open(path) as image:
        small = image.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("visitors", nargs="*", choices=[*VISITORS, []], default=[])
    parser.add_argument("--database", default="sokol")
    parser.add_argument("--scheme", default="light", choices=("light", "dark"))
    parser.add_argument("--language", default="ru", choices=("ru", "en"))
    parser.add_argument("--media", default="screen", choices=("screen", "print"))
    parser.add_argument("--large", action="store_true", help="large type")
    parser.add_argument("--widths", nargs="+", type=int, default=[DESK, PHONE])
    parser.add_argument("--folder", type=Path, default=ROOT / "var/screenshots")
    parser.add_argument("--pictures", action="store_true")
    given = parser.parse_args()
    folder = ROOT / "docs/pictures" if given.pictures else given.folder
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as logs,
        serving(load().with_database(given.database), Path(logs), workers=2) as base,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        if given.pictures:
            pictures(browser, base, folder)
        else:
            walk(browser, base, folder, given)
        browser.close()


if __name__ == "__main__":
    main()
