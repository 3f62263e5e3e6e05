"""Planned works after the plan: moved within the norm's days, inspected by checklist, defects become orders, acts have numbers."""

from __future__ import annotations

import pytest

from tests.desk_world import Desk
from tests.plan_world import Plan
from webapp.database.errors import DatabaseRefusal


@pytest.fixture
def plan(desk: Desk) -> Plan:
    return Plan(desk)


def one_work(plan: Plan, **wish: object) -> int:
    plan.norm("spring", months="{4,5}", minutes=60, **wish)  # type: ignore[arg-type]
    made = plan.made(zone=plan.desk.centre)
    plan.approve(made)
    return int(plan.works(made)[0])


def busy(desk: Desk, staff: int, during: str) -> None:
    desk.sql(
        "insert into people.bookings (staff_id, during, source) values (?::bigint, ?::tstzrange, 'visit')",
        staff,
        during,
    )


def test_a_move_needs_a_reason_and_stays_within_the_days_of_the_norm(desk: Desk, plan: Plan) -> None:
    work = one_work(plan)
    with pytest.raises(DatabaseRefusal, match="почему переносите"):
        desk.act(desk.chief, "upkeep.work_move", work, "2027-04-15 10:00+03")
    with pytest.raises(
        DatabaseRefusal, match=r"с 01\.04\.2027 по 31\.05\.2027. Ближайшее свободное время: 1 апреля 2027, 8:00"
    ):
        desk.act(desk.chief, "upkeep.work_move", work, "2027-06-15 10:00+03", "дождь")
    desk.act(desk.chief, "upkeep.work_move", work, "2027-04-15 10:00+03", "дождь")
    assert desk.rows(
        "select moved_count, ends_at = '2027-04-15 11:00+03' from upkeep.works where work_id = ?::bigint", work
    ) == [(1, True)]
    assert plan.overlaps() == 0


def test_a_busy_crew_says_until_when_and_from_when_it_is_free(desk: Desk, plan: Plan) -> None:
    work = one_work(plan)
    desk.act(desk.chief, "upkeep.work_move", work, "2027-04-15 10:00+03", "дождь")
    for person in (desk.ivanov, desk.lukin):
        busy(desk, person.staff, "[2027-04-16 08:00+03,2027-04-16 12:00+03)")
    with pytest.raises(DatabaseRefusal) as refusal:
        desk.act(desk.chief, "upkeep.work_move", work, "2027-04-16 11:30+03", "просили позже")
    assert "Сантехники: занята до 16 апреля 2027, 12:00. Свободна: 16 апреля 2027, 13:00" in refusal.value.message
    assert refusal.value.goto is not None
    assert f"calendar_work?work={work}" in refusal.value.goto


def test_of_the_crew_those_who_are_free_go(desk: Desk, plan: Plan) -> None:
    work = one_work(plan)
    busy(desk, desk.ivanov.staff, "[2027-04-16 08:00+03,2027-04-16 12:00+03)")
    desk.act(desk.chief, "upkeep.work_move", work, "2027-04-16 11:00+03", "просили позже")
    assert desk.sql("select staff_ids[1] from upkeep.works where work_id = ?::bigint", work) == desk.lukin.staff


def test_a_foreign_manager_meets_nothing(desk: Desk, plan: Plan) -> None:
    work = one_work(plan)
    stranger = desk.performer("Дальний Олег Ильич", zones=[desk.north], trades=["carpenter"])
    for function, args in (
        ("upkeep.work_move", ("2027-04-15 10:00+03", "x")), ("upkeep.work_finish", ()), ("upkeep.work_start", ()),
    ):  # fmt: skip
        with pytest.raises(DatabaseRefusal) as foreign:
            desk.act(stranger, function, work, *args)
        with pytest.raises(DatabaseRefusal) as wrong:
            desk.act(stranger, function, 999999, *args)
        assert (foreign.value.code, foreign.value.message) == (wrong.value.code, wrong.value.message)
    assert desk.act(stranger, "upkeep.work_act_data", work) is None


def points(plan: Plan, work: int) -> list[int]:
    return [row[0] for row in plan.desk.rows(
        """select p.point_id from upkeep.works as w join upkeep.norms as n using (norm_id)
        join upkeep.checklist_points as p on p.checklist_id = n.checklist_id
        where w.work_id = ?::bigint order by p.position""", work
    )]  # fmt: skip


def test_a_defect_becomes_an_order_and_the_act_keeps_the_link(desk: Desk, plan: Plan) -> None:
    work = one_work(plan, checklist="ventilation")
    desk.at("2027-04-01 10:00")
    first, second = points(plan, work)
    performer = next(p for p in (desk.ivanov, desk.lukin) if p.staff == desk.sql(
        "select staff_ids[1] from upkeep.works where work_id = ?::bigint", work))  # fmt: skip
    with pytest.raises(DatabaseRefusal, match="Опишите дефект"):
        desk.act(performer, "upkeep.work_point_mark", work, first, "defect")
    with pytest.raises(DatabaseRefusal, match="нужно фото"):
        desk.act(performer, "upkeep.work_point_mark", work, second, "defect", "оголовок разбит")
    order = desk.act(performer, "upkeep.work_point_mark", work, first, "defect", "тяги нет")
    assert desk.rows("select house_id, description from desk.orders where order_id = ?::bigint", order) == [
        (desk.house, "Тяга в каналах: тяги нет")
    ]
    with pytest.raises(DatabaseRefusal, match="Осталось отметить пунктов: 1"):
        desk.act(performer, "upkeep.work_finish", work)
    desk.act(performer, "upkeep.work_point_mark", work, second, "no_access")
    desk.act(performer, "upkeep.work_point_mark", work, second, "ok")
    number = desk.act(performer, "upkeep.work_finish", work)
    assert number.startswith("П-2027-")
    with pytest.raises(DatabaseRefusal, match="уже не ждёт"):
        desk.act(performer, "upkeep.work_finish", work)
    act = desk.act(desk.boss, "upkeep.work_act_data", work)
    assert number in str(act)
    assert "тяги нет" in str(act)
    assert desk.act(desk.mary, "upkeep.work_act_data", work) is None
    assert (
        desk.sql("select count(*) from people.bookings where source = 'planned_work' and lower(during) > lib.moment()")
        == 0
    )


def test_no_access_gives_another_day_within_the_norm(desk: Desk, plan: Plan) -> None:
    work = one_work(plan)
    desk.at("2027-04-01 07:00")
    desk.act(desk.chief, "upkeep.work_move", work, "2027-04-01 11:00+03", "сегодня")
    performer = next(p for p in (desk.ivanov, desk.lukin) if p.staff == desk.sql(
        "select staff_ids[1] from upkeep.works where work_id = ?::bigint", work))  # fmt: skip
    desk.act(performer, "upkeep.work_no_access", work, "дверь заперта")
    assert desk.rows(
        "select state, starts_at = '2027-04-02 08:00+03' from upkeep.works where work_id = ?::bigint", work
    ) == [("planned", True)]
    assert plan.overlaps() == 0


def test_the_day_is_laid_out_and_what_finds_no_time_says_why(desk: Desk, plan: Plan) -> None:
    """Journey 8: six placed, one «нет электрика до 14:00»."""
    desk.sql("update people.staff set capacity = 50")
    orders = [desk.order() for _ in range(6)]
    power = desk.act(desk.svetlana, "desk.order_create", desk.service("no_power"), desk.flat)
    desk.sql("update desk.orders set due_at = '2026-11-16 13:00+03' where order_id = ?::bigint", power)
    busy(desk, plan.volkov.staff, "[2026-11-16 08:00+03,2026-11-16 14:00+03)")
    laid = desk.see(desk.chief, "upkeep.day_layout", "2026-11-16")
    assert len(laid) == 7
    without = [row for row in laid if row.starts_at is None]
    assert [(row.object_id, "нет до 14:00" in row.reason) for row in without] == [(power, True)]
    placed = desk.see(desk.chief, "upkeep.day_layout_apply", "2026-11-16")[0]
    assert tuple(placed) == (6, 1)
    assert (
        desk.sql(
            "select count(*) from desk.orders where visit_from is not null and order_id = any (?::bigint[])", orders
        )
        == 6
    )
    with pytest.raises(DatabaseRefusal):
        desk.act(desk.ivanov, "upkeep.day_layout_apply", "2026-11-16")


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2027-04-13 16:30+03", "2027-04-14 00:00+03"),  # the day after the last one is a working day
        ("2027-04-13 05:00+03", "2027-04-13 00:00+03"),  # who is away comes back when the days are over
    ],
)
def test_days_that_end_at_midnight_before_a_working_day_have_no_free_time(desk: Desk, since: str, until: str) -> None:
    free = "select upkeep.work_free(array[?]::bigint[], 60, ?::timestamptz, ?::timestamptz, 'Europe/Moscow')"
    assert desk.sql(free, desk.ivanov.staff, since, until) is None
