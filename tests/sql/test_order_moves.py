"""The scenario as data: which state may follow which, by whom, with what given (rules.md, Orders)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.desk_world import Desk, Person
from webapp.database.errors import DatabaseRefusal
from webapp.settings import Settings

STATES = ("new", "assigned", "in_progress", "waiting", "deferred", "merged", "completed", "closed", "declined")


def test_a_forbidden_move_names_the_allowed_ones(desk: Desk) -> None:
    order = desk.order(desk.mary)
    refusal = desk.refused("order_move_forbidden", desk.mary, "desk.order_move", order, "closed")
    assert "«Отклонить»" in refusal.message


def test_plain_sql_of_the_owner_is_bound_too(desk: Desk) -> None:
    order = desk.order(desk.mary)
    for text in (
        "update desk.orders set state = 'closed', open = false where order_id = ?::bigint",
        "delete from desk.orders where order_id = ?::bigint",
    ):
        with pytest.raises(DatabaseRefusal):
            desk.sql(text, order)


def test_events_and_messages_stay_as_written(desk: Desk) -> None:
    order = desk.order(desk.mary)
    desk.act(desk.mary, "desk.message_send", order, "Жду")
    for text in (
        "update desk.order_events set note = 'x'", "delete from desk.order_events",
        "update desk.messages set body = 'x'", "delete from desk.messages",
    ):  # fmt: skip
        with pytest.raises(DatabaseRefusal) as refusal:
            desk.sql(text)
        assert refusal.value.code == "history_stays"
    desk.at("2029-12-01 10:00")
    desk.sql("update desk.messages set body = '—'")  # after the keeping term of three years


def test_each_requirement_is_asked_for_by_name(desk: Desk) -> None:
    order = desk.order(desk.mary)
    desk.refused("order_needs_reason", desk.mary, "desk.order_move", order, "declined")
    person = desk.begin(order)
    desk.refused("order_needs_until", person, "desk.order_move", order, "deferred", "весной")
    for until in ("2026-11-16 09:00+03", "2027-11-17 10:00+03"):
        desk.refused("order_until_wrong", person, "desk.order_move", order, "deferred", "весной", until)
    desk.refused("order_needs_waiting_reason", person, "desk.order_move", order, "waiting")
    desk.refused("order_needs_photo_after", person, "desk.order_complete", order, ["Заменил прокладку"])
    desk.refused("order_needs_photo_door", person, "desk.order_no_access", order, [])


def test_how_far_ahead_the_company_says(desk: Desk) -> None:
    """One limit for putting off, for another term and for a visit; each refusal names its last day."""
    order = desk.order(desk.mary)
    person = desk.begin(order)
    desk.set("order_ahead_days", 30)
    late = "2026-12-16 11:00+03"
    for who, function, code, values in (
        (person, "desk.order_move", "order_until_wrong", ("deferred", "зимой", late)),
        (desk.boss, "desk.order_term_change", "term_wrong", (late, "зимой")),
        (desk.svetlana, "desk.order_visit_set", "visit_wrong", (late, "2026-12-16 12:00+03")),
    ):
        refusal = desk.refused(code, who, function, order, *values)
        assert "16.12.2026" in refusal.message
    desk.set("order_ahead_days", 31)
    desk.act(desk.boss, "desk.order_term_change", order, late, "зимой")
    desk.act(person, "desk.order_move", order, "deferred", "зимой", late)


def test_a_foreign_order_is_not_found(desk: Desk) -> None:
    order = desk.order(desk.mary)
    desk.refused("not_found", desk.olga, "desk.order_move", order, "declined", "x")
    stranger = desk.lukin if desk.assignee(order) == desk.ivanov.staff else desk.ivanov
    desk.refused("not_found", stranger, "desk.order_accept", order)
    desk.refused("not_found", desk.mary, "desk.order_move", 999999, "declined", "x")


def test_the_resident_confirms_or_returns(desk: Desk) -> None:
    order = desk.order(desk.mary)
    first = desk.complete(order)
    assert desk.of(order, "state") == "completed"
    assert desk.of(order, "slot") is None
    desk.at("2026-11-16 20:00")
    desk.act(desk.mary, "desk.order_move", order, "new", "Снова капает")
    assert desk.of(order, "returned_count") == 1
    assert desk.assignee(order) == first.staff  # its last performer, since he may take it now
    assert desk.of(order, "due_at = '2026-11-17 20:00+03'")  # the original limit of one day, from now
    desk.begin(order)
    # the photo of the first attempt proves nothing any more
    desk.refused("order_needs_photo_after", first, "desk.order_complete", order, ["Заменил"])
    desk.complete(order)
    desk.act(desk.mary, "desk.order_move", order, "new", "Опять")
    assert desk.of(order, "state") == "new"  # the second return is the manager's affair
    assert int(desk.of(order, "queue_zone_id")) == desk.centre


def test_a_closed_order_is_frozen(desk: Desk) -> None:
    order = desk.order(desk.mary)
    person = desk.complete(order)
    desk.act(desk.mary, "desk.order_move", order, "closed")
    desk.refused("order_closed", desk.mary, "desk.order_move", order, "new", "x")
    desk.refused("order_closed", person, "desk.message_send", order, "Спасибо")
    with pytest.raises(DatabaseRefusal):
        desk.sql("update desk.orders set description = 'x' where order_id = ?::bigint", order)


def test_jobs_reopen_and_close(desk: Desk) -> None:
    order = desk.order(desk.mary)
    person = desk.begin(order)
    desk.act(person, "desk.order_move", order, "deferred", "ждём тепла", "2026-11-18 10:00+03")
    assert desk.call("desk.orders_reopen") == 0
    desk.at("2026-11-18 10:30")
    assert desk.call("desk.orders_reopen") == 1
    assert desk.assignee(order) == person.staff
    desk.complete(order)
    desk.at("2026-11-25 10:29")
    assert desk.call("desk.orders_close") == 0
    desk.at("2026-11-25 10:31")
    assert desk.call("desk.orders_close") == 1
    assert desk.of(order, "state") == "closed"


def test_the_ladder_of_the_unclaimed(desk: Desk) -> None:
    order = desk.order(desk.olga)  # urgent: 30 minutes; nobody works in the north
    desk.at("2026-11-16 10:29")
    assert desk.call("desk.orders_escalate") == 0
    desk.at("2026-11-16 10:31")
    assert desk.call("desk.orders_escalate") == 1
    desk.at("2026-11-16 11:02")
    assert desk.call("desk.orders_escalate") == 1
    assert desk.of(order, "escalation") == 2
    assert desk.call("desk.orders_escalate") == 0


def test_two_claims_of_one_order(desk: Desk) -> None:
    desk.sql("update people.staff set capacity = 0")
    first, second = desk.order(), desk.order()
    desk.sql("update people.staff set capacity = 8")
    assert desk.act(desk.lukin, "desk.order_claim", first) == first
    refusal = desk.refused("order_taken", desk.ivanov, "desk.order_claim", first)
    assert refusal.message.startswith("Уже взял Лукин. Следующая: Садовая, 12")
    assert desk.act(desk.ivanov, "desk.order_claim") == second
    desk.refused("queue_empty", desk.ivanov, "desk.order_claim")


class Scenario(RuleBasedStateMachine):
    """Whatever is tried by whomever, the path of an order stays inside the table."""

    desk: Desk

    @initialize()
    def file(self) -> None:
        self.desk.at("2026-11-16 10:00")
        self.order = self.desk.order(self.desk.svetlana)
        self.hours = 0

    @rule(
        who=st.sampled_from(("mary", "ivanov", "lukin", "chief", "svetlana", "boss", "olga")),
        state=st.sampled_from(STATES),
        reason=st.sampled_from((None, "так надо")),
        until=st.sampled_from((None, "2027-01-10 10:00+03")),
        waiting=st.sampled_from((None, "material", "no_access")),
        photo=st.booleans(),
    )
    def move(
        self, who: str, state: str, reason: str | None, until: str | None, waiting: str | None, photo: bool
    ) -> None:
        person = getattr(self.desk, who)
        self._try(
            person, "desk.order_move", self.order, state, reason, until, waiting, None,
            [self.desk.photo(person)] if photo else [],
        )  # fmt: skip

    @rule(staff=st.sampled_from(("ivanov", "lukin")), who=st.sampled_from(("chief", "boss")))
    def assign(self, staff: str, who: str) -> None:
        self._try(getattr(self.desk, who), "desk.order_assign", self.order, getattr(self.desk, staff).staff, "так надо")

    @rule(state=st.sampled_from(STATES))
    def by_plain_sql(self, state: str) -> None:
        """The trigger lets through what the table has; undone, since only desk.order_shift keeps the books."""
        before = self.desk.of(self.order, "state")
        known = self.desk.sql("select 1 from desk.moves where from_state = ? and to_state = ?", before, state)
        if state in {before, "deferred", "waiting", "assigned", "merged"} or before == "merged":
            return
        self.desk.sql("begin")
        try:
            self.desk.sql(
                """update desk.orders set state = ?,
                    open = ? in ('new', 'assigned', 'in_progress', 'waiting', 'deferred')
                where order_id = ?::bigint""",
                state, state, self.order,
            )  # fmt: skip
        except DatabaseRefusal:
            assert known is None
            return
        self.desk.sql("rollback")
        assert known is not None

    @rule(hours=st.integers(1, 200))
    def time_passes(self, hours: int) -> None:
        self.hours += hours
        self.desk.at(str(self.desk.sql(f"select timestamp '2026-11-16 10:00' + interval '{self.hours} hours'")))
        for job in ("orders_reopen", "orders_close", "orders_escalate", "orders_warn"):
            self.desk.call(f"desk.{job}")
        self._check()

    def _try(self, person: Person, function: str, *args: Any) -> None:
        try:
            self.desk.act(person, function, *args)
        except DatabaseRefusal:
            return
        self._check()

    def _check(self) -> None:
        wrong = self.desk.rows(
            """select e.event_id, e.from_state, e.to_state from desk.order_events as e
            join desk.orders as o on o.order_id = e.order_id
            where e.order_id = ?::bigint and e.kind in ('moved', 'returned') and not exists (
                select from desk.moves as m where m.scenario = o.scenario and m.version = o.scenario_version
                    and m.from_state = e.from_state and m.to_state = e.to_state)""",
            self.order,
        )
        assert wrong == []
        assert self.desk.of(self.order, "state <> 'assigned' or assignee_id is not null")
        assert self.desk.of(self.order, "open or slot is null")
        assert self.desk.of(self.order, "(paused_at is not null) = (state in ('waiting', 'deferred')) or not open")


def test_no_path_reaches_a_state_that_the_table_forbids(sokol_db: Settings) -> None:
    Scenario.desk = Desk(sokol_db)
    run_state_machine_as_test(
        Scenario,
        settings=hypothesis_settings(
            max_examples=25, stateful_step_count=20, deadline=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
