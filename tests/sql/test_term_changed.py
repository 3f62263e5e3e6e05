"""A changed limit recomputes open orders (rules.md, SLA)."""

from __future__ import annotations

from typing import Any

from tests.desk_world import Desk


def term(desk: Desk) -> int:
    return int(
        desk.sql("select term_id from desk.terms where service_id = ?::bigint and kind = 'resolution'", desk.tap)
    )


def change(desk: Desk, *, clock: str = "calendar", amount: str = "2 days", since: str = "2026-11-16") -> Any:
    return desk.act(
        desk.boss, "desk.term_save", term(desk), clock, amount, "Приказ № 7", since, "мастеров стало меньше"
    )


def affected(desk: Desk, since: str = "2026-11-16") -> int:
    shown = desk.see(desk.boss, "supervisor.terms_preview", term(desk), 2, 0, 0, "calendar", "Приказ № 7", since, "x")
    return int(shown[0].moved_count)


def test_open_orders_get_the_new_term_with_its_ground_and_reason(desk: Desk) -> None:
    desk.sql("select set_config('timezone', 'Europe/Moscow', false)")
    order, other = desk.order(desk.mary), desk.order(service=desk.service("sewer_block"))
    done = desk.order(desk.mary)
    desk.complete(done)
    before = [desk.of(one, "due_at") for one in (done, other)]
    assert affected(desk) == 1
    change(desk)
    assert desk.of(order, "due_at = '2026-11-18 10:00+03'")
    assert desk.of(order, "due_ground") == "Приказ № 7"
    assert [desk.of(one, "due_at") for one in (done, other)] == before
    line = desk.see(desk.mary, "resident.order_timeline", order)[0]
    assert (line.title, line.note) == ("Срок изменён: 18 ноября, 10:00", "мастеров стало меньше")


def test_pauses_are_not_counted_again(desk: Desk) -> None:
    order = desk.order(desk.mary)  # Monday 10:00
    person = desk.begin(order)
    desk.at("2026-11-16 15:00")
    desk.act(person, "desk.order_move", order, "waiting", waiting_reason="material")
    desk.at("2026-11-17 15:00")
    desk.act(person, "desk.order_move", order, "in_progress")
    change(desk, since="2026-11-17")
    assert desk.of(order, "due_at = '2026-11-19 10:00+03'")  # two days and the day it waited


def test_what_was_agreed_for_one_order_stays(desk: Desk) -> None:
    order = desk.order(desk.mary)
    desk.act(desk.svetlana, "desk.order_term_change", order, "2026-11-20 12:00+03", "ждём деталь")
    assert affected(desk) == 0
    change(desk)
    assert desk.of(order, "due_at = '2026-11-20 12:00+03'")


def test_a_limit_from_a_later_day_leaves_what_is_open(desk: Desk) -> None:
    order = desk.order(desk.mary)
    assert affected(desk, "2026-11-20") == 0
    change(desk, since="2026-11-20")
    assert desk.of(order, "due_at = '2026-11-17 10:00+03'")
    desk.at("2026-11-20 10:00")
    assert desk.of(desk.order(desk.mary, description="Ещё"), "due_at = '2026-11-22 10:00+03'")


def test_a_limit_of_the_priority_leaves_services_with_their_own(desk: Desk) -> None:
    order = desk.order(desk.mary)
    desk.sql("delete from desk.terms where service_id = ?::bigint", desk.service("mailbox"))
    follower = desk.order(desk.mary, service=desk.service("mailbox"))
    rank = desk.of(follower, "priority")
    row = desk.sql(
        """insert into desk.terms (priority, kind, clock, amount, ground)
        values (?, 'resolution', 'calendar', '9 days', 'x') returning term_id""",
        rank,
    )
    before = desk.of(order, "due_at")
    desk.act(desk.boss, "desk.term_save", row, "calendar", "5 days", "Приказ № 8", "2026-11-16", "быстрее")
    assert desk.of(follower, "due_at = '2026-11-21 10:00+03'")
    assert desk.of(order, "due_at") == before


def test_the_terms_of_a_day_are_those_in_force_then(desk: Desk) -> None:
    desk.sql("select set_config('timezone', 'Europe/Moscow', false)")
    change(desk, since="2026-11-20")
    service = desk.sql("select title from desk.services where service_id = ?::bigint", desk.tap)

    def shown(**named: Any) -> list[str]:
        rows = desk.see(desk.boss, "supervisor.terms_list", **named)
        return [
            row.ground for row in rows if (row.what == service and row._link is not None) or row.ground == "Приказ № 7"
        ]

    (before,) = shown(on="2026-11-19")
    assert shown(on="2026-11-20") == ["Приказ № 7"]
    assert shown(on="2000-01-01") == []
    assert shown() == [before, "Приказ № 7"]
