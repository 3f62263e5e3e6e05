"""Exchanging shifts: a colleague agrees, a manager confirms, nobody is on duty twice; and a shift given to somebody else."""

from __future__ import annotations

import pytest

from tests.desk_world import Desk

DAY = "2026-11-{} 08:00+03", "2026-11-{} 20:00+03"


def shift(desk: Desk, staff: int, day: int = 20, *, on_call: str = "true") -> int:
    return int(desk.call("people.shift_create", staff, *(part.format(day) for part in DAY), on_call=on_call))


def holder(desk: Desk, one: int) -> int:
    return int(desk.sql("select staff_id from people.duty_shifts where shift_id = ?::bigint", one))


def state(desk: Desk, swap: int) -> str:
    return str(desk.sql("select state from people.shift_swaps where swap_id = ?::bigint", swap))


@pytest.fixture
def mine(desk: Desk) -> int:
    """A shift of ivanov on 20 November."""
    return shift(desk, desk.ivanov.staff)


def asked(desk: Desk, mine: int, back: int | None = None) -> int:
    return int(desk.act(desk.ivanov, "people.swap_ask", mine, desk.lukin.staff, back))


def test_only_a_shift_ahead_is_offered_once_and_to_a_colleague(desk: Desk, mine: int) -> None:
    ask = "people.swap_ask"
    desk.refused("staff_only", desk.mary, ask, mine, desk.lukin.staff)
    desk.refused("not_found", desk.ivanov, ask, mine, desk.ivanov.staff)
    desk.refused("not_found", desk.ivanov, ask, mine, 999999)
    desk.refused("not_found", desk.ivanov, ask, mine, desk.lukin.staff, mine)  # nothing of theirs in return
    asked(desk, mine)
    desk.refused("swap_open", desk.ivanov, ask, mine, desk.lukin.staff)
    desk.at("2026-11-20 08:00")
    desk.refused("shift_begun", desk.ivanov, ask, mine, desk.lukin.staff)


@pytest.mark.parametrize("answer", ["refused", "withdrawn"])
def test_who_was_asked_refuses_who_asked_withdraws_and_the_other_is_told(desk: Desk, mine: int, answer: str) -> None:
    swap = asked(desk, mine)
    who, other = (desk.lukin, desk.ivanov) if answer == "refused" else (desk.ivanov, desk.lukin)
    desk.refused("not_found", other, "people.swap_answer", swap, answer)
    desk.act(who, "people.swap_answer", swap, answer)
    assert state(desk, swap) == answer
    assert holder(desk, mine) == desk.ivanov.staff
    desk.tell()
    told = "select count(*) from talk.notices where kind = 'swap_done' and user_id = ?::bigint"
    assert desk.sql(told, other.user) == 1
    desk.refused("swap_decided", who, "people.swap_answer", swap, answer)
    asked(desk, mine)  # and may be asked anew


def test_what_both_want_the_manager_may_still_refuse(desk: Desk, mine: int) -> None:
    swap = asked(desk, mine)
    desk.refused("swap_decided", desk.chief, "people.swap_confirm", swap)  # nobody has agreed yet
    desk.act(desk.lukin, "people.swap_answer", swap, "agreed")
    desk.act(desk.chief, "people.swap_confirm", swap, "false")
    assert state(desk, swap) == "refused"
    assert holder(desk, mine) == desk.ivanov.staff


def test_nobody_confirms_their_own_and_nobody_elses_manager_does(desk: Desk, mine: int) -> None:
    swap = int(desk.act(desk.ivanov, "people.swap_ask", mine, desk.chief.staff))
    desk.act(desk.chief, "people.swap_answer", swap, "agreed")
    desk.refused("leave_own", desk.chief, "people.swap_confirm", swap)
    desk.refused("forbidden", desk.mary, "people.swap_confirm", swap)
    desk.act(desk.boss, "people.swap_confirm", swap)
    assert holder(desk, mine) == desk.chief.staff


def test_an_exchange_that_came_late_or_would_put_somebody_on_duty_twice(desk: Desk, mine: int) -> None:
    back = shift(desk, desk.lukin.staff, 21)
    swap = asked(desk, mine, back)
    desk.act(desk.lukin, "people.swap_answer", swap, "agreed")
    second = shift(desk, desk.lukin.staff, 20)
    desk.refused("shift_overlap", desk.chief, "people.swap_confirm", swap)
    desk.act(desk.boss, "people.shift_drop", second)
    desk.call("people.leave_create", desk.lukin.staff, "2026-11-20", "2026-11-20", "vacation")
    desk.refused("shift_overlap", desk.chief, "people.swap_confirm", swap)
    desk.sql("delete from people.leaves")
    desk.at("2026-11-20 09:00")
    desk.refused("shift_begun", desk.chief, "people.swap_confirm", swap)
    assert (holder(desk, mine), holder(desk, back)) == (desk.ivanov.staff, desk.lukin.staff)


def test_exclusive_shifts_change_the_time_that_is_taken(desk: Desk) -> None:
    mine = shift(desk, desk.ivanov.staff, 20, on_call="false")
    back = shift(desk, desk.lukin.staff, 21, on_call="false")
    swap = asked(desk, mine, back)
    desk.act(desk.lukin, "people.swap_answer", swap, "agreed")
    desk.act(desk.chief, "people.swap_confirm", swap)
    taken = dict(desk.rows("select object_id, staff_id from people.bookings where source = 'shift'"))
    assert taken == {mine: desk.lukin.staff, back: desk.ivanov.staff}


def test_a_shift_is_given_to_another_at_another_time_and_stays_as_long(desk: Desk) -> None:
    one = shift(desk, desk.ivanov.staff, 20, on_call="false")
    move = "people.shift_move"
    desk.refused("not_found", desk.boss, move, 999999, desk.lukin.staff, "2026-11-22 08:00+03")
    desk.refused("not_found", desk.boss, move, one, 999999, "2026-11-22 08:00+03")
    desk.refused("period_wrong", desk.boss, move, one, desk.lukin.staff, "2026-11-16 09:00+03")
    desk.refused("not_found", desk.chief, move, one, desk.lukin.staff, "2026-11-22 08:00+03")  # of no zone of theirs
    other = shift(desk, desk.lukin.staff, 22)
    refusal = desk.refused("shift_taken", desk.boss, move, one, desk.lukin.staff, "2026-11-22 10:00+03")
    assert "уже дежурит до" in refusal.message
    desk.act(desk.boss, move, one, desk.lukin.staff, "2026-11-23 10:00+03")
    assert holder(desk, one) == desk.lukin.staff
    during = "select during = '[2026-11-23 10:00+03,2026-11-23 22:00+03)' from people.{} where {} = ?::bigint"
    assert desk.sql(during.format("duty_shifts", "shift_id"), one)
    assert desk.sql(during.format("bookings", "source = 'shift' and object_id"), one)
    desk.tell()
    kinds = dict(desk.rows("select user_id, kind from talk.notices where kind in ('shift_given', 'shift_taken')"))
    assert kinds == {desk.lukin.user: "shift_given", desk.ivanov.user: "shift_taken"}
    desk.at("2026-11-22 09:00")
    desk.refused("shift_begun", desk.boss, move, other, desk.ivanov.staff, "2026-11-24 08:00+03")
    desk.refused("shift_begun", desk.boss, "people.shift_drop", other)
