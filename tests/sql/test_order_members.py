"""Colleagues on an order, and somebody who leaves the company."""

from __future__ import annotations

from tests.desk_world import Desk, Person


def pair(desk: Desk, order: int) -> tuple[Person, Person]:
    holder = desk.holder(order)
    return holder, desk.lukin if holder == desk.ivanov else desk.ivanov


def test_a_colleague_works_along_until_taken_off(desk: Desk) -> None:
    order = desk.order(desk.mary)
    holder, other = pair(desk, order)
    desk.refused("not_found", other, "desk.message_send", order, "Я рядом")
    desk.act(holder, "desk.order_member_add", order, other.staff, "co_performer")
    desk.tell()
    assert desk.sql(
        "select body from talk.notices where kind = 'order_member_added' and user_id = ?::bigint", other.user
    )
    desk.act(other, "desk.message_send", order, "Я рядом")
    desk.act(other, "desk.order_move", order, "in_progress")
    desk.act(holder, "desk.order_member_remove", order, other.staff)
    desk.refused("not_found", other, "desk.order_move", order, "new")
    desk.refused("not_found", holder, "desk.order_member_remove", order, other.staff)
    kinds = [
        row[0] for row in desk.rows("select kind from desk.order_events where kind like 'member%' order by event_id")
    ]
    assert kinds == ["member_added", "member_removed"]


def test_a_specialist_talks_and_does_not_move(desk: Desk) -> None:
    order = desk.order(desk.mary)
    holder, other = pair(desk, order)
    desk.act(holder, "desk.order_member_add", order, other.staff, "specialist")
    desk.act(other, "desk.message_send", order, "Нужна прокладка 15")
    desk.refused("order_move_forbidden", other, "desk.order_move", order, "in_progress")


def test_who_may_add_whom(desk: Desk) -> None:
    order = desk.order(desk.mary)
    holder, other = pair(desk, order)
    desk.refused("member_role", holder, "desk.order_member_add", order, other.staff, "boss")
    desk.refused("staff_same", desk.boss, "desk.order_member_add", order, holder.staff, "co_performer")
    desk.refused("not_found", other, "desk.order_member_add", order, other.staff, "co_performer")
    desk.refused("order_not_yours", desk.mary, "desk.order_member_add", order, other.staff, "co_performer")
    desk.refused("not_found", holder, "desk.order_member_add", order, 999999, "co_performer")


def test_who_is_dismissed_leaves_no_order_behind(desk: Desk) -> None:
    order = desk.order(desk.mary)
    holder, other = pair(desk, order)
    gone = (holder.staff, "Исполнитель уволен", True)
    desk.refused("forbidden", desk.chief, "people.staff_block", *gone)
    assert int(desk.act(desk.boss, "people.staff_block", *gone)) == 1
    assert desk.assignee(order) == other.staff
    note = desk.sql("select note from desk.order_events where kind = 'moved' and order_id = ?::bigint", order)
    assert note == "Исполнитель уволен"
    assert {desk.assignee(desk.order(description=str(n))) for n in range(3)} == {other.staff}
    desk.refused("staff_gone", desk.boss, "desk.order_assign", order, holder.staff, "вернуть")


def test_the_supervisor_writes_ill_today_in_the_roster_and_the_orders_move(desk: Desk) -> None:
    order = desk.order(desk.mary)
    holder, other = pair(desk, order)
    desk.see(desk.boss, "supervisor.roster_leave", holder.staff, "2026-11-16", "2026-11-18", "sick")
    assert desk.assignee(order) == other.staff
    note = desk.sql("select note from desk.order_events where kind = 'moved' and order_id = ?::bigint", order)
    assert note == "Исполнитель заболел"
    desk.tell()
    told = desk.rows("select kind from talk.notices where user_id = ?::bigint", other.user)
    assert told != []
