"""Lanes: the columns of a board and the rows of a calendar, in the order in which `@lanes function` gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from webapp.blocks.buttons import address
from webapp.cells import COUNTED, TONES, number_text
from webapp.database.batch import Result


@dataclass(slots=True)
class Lane:
    """A column or a resource: its value as rows name it, and what stands at its head."""

    value: str
    label: str
    hint: str = ""
    tone: str = ""
    icon: str = ""
    link: str | None = None
    total: int | None = None


def lanes_of(result: Result | None, cabinet: str) -> list[Lane]:
    """`value, label` and where there are such columns `hint, badge, icon, total, link`."""
    if result is None:
        return []
    found = []
    for row in result.dicts():
        tone = str(row.get("badge") or "")
        total = row.get("total")
        found.append(
            Lane(
                str(row["value"]),
                str(row["label"] or ""),
                str(row.get("hint") or ""),
                tone if tone in TONES else "",
                str(row.get("icon") or ""),
                address(cabinet, str(row["link"])) if row.get("link") else None,
                int(total) if total is not None else None,
            )
        )
    return found


def count_text(total: int, language: str, over: str) -> str:
    """«34», «1 240»; a count that stopped at its bound says «больше 1 000»."""
    if total == COUNTED:
        return f"{over} {number_text(COUNTED - 1, language)}"
    return number_text(total, language)


def move_url(url: str, values: Mapping[str, str]) -> str:
    """The form of an action with more of its fields filled."""
    if not values:
        return url
    return url + ("&" if "?" in url else "?") + urlencode(values, safe=":")
