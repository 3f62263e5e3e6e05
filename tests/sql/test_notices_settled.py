"""The bell counts what still waits for the person: of an order that is over nothing does (pages.md §9)."""

from __future__ import annotations

from tests.desk_world import Desk, Person


def unread(desk: Desk, person: Person) -> int:
    return int(desk.sql("select count(*) from talk.notices where user_id = ?::bigint and read_at is null", person.user))


def test_a_closed_order_leaves_no_unread_notices_with_staff(desk: Desk) -> None:
    order = desk.order(desk.mary)
    person = desk.complete(order)
    desk.act(desk.mary, "desk.message_send", order, "Кран как новый")
    desk.tell()
    assert unread(desk, person) > 0
    before = unread(desk, desk.mary)
    desk.act(desk.mary, "desk.order_move", order, "closed")
    desk.tell()
    assert unread(desk, person) == 0
    assert unread(desk, desk.mary) >= before  # what a resident has not read is still theirs to read


def test_that_an_order_was_declined_is_itself_told(desk: Desk) -> None:
    order = desk.order(desk.mary)
    person = desk.holder(order)
    desk.tell()
    desk.act(desk.mary, "desk.order_move", order, "declined", "Уже не нужно")
    desk.tell()
    assert desk.rows("select kind from talk.notices where user_id = ?::bigint and read_at is null", person.user) == [
        ("order_declined",)
    ]


def test_the_bell_counts_fourteen_days(desk: Desk) -> None:
    desk.order(desk.mary)
    desk.tell()
    count = "talk.unread"
    assert desk.act(desk.mary, count) > 0
    desk.at("2026-12-01 10:00")
    assert desk.act(desk.mary, count) == 0
