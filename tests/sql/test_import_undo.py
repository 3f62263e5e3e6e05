"""An undo puts back exactly what was before, in every table; it refuses, with the list, where later work stands on the load."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.books import books
from tests.import_world import Imports
from webapp.database.errors import DatabaseRefusal

ROUGH = hypothesis_settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
SAID = st.sampled_from(
    ["", "Не заполнено", "1", "2", "5", "1 234,5", "1970", "1981", "2850", "Да", "нет", "Панельные", "=1+1", "'", "-7"]
)
NUMBER = st.sampled_from(["1", "2", "3", "7", "", "12а"])
HOUSES = st.lists(
    st.fixed_dictionaries({
        "HOUSE_ID": NUMBER,
        "ADDRESS": st.sampled_from([
            "г. Москва, ул. Садовая, д. 12", "г. Москва, ул. Мира, д. 3", "край. Приморский, г. Артем, ул. У, д. 8", "г. Артем", "",
        ]),
        "YEAR": SAID, "AREA": SAID, "DOORS": SAID, "LEVELS_MAX": SAID, "AVAR": SAID, "SERIE": SAID, "WALL_MATERIAL": SAID, "LAT": SAID,
    }),
    min_size=1, max_size=6,
)  # fmt: skip
PREMISES = st.lists(
    st.fixed_dictionaries({
        "Адрес": st.sampled_from(["Москва, Садовая, 12", "Москва, Мира, 3", "Тула, Мира, 3"]), "Подъезд": SAID, "Квартира": NUMBER,
        "Площадь": SAID, "Этаж": SAID, "Комнат": SAID,
    }),
    min_size=1, max_size=6,
)  # fmt: skip
ACCOUNTS = st.lists(
    st.fixed_dictionaries({
        "Лицевой счёт": st.sampled_from(["100100", "100101", "100102", "12"]), "Адрес": st.just("Москва, Садовая, 12"),
        "Квартира": st.sampled_from(["5", "6", "999"]),
        "ФИО": st.sampled_from(["Петрова Мария Ивановна", "Сомов Лев Львович", "Щукин Ян", ""]),
        "Доля": st.sampled_from(["", "1/2", "1/3", "100%"]), "Телефон": st.sampled_from(["", "89241110001", "89241110002"]),
        "Тип счёта": st.sampled_from(["", "капремонт"]),
    }),
    min_size=1, max_size=6,
)  # fmt: skip


def there_and_back(imports: Imports, kind: str, first: list[dict[str, str]], rows: list[dict[str, str]]) -> None:
    """A load on top of a load, both taken back, each to the state before it."""
    states = [books(imports.desk)]
    loads: list[int] = []
    for part in (first, rows):
        load = imports.begin(kind, *part) if not loads or part != first else None
        if load is None:
            continue
        imports.check(load)
        new, changed, same, refused = imports.counts(load)
        assert new + changed + same + refused == len(part)
        assert all(said for outcome, said in imports.rows(load) if outcome == "refused")
        assert books(imports.desk) == states[-1]  # a dry run
        if new + changed:
            imports.load(load)
            assert imports.counts(load) == (new, changed, same, refused)
            loads.append(load)
            states.append(books(imports.desk))
    for load in reversed(loads):
        states.pop()
        imports.undo(load)
        assert imports.state(load) == "undone", imports.trouble(load)
        assert books(imports.desk) == states[-1]


@ROUGH
@given(first=HOUSES, rows=HOUSES)
def test_houses_are_as_they_were(imports: Imports, first: list[dict[str, str]], rows: list[dict[str, str]]) -> None:
    there_and_back(imports, "houses", first, rows)


@ROUGH
@given(first=PREMISES, rows=PREMISES)
def test_premises_are_as_they_were(imports: Imports, first: list[dict[str, str]], rows: list[dict[str, str]]) -> None:
    there_and_back(imports, "premises", first, rows)


@ROUGH
@given(first=ACCOUNTS, rows=ACCOUNTS)
def test_accounts_and_people_are_as_they_were(
    imports: Imports, first: list[dict[str, str]], rows: list[dict[str, str]]
) -> None:
    there_and_back(imports, "accounts", first, rows)


def test_staff_are_as_they_were(imports: Imports) -> None:
    row = {
        "ФИО": "Жуков Юрий Ильич",
        "Должность": "Слесарь",
        "Специальность": "Сантехник",
        "Точки": "Центр",
        "Нагрузка": "4",
    }
    known = {"ФИО": "Иванов Сергей Петрович", "Должность": "Бригадир", "Специальность": "Плотник", "Точки": "Север"}
    wired = row | {"ФИО": "Искрин Лев Ильич", "Специальность": "Электрик", "Допуск до": "01.06.2028"}
    there_and_back(
        imports, "staff", [row, wired], [row | {"Нагрузка": "6"}, wired | {"Допуск до": "01.06.2030"}, known]
    )


def test_a_permit_mended_since_stops_the_undo(imports: Imports) -> None:
    """A warning of its end that was told is no later work; a withdrawal is."""
    desk = imports.desk
    row = {"ФИО": "Искрин Лев Ильич", "Должность": "Электрик", "Специальность": "Электрик", "Допуск до": "10.12.2026"}
    imports.loaded("staff", row)
    load = imports.loaded("staff", row | {"Допуск до": "14.12.2026"})
    permit = desk.sql("select permit_id from people.permits where valid_until = '2026-12-14'")
    desk.sql("update people.permits set warned_days = 30 where permit_id = ?::bigint", permit)
    assert desk.rows("select d.what from estate.import_dependents(?::bigint) as d", load) == []
    desk.act(desk.boss, "people.permit_withdraw", permit, "Не сдан экзамен")
    said = refusal_of(imports, load)
    assert "Допуски, изменённые после загрузки: 1 (Искрин Л. И.)" in said


def refusal_of(imports: Imports, load: int) -> str:
    with pytest.raises(DatabaseRefusal) as refusal:
        imports.undo(load)
    assert refusal.value.code == "import_used"
    assert imports.state(load) == "loaded"
    return str(refusal.value)


FIRST = {"HOUSE_ID": "1", "ADDRESS": "г. Артем, ул. Первая, д. 1", "DOORS": "1", "YEAR": "1960", "SERIE": "1-464"}


def test_later_work_is_named(imports: Imports) -> None:
    desk = imports.desk
    load = imports.loaded("houses", FIRST)
    house = desk.sql("select house_id from estate.houses where register_id = '1'")
    desk.order(desk.svetlana, premise=desk.call("estate.premise_create", house, "1"))
    said = refusal_of(imports, load)
    assert "Помещения: 1 (Первая, 1)" in said
    assert "Заявки: 1 (Первая, 1)" in said


def entrances_added(imports: Imports) -> int:
    """A known house of one entrance has got a second one from the file."""
    imports.loaded("houses", FIRST)
    return imports.loaded("houses", FIRST | {"DOORS": "2"})


SECOND = """(select entrance_id from estate.entrances as e join estate.houses as h using (house_id)
    where h.register_id = '1' and e.number = 2)"""


def test_a_premise_in_an_entrance_that_came_stops_the_undo(imports: Imports) -> None:
    desk = imports.desk
    load = entrances_added(imports)
    house = desk.sql("select house_id from estate.houses where register_id = '1'")
    desk.sql(f"insert into estate.premises (house_id, entrance_id, number) select ?::bigint, {SECOND}, '7'", house)
    assert "Помещения: 1 (Первая, 1)" in refusal_of(imports, load)
    desk.sql("update estate.premises set entrance_id = null where house_id = ?::bigint", house)
    imports.undo(load)
    assert imports.state(load) == "undone"
    assert desk.rows("select number from estate.entrances where house_id = ?::bigint", house) == [(1,)]


def test_an_object_in_an_entrance_that_came_stops_the_undo(imports: Imports) -> None:
    desk = imports.desk
    load = entrances_added(imports)
    desk.act(
        desk.boss, "estate.object_save", house=desk.sql("select house_id from estate.houses where register_id = '1'"),
        object_type="lift", values="{}", reason="Новый лифт", entrance=desk.sql(f"select {SECOND}"),
    )  # fmt: skip
    assert "Объекты учёта: 1 (Первая, 1)" in refusal_of(imports, load)


def test_a_premise_that_the_load_itself_led_into_its_new_entrance_goes_back(imports: Imports) -> None:
    desk = imports.desk
    where = "select e.number from estate.premises as p join estate.entrances as e using (entrance_id) where p.premise_id = ?::bigint"
    home = desk.sql("select premise_id from estate.premises where house_id = ?::bigint and number = '5'", desk.house)
    before = desk.sql(where, home)
    load = imports.loaded("premises", {"Адрес": "Москва, Садовая, 12", "Квартира": "5", "Подъезд": "9"})
    assert desk.sql(where, home) == 9
    imports.undo(load)
    assert (imports.state(load), desk.sql(where, home)) == ("undone", before)


def test_a_value_mended_since_is_not_lost(imports: Imports) -> None:
    """Another field of the same house may be mended: only what the load wrote is put back."""
    desk = imports.desk
    imports.loaded("houses", FIRST)
    load = imports.loaded("houses", FIRST | {"YEAR": "1961", "SERIE": "новая"})
    desk.sql(
        "update estate.houses set floors_max = 5, extra = extra || '{\"wear\": 30}', version = version + 1 where register_id = '1'"
    )
    imports.undo(load)
    assert desk.rows(
        "select built_year, floors_max, extra ->> 'project_type', extra ->> 'wear' from estate.houses where register_id = '1'"
    ) == [(1960, 5, "1-464", "30")]
    load = imports.loaded("houses", FIRST | {"YEAR": "1962"})
    desk.sql("update estate.houses set built_year = 1963 where register_id = '1'")
    assert "Дома, изменённые после загрузки: 1 (Первая, 1)" in refusal_of(imports, load)


def test_loads_are_undone_from_the_last(imports: Imports) -> None:
    first = imports.loaded("houses", FIRST)
    second = imports.loaded("houses", FIRST | {"YEAR": "1961"})
    assert "Дома, изменённые после загрузки" in refusal_of(imports, first)
    imports.undo(second)
    imports.undo(first)
    assert imports.state(first) == "undone"
    imports.loaded("houses", FIRST)  # what was undone can be loaded again


def test_what_comes_while_the_undo_waits_stops_it(imports: Imports) -> None:
    desk = imports.desk
    load = imports.loaded("houses", FIRST)
    desk.act(desk.boss, "estate.import_undo", load)
    desk.call("estate.premise_create", desk.sql("select house_id from estate.houses where register_id = '1'"), "1")
    imports.work()
    assert imports.state(load) == "loaded"
    assert desk.sql("select used -> 0 ->> 'what' from estate.imports where import_id = ?::bigint", load) == "Помещения"


def test_premises_with_residents_stay(imports: Imports) -> None:
    desk = imports.desk
    load = imports.loaded("premises", {"Адрес": "Москва, Садовая, 12", "Квартира": "77"})
    imports.loaded(
        "accounts", {"Адрес": "Москва, Садовая, 12", "Квартира": "77", "Лицевой счёт": "777777", "ФИО": "Сомов Лев"}
    )
    said = refusal_of(imports, load)
    assert "Лицевые счета: 1" in said
    assert "Жители: 1" in said
    assert desk.sql("select count(*) from estate.premises where number = '77'") == 1
