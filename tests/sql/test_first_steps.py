"""A new company is led to its first order: what is done leaves the list, the first closed order ends it (features.md §1.9)."""

from __future__ import annotations

from tests.desk_world import Desk


def steps(desk: Desk) -> list[str]:
    return [row[0] for row in desk.see(desk.boss, "desk.first_steps")]


def test_what_is_done_is_not_asked_for(desk: Desk) -> None:
    before = steps(desk)
    assert {"company", "order"} <= set(before)
    assert not {"zones", "houses", "staff", "residents"} & set(before)

    desk.set("emergency_phone", "+74235550101")
    assert "company" not in steps(desk)

    desk.order(desk.mary)
    assert "order" not in steps(desk)


def test_the_first_closed_order_ends_it(desk: Desk) -> None:
    order = desk.order(desk.mary)
    desk.complete(order)
    assert steps(desk) != []
    desk.act(desk.mary, "desk.order_move", order, "closed")
    assert steps(desk) == []


def test_only_the_office_is_told(desk: Desk) -> None:
    desk.refused("forbidden", desk.mary, "desk.first_steps")
