"""Icons of the Bootstrap Icons sprite. Those of a page's own content are inlined, so that it carries only what it shows;
those of menus, the same on every page, come from one small file that browsers keep."""

# ruff: noqa: S704  (this is where safe HTML is made: every value goes through escape)
from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

SPRITE = Path(__file__).parent / "static" / "vendor" / "bootstrap-icons.svg"
_SYMBOL = re.compile(r"<symbol\b([^>]*)>(.*?)</symbol>", re.DOTALL)
_ID = re.compile(r'\bid="([a-z0-9-]+)"')
# The mark of Sokol: wings that are a roof, and the bird that falls between them.
_OWN = {"sokol": '<path d="M8 1.6 15.8 9h-4.1L8 5.5 4.3 9H.2Z"/><path d="m8 7.3 3 2.9-3 4.6-3-4.6Z"/>'}
_FALLBACK = '<circle cx="8" cy="8" r="3"/>'


@lru_cache(maxsize=1)
def _symbols() -> dict[str, str]:
    try:
        text = SPRITE.read_text(encoding="utf-8")
    except OSError:
        return dict(_OWN)
    found = dict(_OWN)
    for attributes, body in _SYMBOL.findall(text):
        name = _ID.search(attributes)
        if name:
            found[name.group(1)] = " ".join(body.split())
    return found


@lru_cache(maxsize=1024)
def icon(name: str, extra: str = "") -> Markup:
    """An icon beside a word: hidden from screen readers, coloured and sized by the text around it."""
    body = _symbols().get(name, _FALLBACK)
    classes = f"i {extra}".strip()
    return Markup(f'<svg class="{classes}" viewBox="0 0 16 16" aria-hidden="true">{body}</svg>')


def sprite(names: Iterable[str]) -> str:
    """An SVG file with these icons, each to be used by its name."""
    symbols = "".join(
        f'<symbol id="{name}" viewBox="0 0 16 16">{_symbols().get(name, _FALLBACK)}</symbol>' for name in names
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>'


def icon_of(address: str, name: str) -> Markup:
    """The same icon as `icon`, out of the sprite at this address."""
    return Markup('<svg class="i" aria-hidden="true"><use href="{}#{}"/></svg>').format(address, name)


def known(name: str) -> bool:
    return name in _symbols()
