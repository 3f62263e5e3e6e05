"""The press: a process of its own that makes a PDF out of a template and its data, and can do nothing else.

    python -m webapp.press MEGABYTES        jobs on the standard input, answers on the standard output

Templates are edited by people, so they run here: in Jinja's sandbox, without an address, a file or a secret to be had
(the worker hands over all that a document may show), with so much memory and no more; the worker ends a process that
takes too long (webapp/documents.py). Fonts and style sheets are read once for all documents.
"""

# ruff: noqa: S704  (an SVG made here of a text)
from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import resource
import struct
import sys
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import ChainableUndefined, DictLoader
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from webapp.blame import where
from webapp.cells.words import NBSP, date_text, duration_text, number_text, phone_text, rub_text

LENGTH = struct.Struct(">Q")
MOST_HTML = 8_000_000
MOST_PDF = 24_000_000
FILTERS = ("date", "day", "moment", "time", "month", "number", "rub", "minutes", "phone")


class Refused(Exception):
    """The template or what it made is at fault: another try is useless."""


class Words:
    """Filters of one document: its language and its time zone."""

    def __init__(self, language: str, zone: str) -> None:
        self.language = language
        self.zone = ZoneInfo(zone)

    def _moment(self, value: Any) -> datetime | None:
        if not value:
            return None
        moment = datetime.fromisoformat(str(value))
        return moment.astimezone(self.zone) if moment.tzinfo else moment

    def date(self, value: Any) -> str:
        """«23 ноября 2026 г.»"""
        moment = self._moment(value)
        return date_text(moment.date(), self.language) if moment else ""

    def day(self, value: Any) -> str:
        """«23.11.2026»"""
        moment = self._moment(value)
        if moment is None:
            return ""
        return moment.strftime("%d.%m.%Y") if self.language == "ru" else date_text(moment.date(), self.language)

    def moment(self, value: Any) -> str:
        """«23.11.2026, 14:05»"""
        moment = self._moment(value)
        return f"{self.day(value)},{NBSP}{moment.hour}:{moment.minute:02d}" if moment else ""

    def time(self, value: Any) -> str:
        moment = self._moment(value)
        return f"{moment.hour}:{moment.minute:02d}" if moment else ""

    def month(self, value: Any) -> str:
        """«ноябрь 2026 г.»"""
        names = {
            "ru": ("январь", "февраль", "март", "апрель", "май", "июнь",
                   "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
            "en": ("January", "February", "March", "April", "May", "June",
                   "July", "August", "September", "October", "November", "December"),
        }  # fmt: skip
        moment = self._moment(value)
        if moment is None:
            return ""
        word = names.get(self.language, names["en"])[moment.month - 1]
        return f"{word} {moment.year}{NBSP}г." if self.language == "ru" else f"{word} {moment.year}"

    def number(self, value: Any, places: int | None = None) -> str:
        return "" if value in (None, "") else number_text(Decimal(str(value)), self.language, places)

    def rub(self, value: Any) -> str:
        return "" if value in (None, "") else rub_text(Decimal(str(value)), self.language)

    def minutes(self, value: Any) -> str:
        return "" if value in (None, "") else duration_text(int(value), self.language)

    def phone(self, value: Any) -> str:
        return phone_text(str(value)) if value else ""

    def say(self, russian: str, english: str = "") -> str:
        return english if self.language != "ru" and english else russian


def environment(templates: dict[str, str]) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=DictLoader(templates),
        autoescape=True,
        undefined=ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=100,
    )


def qr(text: Any) -> Markup:
    """An address as a QR code."""
    import segno

    out = io.BytesIO()
    segno.make(str(text)[:500], error="m").save(out, kind="svg", border=0, xmldecl=False)
    return Markup(
        f'<img class="qr" alt="" src="data:image/svg+xml;base64,{base64.b64encode(out.getvalue()).decode()}">'
    )


class Press:
    """WeasyPrint with its fonts and style sheets kept."""

    def __init__(self) -> None:
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher

        self.fonts = FontConfiguration()
        self.fetcher = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
        self.environments: dict[str, ImmutableSandboxedEnvironment] = {}
        self.styles: dict[str, Any] = {}

    def print(self, job: dict[str, Any]) -> tuple[bytes, int]:
        from weasyprint import HTML

        html = self.html(job)
        if len(html) > MOST_HTML:
            raise Refused("size")
        pages = HTML(string=html, url_fetcher=self.fetcher, base_url="about:blank").render(
            stylesheets=[self.style(job["style"]), self.style(sheet(job["document"]))],
            font_config=self.fonts,
            optimize_images=True,
            dpi=150,
            jpeg_quality=80,
            pdf_tags=True,
        )
        pdf = pages.write_pdf()
        if pdf is None or len(pdf) > MOST_PDF:
            raise Refused("size")
        return pdf, len(pages.pages)

    def html(self, job: dict[str, Any]) -> str:
        state = hashlib.sha256(json.dumps(job["templates"], sort_keys=True).encode()).hexdigest()
        if state not in self.environments:
            self.environments.clear()
            self.environments[state] = environment(job["templates"])
        made = self.environments[state]
        document = job["document"]
        words = Words(document["language"], document["time_zone"])
        # A filter belongs to one document (its language and zone): an overlay shares the compiled templates.
        made.filters.update({name: getattr(words, name) for name in FILTERS})
        pictures = job["pictures"]

        def photo(file: Any) -> str:
            return str(pictures.get(str(file), ""))

        try:
            template = made.get_template(job["name"])
            return template.render(
                data=job["data"], document=document, company=job["company"], language=document["language"],
                say=words.say, photo=photo, logo=photo(job["company"].get("brand_logo")), qr=qr,
            )  # fmt: skip
        except (MemoryError, RecursionError):
            raise
        except Exception as error:
            raise Refused(where(error, job["name"])) from error

    def style(self, text: str) -> Any:
        from weasyprint import CSS

        if text not in self.styles:
            if len(self.styles) > 20:
                self.styles.clear()
            self.styles[text] = CSS(string=text, font_config=self.fonts, url_fetcher=self.fetcher)
        return self.styles[text]


def sheet(document: dict[str, Any]) -> str:
    """The paper of a kind: its size, and large type for what is read from a board."""
    large = "html { font-size: 17pt }" if document["large"] else ""
    return f"@page {{ size: {document['page']} }} {large}"


def serve(limit: int) -> None:
    """Answers jobs until the input ends."""
    source, target = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    broken = ""
    try:
        press = Press()
    except Exception as error:  # the library, or what it needs of the system, is not there
        broken = f"{type(error).__name__}: {error}"
    if limit:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    while head := source.read(LENGTH.size):
        job = json.loads(source.read(LENGTH.unpack(head)[0]))
        if broken:
            content, answer = b"", {"error": "press", "final": False, "why": broken}
        else:
            content, answer = attempt(lambda job=job: press.print(job))  # type: ignore[misc]
        told = json.dumps(answer).encode()
        target.write(LENGTH.pack(len(told)) + told + LENGTH.pack(len(content)) + content)
        target.flush()


def attempt(work: Callable[[], tuple[bytes, int]]) -> tuple[bytes, dict[str, Any]]:
    try:
        content, pages = work()
    except Refused as refusal:
        return b"", {"error": str(refusal)[:500], "final": True}
    except (MemoryError, RecursionError):
        return b"", {"error": "memory", "final": True}
    except Exception as error:  # a library stumbled over what the template made
        return b"", {"error": f"{type(error).__name__}: {error}"[:500], "final": True}
    return content, {"pages": pages}


if __name__ == "__main__":
    serve(int(sys.argv[1]) * 1024 * 1024)
