"""Terms and their clocks (domain.md §5; rules.md, SLA)."""

from __future__ import annotations

import pytest

from tests.desk_world import Desk
from webapp.database.errors import DatabaseRefusal
from webapp.settings import Settings


@pytest.fixture(scope="module")
def shared(sokol_db: Settings) -> Desk:
    return Desk(sokol_db)


@pytest.mark.parametrize(
    ("clock", "amount", "since", "until"),
    [
        # around the clock
        ("calendar", "1 day", "2026-11-20 18:30", "2026-11-21 18:30"),
        ("calendar", "30 minutes", "2026-11-21 23:50", "2026-11-22 00:20"),
        # Monday to Friday 8–17, lunch 12–13
        ("working_hours", "4 hours", "2026-11-16 08:00", "2026-11-16 12:00"),
        ("working_hours", "4 hours", "2026-11-16 10:00", "2026-11-16 15:00"),
        ("working_hours", "4 hours", "2026-11-20 15:00", "2026-11-23 10:00"),
        ("working_hours", "4 hours", "2026-11-21 11:00", "2026-11-23 12:00"),
        ("working_hours", "1 hour", "2026-11-16 12:30", "2026-11-16 14:00"),
        # Wednesday 4 November is a holiday
        ("working_hours", "2 hours", "2026-11-03 16:00", "2026-11-05 09:00"),
        # ten working days: the day itself does not count
        ("working_days", "10 days", "2026-11-16 10:00", "2026-11-30 17:00"),
        ("working_days", "10 days", "2026-11-02 10:00", "2026-11-17 17:00"),
        ("working_days", "1 day", "2026-11-21 10:00", "2026-11-24 17:00"),
        # over the New Year holidays of 2027 (31.12.2026 is moved from 4 January)
        ("working_days", "3 days", "2026-12-29 10:00", "2027-01-12 17:00"),
        # the holidays of years without a decree yet; Saturday 1 May 2032 moves to Monday
        ("working_days", "3 days", "2027-12-30 10:00", "2028-01-11 17:00"),
        ("working_days", "1 day", "2032-04-30 10:00", "2032-05-04 17:00"),
    ],
)
def test_a_term_is_counted_on_its_clock(shared: Desk, clock: str, amount: str, since: str, until: str) -> None:
    got = shared.sql(
        """select to_char(desk.term_add(?::timestamp at time zone 'Europe/Moscow', ?, ?::interval, 'Europe/Moscow')
            at time zone 'Europe/Moscow', 'YYYY-MM-DD HH24:MI')""",
        since, clock, amount,
    )  # fmt: skip
    assert got == until


def test_a_shortened_day_ends_an_hour_earlier_and_a_working_saturday_counts(desk: Desk) -> None:
    desk.sql(
        "insert into people.calendar_days values ('2026-11-27', true, true, 'x'), ('2026-11-28', true, false, 'y')"
    )
    assert desk.sql(
        """select desk.term_add('2026-11-27 15:30+03', 'working_hours', '90 minutes', 'Europe/Moscow')
            = '2026-11-28 09:00+03'"""
    )


def test_what_is_left_is_the_inverse_of_adding(shared: Desk) -> None:
    for clock, amount in (("calendar", "26 hours"), ("working_hours", "11 hours"), ("working_days", "4 days")):
        assert shared.sql(
            f"""select desk.term_left(
                    s, desk.term_add(s, '{clock}', '{amount}', 'Europe/Moscow'), '{clock}', 'Europe/Moscow')
                = interval '{amount}' from (select timestamptz '2026-11-18 10:20+03' as s) as t"""
        )


@pytest.mark.parametrize(
    ("code", "amount", "ground"),
    [
        ("tap_leak", "1 day", "Госстрой № 170, прил. 2"),
        ("pipe_accident", "30 minutes", "Правила № 416, п. 13"),
        ("sewer_block", "2 hours", "Правила № 416, п. 13"),
        ("stair_light", "7 days", "Госстрой № 170, прил. 2"),
        ("stove_full", "3 hours", "Госстрой № 170, прил. 2"),
        ("plaster", "5 days", "Госстрой № 170, прил. 2"),
        ("lift_trapped", "30 minutes", "ПП РФ № 1744"),
        ("mailbox", "10 days", "Правила № 416, п. 36"),
    ],
)
def test_the_legal_limit_and_its_ground(shared: Desk, code: str, amount: str, ground: str) -> None:
    row = shared.rows(
        """select t.amount = ?::interval, t.ground from desk.services as s
        cross join lateral desk.terms_resolve(s.service_id, s.priority, '2026-11-16 10:00+03') as t
        where s.code = ?""",
        amount, code,
    )  # fmt: skip
    assert row == [(True, ground)]


def test_a_service_without_own_limit_takes_that_of_its_priority(desk: Desk) -> None:
    desk.sql("delete from desk.terms where service_id = ?::bigint", desk.tap)
    desk.sql("update desk.services set priority = 'ordinary' where service_id = ?::bigint", desk.tap)
    assert desk.of(desk.order(desk.mary), "due_at = '2026-11-30 17:00+03'")


def test_waiting_stops_the_clock(desk: Desk) -> None:
    order = desk.order(desk.mary)  # Monday 10:00, one day
    person = desk.begin(order)
    desk.at("2026-11-16 15:00")
    desk.act(person, "desk.order_no_access", order, [desk.photo(person)])
    desk.at("2026-11-18 12:00")
    desk.act(desk.mary, "desk.order_visit_set", order, "2026-11-18 14:00+03", "2026-11-18 16:00+03")
    assert desk.of(order, "state") == "in_progress"
    # 19 hours were left
    assert desk.of(order, "due_at = '2026-11-19 07:00+03'")


def test_a_pause_counts_only_in_working_time(desk: Desk) -> None:
    desk.sql(
        "update desk.terms set clock = 'working_hours', amount = '10 hours' where service_id = ?::bigint", desk.tap
    )
    order = desk.order(desk.mary)  # Monday 10:00 → Tuesday 11:00
    assert desk.of(order, "due_at = '2026-11-17 12:00+03'")
    person = desk.begin(order)
    desk.at("2026-11-16 16:00")  # 5 of 10 hours gone
    desk.act(person, "desk.order_move", order, "waiting", waiting_reason="material")
    desk.at("2026-11-20 16:00")
    desk.act(person, "desk.order_move", order, "in_progress")
    assert desk.of(order, "due_at = '2026-11-23 12:00+03'")  # Friday 1 hour, Monday 4


def test_late_is_kept_after_a_return(desk: Desk) -> None:
    order = desk.order(desk.mary)
    desk.begin(order)
    desk.at("2026-11-18 10:00")
    desk.complete(order)
    assert desk.of(order, "late") is True
    desk.act(desk.mary, "desk.order_move", order, "new", "Снова капает")
    desk.complete(order)
    assert desk.of(order, "late") is True


def test_warnings_at_50_80_and_100_percent_once_each(desk: Desk) -> None:
    order = desk.order(desk.mary)  # 24 hours
    told = []
    for moment in (
        "2026-11-16 21:59",
        "2026-11-16 22:00",
        "2026-11-17 05:11",
        "2026-11-17 05:13",
        "2026-11-17 10:00",
        "2026-11-17 11:00",
    ):
        desk.at(moment)
        told.append(int(desk.call("desk.orders_warn")))
    assert told == [0, 1, 0, 1, 1, 0]
    assert desk.of(order, "warned") == 3


def test_when_a_term_is_near_the_company_says(desk: Desk) -> None:
    order = desk.order(desk.mary)  # 24 hours
    desk.set("term_near_percent", 60)
    desk.at("2026-11-17 00:25")  # 14 hours 25 minutes: 60 %
    assert int(desk.call("desk.orders_warn")) == 1
    assert desk.of(order, "warned") == 2
    said = "select details ->> 'percent' from desk.order_events where kind = 'term_warning'"
    assert [row[0] for row in desk.rows(said)] == ["60"]


def test_a_changed_term_has_a_reason(desk: Desk) -> None:
    order = desk.order(desk.mary)
    with pytest.raises(DatabaseRefusal) as refusal:
        desk.act(desk.svetlana, "desk.order_term_change", order, "2026-11-20 12:00+03", " ")
    assert refusal.value.code == "order_needs_reason"
    desk.act(desk.svetlana, "desk.order_term_change", order, "2026-11-20 12:00+03", "ждём деталь")
    desk.tell()
    body = desk.sql(
        "select body from talk.notices where kind = 'order_term_changed' and user_id = ?::bigint", desk.mary.user
    )
    assert body == "Новый срок по заявке № 1001: до 20 ноября, 12:00. Причина: ждём деталь."
