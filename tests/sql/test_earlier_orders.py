"""What was mended on the same place before: of a flat those of the flat, of an entrance those of the entrance, of the
yard and the whole house those of the house."""

from __future__ import annotations

from tests.desk_world import Desk


def earlier(desk: Desk, order: int) -> dict[str, list[str]]:
    return {
        level: [row[0] for row in desk.see(desk.svetlana, f"operator.order_{level}", order)]
        for level in ("flat", "entrance", "house")
    }


def test_a_flat_shows_what_was_done_in_the_flat(desk: Desk) -> None:
    desk.order(desk.mary, description="первая")
    order = desk.order(desk.mary, description="вторая")
    found = earlier(desk, order)
    assert (len(found["flat"]), found["entrance"], found["house"]) == (1, [], [])


def test_an_order_of_the_yard_shows_those_of_the_house_and_not_of_flats(desk: Desk) -> None:
    yard = int(desk.sql("select min(service_id) from desk.services where place = 'yard' and active"))
    desk.order(desk.mary)
    first = desk.order(desk.mary, service=yard, description="раз")
    second = desk.order(desk.mary, service=yard, description="два")
    assert (earlier(desk, first)["flat"], earlier(desk, first)["entrance"]) == ([], [])
    assert len(earlier(desk, second)["house"]) == 1


def test_before_a_visit_to_a_flat_the_yard_is_not_told(desk: Desk) -> None:
    yard = int(desk.sql("select min(service_id) from desk.services where place = 'yard' and active"))
    outside = desk.order(desk.mary, service=yard)
    desk.act(desk.boss, "desk.order_assign", outside, desk.ivanov.staff, "рядом")
    desk.complete(outside)
    inside = desk.order(desk.mary, description="раньше")
    desk.complete(inside)
    order = desk.order(desk.mary, description="теперь")
    title = desk.of(inside, "title")
    earlier_here = desk.see(desk.holder(order), "manager.order_before", order)[0].earlier
    assert title in earlier_here
    assert desk.of(outside, "title") not in earlier_here
