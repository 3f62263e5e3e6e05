"""All occupied time of a person is taken in one place (rules.md, Places and time): locks in the order of ids, all or none of a
thing, a word for who was late, no overlap and no deadlock under any crowd."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.desk_world import Desk
from tests.plan_world import Plan
from tests.sql.test_desk_races import deed, together
from webapp.database.errors import DatabaseRefusal

DAY = "2027-05-12"


def span(since: int, until: int) -> str:
    return f"[{DAY} {since:02d}:00+03,{DAY} {until:02d}:00+03)"


def take(desk: Desk, asked: list[tuple[int, int, int, int]]) -> set[int]:
    """(object, staff, since, until) …: the objects refused."""
    return {row[0] for row in desk.rows(
        "select object_id from people.bookings_take(?::bigint[], ?::tstzrange[], 'planned_work', ?::bigint[])",
        [a[1] for a in asked], [span(a[2], a[3]) for a in asked], [a[0] for a in asked],
    )}  # fmt: skip


def model(taken: list[tuple[int, int, int]], asked: list[tuple[int, int, int, int]]) -> set[int]:
    """One thing after another, each whole or not at all."""
    refused = set()
    held = list(taken)
    for thing in dict.fromkeys(a[0] for a in asked):
        rows = [a[1:] for a in asked if a[0] == thing]
        meets = any(
            s == other and since < end and start < until for s, since, until in rows for other, start, end in held
        ) or any(
            a != b and rows[a][0] == rows[b][0] and rows[a][1] < rows[b][2] and rows[b][1] < rows[a][2]
            for a in range(len(rows)) for b in range(len(rows))
        )  # fmt: skip
        if meets:
            refused.add(thing)
        else:
            held += rows
    return refused


def test_any_set_is_taken_as_one_after_another_would_be(desk: Desk) -> None:
    people = [desk.ivanov.staff, desk.lukin.staff, desk.chief.staff]
    line = st.tuples(st.integers(0, 2), st.integers(0, 20), st.integers(1, 3))
    thing = st.lists(line, min_size=1, max_size=3)

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(line, max_size=4), st.lists(thing, min_size=1, max_size=8))
    def check(before: list[tuple[int, int, int]], things: list[list[tuple[int, int, int]]]) -> None:
        desk.sql("delete from people.bookings")
        held: list[tuple[int, int, int]] = []
        for who, since, long in before:
            row = (people[who], since, since + long)
            if not any(row[0] == h[0] and row[1] < h[2] and h[1] < row[2] for h in held):
                held.append(row)
                desk.sql(
                    "insert into people.bookings (staff_id, during, source) values (?::bigint, ?::tstzrange, 'visit')",
                    row[0], span(row[1], row[2]),
                )  # fmt: skip
        asked = [
            (n + 1, people[who], since, since + long) for n, rows in enumerate(things) for who, since, long in rows
        ]
        expected = model(held, asked)
        assert take(desk, asked) == expected
        booked = {row[0] for row in desk.rows("select object_id from people.bookings where source = 'planned_work'")}
        assert booked == {a[0] for a in asked} - expected

    check()


def test_who_is_late_reads_until_when_and_from_when(desk: Desk) -> None:
    desk.sql("select set_config('timezone', 'Europe/Moscow', false)")
    assert take(desk, [(1, desk.ivanov.staff, 10, 12)]) == set()
    rows = desk.rows(
        "select staff_name, busy_until = ?::timestamptz, free_at = ?::timestamptz from people.bookings_take("
        "?::bigint[], ?::tstzrange[], 'planned_work', '{2,2}')",
        f"{DAY} 12:00+03", f"{DAY} 12:00+03", [desk.ivanov.staff, desk.lukin.staff], [span(11, 13), span(11, 13)],
    )  # fmt: skip
    assert rows == [("Иванов Сергей Петрович", True, True)]
    # the other of the two was not taken either
    assert desk.sql("select count(*) from people.bookings where staff_id = ?::bigint", desk.lukin.staff) == 0


def test_sixteen_writers_on_one_slot(own_desk: Desk) -> None:
    """16 works, each for both people in the opposite order of the one before: one is placed, nobody deadlocks."""
    desk = own_desk
    pair = [desk.ivanov.staff, desk.lukin.staff]

    def writer(n: int) -> Callable[[Desk], object]:
        def run(own: Desk) -> object:
            order = pair if n % 2 else pair[::-1]
            refused = take(own, [(100 + n, who, 10, 12) for who in order])
            if refused:
                raise DatabaseRefusal("SK409", "busy", {})
            return n

        return run

    won, refused, broken = together(desk, [writer(n) for n in range(16)])
    assert broken == []
    assert (won, len(refused)) == (1, 15)
    assert desk.sql("select count(*) from people.bookings") == 2


def test_two_planners_and_an_illness_at_once(own_desk: Desk) -> None:
    desk = own_desk
    plan = Plan(desk)
    plan.norm("light", trade="electrician", times=12, months="{1,2,3,4,5,6,7,8,9,10,11,12}", minutes=120)
    plan.norm("spring", times=20, months="{4,5}", minutes=180)
    first = plan.made(zone=desk.centre)
    second = plan.made(zone=desk.centre)

    def planner(made: int) -> Callable[[Desk], object]:
        def run(own: Desk) -> object:
            like = Plan.__new__(Plan)
            like.desk = own
            like.approve(made)
            return made

        return run

    planners = [planner(made) for made in (first, second)]
    deeds = [
        *(lambda own, one=one: one(acting(own, desk)) for one in planners),
        deed(desk.boss, "people.leave_create", desk.ivanov.staff, "2027-04-01", "2027-05-31", "sick"),
    ]
    won, refused, broken = together(desk, deeds)
    assert (won, refused, broken) == (3, [], [])
    assert plan.overlaps() == 0
    assert desk.sql(
        """select count(*) from upkeep.works as w join people.leaves as l on l.staff_id = any (w.staff_ids)
        and l.during @> (w.starts_at at time zone 'Europe/Moscow')::date where w.state = 'planned'"""
    ) == 0  # fmt: skip


def acting(own: Desk, desk: Desk) -> Desk:
    own.boss = desk.boss
    return own


def test_the_constraint_stands_behind(desk: Desk) -> None:
    assert take(desk, [(1, desk.ivanov.staff, 10, 12)]) == set()
    with pytest.raises(Exception, match="bookings_staff_id_during_excl"):
        desk.sql(
            "insert into people.bookings (staff_id, during, source) values (?::bigint, ?::tstzrange, 'visit')",
            desk.ivanov.staff, span(11, 13),
        )  # fmt: skip


def test_many_threads_never_hold_one_moment_twice(own_desk: Desk) -> None:
    desk = own_desk
    people = [desk.ivanov.staff, desk.lukin.staff, desk.chief.staff]
    gate = threading.Barrier(6)

    def crowd(n: int) -> Callable[[Desk], object]:
        def run(own: Desk) -> object:
            gate.wait()
            for turn in range(8):
                take(own, [
                    (1000 * n + turn, people[(n + turn) % 3], turn * 2, turn * 2 + 3),
                    (1000 * n + turn, people[(n + turn + 1) % 3], turn * 2, turn * 2 + 3),
                ])  # fmt: skip
            return n

        return run

    won, refused, broken = together(desk, [crowd(n) for n in range(6)])
    assert (won, refused, broken) == (6, [], [])
    assert desk.sql(
        """select count(*) from people.bookings as a join people.bookings as b
        on a.staff_id = b.staff_id and a.booking_id < b.booking_id and a.during && b.during"""
    ) == 0  # fmt: skip
    assert (
        desk.sql("select count(*) from (select object_id from people.bookings group by 1 having count(*) <> 2) as x")
        == 0
    )
