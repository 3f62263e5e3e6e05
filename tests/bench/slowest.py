"""Opens one page of every kind in every cabinet and prints the slowest.

python -m tests.bench.slowest http://127.0.0.1:8000 [seconds [cabinet …]]

A server over a demo company; pages above the seconds (1) fail. Each page is opened twice, the quicker answer counts: the
first one may be the first of its kind after a start.
"""

from __future__ import annotations

import html
import re
import sys
import time
import urllib.error
from urllib.parse import quote, urljoin, urlsplit

from tests.bench.ground import Visitor
from tests.browser.pages import BESIDE, PEOPLE

PASSWORD = "sokol-demo-2026"
MOST = 400


def pages(visitor: Visitor, cabinet: str) -> list[tuple[float, int, str]]:
    """Seconds, status, address of everything that links lead to, one address of every kind."""
    waiting = [f"/{cabinet}/", *BESIDE.get(cabinet, ())]
    seen: set[str] = set()
    found: list[tuple[float, int, str]] = []
    while waiting and len(found) < MOST:
        path = waiting.pop(0)
        kind = urlsplit(path).path
        if kind in seen and path not in BESIDE.get(cabinet, ()):
            continue
        seen.add(kind)
        best, status, text = 1e9, 200, ""
        for _time in range(2):
            began = time.perf_counter()
            try:
                text = visitor.get(quote(path, safe="/?&=%+,.:_-~")).decode()
            except urllib.error.HTTPError as error:
                status, text = error.code, error.read().decode(errors="replace")
            best = min(best, time.perf_counter() - began)
        found.append((best, status, path))
        for link in re.findall(r'href="([^"]+)"', text):
            target = urljoin(kind, html.unescape(link))
            last = target.partition("?")[0].rpartition("/")[2]
            if target.startswith(f"/{cabinet}/") and "." not in last and urlsplit(target).path not in seen:
                waiting.append(target)
    return found


def main(address: str, most: str = "1", *cabinets: str) -> int:
    slow = 0
    for cabinet, who in PEOPLE.items():
        if cabinets and cabinet not in cabinets:
            continue
        visitor = Visitor(address)
        if who:
            visitor.sign_in(f"{who}@example.ru", PASSWORD)
        found = sorted(pages(visitor, cabinet), reverse=True)
        print(f"{cabinet}: {len(found)} pages, {sum(seconds for seconds, _s, _p in found):.1f} s")
        for seconds, status, path in found:
            failed = status >= 500 or seconds > float(most)
            slow += failed
            if failed or (seconds, status, path) in found[:5]:
                print(f"  {seconds:6.2f} s  {status}  {path}{'  <--' if failed else ''}", flush=True)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].rstrip("/"), *sys.argv[2:]))
