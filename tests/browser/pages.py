"""Which pages there are: everything that can be reached by links from a cabinet's home, one address of every kind."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Page

# Who is signed in to look at a cabinet.
PEOPLE = {
    "guest": "",
    "resident": "petrova",
    "manager": "manager",
    "operator": "operator",
    "accountant": "accountant",
    "supervisor": "supervisor",
    "admin": "admin",
}
# Pages of a cabinet that nothing links to: they are reached from letters, posters, other pages' steps.
BESIDE = {
    "guest": ("/guest/no-such-page", "/guest/join-request", "/offline", "/guest/code", "/guest/reset", "/guest/track"),
    "resident": ("/resident/report?place=flat", "/resident/report?place=flat&service=1"),
    "operator": (
        "/operator/call?search=сад+12+47",
        "/operator/call?house=1&premise=47&place=flat",
        "/operator/call?house=1&premise=47&place=flat&service=1",
    ),
}
_LINKS = """
    () => [...document.querySelectorAll('a[href]')].map(one => one.getAttribute('href'))
"""


def reachable(page: Page, cabinet: str) -> Iterator[str]:
    """Opens one page of every kind and yields its address while it is open."""
    waiting = [f"/{cabinet}/", *BESIDE.get(cabinet, ())]
    seen: set[str] = set()
    while waiting:
        path = waiting.pop(0)
        if _kind(path) in seen and path not in BESIDE.get(cabinet, ()):
            continue
        seen.add(_kind(path))
        answer = page.goto(path)
        assert answer is not None
        seen.add(_kind(page.url))
        assert answer.status < 500, f"{path}: {answer.status}"
        for link in page.evaluate(_LINKS):
            target = urljoin(urlsplit(page.url).path, link)
            last = target.partition("?")[0].rsplit("/", 1)[-1]
            if target.startswith(f"/{cabinet}/") and "." not in last and _kind(target) not in seen:
                waiting.append(target)
        yield path


def _kind(path: str) -> str:
    """The page of an address: its values do not make another one."""
    return urlsplit(path).path
