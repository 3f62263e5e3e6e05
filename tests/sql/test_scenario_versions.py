"""A changed scenario is a new version; orders keep the one they began with (rules.md, Orders)."""

from __future__ import annotations

import pytest

from tests.desk_world import Desk
from webapp.database.errors import DatabaseRefusal


def save(desk: Desk, requires: list[str], move: tuple[str, str] = ("waiting", "in_progress")) -> None:
    desk.act(desk.boss, "desk.move_requires_save", "repair", *move, requires, "чтобы знать, чего дождались")


def test_running_orders_go_on_by_their_version(desk: Desk) -> None:
    running = desk.order(desk.mary)
    save(desk, ["reason"])
    later = desk.order(desk.mary, description="Ещё")
    assert [desk.of(one, "scenario_version") for one in (running, later)] == [1, 2]
    for order in (running, later):
        desk.act(desk.begin(order), "desk.order_move", order, "waiting", waiting_reason="material")
    desk.act(desk.holder(running), "desk.order_move", running, "in_progress")
    with pytest.raises(DatabaseRefusal) as refusal:
        desk.act(desk.holder(later), "desk.order_move", later, "in_progress")
    assert refusal.value.code == "order_needs_reason"
    desk.act(desk.holder(later), "desk.order_move", later, "in_progress", "привезли")


def test_the_change_is_in_the_history_and_one_version_is_current(desk: Desk) -> None:
    save(desk, ["reason"])
    save(desk, ["reason"])  # nothing changed, no version
    save(desk, [])
    assert desk.rows("select version, current from desk.scenarios order by version") == [
        (1, False), (2, False), (3, True),
    ]  # fmt: skip
    counts = desk.rows("select version, count(*) from desk.moves group by version order by version")
    assert len({count for _, count in counts}) == 1
    lines = [row.title for row in desk.see(desk.boss, "supervisor.scenarios_history")]
    assert lines == [
        "Ждёт → В работе, версия 3: reason → —",
        "Ждёт → В работе, версия 2: — → reason",
    ]


def test_what_a_state_cannot_be_without_stays_demanded(desk: Desk) -> None:
    with pytest.raises(DatabaseRefusal) as refusal:
        save(desk, [], ("new", "deferred"))
    assert refusal.value.code == "move_requires_fixed"
    assert desk.sql("select max(version) from desk.scenarios") == 1
