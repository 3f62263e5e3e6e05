"""Real input through the pages: the supervisor loads 4,051 houses and 304 problems, orders are made at these addresses.

domain.md 5.3 and 7.2; the files are no part of the project and the tests are skipped where they are not at hand.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from tests.import_world import CLASSIFIER, HOUSES
from tests.web.person import Person, client_of, csv, signed_in
from tests.web.test_tables import spreadsheet
from tests.world import World, make_world, owner_run, owner_value
from webapp import tasks
from webapp.database.engine import engine_for
from webapp.settings import Settings

IMPORT = "/supervisor/import"


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    return make_world(sokol_db)


@pytest.fixture
def boss(app: Flask, world: World) -> Person:
    return Person(signed_in(app, world, "supervisor"))


def work(world: World) -> None:
    """The worker's part."""
    database = engine_for(world.settings, "worker", pool_size=1)
    while tasks.work(database, lambda: True):
        pass
    database.engine.dispose()


def checked(boss: Person, world: World, content: bytes, name: str, **values: str) -> str:
    """File, columns, check: the words of the page then; its address is boss.at."""
    page = boss.do(f"{IMPORT}-begin", file=csv(content, name), **values)
    assert "Нужные столбцы нашлись" in page
    at = boss.at
    boss.do(boss.links(at, r"/import-check\?")[0])
    assert "Идёт работа" in boss.see(at)  # without a script the page is loaded again
    work(world)
    return boss.see(at)


@pytest.fixture(scope="module")
def loaded(app: Flask, world: World) -> Path:
    """The register, loaded as the supervisor loads it: file, columns, check, load."""
    if not HOUSES.exists():
        pytest.skip("the register of houses is not at hand")
    boss = Person(signed_in(app, world, "supervisor"))
    before = owner_value(world, "select count(*) from estate.houses")
    page = checked(boss, world, HOUSES.read_bytes(), HOUSES.name, zone=str(world.zones["west"]))
    assert "Проверили: новых 4051, изменятся 0, без изменений 0, отклонены 0. Ничего ещё не загружено" in page
    assert owner_value(world, "select count(*) from estate.houses") == before
    at = boss.at
    boss.do(boss.links(at, r"/import-load\?")[0])
    work(world)
    assert "Загрузили: новых 4051" in boss.see(at)
    assert owner_value(world, "select count(*) from estate.houses") == before + 4051
    return HOUSES


def test_the_same_file_has_nothing_new(boss: Person, world: World, loaded: Path) -> None:
    page = boss.see("/supervisor/imports")
    assert loaded.name in page
    assert "загружен" in page
    before = owner_run(world, "select count(*), max(house_id) from estate.houses")
    refusal = boss.refused(
        f"{IMPORT}-begin", 409, file=csv(loaded.read_bytes(), "ещё раз.csv"), zone=str(world.zones["west"])
    )
    assert "Этот файл уже загружен" in refusal
    assert "Новых строк нет" in refusal
    assert owner_run(world, "select count(*), max(house_id) from estate.houses") == before


def test_one_changed_row_is_the_only_one_that_changes(boss: Person, world: World, loaded: Path) -> None:
    text = loaded.read_bytes().decode("utf-8-sig")
    line = next(line for line in text.splitlines() if "ул. Тигровая, д. 20" in line)
    number = line.split(",")[2]
    changed = text.replace(
        line,
        line.replace(",1,", ",1,1888", 1) if ",1,1" not in line else re.sub(r",1,\d{4},", ",1,1888,", line, count=1),
        1,
    )
    assert changed != text
    page = checked(boss, world, changed.encode(), "изменён.csv", zone=str(world.zones["west"]))
    at = boss.at
    assert "новых 0, изменятся 1, без изменений 4050, отклонены 0" in page
    assert "→ 1888" in boss.see(f"{at}&outcome=changed")
    boss.do(boss.links(at, r"/import-load\?")[0])
    work(world)
    year = "select built_year from estate.houses where register_id = ?"
    assert owner_value(world, year, number) == 1888
    boss.do(boss.links(at, r"/import-undo\?")[0])
    work(world)
    assert "Загрузка отменена" in boss.see(at)
    assert owner_value(world, year, number) != 1888


def test_an_order_is_made_at_one_of_these_addresses(app: Flask, world: World, loaded: Path) -> None:
    """The operator finds the house by a few letters; the order has a performer and a term at once."""
    operator = Person(signed_in(app, world, "operator"))
    found = operator.links("/operator/call?search=тигровая+20", r"house=\d+")
    house = owner_value(world, "select house_id from estate.houses where slug = 'tigrovaya-20'")
    chosen = next(one for one in found if f"house={house}" in one)
    owner_run(
        world,
        "insert into people.staff_scopes (staff_id, house_id, during) values (?, ?, '[2020-01-01,)')",
        world.staff["plumber"], house,
    )  # fmt: skip
    service = owner_value(world, "select service_id from desk.services where code = 'tap_leak'")
    page = operator.do(
        f"/operator/call-create?{chosen.partition('?')[2]}&place=flat&service={service}",
        description="Капает кран в 12-й квартире", caller_name="Зоя Звонкова",
    )  # fmt: skip
    number = re.search(r"№ (\d+)", page)
    assert number, page
    row = owner_run(
        world,
        "select o.house_id, o.state, s.name, o.due_at > lib.moment() from desk.orders as o "
        "join people.staff as s on s.staff_id = o.assignee_id where o.number = ?",
        int(number[1]),
    )
    assert [tuple(one) for one in row] == [(house, "assigned", "Пётр Трубин", True)]
    assert "Назначено" in operator.see(f"/operator/order?order={operator_order(world, number[1])}")


def test_a_resident_of_one_of_these_houses_reports(app: Flask, world: World, loaded: Path) -> None:
    house = owner_value(world, "select house_id from estate.houses where slug = 'tigrovaya-20'")
    boss = world.users["supervisor"]
    assert boss
    premise = owner_value(
        world, "insert into estate.premises (house_id, number) values (?, '7') returning premise_id", house
    )
    user = owner_value(
        world, "insert into people.users (name, phone) values ('Тигрова Тая', '+79240007777') returning user_id"
    )
    owner_run(
        world,
        "insert into people.relations (user_id, premise_id, house_id, kind, during, grants) "
        "select ?, ?, ?, k.kind, '[2024-01-01,)'::daterange, k.grants from people.relation_kinds as k where kind = 'owner'",
        user, premise, house,
    )  # fmt: skip
    service = owner_value(world, "select service_id from desk.services where code = 'tap_leak'")
    resident = Person(client_of(app, world, user))
    page = resident.do(f"/resident/report-send?place=flat&service={service}", description="Течёт под мойкой")
    assert re.search(r"№ \d+", page)
    assert "Тигровая" in page
    assert (
        owner_value(world, "select house_id from desk.orders where resident_id = ? and premise_id = ?", user, premise)
        == house
    )


def operator_order(world: World, number: str) -> int:
    return int(owner_value(world, "select order_id from desk.orders where number = ?", int(number)))


@pytest.mark.skipif(not CLASSIFIER.exists(), reason="the classifier is not at hand")
def test_the_classifier_becomes_services_once(boss: Person, world: World) -> None:
    before = owner_value(world, "select count(*) from desk.services")
    content = CLASSIFIER.read_bytes()
    page = boss.do(f"{IMPORT}-begin", file=csv(content, CLASSIFIER.name), kind="services")
    at = boss.at
    boss.do(boss.links(at, r"/import-check\?")[0])
    work(world)
    told = re.search(r"новых (\d+), изменятся 0, без изменений (\d+), отклонены 0", boss.see(at))
    assert told, page
    new, same = map(int, told.groups())
    assert new + same == 304
    boss.do(boss.links(at, r"/import-load\?")[0])
    work(world)
    assert owner_value(world, "select count(*) from desk.services") == before + new
    boss.refused(f"{IMPORT}-begin", 409, file=csv(content, "ещё раз.csv"), kind="services")
    # and a resident can report one of them
    assert "Взрыв/пожар/разрушение" in boss.see("/supervisor/catalogue?search=взрыв")


def test_columns_are_chosen_and_refused_rows_are_downloaded(boss: Person, world: World) -> None:
    content = "Где стоит;Год;Имя\nг. Москва, ул. Новая, д. 5;1990;a\nневесть где;1991;=1+1\n".encode()
    page = boss.do(f"{IMPORT}-begin", file=csv(content, "свой.csv"), zone=str(world.zones["west"]))
    at = boss.at
    assert "Не хватает столбцов: Адрес одной строкой" in page
    assert "1990 · 1991" in page
    (change,) = boss.links(at, r"/import-columns\?")
    boss.do(change, **{"values.address": "Где стоит"})
    assert "Нужные столбцы нашлись" in boss.see(at)
    boss.do(boss.links(at, r"/import-check\?")[0])
    work(world)
    assert "Адрес не разобран: «невесть где»" in boss.see(at)
    refused = boss.links(at, r"/import-refused\?")[0]
    assert "невесть где" in boss.see(refused)
    file = boss.client.get(boss.links(refused, r"import-refused\.csv\?")[0]).get_data().decode("utf-8-sig")
    assert "Адрес не разобран" in file
    assert "невесть где" in file
    assert "\n=1" not in file.replace(";=", "\n=")  # a formula stays a text


def test_a_spreadsheet_is_loaded_like_any_file_and_taken_back(boss: Person, world: World) -> None:
    content = spreadsheet([
        ["Номер в реестре", "Адрес", "Год постройки", "Площадь", "Подъездов"],
        ["X-1", "г. Москва, ул. Листовая, д. 1", 1984, 2850.5, 3],
        ["X-2", "невесть где", 1985, None, None],
    ])  # fmt: skip
    page = checked(boss, world, content, "дома.xlsx", zone=str(world.zones["west"]))
    at = boss.at
    assert "новых 1, изменятся 0, без изменений 0, отклонены 1" in page
    boss.do(boss.links(at, r"/import-load\?")[0])
    work(world)
    assert "Загрузили: новых 1" in boss.see(at)
    loaded = """select h.address, h.built_year, h.entrances_count, h.area_total::text,
        (select count(*) from estate.entrances as e where e.house_id = h.house_id) from estate.houses as h where h.register_id = 'X-1'"""
    assert [tuple(one) for one in owner_run(world, loaded)] == [
        ("г. Москва, ул. Листовая, д. 1", 1984, 3, "2850.50", 3)
    ]
    boss.do(boss.links(at, r"/import-undo\?")[0])
    work(world)
    assert "Загрузка отменена" in boss.see(at)
    assert owner_run(world, loaded) == []


def test_a_file_that_is_no_register_is_refused_whole(boss: Person, world: World) -> None:
    before = owner_run(world, "select (select count(*) from estate.imports), (select count(*) from estate.houses)")
    zone = str(world.zones["west"])
    said = boss.refused(f"{IMPORT}-begin", 422, file=csv("Имя;Цвет\nДом;синий\n".encode()), zone=zone)
    assert "ADDRESS" in said
    other = "Лицевой счёт;Адрес;Квартира;ФИО\n1001001;Садовая, 12;5;Пётр Петров\n"
    assert "похож на счета, а не на дома" in boss.refused(f"{IMPORT}-begin", 422, file=csv(other.encode()), zone=zone)
    assert boss.send(f"{IMPORT}-begin", file=csv(b"PK\x03\x04" + b"\0" * 99, "дома.xlsx"), zone=zone).status_code == 422
    assert boss.send(f"{IMPORT}-begin", file=csv(b"", "пусто.csv"), zone=zone).status_code == 422
    assert boss.send(f"{IMPORT}-begin", zone=zone).status_code == 422
    now = owner_run(world, "select (select count(*) from estate.imports), (select count(*) from estate.houses)")
    assert now == before
