"""The views for analysis: sokol_bi reads them, and nobody's name, telephone, flat or words are in them."""

from __future__ import annotations

import json

import pyodbc
import pytest

from tests.conftest import Connect
from tests.desk_world import Desk

# what this small company has none of
NOT_HERE = {"documents", "outages", "works"}


@pytest.fixture
def desk(own_desk: Desk) -> Desk:
    desk = own_desk
    order = desk.order(desk.mary, description="Слово жителя", contact_phone="+79991112233", access_note="Код 4711")
    desk.act(desk.mary, "desk.message_send", order, "Слово в переписке")
    desk.complete(order)
    desk.act(desk.mary, "desk.rating_save", order, 5, comment="Слово об оценке")
    lift = {"number": "1", "contractor": "Слово о лифте", "capacity": 400, "year": 1990}
    desk.sql(
        """insert into estate.objects (object_type, house_id, name, "values")
        values ('lift', ?::bigint, 'Слово на лифте', ?::jsonb)""",
        desk.house, json.dumps(lift),
    )  # fmt: skip
    desk.call("estate.check_nightly")
    finding = desk.sql("select min(finding_id) from estate.check_findings")
    desk.act(desk.boss, "estate.finding_excuse", finding, "Слово об исключении")
    return desk


def test_every_view_is_read_and_says_nothing_of_persons(desk: Desk, connect: Connect) -> None:
    views = [row[0] for row in desk.rows("select table_name from information_schema.views where table_schema = 'bi'")]
    assert {"orders", "order_events", "ratings", "houses"} <= set(views)
    bi = connect(desk.settings, "sokol_bi", autocommit=True)
    secrets = [
        row[0]
        for row in desk.rows(
            "select name::text from people.users union select phone from people.users where phone is not null "
            "union select email from people.users where email is not null union select name::text from people.staff"
        )
    ]
    secrets += ["Слово", "9991112233", "4711", "кв. 5"]
    for view in views:
        found = bi.execute(f"select v::text from bi.{view} as v").fetchall()
        assert found or view in NOT_HERE, view
        text = "\n".join(row[0] for row in found)
        assert [secret for secret in secrets if secret and secret in text] == [], view


@pytest.mark.parametrize("table", ["desk.orders", "people.users", "desk.messages", "people.staff", "talk.notices"])
def test_the_tables_behind_stay_closed(desk: Desk, connect: Connect, table: str) -> None:
    with pytest.raises(pyodbc.Error, match="42501"):
        connect(desk.settings, "sokol_bi", autocommit=True).execute(f"select * from {table}")
