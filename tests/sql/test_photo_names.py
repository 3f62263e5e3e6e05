"""A photo says whose it is: «Фото жителя», or the stage of the work and who of the staff took it."""

from __future__ import annotations

from tests.desk_world import Desk


def test_photos_are_named_by_stage_and_author(desk: Desk) -> None:
    order = desk.order(desk.mary, photos=[desk.photo(desk.mary)])
    person = desk.complete(order)
    name = desk.sql("select name from people.staff where staff_id = ?::bigint", person.staff)
    titles = [row[1] for row in desk.see(desk.svetlana, "operator.order_gallery", order)]
    assert titles == ["Фото жителя", f"После работы, {name}"]
