"""People without a cabinet are called before their order is closed (rules.md, Orders: «completed for 7 days → closed,
nightly; people without a cabinet go to a call-back list before»). Three days more, then it closes by itself."""

from __future__ import annotations

import pytest

from tests.desk_world import Desk
from webapp.database.errors import DatabaseRefusal


def by_phone(desk: Desk) -> int:
    """Work done for a caller who is nobody's user, on Monday 16 November at 10:00."""
    order = desk.order(caller_name="Прохожий")
    desk.complete(order)
    return order


def waiting(desk: Desk) -> list[int]:
    return [row[0] for row in desk.rows("select order_id from desk.orders_unchecked() order by order_id")]


def results(desk: Desk, order: int) -> list[str]:
    return [
        row[0]
        for row in desk.rows(
            "select result from desk.calls where order_id = ?::bigint and result <> 'order' order by call_id", order
        )
    ]


def test_only_work_for_people_without_a_cabinet_waits_for_a_call(desk: Desk) -> None:
    caller = by_phone(desk)
    resident = desk.order(desk.mary)
    desk.complete(resident)
    assert waiting(desk) == [caller]
    desk.sql("delete from people.user_cabinets where user_id = ?::bigint and cabinet = 'resident'", desk.mary.user)
    assert waiting(desk) == [caller, resident]


def test_it_is_not_closed_silently_but_three_days_later(desk: Desk) -> None:
    order = by_phone(desk)
    desk.at("2026-11-23 10:01")
    assert desk.call("desk.orders_close") == 0
    desk.at("2026-11-26 09:59")
    assert desk.call("desk.orders_close") == 0
    desk.at("2026-11-26 10:01")
    assert desk.call("desk.orders_close") == 1
    assert desk.of(order, "state") == "closed"


def test_both_spans_are_settings(desk: Desk) -> None:
    desk.sql("update cabinet.settings set value = '0' where key = 'order_check_days'")
    desk.sql("update cabinet.settings set value = '2' where key = 'order_close_days'")
    order = by_phone(desk)
    # the letter promises the day on which it will be closed
    said = "select talk.order_values(?, 'ru', '{}', lib.moment()) ->> 'closes'"
    assert desk.rows(said, order)[0][0].startswith("18 ноября")
    desk.at("2026-11-18 09:59")
    assert desk.call("desk.orders_close") == 0
    desk.at("2026-11-18 10:01")
    assert desk.call("desk.orders_close") == 1


def test_done_by_word_closes_the_order_and_stands_in_the_journal(desk: Desk) -> None:
    order = by_phone(desk)
    desk.act(desk.svetlana, "desk.order_check", order, "checked", "Спасибо сказал")
    assert desk.of(order, "state") == "closed"
    assert results(desk, order) == ["checked"]
    assert waiting(desk) == []


def test_not_done_goes_back_to_work_with_what_is_wrong(desk: Desk) -> None:
    order = by_phone(desk)
    with pytest.raises(DatabaseRefusal) as refusal:
        desk.act(desk.svetlana, "desk.order_check", order, "not_done")
    assert refusal.value.code == "check_note"
    desk.act(desk.svetlana, "desk.order_check", order, "not_done", "Опять капает")
    assert desk.of(order, "state") in ("new", "assigned")
    assert desk.of(order, "returned_count") == 1
    assert results(desk, order) == ["not_done"]


def test_nobody_answered_keeps_it_in_the_list_with_the_tries_counted(desk: Desk) -> None:
    order = by_phone(desk)
    desk.act(desk.svetlana, "desk.order_check", order, "no_answer")
    desk.act(desk.svetlana, "desk.order_check", order, "no_answer")
    assert desk.rows("select order_id, tries from desk.orders_unchecked()") == [(order, 2)]
    assert desk.of(order, "state") == "completed"


def test_only_the_office_checks_and_only_what_is_completed(desk: Desk) -> None:
    order = desk.order(caller_name="Прохожий")
    for person, wanted in ((desk.svetlana, "not_found"), (desk.mary, "forbidden")):
        with pytest.raises(DatabaseRefusal) as refusal:
            desk.act(person, "desk.order_check", order, "checked")
        assert refusal.value.code == wanted
