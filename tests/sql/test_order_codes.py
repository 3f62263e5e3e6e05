"""An order names a kind, place, priority, state and scenario that exist, and those stay for good (rules.md, Orders)."""

from __future__ import annotations

import pytest

from tests.desk_world import Desk
from webapp.database.errors import ConstraintViolation, DatabaseError

CODES = {
    "order_kinds": "kind",
    "places": "place",
    "priorities": "priority",
    "states": "state",
    "scenarios": "scenario",
}


@pytest.mark.parametrize("table", CODES)
def test_a_code_stays_and_keeps_its_name(desk: Desk, table: str) -> None:
    for deed in (f"delete from desk.{table}", f"update desk.{table} set {CODES[table]} = {CODES[table]} || '_'"):
        with pytest.raises(ConstraintViolation, match=f"rows of desk.{table} stay"):
            desk.sql(f"with gone as ({deed} returning 1) select count(*)::integer from gone")


@pytest.mark.parametrize("code", [*CODES.values(), "scenario_version"])
def test_no_order_is_written_with_a_code_that_does_not_exist(desk: Desk, code: str) -> None:
    order = desk.order(desk.mary)
    wrong = 77 if code == "scenario_version" else "nowhere"
    columns = "service_id, kind, scenario, scenario_version, state, open, priority, title, place, house_id, zone_id, "
    columns += "assignee_id, planned_minutes, due_at, due_ground, due_amount"
    with pytest.raises(DatabaseError):
        desk.sql(
            f"with made as (insert into desk.orders ({columns}) "
            f"select {columns} from jsonb_populate_record(null::desk.orders, (select to_jsonb(o) from desk.orders as o "
            "where o.order_id = ?::bigint) || jsonb_build_object(?::text, ?::text)) returning 1) "
            "select count(*)::integer from made",
            order, code, str(wrong),
        )  # fmt: skip
    if code != "state":  # where a state may go, desk.moves says: tests/sql/test_order_moves.py
        with pytest.raises(ConstraintViolation):
            desk.sql(
                f"with made as (update desk.orders set {code} = ? where order_id = ?::bigint returning 1) "
                "select count(*)::integer from made".replace("= ?", "= ?::integer" if wrong == 77 else "= ?::text", 1),
                str(wrong), order,
            )  # fmt: skip
