"""Static files under names that carry their hash, compressed once, served by WhiteNoise and kept by browsers for ever.

Besides: the manifest, icons drawn from the brand's colour, and the service worker with the offline page.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

import brotli
from PIL import Image, ImageDraw
from whitenoise import WhiteNoise

STATIC = Path(__file__).parent / "static"
# What each is made of: one request brings the whole theme, in this order.
THEME = ("base", "frames", "page", "lists", "blocks", "drawn", "forms", "print")
NAMES = {
    "bootstrap.css": ("vendor/bootstrap.min.css",),
    "sokol.css": tuple(f"theme/{room}.css" for room in THEME),
    "sokol.js": ("sokol.js",),
    "htmx.js": ("vendor/htmx.min.js",),
}


class Assets:
    """Our static files by logical name: `url('sokol.css')` is the hashed address."""

    def __init__(self, folder: Path, development: bool = False) -> None:
        self.folder = folder
        self.development = development
        self.urls: dict[str, str] = {}
        self.files: dict[str, Path] = {}
        self._seen: dict[str, float] = {}
        self.white_noise: WhiteNoise | None = None
        self.collect()

    def collect(self) -> None:
        """Write what has changed under its hashed name, with its compressed twins."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, sources in NAMES.items():
            paths = [STATIC / source for source in sources]
            try:
                changed = max(path.stat().st_mtime for path in paths)
            except OSError:
                continue
            if self._seen.get(name) == changed:
                continue
            self._seen[name] = changed
            content = b"\n".join(path.read_bytes() for path in paths)
            stem, _dot, suffix = name.rpartition(".")
            hashed = f"{stem}.{hashlib.sha256(content).hexdigest()[:10]}.{suffix}"
            target = self.folder / hashed
            for twin, make in ((target, lambda c: c), (Path(f"{target}.br"), _brotli), (Path(f"{target}.gz"), _gzip)):
                if not twin.exists():
                    _write(twin, make(content))
            self.urls[name] = f"/static/{hashed}"
            self.files[f"/static/{hashed}"] = target
            if self.white_noise is not None:
                self.white_noise.add_file_to_dictionary(f"/static/{hashed}", str(target))

    def url(self, name: str) -> str:
        if self.development:
            self.collect()
        return self.urls.get(name, f"/static/{name}")

    def wrap(self, application: Any) -> WhiteNoise:
        """The WSGI application with our files in front of it."""
        served = WhiteNoise(
            application,
            immutable_file_test=lambda path, url: True,
            max_age=31_536_000,
            allow_all_origins=False,
            add_headers_function=_headers,
        )
        for url, path in self.files.items():
            served.add_file_to_dictionary(url, str(path))
        self.white_noise = served
        return served


def _headers(headers: Any, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


def _brotli(content: bytes) -> bytes:
    packed: bytes = brotli.compress(content, quality=11)
    return packed


def _gzip(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: several processes start at once."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(path)


# --- icons ------------------------------------------------------------------------------------------------------------


# The same shapes as the icon `sokol`, in a field of 16 × 16.
_MARK = (
    ((8, 1.6), (15.8, 9), (11.7, 9), (8, 5.5), (4.3, 9), (0.2, 9)),
    ((8, 7.3), (11, 10.2), (8, 14.8), (5, 10.2)),
)


@lru_cache(maxsize=32)
def app_icon(colour: str, size: int, maskable: bool = False) -> bytes:
    """The mark on the brand's colour, drawn four times larger and scaled down."""
    big = size * 4
    picture = Image.new("RGBA", (big, big), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    if maskable:
        draw.rectangle((0, 0, big, big), fill=colour)
    else:
        draw.rounded_rectangle((0, 0, big - 1, big - 1), radius=big * 0.22, fill=colour)
    inset = 0.26 if maskable else 0.2

    def at(x: float, y: float) -> tuple[float, float]:
        span = 1 - 2 * inset
        return (inset + x * span) * big, (inset + y * span) * big

    for shape in _MARK:
        draw.polygon([at(x / 16, y / 16) for x, y in shape], fill="white")
    out = io.BytesIO()
    picture.resize((size, size), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()


def manifest(name: str, short_name: str, colour: str, language: str, version: str) -> str:
    """The web app manifest."""
    icons = [
        {"src": f"/icon-{size}.png?v={version}", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size, purpose in ((192, "any"), (512, "any"), (512, "maskable"))
    ]
    icons[-1]["src"] = f"/icon-maskable-512.png?v={version}"
    return json.dumps(
        {
            "name": name,
            "short_name": short_name[:24],
            "lang": language,
            "id": "/",
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": "#f4f6f5",
            "theme_color": colour,
            "icons": icons,
        },
        ensure_ascii=False,
    )
