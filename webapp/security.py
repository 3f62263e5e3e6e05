"""What every answer carries against being misused, and the brand's colours as a stylesheet of our own."""

from __future__ import annotations

import hashlib
import re

from flask import Response

from webapp.catalog import Catalog
from webapp.settings import Settings

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
BRAND = "#0b6b57"
ACCENT = "#f5c46b"


_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"),
)


def protect(response: Response, settings: Settings) -> Response:
    """The headers of every answer."""
    headers = response.headers
    if "Content-Security-Policy" not in headers:
        headers.add("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    headers.extend(_HEADERS)
    if "X-Frame-Options" not in headers:
        headers.add("X-Frame-Options", "DENY")
    if "Cache-Control" not in headers:
        headers.add("Cache-Control", "private, no-cache")
    if settings.web.https:
        headers.add("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    return response


# --- colours ----------------------------------------------------------------------------------------------------------


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(colour: str, other: str, share: float) -> str:
    """`share` of the other colour in the first."""
    first, second = _channels(colour), _channels(other)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(first, second, strict=True))


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (x / 255 for x in _channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, ground: str, wanted: float, towards: str) -> str:
    """The colour moved towards black or white until it can be read on the ground."""
    for step in range(21):
        moved = mix(colour, towards, step / 20)
        if contrast(moved, ground) >= wanted:
            return moved
    return towards


def brand_css(catalog: Catalog | None) -> str:
    """The company's colours as variables; darkened or lightened where text would not be readable."""
    brand, accent = colours(catalog)
    strong = readable(brand, "#ffffff", 5.5, "#000000")
    night = readable(brand, "#161d1b", 6.5, "#ffffff")
    day = {
        "brand": strong,
        "brand-deep": mix(strong, "#000000", 0.28),
        "brand-mid": mix(strong, "#ffffff", 0.12),
        "brand-soft": mix(strong, "#ffffff", 0.88),
        "brand-line": mix(strong, "#ffffff", 0.6),
        "accent": accent,
        "accent-ink": readable(accent, accent, 6.0, "#000000"),
        "link": strong,
        "brand-top": strong,
        "brand-top-deep": mix(strong, "#000000", 0.28),
    }
    dark = {
        "brand": mix(strong, "#ffffff", 0.08),
        "brand-mid": mix(strong, "#ffffff", 0.2),
        "brand-soft": mix(strong, "#161d1b", 0.72),
        "brand-line": mix(strong, "#ffffff", 0.25),
        "link": night,
        "brand-top": mix(strong, "#000000", 0.35),
        "brand-top-deep": mix(strong, "#000000", 0.6),
    }
    return f":root{_variables(day)}@media (prefers-color-scheme:dark){{:root{_variables(dark)}}}\n"


def _variables(values: dict[str, str]) -> str:
    return "{" + ";".join(f"--{name}:{value}" for name, value in values.items()) + "}"


def colours(catalog: Catalog | None) -> tuple[str, str]:
    found = []
    for key, default in (("brand_colour", BRAND), ("brand_accent", ACCENT)):
        value = catalog.setting(key, default) if catalog else default
        found.append(value if re.fullmatch(r"#[0-9a-fA-F]{6}", value) else default)
    return found[0], found[1]


def brand_version(catalog: Catalog | None) -> str:
    return hashlib.sha256(brand_css(catalog).encode()).hexdigest()[:10]
