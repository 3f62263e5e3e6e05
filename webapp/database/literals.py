"""PostgreSQL's text of arrays, rows and ranges, read and written.

Source: PostgreSQL manual, 8.15.6 (arrays), 8.16.6 (composites), 8.17.5 (ranges).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

Nested = list["Nested | str | None"]

_BOUNDS = re.compile(r"^\[[-+0-9:\[\]]*=")
_ITEM = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"|([^{},"]+)', re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_PLAIN = re.compile(r"[^{}(),\"'\\\s\[\]]+")


def parse_array(text: str) -> Nested:
    """`{a,"b c",NULL,{…}}` as nested lists of strings and None."""
    if text.startswith("["):
        text = _BOUNDS.sub("", text)
    if not text.startswith("{"):
        raise ValueError("not an array")
    root: Nested = []
    stack = [root]
    at, end = 1, len(text)
    while at < end:
        sign = text[at]
        if sign == "{":
            inner: Nested = []
            stack[-1].append(inner)
            stack.append(inner)
            at += 1
        elif sign == "}":
            stack.pop()
            at += 1
            if not stack:
                if at != end:
                    raise ValueError("text after an array")
                return root
        elif sign == ",":
            at += 1
        else:
            item = _ITEM.match(text, at)
            if not item:
                raise ValueError("not an array")
            quoted, plain = item.groups()
            if quoted is not None:
                stack[-1].append(_unescape(quoted))
            else:
                stack[-1].append(None if plain.upper() == "NULL" else _unescape(plain))
            at = item.end()
    raise ValueError("an array without its end")


def _unescape(text: str) -> str:
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def parse_row(text: str) -> list[str | None]:
    '''`(a,"b, ""c""",)` as strings, None for an empty field.'''
    if len(text) < 2 or text[0] != "(" or text[-1] != ")":
        raise ValueError("not a row")
    fields, last = _split(text, 1, len(text) - 1)
    if last != len(text) - 1:
        raise ValueError("text after a row")
    return fields


def parse_range(text: str) -> tuple[str | None, str | None, str] | None:
    """Lower and upper bound (None is unbounded) and the brackets as `[)`; None for an empty range."""
    if text == "empty":
        return None
    if len(text) < 3 or text[0] not in "[(" or text[-1] not in "])":
        raise ValueError("not a range")
    bounds, _last = _split(text, 1, len(text) - 1)
    if len(bounds) != 2:
        raise ValueError("not a range")
    return bounds[0], bounds[1], text[0] + text[-1]


def _split(text: str, start: int, end: int) -> tuple[list[str | None], int]:
    fields: list[str | None] = []
    at = start
    while True:
        parts: list[str] = []
        empty = True
        while at < end and text[at] != ",":
            sign = text[at]
            if sign == '"':
                empty = False
                at += 1
                while True:
                    if at >= end:
                        raise ValueError("a quote without its end")
                    if text[at] == "\\":
                        parts.append(text[at + 1])
                        at += 2
                    elif text[at] != '"':
                        run = at
                        while at < end and text[at] not in '"\\':
                            at += 1
                        parts.append(text[run:at])
                    elif text[at + 1] == '"' and at + 1 < end:
                        parts.append('"')
                        at += 2
                    else:
                        at += 1
                        break
            elif sign == "\\":
                empty = False
                parts.append(text[at + 1])
                at += 2
            else:
                empty = False
                run = at
                while at < end and text[at] not in ',"\\':
                    at += 1
                parts.append(text[run:at])
        fields.append(None if empty else "".join(parts))
        if at >= end:
            return fields, at
        at += 1


def array_text(items: Iterable[object]) -> str:
    """`{…}` of strings, None and lists of them."""
    return "{" + ",".join(_item(item) for item in items) + "}"


def _item(item: object) -> str:
    if item is None:
        return "NULL"
    if isinstance(item, list):
        return array_text(item)
    if not isinstance(item, str):
        raise TypeError(f"an array item must be text, not {type(item).__name__}")
    if _PLAIN.fullmatch(item) and item.upper() != "NULL":
        return item
    return _quote(item)


def row_text(fields: Iterable[str | None]) -> str:
    """`(…)`: None is an empty field; the empty text is a pair of quotes."""
    return "(" + ",".join("" if field is None else _field(field) for field in fields) + ")"


def _field(field: str) -> str:
    return field if _PLAIN.fullmatch(field) else _quote(field)


def range_text(lower: str | None, upper: str | None, brackets: str = "[)") -> str:
    """A range's text; None is unbounded."""
    if brackets not in {"[)", "[]", "()", "(]"}:
        raise ValueError("not the brackets of a range")
    low = "" if lower is None else _field(lower)
    high = "" if upper is None else _field(upper)
    return f"{brackets[0]}{low},{high}{brackets[1]}"


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def grid_text(rows: Iterable[Sequence[str | None]]) -> str:
    """A form's grid as an array of rows. A cell left empty is NULL."""
    return array_text([row_text(cell or None for cell in row) for row in rows])
