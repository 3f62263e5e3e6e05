"""Real input: the register of 4,051 houses and the classifier of 304 problems (domain.md 5.3, 7.2)."""

from __future__ import annotations

import time
import uuid
from pathlib import Path

import pytest

from tests.desk_world import Desk
from webapp.database.errors import DatabaseRefusal
from webapp.settings import ROOT

DATA = next((p / "shared/data" for p in ROOT.parents if (p / "shared/data").exists()), ROOT.parent / "shared/data")
HOUSES, CLASSIFIER = DATA / "houses_vladivostok_2016.csv", DATA / "ticket_classifier_ru.csv"


def upload(desk: Desk, content: bytes) -> str:
    file = str(uuid.uuid4())
    desk.sql(
        """insert into cabinet.files (file_id, user_id, name, media_type, bytes, sha256)
        select ?::uuid, ?::bigint, 'file.csv', 'text/csv', b.b, encode(sha256(b.b), 'hex')
        from (select decode(?, 'hex') as b) as b""",
        file, desk.boss.user, content.hex(),
    )  # fmt: skip
    return file


def test_csv_with_quotes_and_line_breaks_in_any_encoding(desk: Desk) -> None:
    text = 'a;b\n"x ""y"";\nz";2\n\nпоследняя;3'
    for content in (text.encode(), b"\xef\xbb\xbf" + text.encode(), text.encode("cp1251")):
        rows = desk.rows("select line, fields::text from estate.csv_rows(decode(?, 'hex'))", content.hex())
        assert [row[1] for row in rows] == ["{a,b}", '{"x \\"y\\";\nz",2}', "{последняя,3}"]


def test_dirt_of_a_register_is_named_row_by_row(desk: Desk) -> None:
    content = (
        "HOUSE_ID,ADDRESS,YEAR,AREA,DOORS,LEVELS_MAX\n"
        '1,"край. Приморский, г. Владивосток, ул. Первая, д. 1",2850,"1 234,5",2,Не заполнено\n'
        '2,"край. Приморский, г. Владивосток, ул. Первая",1970,-,1,5\n'
        '1,"край. Приморский, г. Владивосток, ул. Первая, д. 3",1970,-,1,5\n'
        "3,Не заполнено,1970,-,1,5\n"
    ).encode()
    load = int(desk.act(desk.boss, "estate.house_import_check", upload(desk, content), desk.north))
    rows = desk.rows(
        "select row_key, outcome, reason from estate.import_rows where import_id = ?::bigint order by line", load
    )
    assert rows == [
        ("1", "new", "год постройки «2850» не принят"),
        ("2", "refused", "адрес не разобран: «край. Приморский, г. Владивосток, ул. Первая»"),
        ("1", "refused", "номер 1 в файле повторяется"),
        ("3", "refused", "нет адреса"),
    ]
    desk.act(desk.boss, "estate.house_import_load", load)
    house = desk.rows(
        "select street, number, built_year, area_total::text, floors_max from estate.houses where register_id = '1'"
    )
    assert house == [("Первая", "1", None, "1234.50", None)]
    assert (
        desk.sql(
            """select count(*) from estate.entrances as e
            join estate.houses as h using (house_id) where h.register_id = '1'"""
        )
        == 2
    )


def test_only_the_office_loads(desk: Desk) -> None:
    with pytest.raises(DatabaseRefusal) as refusal:
        desk.act(desk.mary, "estate.house_import_check", upload(desk, b"x"), desk.north)
    assert refusal.value.code == "forbidden"


@pytest.mark.skipif(not HOUSES.exists(), reason="the register is not at hand")
def test_the_register_of_vladivostok(desk: Desk) -> None:
    content = Path(HOUSES).read_bytes()
    file = upload(desk, content)
    began = time.monotonic()
    load = int(desk.act(desk.boss, "estate.house_import_check", file, desk.north, "Asia/Vladivostok"))
    assert desk.sql("select count(*) from estate.houses") == 2  # a dry run
    desk.act(desk.boss, "estate.house_import_load", load)
    assert time.monotonic() - began < 20
    assert desk.rows("select rows_total, rows_new, rows_refused from estate.imports") == [(4051, 4051, 0)]
    assert desk.sql("select count(built_year) from estate.houses where import_id = ?::bigint", load) == 3691
    assert desk.sql("select count(*) from estate.import_rows where reason like 'помещений %, а жилых и нежилых %'") > 50
    assert desk.sql("select count(*) from estate.import_rows where reason like '%адрес в файле%'") == 70
    # the same file again
    with pytest.raises(DatabaseRefusal) as refusal:
        desk.act(desk.boss, "estate.house_import_check", upload(desk, content), desk.north)
    assert refusal.value.code == "import_same"
    # an order at one of these addresses, which has no flats in the books yet
    house = desk.sql("select house_id from estate.houses where slug = 'tigrovaya-20'")
    order = desk.order(desk.svetlana, house=house)
    assert desk.of(order, "due_at - created_at = interval '1 day'")
    with pytest.raises(DatabaseRefusal) as refusal:
        desk.act(desk.boss, "estate.house_import_undo", load)
    assert refusal.value.code == "import_used"


@pytest.mark.skipif(not HOUSES.exists(), reason="the register is not at hand")
def test_a_load_is_taken_back_whole(desk: Desk) -> None:
    load = int(desk.act(desk.boss, "estate.house_import_check", upload(desk, Path(HOUSES).read_bytes()), desk.north))
    desk.act(desk.boss, "estate.house_import_load", load)
    assert int(desk.act(desk.boss, "estate.house_import_undo", load)) == 4051
    assert desk.sql("select count(*) from estate.houses") == 2


@pytest.mark.skipif(not CLASSIFIER.exists(), reason="the classifier is not at hand")
def test_the_classifier_of_304_rows(desk: Desk) -> None:
    content = Path(CLASSIFIER).read_bytes()
    load = desk.act(desk.boss, "desk.service_import", upload(desk, content))
    counts = desk.rows(
        "select rows_total, rows_new + rows_same, rows_refused from estate.imports where import_id = ?::bigint", load
    )
    assert counts == [(304, 304, 0)]
    again = desk.act(desk.boss, "desk.service_import", upload(desk, content))
    assert desk.rows("select rows_new, rows_same from estate.imports where import_id = ?::bigint", again) == [(0, 304)]
    assert (
        desk.sql("select count(*) from desk.services where specialization = 'lift_mechanic' and import_id is not null")
        == 9
    )
