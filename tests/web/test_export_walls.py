"""Lists as files, by their addresses: the walls hold, the heads are words, cells are harmless, rows are streamed."""

from __future__ import annotations

import csv as csv_module
import io
import re

import pytest
import python_calamine
from flask import Flask
from flask.testing import FlaskClient

from tests.marked_world import MARK, VISITORS, foreign, marked_world
from tests.web.person import signed_in
from tests.world import World, owner_force, owner_run
from webapp.settings import Settings

EVIL = ("=cmd|' /C calc'!A0", "+7+7", "-2+3", "@SUM(1+1)")
STAFF = (("west", "manager"), ("operator", "operator"), ("accountant", "accountant"), ("supervisor", "supervisor"),
         ("admin", "admin"))  # fmt: skip


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    return marked_world(sokol_db)


def lists(app: Flask, cabinet: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Every list of a cabinet that is offered as a file: page, block, its ids (argument, type)."""
    catalog = app.extensions["sokol"].keeper.current
    found = []
    for page in catalog.composed(cabinet):
        for name in (*page.blocks, *page.side_blocks):
            function = catalog.function(cabinet, name)
            if function is None or function.is_action or (function.kind != "list"):
                continue
            ids = [(a.parameter, a.type.name) for a in function.arguments if a.type.is_reference]
            found.append((page.path, name, ids))
    return found


def files(client: FlaskClient, path: str, block: str, query: str = "") -> list[str]:
    """Both files of a list as text; nothing where it is not offered or not found."""
    texts = []
    for kind in ("csv", "xlsx"):
        answer = client.get(f"{path}.{kind}?block={block}{query}", headers={"Accept-Language": "ru"})
        assert answer.status_code in {200, 303, 403, 404}, (path, block, answer.status_code)
        if answer.status_code != 200:
            continue
        if kind == "csv":
            texts.append(answer.get_data().decode("utf-8-sig"))
        else:
            book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(answer.get_data()))
            texts.append("\n".join(str(row) for row in book.get_sheet_by_index(0).to_python()))
    return texts


def test_no_file_holds_a_foreign_row(app: Flask, world: World) -> None:
    ids, found, read = foreign(world), [], 0
    for person, cabinet in VISITORS:
        client = signed_in(app, world, person)
        for path, block, references in lists(app, cabinet):
            queries = [""] + [
                f"&{name.removeprefix('p_')}={value}" for name, kind in references for value in ids.get(kind, [])
            ]
            for query in queries:
                for text in files(client, path, block, query):
                    read += 1
                    found += [f"{person} in {cabinet}: {path} {block}{query}: {m}" for m in set(MARK.findall(text))]
    assert not found, "\n".join(found)
    assert read


def test_no_file_of_a_cabinet_one_does_not_hold(app: Flask, world: World) -> None:
    for person, wrong in (("anna", "supervisor"), ("anna", "operator"), ("operator", "admin"), (None, "resident")):
        client = signed_in(app, world, person)
        for path, block, _ids in lists(app, wrong):
            assert files(client, path, block) == [], (person, path, block)


def test_heads_are_words_and_every_list_opens_in_a_spreadsheet(app: Flask, world: World) -> None:
    seen = 0
    for person, cabinet in STAFF:
        client = signed_in(app, world, person)
        for path, block, _ids in lists(app, cabinet):
            for text in files(client, path, block):
                seen += 1
                head = text.splitlines()[0]
                assert head, (path, block)
                assert not re.search(r"\b_?[a-z]+_[a-z_]+\b", head), (path, block, head)
                assert re.search("[А-Яа-я№]", head) or len(head) < 40, (path, block, head)
    assert seen > 20


def test_a_formula_in_a_description_stays_text(app: Flask, world: World) -> None:
    """CWE-1236: what a resident types is opened by the office in a spreadsheet."""
    orders = owner_run(world, "select order_id from desk.orders order by 1")
    for (order, *_), evil in zip(orders, EVIL, strict=False):
        owner_force(world, "update desk.orders set title = ?, description = ? where order_id = ?", evil, evil, order)
    planted = EVIL[: len(orders)]
    client = signed_in(app, world, "supervisor")
    answer = client.get("/supervisor/orders.csv?block=orders_list&tab=all", headers={"Accept-Language": "ru"})
    cells = [
        cell
        for row in csv_module.reader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";")
        for cell in row
    ]
    assert all(any(evil in cell for cell in cells) for evil in planted)
    assert not [cell for cell in cells if cell.startswith(("=", "@", "\t", "\r"))]
    assert not [cell for cell in cells if re.match(r"[+-](?!\d+([.,]\d+)?$)", cell)]
    sheet = client.get("/supervisor/orders.xlsx?block=orders_list&tab=all").get_data()
    import zipfile

    book = zipfile.ZipFile(io.BytesIO(sheet))
    assert not re.search(rb"<f[ >]", b"".join(book.read(n) for n in book.namelist() if "worksheets/" in n))
    texts = str(python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python())
    assert all(evil in texts.replace('\\"', '"').replace("\\'", "'") for evil in planted)


def test_many_rows_go_out_in_pieces(app: Flask, world: World) -> None:
    owner_run(
        world,
        "insert into estate.houses (zone_id, slug, city, street, number, address, time_zone) "
        "select ?, 'many-' || n, 'Владивосток', 'Длинная', n::text, 'Длинная, ' || n, 'Asia/Vladivostok' "
        "from generate_series(1, 20000) as n",
        world.zones["east"],
    )
    client = signed_in(app, world, "supervisor")
    answer = client.get("/supervisor/houses.csv?block=houses_list", headers={"Accept-Language": "ru"}, buffered=False)
    assert answer.status_code == 200
    assert answer.is_streamed
    assert "Content-Length" not in answer.headers
    assert "attachment" in answer.headers["Content-Disposition"]
    pieces = list(answer.iter_encoded())
    assert len(pieces) > 5
    assert max(map(len, pieces)) < 512 * 1024
    lines = b"".join(pieces).decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + int(owner_run(world, "select count(*) from estate.houses")[0][0])
    manager = signed_in(app, world, "south")
    nothing = manager.get("/manager/houses.csv?block=houses_list", headers={"Accept-Language": "ru"})
    assert b"\xd0\x94\xd0\xbb\xd0\xb8\xd0\xbd\xd0\xbd\xd0\xb0\xd1\x8f" not in nothing.get_data()
    owner_run(world, "delete from estate.houses where slug like 'many-%'")
