"""What is taken as a file: known by content, decoded, encoded anew."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image
from werkzeug.datastructures import FileStorage

from webapp.files import FileRefused, answer, receive
from webapp.settings import Limits

LIMITS = Limits()


def given(content: bytes, name: str = "a.jpg") -> FileStorage:
    return FileStorage(io.BytesIO(content), filename=name)


def picture(form: str = "JPEG", size: tuple[int, int] = (600, 400), mode: str = "RGB", **more: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "teal").save(out, form, **more)
    return out.getvalue()


def test_the_place_of_a_photo_is_taken_out_and_its_orientation_applied() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (43.0, 6.0, 0.0)
    exif[0x010F] = "Camera"
    upload = receive(given(picture(exif=exif.tobytes())), "photo", LIMITS)
    made = Image.open(io.BytesIO(upload.content))
    assert not made.getexif()
    assert b"Exif" not in upload.content
    assert b"Camera" not in upload.content
    assert (upload.width, upload.height) == (400, 600) == made.size
    assert upload.media_type == "image/jpeg"
    assert upload.thumbnail
    assert len(upload.thumbnail) < len(upload.content) + 5000


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_kinds_of_photo(form: str) -> None:
    assert receive(given(picture(form)), "photos", LIMITS).media_type == "image/jpeg"


def test_what_is_transparent_becomes_white() -> None:
    upload = receive(given(picture("PNG", mode="RGBA", size=(20, 20)).replace(b"", b"")), "photo", LIMITS)
    assert Image.open(io.BytesIO(upload.content)).mode == "RGB"


def test_a_large_photo_is_made_smaller() -> None:
    upload = receive(given(picture(size=(5000, 3000))), "photo", LIMITS)
    assert upload.width == 2560
    assert upload.thumbnail is not None
    assert max(Image.open(io.BytesIO(upload.thumbnail)).size) <= 288


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is huge."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(8000, 8000), (60_000, 60_000), (2_000_000, 100)])
def test_a_picture_that_would_unpack_to_too_much_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(FileRefused) as refusal:
        receive(given(bomb(*size), "a.png"), "photo", LIMITS)
    assert refusal.value.key in {"check.file_pixels", "check.file_photo"}


@pytest.mark.parametrize(
    ("content", "widget", "key"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "photo", "check.file_photo"),
        (b"<!doctype html><script>1</script>", "file", "check.file_type"),
        (b"GIF89a" + b"\0" * 40, "photo", "check.file_photo"),
        (b"MZ" + b"\0" * 100, "file", "check.file_type"),
        (b"%PDF-1.7 ...", "photo", "check.file_photo"),
        (b"", "photo", "check.file_empty"),
        (b"\x89PNG\r\n\x1a\n broken", "photo", "check.file_photo"),
    ],
)
def test_everything_else_is_refused(content: bytes, widget: str, key: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        receive(given(content, "photo.jpg"), widget, LIMITS)
    assert refusal.value.key == key


def test_a_file_over_the_limit_is_refused_by_its_size() -> None:
    with pytest.raises(FileRefused) as refusal:
        receive(given(b"\xff\xd8\xff" + b"0" * (1024 * 1024 + 1)), "photo", Limits(file_megabytes=1))
    assert refusal.value.values["limit"] == 1


def test_plain_files_where_the_type_allows_them() -> None:
    assert receive(given(b"%PDF-1.7\n", "акт.pdf"), "file", LIMITS).media_type == "application/pdf"


def test_a_stored_file_can_do_nothing_in_our_origin() -> None:
    response = answer('акт "1".pdf\r\nX: y', "application/pdf", b"%PDF-", "abc")
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "X" not in response.headers
