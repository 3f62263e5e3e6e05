"""«Нужны материалы» (pages.md, manager/order): the clock stops with a reason, what is needed is read by staff only."""

from __future__ import annotations

from tests.desk_world import Desk


def test_the_order_waits_for_material_and_the_list_is_an_internal_note(desk: Desk) -> None:
    order = desk.order(desk.mary)
    person = desk.begin(order)
    desk.act(person, "manager.order_materials", order, "Кран шаровой, 2 шт.")
    assert (desk.of(order, "state"), desk.of(order, "waiting_reason")) == ("waiting", "material")
    assert desk.of(order, "paused_at is not null") is True
    assert desk.rows("select body, internal from desk.messages where order_id = ?::bigint", order) == [
        ("Кран шаровой, 2 шт.", True)
    ]
