"""Pictures of every page at both widths: python -m tests.browser.screenshots [--database NAME] [--scheme dark] [cabinet …]

Takes the menus of every cabinet and, from what the pages link to, one page of every other kind; writes
var/screenshots/<cabinet>_<page>_<width>.png. --pictures writes those of the README into docs/pictures instead.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import CHROMIUM, DESK, FLAGS, PHONE, menu_paths, new_page, submit_sign_in
from tests.conftest import serving
from webapp.settings import ROOT, load

# Who is signed in to look at a cabinet; the first page is where one arrives.
PEOPLE = {
    "guest": "",
    "resident": "petrova",
    "manager": "plumber",
    "operator": "operator",
    "accountant": "accountant",
    "supervisor": "supervisor",
    "admin": "admin",
}
GUEST = (
    "/", "/guest/sign-in", "/guest/code", "/guest/reset", "/guest/track", "/guest/join-request", "/guest/services",
    "/guest/news", "/guest/contacts", "/guest/legal", "/guest/totp", "/guest/offline", "/offline", "/guest/no-such-page",
)  # fmt: skip
# (file, cabinet, path or the link to follow from it, width)
PICTURES = (
    ("resident-home", "resident", "/resident/home", PHONE),
    ("order", "resident", "order", PHONE),
    ("staff-orders", "supervisor", "/supervisor/orders", DESK),
    ("supervisor-home", "supervisor", "/supervisor/home", DESK),
)


def linked_paths(page: Page, cabinet: str, known: list[str]) -> list[str]:
    """One address of every page that the visited pages link to and the menu does not."""
    seen = {urlsplit(path).path for path in known}
    found: list[str] = []
    for start in known:
        page.goto(start)
        links: list[str] = page.evaluate(
            "() => [...document.querySelectorAll('main a[href]')].map(a => a.getAttribute('href'))"
        )
        for link in links:
            path = urlsplit(link).path
            if path.startswith(f"/{cabinet}/") and path not in seen and "." not in path.rsplit("/", 1)[-1]:
                seen.add(path)
                found.append(link)
    return found


def all_paths(page: Page, cabinet: str) -> list[str]:
    """Every page of a cabinet that can be reached in two steps."""
    if cabinet == "guest":
        known = list(GUEST)
    else:
        submit_sign_in(page, PEOPLE[cabinet])
        page.goto(f"/{cabinet}/")
        known = [path for path in menu_paths(page) if path.startswith(f"/{cabinet}/")]
    more = linked_paths(page, cabinet, known)
    more += linked_paths(page, cabinet, [*known, *more])[:0] or linked_paths_of(page, cabinet, more, [*known, *more])
    return [*known, *more]


def linked_paths_of(page: Page, cabinet: str, starts: list[str], known: list[str]) -> list[str]:
    seen = {urlsplit(path).path for path in known}
    return [path for path in linked_paths(page, cabinet, starts) if urlsplit(path).path not in seen]


def file_name(path: str, width: int) -> str:
    parts = urlsplit(path).path.strip("/").replace("/", "_") or "guest_front"
    return f"{parts}_{width}.png"


def walk(browser: Browser, base: str, folder: Path, cabinets: list[str], scheme: str) -> None:
    for cabinet in cabinets:
        page = new_page(browser, base, DESK, scheme)
        for path in all_paths(page, cabinet):
            page.goto(path)
            for width, height in ((DESK, 900), (PHONE, 844)):
                page.set_viewport_size({"width": width, "height": height})
                page.screenshot(path=folder / file_name(path, width), full_page=True)
            print(path, flush=True)
        page.context.close()


def pictures(browser: Browser, base: str, folder: Path) -> None:
    for name, cabinet, path, width in PICTURES:
        page = new_page(browser, base, width, device_scale_factor=2 if width == PHONE else 1)
        submit_sign_in(page, PEOPLE[cabinet])
        if path.startswith("/"):
            page.goto(path)
        else:
            page.goto(f"/{cabinet}/orders")
            page.goto(str(page.locator(f"main a[href*='/{cabinet}/{path}?']").first.get_attribute("href")))
        target = folder / f"{name}.png"
        page.screenshot(path=target)
        shrink(target)
        page.context.close()


def shrink(path: Path) -> None:
    """A palette of 128 colours: what is drawn here has few."""
    with Image.open(path) as image:
        small = image.convert("RGB").quantize(128, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cabinets", nargs="*", default=[])
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
