"""What the tests of documents share: a company whose papers are printed, and the press.

desk       the company of tests.desk_world in the database of the module
printer    a press process of its own
finished   an order that is done
as_        a person of the desk at the pages
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pypdfium2
import pytest
from flask import Flask
from PIL import Image

from tests.desk_world import Desk
from tests.desk_world import Person as Who
from tests.web.person import Person, client_of
from tests.world import World
from webapp import documents
from webapp.database.engine import Database, engine_for
from webapp.settings import Settings

COMPANY = {"company_name": "Уютный дом", "office_phone": "+74232000100", "public_address": "https://dom.example.ru"}


@pytest.fixture(scope="module")
def desk(sokol_db: Settings) -> Iterator[Desk]:
    made = Desk(sokol_db)
    yield made
    made.close()


@pytest.fixture
def database(sokol_db: Settings) -> Iterator[Database]:
    database = engine_for(sokol_db, "worker", pool_size=1)
    yield database
    database.engine.dispose()


@pytest.fixture(scope="module")
def printer(sokol_db: Settings) -> Iterator[documents.Printer]:
    """Ten seconds and 700 megabytes: what the hostile ones have to break."""
    made = documents.Printer(replace(sokol_db, worker=replace(sokol_db.worker, print_seconds=10, print_megabytes=700)))
    yield made
    made.close()


@pytest.fixture
def as_(app: Flask, sokol_db: Settings) -> Any:
    return lambda who: Person(client_of(app, World(sokol_db), who.user))


@pytest.fixture
def finished(desk: Desk) -> int:
    """An order of Мария's flat, done, with a photo before and one after."""
    desk.at("2026-11-16 10:00")
    desk.sql("update desk.orders set created_at = created_at - interval '2 days' where closed_at is null")
    order = desk.order(desk.mary, description="Капает из-под гайки, ведро за час", photos=[picture(desk, desk.mary)])
    desk.complete(order)
    return order


def picture(desk: Desk, who: Who) -> str:
    out = io.BytesIO()
    Image.new("RGB", (800, 600), "#aa3322").save(out, "JPEG")
    file = str(uuid4())
    desk.sql(
        "insert into cabinet.files (file_id, user_id, name, media_type, bytes, sha256) "
        f"values (?::uuid, ?::bigint, 'x.jpg', 'image/jpeg', decode('{out.getvalue().hex()}', 'hex'), 'x')",
        file, who.user,
    )  # fmt: skip
    return file


def all_printed(database: Database, printer: documents.Printer) -> int:
    return documents.work(database, printer, between=lambda: True)


def number_in(address: str, name: str = "document") -> int:
    found = re.search(rf"{name}=(\d+)", address)
    assert found is not None, address
    return int(found[1])


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split()).replace("\xa0", " ")


def job(source: str, data: dict[str, Any] | None = None, **document: Any) -> dict[str, Any]:
    files = documents.files_of(Path("/nonexistent"))
    return {
        "name": "documents/trial.html", "templates": files | {"documents/trial.html": source},
        "style": files["documents/paper.css"], "data": data or {}, "company": COMPANY, "pictures": {},
        "document": {
            "title": "Проба", "number": "1/2026", "made_at": "2026-11-23T01:00:00+00:00", "made_by": "Зимин А. Б.",
            "language": "ru", "page": "A4", "large": False, "time_zone": "Asia/Vladivostok", "trial": False,
        } | document,
    }  # fmt: skip
