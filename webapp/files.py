"""Uploads and their way back: the type is known by content, pictures are decoded and encoded anew.

Encoding anew takes out the place where a photo was taken and whatever else hides in a file; orientation is applied.
What is no picture passes only where the field's type allows it, as PDF or CSV.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from uuid import UUID, uuid4

from flask import Response
from PIL import Image, ImageOps, UnidentifiedImageError
from werkzeug.datastructures import FileStorage

from webapp import tables
from webapp.database.batch import Statement
from webapp.database.literals import array_text
from webapp.settings import Limits

LONG_SIDE = 2560
THUMBNAIL = 288
PICTURES = ("JPEG", "PNG", "WEBP")


class FileRefused(Exception):
    """A file that is not taken; `key` names the text."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(slots=True)
class Upload:
    """A file ready for the database."""

    id: UUID
    name: str
    media_type: str
    content: bytes
    thumbnail: bytes | None = None
    width: int | None = None
    height: int | None = None
    table: bytes | None = None

    def statements(self) -> list[Statement]:
        """Stores the file, and the rows of a table beside it."""
        made = [self.statement()]
        if self.table is not None:
            made.append(
                Statement(f"table:{self.id}", "select cabinet.table_put(?::uuid, ?)", (str(self.id), self.table))
            )
        return made

    def statement(self) -> Statement:
        values: list[str | bytes] = [str(self.id), self.name, self.media_type, self.content]
        marks = ["?::uuid", "?", "?", "?"]
        for value in (self.thumbnail, self.width, self.height):
            if value is None:
                marks.append("null")
            else:
                marks.append("?")
                values.append(value if isinstance(value, bytes) else str(value))
        return Statement(f"file:{self.id}", f"select cabinet.file_put({', '.join(marks)})", tuple(values))


def receive(storage: FileStorage, widget: str, limits: Limits) -> Upload:
    """An upload checked and made ready. Raises FileRefused."""
    name = (storage.filename or "").replace("\\", "/").rpartition("/")[2].strip()[:200] or "file"
    name = "".join(sign for sign in name if sign.isprintable())
    content = storage.stream.read(limits.file_megabytes * 1024 * 1024 + 1)
    if len(content) > limits.file_megabytes * 1024 * 1024:
        raise FileRefused("check.file_size", limit=limits.file_megabytes, name=name)
    if not content:
        raise FileRefused("check.file_empty", name=name)
    if widget == "table":
        try:
            kind, rows = tables.read(content)
        except tables.TableRefused as refusal:
            raise FileRefused(refusal.key, name=name, **refusal.values) from refusal
        return Upload(uuid4(), name, kind, content, table=tables.packed(rows))
    if content.startswith(b"%PDF-"):
        if widget not in {"file", "files"}:
            raise FileRefused("check.file_photo", name=name)
        return Upload(uuid4(), name, "application/pdf", content)
    return _picture(content, name, limits, widget)


def _picture(content: bytes, name: str, limits: Limits, widget: str) -> Upload:
    pixels = limits.photo_megapixels * 1_000_000
    refusal = "check.file_photo" if widget in {"photo", "photos"} else "check.file_type"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=PICTURES) as opened:
                if opened.width * opened.height > pixels:
                    raise FileRefused("check.file_pixels", name=name)
                if getattr(opened, "n_frames", 1) > 1:
                    opened.seek(0)
                opened.draft("RGB", (LONG_SIDE, LONG_SIDE))
                picture = ImageOps.exif_transpose(opened)
                picture.load()
    except FileRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise FileRefused("check.file_pixels", name=name) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, MemoryError, IndexError, TypeError):
        raise FileRefused(refusal, name=name) from None
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        ground = Image.new("RGB", layered.size, "white")
        ground.paste(layered, mask=layered.getchannel("A"))
        picture = ground
    else:
        picture = picture.convert("RGB")
    picture.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    small = picture.copy()
    small.thumbnail((THUMBNAIL, THUMBNAIL), Image.Resampling.LANCZOS)
    return Upload(
        uuid4(), f"{name.rpartition('.')[0] or name}.jpg", "image/jpeg", _jpeg(picture, 85), _jpeg(small, 75),
        picture.width, picture.height,
    )  # fmt: skip


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    clean = Image.new("RGB", picture.size)
    clean.paste(picture)
    clean.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return out.getvalue()


def answer(name: str, media_type: str, content: bytes, etag: str) -> Response:
    """A stored file as a response that can do nothing in our origin."""
    response = Response(content, mimetype=media_type)
    place = "inline" if media_type.startswith("image/") else "attachment"
    plain = (
        "".join(sign for sign in name if sign.isascii() and sign.isprintable() and sign not in '"\\').strip() or "file"
    )
    response.headers["Content-Disposition"] = f"{place}; filename=\"{plain}\"; filename*=UTF-8''{_percent(name)}"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, max-age=600"
    response.set_etag(etag)
    return response


def _percent(name: str) -> str:
    from urllib.parse import quote

    return quote(name, safe="")


def ids_text(ids: list[str], many: bool) -> str:
    return array_text(ids) if many else ids[0]
