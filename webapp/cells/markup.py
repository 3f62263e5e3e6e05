"""Text with markup that people wrote, with everything dangerous taken out."""

# ruff: noqa: S704  (this is where safe HTML is made: every value goes through escape)
from __future__ import annotations

from functools import lru_cache
from html.parser import HTMLParser

from markupsafe import Markup, escape

from webapp.cells.look import safe_path

ALLOWED = frozenset(
    [
        "p",
        "br",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "s",
        "ul",
        "ol",
        "li",
        "a",
        "h2",
        "h3",
        "h4",
        "blockquote",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "hr",
        "code",
        "pre",
        "sup",
        "sub",
    ]
)
_VOID = frozenset({"br", "hr"})
_DROPPED = frozenset(
    {"script", "style", "template", "iframe", "object", "svg", "math", "noscript", "textarea", "title"}
)


class _Cleaner(HTMLParser):
    """Keeps a short list of elements, no attribute but the address of a link, and closes what was left open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.open: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self.silent += 1
        elif not self.silent and tag in ALLOWED:
            target = safe_path(dict(attrs).get("href") or "") if tag == "a" else None
            self.out.append(f'<a href="{escape(target)}" rel="noopener nofollow">' if target else f"<{tag}>")
            if tag not in _VOID:
                self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self.silent = max(0, self.silent - 1)
        elif not self.silent and tag in self.open:
            while self.open:
                last = self.open.pop()
                self.out.append(f"</{last}>")
                if last == tag:
                    break

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.out.append(str(escape(data)))


@lru_cache(maxsize=512)
def clean_html(text: str) -> Markup:
    """Markup written by people with everything dangerous taken out."""
    cleaner = _Cleaner()
    cleaner.feed(text)
    cleaner.close()
    while cleaner.open:
        cleaner.out.append(f"</{cleaner.open.pop()}>")
    return Markup("".join(cleaner.out))
