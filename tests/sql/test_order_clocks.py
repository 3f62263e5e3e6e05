"""What time does to an order: the ladder, and closing what nobody checked (rules.md, Routing and Orders)."""

from __future__ import annotations

import pytest

from tests.desk_world import Desk


@pytest.mark.parametrize(
    ("service", "manager_before", "manager_at", "supervisor_before", "supervisor_at"),
    [
        # emergency: 10 minutes each step, around the clock
        ("pipe_accident", "2026-11-16 10:09", "2026-11-16 10:10", "2026-11-16 10:19", "2026-11-16 10:20"),
        # urgent: 30 minutes
        ("tap_leak", "2026-11-16 10:29", "2026-11-16 10:30", "2026-11-16 10:59", "2026-11-16 11:00"),
        # ordinary: 4 working hours, lunch 12–13 and the night between
        ("mailbox", "2026-11-16 14:59", "2026-11-16 15:00", "2026-11-17 09:59", "2026-11-17 10:00"),
    ],
)
def test_nobody_took_it(
    desk: Desk, service: str, manager_before: str, manager_at: str, supervisor_before: str, supervisor_at: str
) -> None:
    desk.sql("update people.staff set capacity = 0")
    desk.sql("delete from people.duty_shifts")
    order = desk.order(service=desk.service(service), house=desk.house, premise=desk.flat)
    steps = []
    for moment in (manager_before, manager_at, supervisor_before, supervisor_at):
        desk.at(moment)
        desk.call("desk.orders_escalate")
        steps.append(desk.of(order, "escalation"))
    assert steps == [0, 1, 1, 2]
    desk.tell()
    for kind, person in (("order_escalated_manager", desk.chief), ("order_escalated_supervisor", desk.boss)):
        assert (
            desk.sql("select count(*) from talk.notices where kind = ? and user_id = ?::bigint", kind, person.user) == 1
        )


def test_unchecked_work_is_closed_after_seven_days_in_bounded_batches(desk: Desk) -> None:
    desk.sql("update people.staff set capacity = 50")
    orders = [desk.order(desk.mary, description=str(n)) for n in range(5)]
    for order in orders:
        desk.complete(order)
    desk.at("2026-11-23 09:59")
    assert desk.call("desk.orders_close") == 0
    desk.at("2026-11-23 10:00")
    assert [desk.call("desk.orders_close", 2) for _ in range(4)] == [2, 2, 1, 0]
    assert {desk.of(order, "state") for order in orders} == {"closed"}
