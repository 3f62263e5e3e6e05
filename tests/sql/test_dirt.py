"""Whatever is typed or loaded: nothing breaks, nothing is half done, what is meant is understood (hypothesis)."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.desk_world import Desk
from webapp.database.errors import BadValue, DatabaseError, DatabaseRefusal

ROUGH = hypothesis_settings(
    max_examples=40, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
# what PostgreSQL can hold: no NUL and no half of a pair
TEXT = st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=40)
DIRT = st.one_of(
    TEXT,
    st.sampled_from(
        ["", "Не заполнено", "-", "1", "1 234,5", "-7", "1e9", "99999999999999", "край. Приморский, г. Артем, ул. У, д. 8",
         "г. Артем, д. 8", ", д. ", '"', '""', "\n", ";", "'", "\\", "=1+1", "0", "2850", "1970", "да", "нет"]
    ),
)  # fmt: skip
HEAD = ["HOUSE_ID", "ADDRESS", "YEAR", "AREA", "DOORS", "LEVELS_MAX", "LEVELS_MIN", "ROOM_COUNT", "AVAR", "LAT", "LON"]


def csv_of(rows: list[list[str]], separator: str) -> bytes:
    def cell(text: str) -> str:
        if any(sign in text for sign in '",;\t\r\n'):
            return '"' + text.replace('"', '""') + '"'
        return text

    return "\n".join(separator.join(cell(one) for one in row) for row in rows).encode()


def stored(desk: Desk, content: bytes) -> str:
    file = str(uuid.uuid4())
    desk.sql(
        """insert into cabinet.files (file_id, user_id, name, media_type, bytes, sha256)
        values (?::uuid, ?::bigint, 'f.csv', 'text/csv', decode(?, 'hex'), ?)""",
        file, desk.boss.user, content.hex(), uuid.uuid4().hex,
    )  # fmt: skip
    return file


@ROUGH
@given(rows=st.lists(st.lists(DIRT, min_size=1, max_size=12), max_size=8), separator=st.sampled_from(",;\t"))
def test_a_dirty_register_is_loaded_by_rows_or_not_at_all(desk: Desk, rows: list[list[str]], separator: str) -> None:
    """Every record gets an outcome; the load makes exactly the new ones; the undo takes exactly them away."""
    before = desk.sql("select count(*) from estate.houses")
    rows = [[f"id{number}", *row] if number % 2 else row for number, row in enumerate(rows)]
    file = stored(desk, csv_of([HEAD, *rows], separator))
    load = int(desk.act(desk.boss, "estate.house_import_check", file, desk.north))
    total, new, changed, same, refused = desk.rows(
        "select rows_total, rows_new, rows_changed, rows_same, rows_refused from estate.imports where import_id = ?::bigint",
        load,
    )[0]
    assert total == new + changed + same + refused
    silent = desk.sql(
        "select count(*) from estate.import_rows where import_id = ?::bigint and outcome = 'refused' and reason is null",
        load,
    )
    assert silent == 0
    assert desk.sql("select count(*) from estate.houses") == before
    try:
        desk.act(desk.boss, "estate.house_import_load", load)
    except DatabaseError:
        assert desk.sql("select count(*) from estate.houses") == before
        raise
    assert desk.sql("select count(*) from estate.houses") == before + new
    desk.act(desk.boss, "estate.house_import_undo", load)
    assert desk.sql("select count(*) from estate.houses") == before


@ROUGH
@given(content=st.binary(max_size=200))
def test_bytes_that_are_no_register_are_refused_and_leave_nothing(desk: Desk, content: bytes) -> None:
    before = desk.rows("select (select count(*) from estate.imports), (select count(*) from desk.services)")
    with pytest.raises(DatabaseRefusal) as refusal:
        desk.act(desk.boss, "estate.house_import_check", stored(desk, content.replace(b"\0", b" ")), desk.north)
    assert refusal.value.code in {"import_columns", "import_file"}
    assert desk.rows("select (select count(*) from estate.imports), (select count(*) from desk.services)") == before


@ROUGH
@given(rows=st.lists(st.lists(DIRT, min_size=1, max_size=4), max_size=6), separator=st.sampled_from(",;\t"))
def test_a_dirty_classifier_counts_every_row_once(desk: Desk, rows: list[list[str]], separator: str) -> None:
    before = desk.sql("select count(*) from desk.services")
    file = stored(desk, csv_of([["место", "категория", "проблема"], *rows], separator))
    load = desk.act(desk.boss, "desk.service_import", file)
    total, new, same, refused = desk.rows(
        "select rows_total, rows_new, rows_same, rows_refused from estate.imports where import_id = ?::bigint", load
    )[0]
    assert total == new + same + refused
    assert desk.sql("select count(*) from desk.services") == before + new


@ROUGH
@given(
    digits=st.from_regex(r"\A9[0-9]{9}\Z"),
    head=st.sampled_from(["+7", "8", "7", ""]),
    dress=st.sampled_from(
        ["{0}{1}{2}{3}", " {0} {1} {2}-{3} ", "{0}-{1}-{2}-{3}", "({0}) {1} {2} {3}", "{0}.{1}.{2}.{3}"]
    ),
)
def test_a_telephone_is_one_number_however_it_is_written(desk: Desk, digits: str, head: str, dress: str) -> None:
    written = head + dress.format(digits[:3], digits[3:6], digits[6:8], digits[8:])
    assert desk.sql("select lib.phone_digits(?)", written) == "+7" + digits
    # a digit is missing: no number, and no other person's either
    assert desk.sql("select lib.phone_digits(?)", "+7" + digits[:-1]) is None
    # what is normal stays as it is
    assert desk.sql("select lib.phone_digits(?)", "+7" + digits) == "+7" + digits


@ROUGH
@given(text=TEXT)
def test_any_text_is_a_telephone_or_none(desk: Desk, text: str) -> None:
    found = desk.sql("select lib.phone_digits(?)", text)
    assert found is None or (found[0] == "+" and found[1:].isdigit() and 8 <= len(found) <= 16)
    try:
        accepted = desk.sql("select ?::lib.phone", text) is not None
    except BadValue:
        accepted = False
    assert accepted == (found is not None)


WORDS = st.one_of(
    TEXT,
    st.lists(
        st.sampled_from(
            [
                "сад",
                "12",
                "47",
                "кв",
                "Петрова",
                "+7 924",
                "№",
                "1001",
                "%",
                "_",
                "\\",
                "'",
                "кран",
                "& | !",
                "<->",
                ":*",
            ]
        ),
        max_size=6,
    ).map(" ".join),
)


@ROUGH
@given(text=WORDS)
def test_any_words_may_be_searched_for(desk: Desk, text: str) -> None:
    """Callers, services, orders: some rows or none, never an error, never everything for a sign that matches all."""
    callers: list[Any] = desk.see(desk.svetlana, "desk.caller_find", text)
    assert len(callers) <= 50
    services = desk.see(desk.mary, "desk.service_search", text)
    if text.strip() in {"%", "_", "\\"}:
        assert services == []
    desk.see(desk.svetlana, "operator.orders_list", search=text)
