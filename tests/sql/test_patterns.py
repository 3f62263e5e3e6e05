"""Patterns of duty laid on people, and gaps in the roster in words."""

from __future__ import annotations

import pytest

from tests.desk_world import Desk
from webapp.database.errors import DatabaseRefusal


def pattern(desk: Desk, title: str) -> int:
    return int(desk.sql("select duty_pattern_id from people.duty_patterns where title = ?", title))


def test_a_day_on_and_three_off(desk: Desk) -> None:
    laid = desk.act(
        desk.boss,
        "people.pattern_lay",
        desk.ivanov.staff,
        pattern(desk, "Сутки через трое"),
        "2026-12-01",
        "2026-12-12",
    )
    assert int(laid) == 3
    assert [str(row[0]) for row in desk.rows(
        "select (lower(during) at time zone 'Europe/Moscow')::text || ' ' || (upper(during) - lower(during)) "
        "from people.duty_shifts order by lower(during)"
    )] == [f"2026-12-{day} 08:00:00 1 day" for day in ("01", "05", "09")]  # fmt: skip


def test_what_clashes_is_left_out_with_the_reason(desk: Desk) -> None:
    desk.sql("select set_config('timezone', 'Europe/Moscow', false)")
    desk.call("people.leave_create", desk.ivanov.staff, "2026-12-05", "2026-12-06", "vacation")
    desk.call("people.shift_create", desk.ivanov.staff, "2026-12-09 20:00+03", "2026-12-10 08:00+03")
    turn = pattern(desk, "Сутки через трое")
    said = [row.clash for row in desk.see(
        desk.boss, "people.pattern_shifts", desk.ivanov.staff, turn, "2026-12-01", "2026-12-12"
    )]  # fmt: skip
    assert said == [None, "отпуск 5–6 декабря", "уже есть смена: с 9 декабря, 20:00 до 10 декабря, 8:00"]
    assert int(desk.act(desk.boss, "people.pattern_lay", desk.ivanov.staff, turn, "2026-12-01", "2026-12-12")) == 1
    with pytest.raises(DatabaseRefusal) as nothing:
        desk.act(desk.boss, "people.pattern_lay", desk.ivanov.staff, turn, "2026-12-01", "2026-12-12")
    assert nothing.value.code == "pattern_nothing"


def test_a_pattern_whose_shifts_would_overlap_is_refused(desk: Desk) -> None:
    for days, hours, code in (
        (["1", "2"], "25", "pattern_hours"),
        (["5"], "12", "pattern_days"),
        ([], "12", "pattern_days"),
    ):
        with pytest.raises(DatabaseRefusal) as refused:
            desk.act(desk.boss, "people.pattern_save", None, "Своё", "4", days, "08:00", hours)
        assert refused.value.code == code


def test_gaps_are_named_in_words(desk: Desk) -> None:
    desk.sql("select set_config('timezone', 'Europe/Moscow', false)")
    desk.sql("update people.specializations set on_duty = specialization = 'plumber'")
    desk.call("people.shift_create", desk.ivanov.staff, "2026-12-03 00:00+03", "2026-12-03 08:00+03")
    desk.call("people.shift_create", desk.lukin.staff, "2026-12-03 20:00+03", "2026-12-05 00:00+03")
    gaps = desk.see(desk.boss, "people.duty_gaps", "2026-12-03 00:00+03", "2026-12-05 00:00+03")
    assert [row.said for row in gaps] == ["3 декабря с 8 до 20 сантехника нет"]


def test_who_has_no_valid_permit_fills_no_gap(desk: Desk) -> None:
    desk.sql("update people.specializations set on_duty = specialization = 'electrician'")
    man = desk.performer("Электрик Иван Ильич", zones=[desk.centre], trades=["electrician"], permit="2026-12-01")
    desk.call("people.shift_create", man.staff, "2026-12-03 00:00+03", "2026-12-05 00:00+03")
    assert len(desk.see(desk.boss, "people.duty_gaps", "2026-12-03 00:00+03", "2026-12-05 00:00+03")) == 1
