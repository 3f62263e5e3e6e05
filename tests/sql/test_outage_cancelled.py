"""An outage that does not come, and one that lasts: a draft goes silently, what was announced is taken back aloud."""

from __future__ import annotations

from tests.desk_world import Desk
from tests.sql.test_outage_telling import announced, draft, later, told


def planned(desk: Desk) -> int:
    """Announced on Monday 16 November for 1 December."""
    outage = draft(desk, kind="planned")
    desk.act(
        desk.svetlana,
        "talk.outage_time",
        outage,
        "2026-12-01 09:00+03",
        "2026-12-01 18:00+03",
        reason="Замена задвижки",
    )
    desk.act(desk.svetlana, "talk.outage_announce", outage)
    later(desk)
    return outage


def test_nobody_hears_of_a_draft_that_is_dropped(desk: Desk) -> None:
    outage = draft(desk)
    assert int(desk.act(desk.svetlana, "talk.outage_cancel", outage)) == 0
    assert desk.sql("select count(*) from talk.outages") == 0
    assert told(desk, desk.mary) == []


def test_what_was_announced_and_has_not_begun_is_cancelled_to_the_same_people(desk: Desk) -> None:
    outage = planned(desk)
    assert int(desk.act(desk.svetlana, "talk.outage_cancel", outage)) == 1
    later(desk)
    heard = told(desk, desk.mary)
    assert len(heard) == 2
    assert "отмен" in heard[1].lower()
    assert told(desk, desk.olga) == []
    desk.refused("outage_over", desk.svetlana, "talk.outage_cancel", outage)


def test_orders_are_their_own_again(desk: Desk) -> None:
    outage = planned(desk)
    order = desk.order(desk.mary)
    desk.sql("update desk.orders set outage_id = ?::bigint where order_id = ?::bigint", outage, order)
    desk.act(desk.svetlana, "talk.outage_cancel", outage, "Задвижку не привезли")
    assert desk.of(order, "outage_id") is None
    later(desk)
    assert "Задвижку не привезли" in told(desk, desk.mary)[-1]


def test_what_has_begun_is_ended_not_cancelled(desk: Desk) -> None:
    emergency = announced(desk)
    later(desk)
    refusal = desk.refused("outage_begun", desk.svetlana, "talk.outage_cancel", emergency)
    assert refusal.goto == f"outage-end?outage={emergency}"


def test_a_later_end_is_after_the_beginning_and_ahead(desk: Desk) -> None:
    outage = announced(desk)
    later(desk)
    extend = "talk.outage_extend"
    desk.refused("outage_end_early", desk.svetlana, extend, outage, "2026-11-16 09:00+03")
    desk.at("2026-11-16 14:00")
    desk.refused("outage_end_past", desk.svetlana, extend, outage, "2026-11-16 13:00+03")
    assert int(desk.act(desk.svetlana, extend, outage, "2026-11-16 22:00+03")) == 1
    later(desk)
    assert "22:00" in told(desk, desk.mary)[-1]
