"""Pictures of every page at both widths: python -m tests.browser.screenshots [--database NAME] [--scheme dark] [cabinet …]

Writes var/screenshots/<cabinet>_<page>_<width>.png. With --pictures: those of the README, into docs/pictures.
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
# (file, cabinet, address or the page to be found among the links of the cabinet's orders, width)
PICTURES = (
    ("resident-home", "resident", "/resident/home", PHONE),
    ("order", "resident", "order", PHONE),
    ("staff-orders", "supervisor", "/supervisor/orders", DESK),
    ("supervisor-home", "supervisor", "/supervisor/home", DESK),
)


def walk(browser: Browser, base: str, folder: Path, cabinets: list[str], scheme: Literal["light", "dark"]) -> None:
    for cabinet in cabinets:
        page = new_page(browser, base, DESK, scheme)
        if PEOPLE[cabinet]:
            submit_sign_in(page, PEOPLE[cabinet])
        for path in reachable(page, cabinet):
            for width in (DESK, PHONE):
                # as high as the page: what is fixed to the bottom stays at the bottom
                page.set_viewport_size({"width": width, "height": 800})
                high = int(page.evaluate("() => document.documentElement.scrollHeight"))
                page.set_viewport_size({"width": width, "height": max(800, min(high, TALLEST))})
                page.screenshot(path=folder / file_name(path, width))
            print(path, flush=True)
        page.context.close()


def file_name(path: str, width: int) -> str:
    address = urlsplit(path)
    known = "_".join(part.partition("=")[0] for part in address.query.split("&") if part and not part[-1].isdigit())
    parts = [*address.path.strip("/").split("/"), known, str(width)]
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
    parser.add_argument("cabinets", nargs="*", choices=[*PEOPLE, []], default=[])
    parser.add_argument("--database", default="sokol")
    parser.add_argument("--scheme", default="light", choices=("light", "dark"))
    parser.add_argument("--pictures", action="store_true")
    given = parser.parse_args()
    folder = ROOT / ("docs/pictures" if given.pictures else "var/screenshots")
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
            walk(browser, base, folder, given.cabinets or list(PEOPLE), given.scheme)
        browser.close()


if __name__ == "__main__":
    main()
