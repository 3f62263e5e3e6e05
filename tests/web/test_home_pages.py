"""What the office opens first: figures of a chosen period, decisions beyond five, changes of accounts, the system at a glance."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.web.person import Person, signed_in
from tests.world import World, make_world, owner_run, owner_value
from webapp.settings import Settings


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    return make_world(sokol_db)


def test_the_supervisors_figures_are_of_the_period_asked_for(app: Flask, world: World) -> None:
    boss = Person(signed_in(app, world, "supervisor"))
    page = boss.html("/supervisor/home")
    assert re.findall(r'href="/supervisor/home(?:\?days=(\d+))?"[^>]*>([^<]+)</a></li>', page)[-4:] == [
        ("7", "7 дней"), ("", "30 дней"), ("90", "90 дней"), ("365", "Год"),
    ]  # fmt: skip
    assert re.search(r'aria-current="true">90 дней', boss.html("/supervisor/home?days=90"))


def test_decisions_beyond_five_stand_on_their_own_page(app: Flask, world: World) -> None:
    boss = Person(signed_in(app, world, "supervisor"))
    assert "Ещё" not in boss.see("/supervisor/home")
    house = owner_value(world, "select min(house_id) from estate.houses")
    service = owner_value(
        world, "select min(service_id) from desk.services where place = 'house' and specialization = 'electrician'"
    )
    for number in range(7):
        owner_run(
            world,
            "insert into desk.orders (kind, service_id, scenario, scenario_version, state, open, priority, title, place, "
            "house_id, zone_id, planned_minutes, due_at, due_ground, due_amount) select 'repair', ?, 'repair', 1, 'new', "
            f"true, 'ordinary', 'Темно {number}', 'house', h.house_id, h.zone_id, 30, lib.moment() + interval '1 day', "
            "'срок', '1 day' from estate.houses as h where h.house_id = ?",
            service, house,
        )  # fmt: skip
    home = boss.see("/supervisor/home")
    assert "Ещё 2" in home
    assert home.count("Никто не взял заявку") == 5
    assert boss.see("/supervisor/decisions").count("Никто не взял заявку") == 7
    assert re.search(r'href="/supervisor/decisions"[^>]*>.*?>7<', boss.html("/supervisor/orders"), re.S)


def test_the_accountant_finds_an_account_and_sees_who_moved(app: Flask, world: World) -> None:
    accountant = Person(signed_in(app, world, "accountant"))
    number = owner_value(world, "select number from money.accounts where kind = 'utility' order by account_id limit 1")
    assert str(number) in accountant.see(f"/accountant/home?search={number}")
    owner_run(
        world,
        "insert into people.relations (user_id, premise_id, house_id, kind, during, grants) "
        "select ?, a.premise_id, a.house_id, 'owner', daterange(current_date - 3, null), '{orders}' "
        "from money.accounts as a where a.kind = 'utility' and not exists (select from people.relations as r "
        "where r.user_id = ? and r.premise_id = a.premise_id) limit 1",
        world.users["anna"], world.users["anna"],
    )  # fmt: skip
    assert "Новый владелец" in accountant.see("/accountant/home")


def test_the_administrators_first_page_leads_to_jobs_errors_deploys_and_pages(app: Flask, world: World) -> None:
    admin = Person(signed_in(app, world, "admin"))
    page = admin.html("/admin/health")
    for name in ("errors", "jobs", "deploys", "pages"):
        assert f'href="/admin/{name}"' in page.split("block-tiles", 1)[1].split("</section>")[0], name
    assert "Последние выпуски" in page


@pytest.mark.parametrize("bound", ["minimum", "maximum"])
def test_no_number_of_the_company_stops_a_page(app: Flask, world: World, bound: str) -> None:
    kept = owner_run(world, "select value, key from cabinet.settings where kind = 'number'")
    owner_run(world, f"update cabinet.settings set value = {bound}::bigint::text where kind = 'number'")
    for who, pages in (
        ("anna", ("resident/home", "resident/orders", "resident/report")),
        ("west", ("manager/today", "manager/zone", "manager/results")),
        ("operator", ("operator/call", "operator/quality")),
        ("accountant", ("accountant/home",)),
        ("supervisor", ("supervisor/home", "supervisor/quality", "supervisor/branding")),
        ("admin", ("admin/health",)),
        (None, ("guest/home", "guest/code", "guest/join")),
    ):
        person = Person(signed_in(app, world, who))
        for page in pages:
            person.see("/" + page)
    for value, key in kept:
        owner_run(world, "update cabinet.settings set value = ? where key = ?", value, key)
