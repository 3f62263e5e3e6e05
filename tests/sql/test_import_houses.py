"""A register of houses: known by header, checked row by row, loaded whole, loaded twice nothing changes (domain.md 7.1, 7.2)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.books import books
from tests.import_world import HOUSES, Imports, csv_of
from webapp.database.errors import DatabaseRefusal

FIRST = {"HOUSE_ID": "1", "ADDRESS": "край. Приморский, г. Владивосток, ул. Первая, д. 1"}


def house(imports: Imports, columns: str, register: str = "1") -> Any:
    return imports.desk.rows(f"select {columns} from estate.houses where register_id = ?", register)[0]


def columns(imports: Imports, load: int) -> list[str]:
    return [
        row[0]
        for row in imports.desk.rows("select unnest(columns) from estate.imports where import_id = ?::bigint", load)
    ]


def test_a_new_house_with_entrances_options_and_time_zone(imports: Imports) -> None:
    load = imports.loaded(
        "houses",
        FIRST | {"YEAR": "1967", "AREA": "1 234,5", "DOORS": "2", "LEVELS_MAX": "9", "HOUSE_TYPE": "Многоквартирный дом",
                 "AVAR": "Нет", "CAPFOND": "На счете регионального оператора", "SERIE": "кирпичный", "ENERGY_CLASS": "Не присвоен"},
        time_zone="Asia/Vladivostok",
    )  # fmt: skip
    assert imports.counts(load) == (1, 0, 0, 0)
    assert house(imports, "city, street, number, region, built_year, area_total::text, house_type, is_alarm, overhaul_fund") == (
        "Владивосток", "Первая", "1", "край. Приморский", 1967, "1234.50", "apartment", False, "operator",
    )  # fmt: skip
    assert house(imports, "extra ->> 'project_type', time_zone, slug, energy_class, zone_id") == (
        "кирпичный", "Asia/Vladivostok", "pervaya-1", None, int(imports.desk.north),
    )  # fmt: skip
    assert house(
        imports, "(select count(*) from estate.entrances as e where e.house_id = houses.house_id and floors = 9)"
    ) == (2,)
    assert house(imports, "register_row ->> 'AREA'") == ("1 234,5",)


def test_the_export_of_the_fund_is_known_by_its_columns(imports: Imports) -> None:
    """domain.md 7.1: address in parts, FIAS id, walls and systems as words."""
    load = imports.loaded(
        "houses",
        {"id": "77", "houseguid": "0C5B2444-70A0-4932-980C-B4DC0D3F02B5", "formalname_region": "Ростовская",
         "shortname_city": "г", "formalname_city": "Шахты", "shortname_street": "пер", "formalname_street": "Красный",
         "house_number": "12", "block": "2", "letter": "А", "built_year": "1980", "floor_count_max": "5",
         "entrance_count": "1", "wall_material": "Панельные", "heating_type": "Центральное", "is_alarm": "Да",
         "quarters_count": "60", "elevators_count": "0", "chute_type": "Отсутствует"},
    )  # fmt: skip
    assert imports.rows(load) == [("new", None)]
    assert house(imports, "city, street, number, wall_material, extra ->> 'heating_type', is_alarm, premises_count", "77") == (
        "Шахты", "переулок Красный", "12а к. 2", "panel", "central", True, 60,
    )  # fmt: skip
    assert house(imports, "address, extra ->> 'chute_type'", "77") == (
        "Ростовская, Шахты, переулок Красный, 12а к. 2",
        "none",
    )


def test_what_cannot_be_is_left_out_and_named_the_house_still_comes(imports: Imports) -> None:
    load = imports.loaded("houses", FIRST | {"YEAR": "2850", "LEVELS_MAX": "300", "AREA": "много", "DOORS": "2"})
    outcome, said = imports.rows(load)[0]
    assert outcome == "new"
    assert "Год постройки: Года «2850» быть не может" in said
    assert "«300»: нужно от 0 до 150" in said
    assert "«много» не число" in said
    assert house(imports, "built_year, floors_max, area_total, entrances_count") == (None, None, None, 2)
    tall = imports.loaded("houses", FIRST | {"HOUSE_ID": "2", "LEVELS_MAX": "66"})
    assert imports.rows(tall)[0] == ("new", None)  # possible; the object check finds it


def test_rows_that_are_no_houses_say_why(imports: Imports) -> None:
    load = imports.checked(
        "houses",
        FIRST,
        {"HOUSE_ID": "2", "ADDRESS": "край. Приморский, г. Владивосток, ул. Первая"},
        FIRST | {"ADDRESS": "край. Приморский, г. Владивосток, ул. Первая, д. 3"},
        {"HOUSE_ID": "3", "ADDRESS": "Не заполнено"},
        {"HOUSE_ID": "4", "ADDRESS": FIRST["ADDRESS"]},
    )
    assert imports.rows(load) == [
        ("new", "Адрес в файле 2 раза"),
        ("refused", "Адрес не разобран: «край. Приморский, г. Владивосток, ул. Первая». Нужны город, улица и дом"),
        ("refused", "«1» в файле повторяется: уже есть в строке 2"),
        ("refused", "Нет адреса"),
        ("new", "Адрес в файле 2 раза"),
    ]
    assert imports.desk.sql("select count(*) from estate.houses") == 2  # a dry run


def test_a_row_wider_than_the_header_is_refused(imports: Imports) -> None:
    load = imports.checked(
        "houses", "HOUSE_ID;ADDRESS\n1;г. Москва, ул. Новая, д. 1\n2;г. Москва, ул. Новая, д. 2;лишнее".encode()
    )
    assert imports.rows(load) == [("new", None), ("refused", "В строке значений 3, а столбцов 2")]


def test_columns_that_most_rows_have_without_a_header_get_names_and_can_be_taken(imports: Imports) -> None:
    load = imports.begin(
        "houses",
        "HOUSE_ID;ADDRESS\n1;г. Москва, ул. Новая, д. 1;1990\n2;г. Москва, ул. Новая, д. 2;1991\n3;г. Москва, ул. Новая, д. 3".encode(),
    )
    assert columns(imports, load) == ["HOUSE_ID", "ADDRESS", "Столбец 3"]
    imports.desk.act(imports.desk.boss, "estate.import_map", load, '{"built_year": "Столбец 3"}')
    imports.load(imports.check(load))
    assert imports.desk.rows(
        "select number, built_year, register_row ->> 'Столбец 3' from estate.houses where street = 'Новая' order by number"
    ) == [("1", 1990, "1990"), ("2", 1991, "1991"), ("3", None, "")]


def test_the_same_file_again_has_nothing_new(imports: Imports) -> None:
    imports.loaded("houses", FIRST)
    with pytest.raises(DatabaseRefusal) as refusal:
        imports.begin("houses", FIRST)
    assert refusal.value.code == "import_same"
    assert "Новых строк нет" in str(refusal.value)


def test_a_changed_file_changes_what_differs_and_nothing_else(imports: Imports) -> None:
    imports.loaded(
        "houses", FIRST | {"YEAR": "1960", "DOORS": "1", "SERIE": "1-464"}, FIRST | {"HOUSE_ID": "2", "YEAR": "1970"}
    )
    before = house(imports, "version, slug, zone_id")
    load = imports.checked(
        "houses",
        FIRST | {"YEAR": "1961", "DOORS": "3", "SERIE": "Не заполнено"}, FIRST | {"HOUSE_ID": "2", "YEAR": "1970"},
    )  # fmt: skip
    assert imports.counts(load) == (0, 1, 1, 0)
    said = imports.desk.sql(
        """select estate.import_change_said('houses', r.before, r.after) from estate.import_rows as r
        where import_id = ?::bigint and outcome = 'changed'""",
        load,
    )
    assert said == "Год постройки: 1960 → 1961; Подъездов: 1 → 3"
    imports.load(load)
    assert house(imports, "built_year, extra ->> 'project_type'") == (1961, "1-464")  # an empty cell takes nothing away
    assert house(imports, "version, slug, zone_id") == (before[0] + 1, *before[1:])
    assert house(imports, "(select count(*) from estate.entrances as e where e.house_id = houses.house_id)") == (3,)
    assert house(imports, "version", "2") == (1,)


def test_a_load_stands_in_the_history_of_each_house_and_changes_nothing_twice(imports: Imports) -> None:
    desk = imports.desk

    def history(register: str) -> list[tuple[object, ...]]:
        one = house(imports, "house_id", register)[0]
        return [
            (row.field, row.was, row.becomes, row.who, row.reason)
            for row in desk.see(desk.boss, "supervisor.house_history", one)
        ]

    imports.loaded("houses", FIRST | {"YEAR": "1960"}, FIRST | {"HOUSE_ID": "2"})
    boss = desk.sql("select lib.person_short(name) from people.users where user_id = ?::bigint", desk.boss.user)
    new = ("—", None, "Дом заведён", boss, "Загрузка из файла «файл.csv»")
    assert history("1") == [new]
    load = imports.loaded("houses", FIRST | {"YEAR": "1961", "SERIE": "1-464"}, FIRST | {"HOUSE_ID": "2"})
    lines = [("Год постройки", "1960", "1961", boss, new[4]), ("Серия, тип проекта", None, "1-464", boss, new[4])]
    assert history("1") == [*lines, new]
    assert history("2") == [new]
    again = imports.checked("houses", FIRST | {"YEAR": "1961", "SERIE": "1-464", "AVAR": ""}, FIRST | {"HOUSE_ID": "2"})
    assert imports.counts(again) == (0, 0, 2, 0)
    version = house(imports, "version")
    imports.undo(load)
    undone = "Отмена загрузки из файла «файл.csv»"
    assert history("1")[:2] == [
        ("Год постройки", "1961", "1960", boss, undone),
        ("Серия, тип проекта", "1-464", None, boss, undone),
    ]
    assert house(imports, "version") == (version[0] + 1,)  # who opened the form before the undo is told


def test_a_house_is_known_by_its_address_where_the_file_has_no_number(imports: Imports) -> None:
    load = imports.loaded("houses", {"Адрес": "г. Москва, ул. Садовая, д. 12", "Год постройки": "1955"})
    assert imports.counts(load) == (0, 1, 0, 0)
    assert (
        imports.desk.sql("select built_year from estate.houses where house_id = ?::bigint", imports.desk.house) == 1955
    )


def test_two_houses_of_one_address_have_pages_of_their_own(imports: Imports) -> None:
    imports.loaded("houses", FIRST, FIRST | {"HOUSE_ID": "2"})
    assert imports.desk.rows("select slug from estate.houses where register_id in ('1', '2') order by slug") == [
        ("pervaya-1",), ("pervaya-1-2",),
    ]  # fmt: skip


def test_the_zone_comes_from_the_file_or_from_the_person(imports: Imports) -> None:
    load = imports.checked("houses", FIRST | {"Точка": "центр"}, FIRST | {"HOUSE_ID": "2", "Точка": "Юг"}, zone=None)
    assert imports.rows(load)[1] == ("refused", "Точки «Юг» нет")
    imports.load(load)
    assert house(imports, "zone_id") == (int(imports.desk.centre),)
    with pytest.raises(DatabaseRefusal) as refusal:
        imports.check(imports.begin("houses", FIRST | {"HOUSE_ID": "9"}, zone=None))
    assert refusal.value.code == "import_zone"


def test_a_new_attribute_of_the_company_can_be_loaded_at_once(imports: Imports) -> None:
    imports.desk.sql(
        """insert into estate.attributes (object_type, code, attribute_group, title, kind)
        values ('house', 'cameras', 'systems', 'Камер наблюдения', 'integer')"""
    )
    imports.loaded("houses", FIRST | {"камер  НАБЛЮДЕНИЯ": "4"})
    assert house(imports, "extra -> 'cameras'") == (4,) or house(imports, "extra ->> 'cameras'") == ("4",)


def test_a_file_of_another_kind_is_refused_with_what_it_looks_like(imports: Imports) -> None:
    accounts = {"Лицевой счёт": "100200", "Адрес": "Москва, Садовая, 12", "Квартира": "5", "ФИО": "Пётр Петров"}
    with pytest.raises(DatabaseRefusal) as refusal:
        imports.begin("houses", accounts)
    assert refusal.value.code == "import_kind"
    assert "похож на счета, а не на дома" in str(refusal.value)
    imports.begin("houses", accounts, sure=True)
    with pytest.raises(DatabaseRefusal) as refusal:
        imports.begin("houses", {"Имя": "Дом", "Цвет": "синий"})
    assert refusal.value.code == "import_columns"
    assert "ADDRESS" in str(refusal.value)


def test_a_missing_column_stops_the_check_until_it_is_named(imports: Imports) -> None:
    load = imports.begin("houses", {"HOUSE_ID": "1", "Где стоит": "г. Москва, ул. Новая, д. 5", "YEAR": "1990"})
    with pytest.raises(DatabaseRefusal) as refusal:
        imports.check(load)
    assert refusal.value.code == "import_columns"
    imports.desk.act(imports.desk.boss, "estate.import_map", load, '{"address": "Где стоит", "built_year": ""}')
    imports.load(imports.check(load))
    assert house(imports, "street, number, built_year") == ("Новая", "5", None)
    # the next file with this header finds the same columns by itself
    again = imports.loaded("houses", {"HOUSE_ID": "2", "Где стоит": "г. Москва, ул. Новая, д. 6", "YEAR": "1990"})
    assert imports.counts(again) == (1, 0, 0, 0)
    assert house(imports, "built_year", "2") == (None,)


@pytest.mark.parametrize("wrong", ['{"address": "нет такого"}', '{"hack": "HOUSE_ID"}'])
def test_a_column_or_a_field_that_is_not_there_cannot_be_chosen(imports: Imports, wrong: str) -> None:
    load = imports.begin("houses", FIRST)
    with pytest.raises(DatabaseRefusal) as refusal:
        imports.desk.act(imports.desk.boss, "estate.import_map", load, wrong)
    assert refusal.value.code == "import_column"


def test_hostile_headers_and_cells_are_texts(imports: Imports) -> None:
    evil = "'; drop table estate.houses; --"
    wide = {f"c{n}": "x" for n in range(380)}
    load = imports.loaded(
        "houses", FIRST | {evil: evil, "<script>alert(1)</script>": "=1+1", "SERIE": "=HYPERLINK(1)"} | wide
    )
    assert imports.counts(load) == (1, 0, 0, 0)
    assert house(imports, "extra ->> 'project_type', register_row ->> '<script>alert(1)</script>'") == (
        "=HYPERLINK(1)",
        "=1+1",
    )
    twice = imports.begin("houses", b"ADDRESS;ADDRESS;;\n" + "г. Москва, ул. Новая, д. 1;второй;третий;x".encode())
    assert columns(imports, twice) == ["ADDRESS", "ADDRESS #2", "Столбец 3", "Столбец 4"]


def test_only_the_office_imports(imports: Imports) -> None:
    desk = imports.desk
    load = imports.begin("houses", FIRST)
    for person in (desk.mary, desk.ivanov, desk.svetlana):
        for function in ("import_check", "import_load", "import_undo"):
            with pytest.raises(DatabaseRefusal) as refusal:
                desk.act(person, f"estate.{function}", load)
            assert refusal.value.code == "forbidden"
        with pytest.raises(DatabaseRefusal):
            desk.act(person, "estate.import_begin", "houses", imports.upload(csv_of(FIRST)))


def test_a_killed_load_goes_on_by_itself_and_a_failed_one_leaves_nothing(imports: Imports) -> None:
    desk = imports.desk
    load = imports.checked("houses", FIRST)
    desk.act(desk.boss, "estate.import_load", load)
    # its worker took it, did the first step and was killed: the lease runs out, another worker goes on
    task = desk.sql("select task_id from cabinet.task_take()")
    desk.sql("select estate.import_load_step(?::bigint)", task)
    desk.sql("update cabinet.tasks set leased_until = now() - interval '1 minute' where task_id = ?::bigint", task)
    assert desk.sql("select count(*) from estate.houses where register_id = '1'") == 0
    imports.work()
    assert imports.state(load) == "loaded"
    # one that fails in the middle of writing: nothing is there, it can be tried again
    other = imports.checked("houses", FIRST | {"HOUSE_ID": "2", "DOORS": "2"})
    desk.sql("alter table estate.entrances add constraint broken check (number < 2) not valid")
    desk.act(desk.boss, "estate.import_load", other)
    imports.work()
    assert imports.state(other) == "failed"
    assert desk.sql("select count(*) from estate.houses where register_id = '2'") == 0
    desk.sql("alter table estate.entrances drop constraint broken")
    imports.load(other)
    assert house(imports, "(select count(*) from estate.entrances as e where e.house_id = houses.house_id)", "2") == (
        2,
    )


@pytest.mark.skipif(not HOUSES.exists(), reason="the register is not at hand")
def test_the_register_of_vladivostok(imports: Imports) -> None:
    """4,051 rows, none lost, none left half; later work on one of them keeps them all, without it they are taken back whole."""
    desk = imports.desk
    before = books(desk)
    load = imports.loaded("houses", HOUSES.read_bytes(), time_zone="Asia/Vladivostok")
    assert imports.counts(load) == (4051, 0, 0, 0)
    assert desk.sql("select count(built_year) from estate.houses where import_id = ?::bigint", load) == 3691
    assert desk.sql("select count(*) from estate.import_rows where reason like '%Адрес в файле%'") == 144
    assert desk.sql("select count(*) from estate.houses where import_id = ?::bigint and floors_max = 66", load) == 1
    entrances = desk.sql("select sum(entrances_count) from estate.houses where import_id = ?::bigint", load)
    assert (
        desk.sql(
            "select count(*) from estate.entrances where house_id not in (?::bigint, ?::bigint)",
            desk.house,
            desk.other_house,
        )
        == entrances
    )
    found = desk.sql("select house_id from estate.houses where slug = 'tigrovaya-20'")
    premise = desk.call("estate.premise_create", found, "1")
    with pytest.raises(DatabaseRefusal) as refusal:
        imports.undo(load)
    assert refusal.value.code == "import_used"
    assert "Помещения: 1 (Тигровая, 20)" in str(refusal.value)
    assert imports.state(load) == "loaded"
    desk.sql("delete from estate.premises where premise_id = ?::bigint", premise)
    imports.undo(load)
    assert imports.state(load) == "undone", imports.trouble(load)
    assert books(desk) == before
