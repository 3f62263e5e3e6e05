"""Firms as performers: contract, narrow scope, a link instead of an account, acts (features.md §2)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk_world import Desk, Person
from tests.plan_world import Plan
from webapp.database.errors import DatabaseRefusal

GUEST = Person(0, "guest")


def firm(desk: Desk, name: str = "Лифт Сервис Плюс", **more: Any) -> int:
    given: dict[str, Any] = {
        "from": "2026-01-01", "to": "2026-12-31", "trades": ["plumber"], "houses": [desk.house],
        "email": f"f{desk.sql('select count(*) from people.contractors')}@firm.example", **more,
    }  # fmt: skip
    return int(
        desk.act(
            desk.boss, "people.contractor_add", name=name, contract_number="17-П", contract_on="2025-12-20", **given
        )
    )


def staff_of(desk: Desk, contractor: int) -> int:
    return int(desk.sql("select staff_id from people.contractors where contractor_id = ?::bigint", contractor))


def token_of(desk: Desk, order: int) -> str:
    desk.sql("update cabinet.settings set value = 'https://uk.example' where key = 'public_address'")
    return str(desk.act(desk.boss, "desk.contractor_link", order)).rpartition("/go/")[2]


def by_link(desk: Desk, function: str, *args: Any) -> Any:
    """A function of the guest cabinet, by somebody without a session."""
    return desk.act(GUEST, function, *args)


def moves(desk: Desk, token: str) -> list[str]:
    found = desk.sql("select array_to_string(moves, ',') from desk.link_card(?)", token)
    return str(found).split(",") if found else []


def test_a_firm_is_routed_like_everybody_within_its_contract_and_scope(desk: Desk) -> None:
    contractor = firm(desk)
    assert desk.assignee(desk.order(desk.mary)) == staff_of(desk, contractor)
    assert desk.assignee(desk.order(desk.olga)) is None  # another house
    desk.act(desk.boss, "people.contractor_extend", contractor, "2026-11-15", "договор расторгнут")
    assert desk.assignee(desk.order(desk.mary)) in {desk.ivanov.staff, desk.lukin.staff}


def test_when_the_contract_is_over_open_orders_go_to_others(desk: Desk) -> None:
    contractor = firm(desk)
    order = desk.order(desk.mary)
    moved = desk.act(desk.boss, "people.contractor_extend", contractor, "2026-11-15", "договор расторгнут")
    assert int(moved) == 1
    assert desk.assignee(order) in {desk.ivanov.staff, desk.lukin.staff}


def test_by_its_link_a_firm_accepts_sets_the_visit_reports_and_sends_the_act(desk: Desk) -> None:
    contractor = firm(desk)
    order = desk.order(desk.mary)
    token = token_of(desk, order)
    assert moves(desk, token) == ["accept", "visit"]
    assert desk.sql("select address from desk.link_work(?)", token) == "Садовая, 12, кв. 5"
    by_link(desk, "guest.link_accept", token)
    assert desk.of(order, "state") == "in_progress"
    window = desk.sql("select extract(epoch from min(starts_at))::bigint::text from desk.link_windows(?)", token)
    by_link(desk, "guest.link_visit", token, window)
    booked = "select staff_id, source from people.bookings where object_id = ?::bigint"
    assert desk.rows(booked, order) == [(staff_of(desk, contractor), "visit")]
    photo = desk.photo(desk.ivanov)
    desk.sql("update cabinet.files set user_id = null where file_id = ?::uuid", photo)  # as a guest puts it
    by_link(desk, "guest.link_report", token, "Заменили картридж смесителя", "40", None, [photo])
    assert desk.of(order, "state") == "completed"
    assert moves(desk, token) == ["act"]
    by_link(desk, "guest.link_act", token, "А-1", "1500.00")
    assert desk.rows("select contractor_id, order_id, number, amount::text from people.contractor_acts") == [
        (contractor, order, "А-1", "1500.00")
    ]
    assert moves(desk, token) == []
    # what it did is the firm's own, not the resident's
    actors = desk.rows(
        "select distinct actor_name from desk.order_events where order_id = ?::bigint and to_state = 'completed'", order
    )
    assert actors == [("Лифт Сервис Плюс",)]


def test_a_link_of_one_firm_does_nothing_with_anothers_order(desk: Desk) -> None:
    first = firm(desk)
    mine = desk.order(desk.mary)
    token = token_of(desk, mine)
    second = firm(desk, "Вторая Фирма Плюс", houses=[desk.other_house])
    theirs = desk.order(desk.olga)
    assert desk.assignee(theirs) == staff_of(desk, second)
    # handed over to the other firm: the old link dies at once, and it never reached the other order
    desk.act(desk.boss, "desk.order_assign", mine, staff_of(desk, second), "другая фирма ближе")
    assert moves(desk, token) == []
    assert desk.rows("select * from desk.link_work(?)", token) == []
    for function, args in (
        ("guest.link_accept", ()), ("guest.link_report", ("сделано",)), ("guest.link_act", ("9", "1")),
        ("guest.link_confirm", ()), ("guest.link_rate", ("5",)), ("guest.link_return", ("плохо",)),
    ):  # fmt: skip
        with pytest.raises(DatabaseRefusal) as refused:
            by_link(desk, function, token, *args)
        assert refused.value.code == "link_void"
    assert desk.of(theirs, "state") == "assigned"
    with pytest.raises(DatabaseRefusal) as foreign:
        desk.act(desk.boss, "people.act_add", first, "7", "10", None, theirs)
    assert foreign.value.code == "not_found"


def test_a_residents_link_cannot_do_a_contractors_work(desk: Desk) -> None:
    firm(desk)
    order = desk.order(desk.mary)
    token = desk.sql("select people.link_issue(?::bigint, ?::bigint, 'contractor')", desk.mary.user, order)
    assert moves(desk, token) == []
    with pytest.raises(DatabaseRefusal) as refused:
        by_link(desk, "guest.link_accept", token)
    assert refused.value.code == "link_void"


def test_a_blocked_firm_and_an_ended_contract_close_the_link(desk: Desk) -> None:
    contractor = firm(desk)
    token = token_of(desk, desk.order(desk.mary))
    desk.sql(
        "update people.staff set employed = '[2026-01-01,2026-11-16)' where staff_id = ?::bigint",
        staff_of(desk, contractor),
    )
    assert moves(desk, token) == []


def test_an_act_is_decided_once_refused_with_a_reason_and_paid_after(desk: Desk) -> None:
    contractor = firm(desk)
    act = desk.act(desk.boss, "people.act_add", contractor, "А-1", "100")
    with pytest.raises(DatabaseRefusal) as early:
        desk.act(desk.boss, "people.act_decide", act, "paid")
    assert early.value.code == "act_decided"
    with pytest.raises(DatabaseRefusal):
        desk.act(desk.boss, "people.act_decide", act, "refused", " ")
    desk.act(desk.boss, "people.act_decide", act, "accepted")
    with pytest.raises(DatabaseRefusal):
        desk.act(desk.boss, "people.act_decide", act, "refused", "поздно")
    desk.act(desk.boss, "people.act_decide", act, "paid")
    with pytest.raises(DatabaseRefusal) as taken:
        desk.act(desk.boss, "people.act_add", contractor, "А-1", "5")
    assert taken.value.code == "act_taken"
    with pytest.raises(DatabaseRefusal):
        desk.act(desk.svetlana, "people.act_decide", act, "accepted")


def test_the_end_of_a_contract_is_warned_of_once_per_term(desk: Desk) -> None:
    contractor = firm(desk, to="2026-12-10")
    counts = []
    for day in ("2026-11-16", "2026-11-17", "2026-12-05", "2026-12-10", "2026-12-11"):
        desk.at(f"{day} 10:00")
        desk.call("people.permits_warn")
        counts.append(desk.sql("select count(*) from talk.events where kind = 'contract_ends'"))
    assert [int(n) for n in counts] == [1, 1, 2, 3, 3]
    assert contractor


def test_a_planned_work_is_inspected_finished_and_billed_by_the_firms_link(desk: Desk) -> None:
    contractor = firm(desk, to="2027-12-31")
    staff = staff_of(desk, contractor)
    plan = Plan(desk)
    plan.norm("vent", months="{4,5}", minutes=60, checklist="ventilation")
    made = plan.made(zone=desk.centre)
    plan.approve(made)
    work = int(plan.works(made)[0])
    desk.sql("update cabinet.settings set value = 'https://uk.example' where key = 'public_address'")
    # nobody of the firm goes there yet
    with pytest.raises(DatabaseRefusal) as nobody:
        desk.act(desk.boss, "upkeep.contractor_link", work)
    assert nobody.value.code == "contractor_none"
    desk.act(desk.boss, "upkeep.work_move", work, "2027-04-20 10:00+03", "отдали фирме", None, staff)
    assert desk.sql("select ?::bigint = any (staff_ids) from upkeep.works where work_id = ?::bigint", staff, work)
    token = str(desk.act(desk.boss, "upkeep.contractor_link", work)).rpartition("/go/")[2]
    assert moves(desk, token) == ["point"]
    assert desk.sql("select address from desk.link_work(?)", token).startswith("Садовая")
    points = [str(row[0]) for row in desk.rows("select point_id from desk.link_points(?)", token)]
    desk.at("2027-04-20 10:10")
    token = str(desk.act(desk.boss, "upkeep.contractor_link", work)).rpartition("/go/")[2]
    with pytest.raises(DatabaseRefusal) as early:
        by_link(desk, "guest.link_done", token)
    assert early.value.code == "link_void"
    with pytest.raises(DatabaseRefusal):
        by_link(desk, "guest.link_point", token, "987654321", "ok")
    for point in points:
        by_link(desk, "guest.link_point", token, point, "ok")
    assert moves(desk, token) == ["done"]
    by_link(desk, "guest.link_done", token, "Каналы чистые", "50")
    assert desk.rows("select state, done_by, minutes from upkeep.works where work_id = ?::bigint", work) == [
        ("done", staff, 50)
    ]
    assert moves(desk, token) == ["act"]
    by_link(desk, "guest.link_act", token, "П-9", "900.00")
    assert desk.rows("select work_id, order_id, number from people.contractor_acts") == [(work, None, "П-9")]
    assert moves(desk, token) == []


def test_who_asks_for_an_exchange_sees_no_firms_among_colleagues(desk: Desk) -> None:
    firm(desk, houses=[desk.other_house])
    names = [row[1] for row in desk.see(desk.ivanov, "manager.schedule_colleagues")]
    assert desk.sql("select name from people.staff where staff_id = ?::bigint", desk.lukin.staff) in names
    assert "Лифт Сервис Плюс" not in names
