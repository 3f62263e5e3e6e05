"""Giving an order to somebody else: out of the queue, before the work and in the middle of it (rules.md, Orders)."""

from __future__ import annotations

from tests.desk_world import Desk, Person

ASSIGN = "desk.order_assign"


def other_than(desk: Desk, person: Person) -> Person:
    return desk.lukin if person == desk.ivanov else desk.ivanov


def test_out_of_the_queue_the_manager_gives_it_without_a_reason(desk: Desk) -> None:
    desk.sql("update people.staff set capacity = 0")
    order = desk.order(desk.mary)
    assert desk.of(order, "state") == "new"
    assert desk.of(order, "queue_zone_id") is not None
    refusal = desk.refused("staff_full", desk.chief, ASSIGN, order, desk.ivanov.staff)
    assert "открыто 0 из 0" in refusal.message
    desk.act(desk.boss, ASSIGN, order, desk.ivanov.staff)  # the supervisor may
    assert desk.of(order, "state") == "assigned"
    assert desk.assignee(order) == desk.ivanov.staff
    assert desk.of(order, "queue_zone_id") is None


def test_who_has_it_is_changed_with_a_reason_only(desk: Desk) -> None:
    order = desk.order(desk.mary)
    holder = desk.holder(order)
    other = other_than(desk, holder)
    desk.refused("staff_same", desk.chief, ASSIGN, order, holder.staff, "так надо")
    desk.refused("order_needs_reason", desk.chief, ASSIGN, order, other.staff)
    desk.refused("order_not_yours", holder, ASSIGN, order, other.staff, "не успеваю")
    desk.act(desk.chief, "desk.order_visit_set", order, "2026-11-17 10:00+03", "2026-11-17 12:00+03")
    desk.act(desk.chief, ASSIGN, order, other.staff, "ближе живёт")
    assert desk.assignee(order) == other.staff
    assert desk.of(order, "visit_from") is None
    assert desk.sql("select count(*) from people.bookings where source = 'visit'") == 0


def test_work_begun_by_one_is_accepted_anew_by_the_other(desk: Desk) -> None:
    order = desk.order(desk.mary)
    holder = desk.begin(order)
    desk.act(holder, "desk.order_start", order)
    other = other_than(desk, holder)
    desk.act(desk.chief, ASSIGN, order, other.staff, "заболел")
    assert desk.of(order, "state") == "assigned"
    assert desk.assignee(order) == other.staff
    assert desk.of(order, "started_at") is None
    said = desk.rows(
        "select from_state, to_state from desk.order_events where order_id = ?::bigint order by event_id desc limit 2",
        order,
    )
    assert [tuple(row) for row in said] == [("new", "assigned"), ("in_progress", "new")]
    desk.refused("not_found", holder, "desk.order_accept", order)
    desk.act(other, "desk.order_accept", order)


def test_a_service_without_a_limit_has_ten_working_days(desk: Desk) -> None:
    """Правила № 416, п. 36; the response is then that of its priority."""
    desk.sql("delete from desk.terms")
    order = desk.order(desk.mary)  # Monday 16 November 10:00, the tenth working day after it
    assert desk.of(order, "due_ground") == "Правила № 416, п. 36"
    assert desk.of(order, "(due_clock, due_amount)::text") == '(working_days,"10 days")'
    assert desk.of(order, "(due_at at time zone 'Europe/Moscow')::date::text") == "2026-11-30"
    assert desk.of(order, "response_due is not null") is True
