"""Values between the database and what a person reads and types in a field."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from werkzeug.datastructures import FileStorage, MultiDict

from webapp.catalog import Type
from webapp.cells import NBSP, date_text, phone_text
from webapp.database.conversion import to_text

NUMBERS = frozenset({"int2", "int4", "int8", "numeric", "float4", "float8"})
MOMENTS = frozenset({"date", "timestamp", "timestamptz"})
FILE_WIDGETS = frozenset({"photo", "photos", "file", "files", "table"})
MULTIPLE_FILES = frozenset({"photos", "files"})
SECRET_WIDGETS = frozenset({"password", "new-password", "code"})
_RUSSIAN_DATE = re.compile(r"^\s*(\d{1,2})[./](\d{1,2})[./](\d{4})\s*$")
# What a calendar has: PostgreSQL also takes `infinity`, `tomorrow` and the year 99999, which no rule can reckon with.
_DAY_FIRST = re.compile(r"^\d{1,4}[-./]")
_NUMBER_NOISE = re.compile(r"[\s\u00a0\u202f]")
# 1,840.50 or 1,234,567: commas that group. One comma alone is a decimal one.
_ENGLISH_GROUPS = re.compile(r"^[-\u2212+]?\d{1,3}(?:(?:,\d{3})+\.\d*|(?:,\d{3}){2,})$")


def text_of(value: Any) -> str:
    """A database value as a field shows it for editing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (str, int, UUID)):
        return str(value)
    return to_text(value)


def editable(value: str, type_: Type, language: str) -> str:
    """A number with the language's decimal sign, a telephone in groups; both are read back however they are spelled."""
    if type_.tags.get("format") == "phone":
        return phone_text(value).replace(NBSP, " ").replace("\u2011", "-")
    if type_.base in {"numeric", "float8", "float4"} and language == "ru":
        return value.replace(".", ",")
    return value


def told(value: str, widget: str, language: str) -> str:
    """What was typed, as the confirmation says it: 2026-12-20T10:00 as «20 декабря 2026, 10:00»."""
    if widget not in {"date", "datetime-local"}:
        return value
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    day = date_text(moment.date(), language)
    return day if widget == "date" else f"{day}, {moment:%H:%M}"


def normal(value: str, type_: Type, widget: str) -> str:
    """What a person typed as PostgreSQL reads it: decimal comma, spaces between digits, 22.11.2026, line ends."""
    value = value.replace("\r\n", "\n")
    if widget in SECRET_WIDGETS and widget != "code":
        return value
    if type_.base in NUMBERS:
        bare = _NUMBER_NOISE.sub("", value)
        if type_.tags.get("unit") and bare.endswith(type_.tags["unit"]):
            bare = bare[: -len(type_.tags["unit"])]
        bare = bare.replace(",", "" if _ENGLISH_GROUPS.match(bare) else ".")
        return bare.replace("\u2212", "-")
    if type_.base == "date":
        found = _RUSSIAN_DATE.match(value)
        if found:
            day, month, year = found.groups()
            return f"{year}-{int(month):02d}-{int(day):02d}"
    return value.strip() if widget != "textarea" else value.strip("\n ")


def beyond(value: str, type_: Type) -> bool:
    """Whether it is no day of the calendar or no finite number, though PostgreSQL might take it for one."""
    if type_.base in NUMBERS:
        return bool(re.search("inf|nan", value, re.IGNORECASE))
    return type_.base in MOMENTS and not _DAY_FIRST.match(value)


def wrong_text(t: Callable[[str], str], type_: Type) -> str:
    """What is said at a field whose value its type does not accept."""
    keys = (f"check.{type_.name}", f"check.{type_.base}")
    return next((text for key in keys if (text := t(key)) != key), t("check.value"))


def is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def files_of(files: MultiDict[str, FileStorage], name: str) -> list[FileStorage]:
    """The files really chosen in a field."""
    return [item for item in files.getlist(name) if item and item.filename]
