"""A table out of an uploaded file: CSV in the encodings and separators that offices send, or a spreadsheet.

What comes out is rows of texts, the header first; what the columns mean is the database's matter. A spreadsheet is unpacked in
a process of its own, this file as a program: kilobytes may say that their last cell is the seventeen thousand millionth.
"""

from __future__ import annotations

import csv
import io
import json
import resource
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time

ROWS = 200_000
COLUMNS = 400
CELL = 32_000
UNPACKED = 400 * 1024 * 1024
MEMORY = 2 * 1024 * 1024 * 1024
SECONDS = 40
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SIGNS = {b"PK\x03\x04": SPREADSHEET}
_SEPARATORS = ";,\t|"


class TableRefused(Exception):
    """A file that is no table; `key` names the text, `values` what it tells."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def read(content: bytes) -> tuple[str, list[list[str]]]:
    """The media type and the rows of a file, trimmed; empty rows are left out. Raises TableRefused."""
    media_type = next((kind for sign, kind in _SIGNS.items() if content.startswith(sign)), "text/csv")
    rows = _spreadsheet(content) if media_type == SPREADSHEET else _text(content)
    made = [cells for cells in (_trimmed(row) for row in rows) if any(cells)]
    if len(made) < 2:
        raise TableRefused("check.table_empty")
    if len(made) > ROWS:
        raise TableRefused("check.table_rows", limit=ROWS, rows=len(made))
    width = max(len(row) for row in made)
    if width > COLUMNS:
        raise TableRefused("check.table_columns", limit=COLUMNS, columns=width)
    return media_type, made


def packed(rows: object) -> bytes:
    """Rows as the database takes them."""
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def _trimmed(row: Iterable[object]) -> list[str]:
    cells = [_cell(value) for value in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _cell(value: object) -> str:
    if isinstance(value, str):
        text = value.replace("\xa0", " ").replace("\r\n", "\n").replace("\0", "").strip()
        if len(text) > CELL:
            raise TableRefused("check.table_cell", limit=CELL)
        return text
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Да" if value else "Нет"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        plain = value.time() == time(0)
        return value.strftime("%d.%m.%Y" if plain else "%d.%m.%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    return str(value)


def _spreadsheet(content: bytes) -> list[list[str]]:
    """The rows of the first sheet that has anything in it. What takes too much memory or time does not open."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > UNPACKED:
                raise TableRefused("check.table_unpacked", limit=UNPACKED // 1024 // 1024)
        done = subprocess.run(
            [sys.executable, "-I", __file__], input=content, capture_output=True, timeout=SECONDS, check=True, env={}
        )
    except (zipfile.BadZipFile, NotImplementedError, subprocess.SubprocessError) as error:
        raise TableRefused("check.table_broken") from error
    answer = json.loads(done.stdout)
    if isinstance(answer, dict):
        raise TableRefused(**answer)
    return list(answer)


def unpack() -> None:
    """The program: a spreadsheet on the standard input, its rows as JSON on the standard output."""
    import python_calamine

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    book = python_calamine.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
    answer: object = []
    try:
        for sheet in book.sheet_names:
            rows = [_trimmed(row) for row in book.get_sheet_by_name(sheet).to_python()]
            if rows:
                answer = rows
                break
    except TableRefused as refusal:
        answer = {"key": refusal.key, **refusal.values}
    sys.stdout.buffer.write(packed(answer))


def _text(content: bytes) -> Iterable[list[str]]:
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<", b"%pdf", b"{", b"\xff\xd8", b"\x89png", b"gif8")) or (
        b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff"))
    ):
        raise TableRefused("check.table_kind")
    text = _decoded(content)
    separator = _separator(text)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise TableRefused("check.table_quotes") from error


def _decoded(content: bytes) -> str:
    """UTF-8 or UTF-16 by their marks, UTF-8 if it is one, else cp1251 if it reads as Russian."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            try:
                return content.decode(name)
            except UnicodeDecodeError as error:
                raise TableRefused("check.table_encoding") from error
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp1251")
    except UnicodeDecodeError as error:
        raise TableRefused("check.table_encoding") from error
    letters = [sign for sign in text[:200_000] if ord(sign) > 127]
    small = sum("а" <= sign.lower() <= "я" or sign in "ёЁ№«»–—\u00a0" for sign in letters)
    # In KOI8-R or cp866 read as cp1251 the letters are there, but small and capital change places or become signs.
    capitals = sum("А" <= sign <= "Я" for sign in letters)
    if not letters or small < 0.95 * len(letters) or capitals > 0.6 * len(letters):
        raise TableRefused("check.table_encoding")
    return text


def _separator(text: str) -> str:
    """The sign that parts the header, outside quotes."""
    counts = dict.fromkeys(_SEPARATORS, 0)
    quoted = False
    for sign in text:
        if sign == '"':
            quoted = not quoted
        elif not quoted and sign == "\n":
            if any(counts.values()):
                break
        elif not quoted and sign in counts:
            counts[sign] += 1
    best = max(counts, key=lambda sign: counts[sign])
    if not counts[best]:
        raise TableRefused("check.table_separator")
    return best


if __name__ == "__main__":
    unpack()
