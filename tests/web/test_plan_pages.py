"""Pages of the plan of works through their real forms: norms, crews, checklists, the plan of a year, a work from its move to its act."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask

from tests.web.person import Person, in_days, signed_in
from tests.web.test_duty_pages import WRONG, sent, wrong_at
from tests.world import World, make_world, owner_run, owner_value
from webapp import tasks
from webapp.database.engine import engine_for
from webapp.settings import Settings

YEAR = int(in_days()[:4]) + 1


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    made = make_world(sokol_db)
    owner_run(made, "update upkeep.norms set active = false")
    return made


@pytest.fixture
def boss(app: Flask, world: World) -> Person:
    return Person(signed_in(app, world, "supervisor"))


@pytest.fixture
def plumber(app: Flask, world: World) -> Person:
    return Person(signed_in(app, world, "plumber"))


def worker(world: World) -> None:
    """The worker's part."""
    database = engine_for(world.settings, "worker", pool_size=1)
    while tasks.work(database, lambda: True):
        pass
    database.engine.dispose()


def norm(**more: Any) -> dict[str, Any]:
    return {
        "title": "Осмотр вводных кранов", "times": "2", "per_months": "12", "months": ["4", "10"],
        "specialization": "plumber", "minutes": "60", "people": "1", "ground": "Госстрой № 170, п. 2.1", **more,
    }  # fmt: skip


def test_a_checklist_a_norm_and_a_crew_are_rows(boss: Person, world: World) -> None:
    boss.do("/supervisor/checklists-new", title="Вводные краны", reason="Новый осмотр")
    checklist = owner_value(world, "select checklist_id from upkeep.checklists where code = 'vvodnye_krany'")
    point = f"/supervisor/checklists-point?checklist={checklist}"
    wrong_at(boss, point, "title", title="")
    # a defect must have an order to become: without one the point is not taken, nor with one that asks for a flat
    wrong_at(boss, point, "service", "Кран поворачивается", title="Кран поворачивается")
    one = "select min(service_id) from desk.services where active and (place = 'flat') = ?"
    flat, valve = (str(owner_value(world, one, of_flats)) for of_flats in (True, False))
    wrong_at(boss, point, "service", "Кран поворачивается", title="Кран поворачивается", service=flat)
    assert "Кран поворачивается" in boss.do(point, title="Кран поворачивается", service=valve)
    add = "/supervisor/norms-new"
    wrong_at(boss, add, "minutes", "Осмотр вводных кранов", **norm(minutes="0"))
    wrong_at(boss, add, "title", "Госстрой № 170, п. 2.1", **norm(title=""))
    assert "Осмотр вводных кранов" in boss.do(add, **norm(checklist=str(checklist)))
    # by a day of the passport: once at a time, counted by something, of fields that are days; then it is said in the list
    pump: dict[str, Any] = {"title": "Обслуживание насоса", "object_type": "pump", "times": "1"}
    wrong_at(boss, add, "due_months", "Обслуживание насоса", **norm(**pump, due_from=["serviced_on"]))
    wrong_at(boss, add, "lead_days", "Обслуживание насоса", **norm(**pump, due_on="serviced_on", lead_days="много"))
    wrong_at(boss, add, "lead_days", "Обслуживание насоса", **norm(**pump, due_on="serviced_on", lead_days="9999"))
    wrong_at(boss, add, "times", "Обслуживание насоса", **norm(**{**pump, "times": "2"}, due_on="serviced_on"))
    said = boss.do(add, **norm(**pump, due_from=["serviced_on"], due_months="12", lead_days="30"))
    assert "к дню из паспорта: «Последнее обслуживание» + 12 мес.; можно за 30 дн." in said
    crew = "/supervisor/crews-new"
    wrong_at(boss, crew, "minutes", "Сантехники", name="Сантехники", specialization="plumber", minutes="5000")
    page = boss.do(crew, name="Сантехники", specialization="plumber", zone=str(world.zones["west"]), minutes="420",
                   members=[str(world.staff["plumber"])])  # fmt: skip
    assert "Сантехники" in page
    for path in ("norms-edit?norm=", "crews-edit?crew=", "checklists-edit?checklist=", "plan-new?plan=",
                 "plan-new-approve?plan=", "plan-new-drop?plan=", "plan-move?work=", "task?work="):  # fmt: skip
        boss.missing(f"/supervisor/{path}{WRONG}")


def test_a_plan_is_made_seen_approved_and_a_work_is_done(
    app: Flask, boss: Person, plumber: Person, world: World
) -> None:
    zone = str(world.zones["west"])
    boss.do("/supervisor/plan-new-make", year=str(YEAR), zone=zone)
    worker(world)
    plan = owner_value(world, "select plan_id from upkeep.plans")
    draft = boss.see(f"/supervisor/plan-new?plan={plan}")
    assert "черновик" in draft
    assert "Осмотр вводных кранов" in draft
    works = owner_value(world, "select count(*) from upkeep.works where plan_id = ?", plan)
    # a form that asks nothing opens on what it will do
    assert f"Утвердить работ: {works}" in boss.html(f"/supervisor/plan-new-approve?plan={plan}")
    boss.do(f"/supervisor/plan-new-approve?plan={plan}")
    worker(world)
    assert "утверждён" in boss.see(f"/supervisor/plan-new?plan={plan}")
    # approved once
    assert sent(boss, f"/supervisor/plan-new-approve?plan={plan}").status_code in {404, 409}

    work, until, version = owner_run(
        world,
        "select work_id, (upper(span) - 1)::text, version from upkeep.works where starts_at is not null order by 1",
    )[0]
    # a day of that April on which the company works, whatever the year
    day = owner_value(
        world,
        "select min(d.day)::date::text from generate_series(?::date, ?::date, '1 day') as d (day) "
        "where d.day::date not in (select o.day from people.days_off(?::date, ?::date) as o)",
        *[f"{YEAR}-04-13", f"{YEAR}-04-20"] * 2,
    )
    move = f"/supervisor/plan-move?work={work}"
    wrong_at(boss, move, "reason", start=f"{day}T10:00", reason="")
    wrong_at(boss, move, "start", "Жители просили", start=f"{YEAR}-08-15T10:00", reason="Жители просили")
    boss.do(move, start=f"{day}T10:00", reason="Жители просили")
    assert owner_value(world, "select moved_count from upkeep.works where work_id = ?", work) == 1
    # who still has the old page is told that it changed
    assert until
    stale = sent(boss, move, start=f"{day}T16:00", reason="Ещё раз", version=str(version))
    assert stale.status_code == 409
    # the next of the list must find another time on that day, and reads who is busy and from when he is free
    second = owner_value(
        world, "select min(work_id) from upkeep.works where starts_at is not null and work_id <> ? and span @> ?::date",
        work, day,
    )  # fmt: skip
    busy = sent(boss, f"/supervisor/plan-move?work={second}", start=f"{day}T10:30", reason="Рядом")
    assert busy.status_code in {409, 422}
    assert re.search(r"[Сс]вобод", busy.get_data(as_text=True))

    here = f"/manager/task?work={work}"
    assert "Кран поворачивается" in plumber.see(here)
    point = owner_value(world, "select point_id from upkeep.checklist_points where title = 'Кран поворачивается'")
    early = sent(plumber, f"/manager/task-finish?work={work}")
    assert early.status_code in {409, 422}
    wrong_at(plumber, f"/manager/task-defect?work={work}&point={point}", "note", note="")
    plumber.do(f"/manager/task-ok?work={work}&point={point}")
    page = plumber.do(f"/manager/task-finish?work={work}", note="Краны поворачиваются", minutes="30")
    assert "П-" in page or "Краны поворачиваются" in page
    assert owner_value(world, "select state from upkeep.works where work_id = ?", work) == "done"
    stranger = Person(signed_in(app, world, "east"))
    stranger.missing(here)
    assert sent(stranger, f"/manager/task-no-access?work={second}", note="закрыто").status_code == 404


def test_what_is_overdue_stands_on_a_page_and_in_a_file(boss: Person, world: World) -> None:
    owner_run(
        world,
        "update upkeep.works set span = '[2026-01-01,2026-02-01)', starts_at = '2026-01-12 10:00+10', "
        "ends_at = '2026-01-12 11:00+10' where work_id = (select max(work_id) from upkeep.works where state = 'planned')",
    )
    assert "Осмотр вводных кранов" in boss.see("/supervisor/plan?tab=overdue")
    links = boss.links("/supervisor/plan?tab=overdue", r"plan.*(csv|xlsx)")
    assert links
    answer = boss.client.get(links[0] if links[0].startswith("/") else f"/supervisor/{links[0]}")
    assert answer.status_code == 200
