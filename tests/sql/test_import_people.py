"""Premises, accounts with their holders, staff, services: known people are found, ambiguity is a reason, nobody gets a contact."""

from __future__ import annotations

from typing import Any

import pytest

from tests.import_world import CLASSIFIER, Imports
from webapp.database.errors import DatabaseRefusal

HOUSE = {"Адрес": "г. Москва, ул. Садовая, д. 12"}
FLAT = HOUSE | {"Квартира": "6"}


def one(imports: Imports, text: str, *values: Any) -> Any:
    return imports.desk.rows(text, *values)[0]


# premises -----------------------------------------------------------------------------------------------------------
def test_premises_with_their_entrance_kind_and_attributes(imports: Imports) -> None:
    load = imports.loaded(
        "premises",
        HOUSE | {"Подъезд": "3", "Номер помещения": "кв. 101", "Этаж": "2", "Площадь": "54,3", "Комнат": "2"},
        HOUSE | {"Подъезд": "1", "Номер помещения": "5", "Этаж": "1", "Площадь": "40"},
        HOUSE | {"Номер помещения": "П-1", "Тип помещения": "машиноместо", "Площадь": "0"},
        HOUSE | {"Номер помещения": "П-2", "Тип помещения": "дворец"},
        {"Адрес": "Москва, Садовая, 99", "Номер помещения": "1"},
        HOUSE | {"Номер помещения": "101"},
    )
    assert [row[0] for row in imports.rows(load)] == ["new", "changed", "refused", "new", "refused", "refused"]
    assert imports.rows(load)[2][1] == "Площадь «0» не принята: нужно больше нуля"
    assert imports.rows(load)[3][1] == "Вид помещения: «дворец» нет среди вариантов"
    assert imports.rows(load)[4][1] == "Дома «Москва, Садовая, 99» нет. Сначала загрузите дома"
    assert imports.rows(load)[5][1] == "«101» в файле повторяется: уже есть в строке 2"
    assert one(
        imports,
        """select p.kind, p.floor, p.area::text, e.number, p.extra ->> 'rooms' from estate.premises as p
        join estate.entrances as e using (entrance_id) where p.number = '101'""",
    ) == ("flat", 2, "54.30", 3, "2")
    assert imports.counts(imports.checked("premises", HOUSE | {"Номер помещения": "5", "Площадь": "40.00"}))[2] == 1


# accounts -----------------------------------------------------------------------------------------------------------
def account(imports: Imports, number: str) -> list[tuple[Any, ...]]:
    return imports.desk.rows(
        """select u.name, u.phone, u.email, r.kind, r.share::text, lower(y.during)::text
        from money.accounts as a
        join people.payers as y using (account_id)
        join people.users as u using (user_id)
        join people.relations as r on r.user_id = u.user_id and r.premise_id = a.premise_id
        where a.number = ? order by u.name""",
        number,
    )


def test_accounts_with_holders_become_people_relations_and_payers(imports: Imports) -> None:
    load = imports.loaded(
        "accounts",
        FLAT
        | {
            "Лицевой счёт": "100200",
            "ФИО": "Лосев Пётр Ильич",
            "Доля": "1/2",
            "Телефон": "8 (924) 111-22-33",
            "С": "01.03.2020",
        },
        FLAT | {"Лицевой счёт": "100200", "ФИО": "Лосева Анна Петровна", "Доля": "50 %", "С": "01.03.2020"},
        FLAT | {"Лицевой счёт": "100201", "Тип счёта": "капремонт", "ФИО": "Лосев Пётр Ильич", "С": "01.03.2020"},
    )
    assert imports.counts(load) == (3, 0, 0, 0)
    assert account(imports, "100200") == [
        ("Лосев Пётр Ильич", "+79241112233", None, "owner", "0.500000", "2020-03-01"),
        ("Лосева Анна Петровна", None, None, "owner", "0.500000", "2020-03-01"),  # no contact is invented
    ]
    assert [row[0] for row in account(imports, "100201")] == ["Лосев Пётр Ильич"]  # the same person, not a second one
    assert one(imports, "select count(*) from people.users where name = 'Лосев Пётр Ильич'") == (1,)
    assert one(imports, "select kind from money.accounts where number = '100201'") == ("capital_repair",)


def test_a_known_person_is_found_by_telephone_or_by_name_at_the_premise(imports: Imports) -> None:
    desk = imports.desk
    desk.sql("update people.users set phone = '+79240000001' where user_id = ?::bigint", desk.mary.user)
    load = imports.loaded(
        "accounts",
        FLAT | {"Лицевой счёт": "100300", "ФИО": "Петрова Мария Ивановна", "Телефон": "+7 924 000-00-01"},
        HOUSE | {"Квартира": "5", "Лицевой счёт": "100301", "ФИО": "петрова мария ивановна"},
    )
    assert imports.counts(load) == (2, 0, 0, 0)
    assert one(imports, "select count(*) from people.users where name ilike 'петрова мария ивановна'") == (1,)
    assert imports.counts(imports.checked("accounts", HOUSE | {
        "Квартира": "5", "Лицевой счёт": "100301", "ФИО": "Петрова Мария Ивановна", "Доля": ""})) == (0, 0, 1, 0)  # fmt: skip


def test_what_is_not_clear_is_refused_and_not_guessed(imports: Imports) -> None:
    desk = imports.desk
    desk.sql("update people.users set phone = '+79240000001' where user_id = ?::bigint", desk.mary.user)
    desk.sql("update people.users set email = 'olga@example.ru' where user_id = ?::bigint", desk.olga.user)
    imports.loaded("accounts", FLAT | {"Лицевой счёт": "100400", "ФИО": "Сомов Лев Львович"})
    rows = imports.rows(imports.checked(
        "accounts",
        FLAT | {"Лицевой счёт": "100500", "ФИО": "Иной Иван Иванович", "Телефон": "89240000001", "Почта": ""},
        FLAT | {"Лицевой счёт": "100501", "ФИО": "Петрова Мария Ивановна", "Телефон": "89240000001", "Почта": "olga@example.ru"},
        FLAT | {"Лицевой счёт": "12", "ФИО": "Иной Иван Иванович"},
        HOUSE | {"Квартира": "999", "Лицевой счёт": "100503", "ФИО": "Иной Иван Иванович"},
        HOUSE | {"Квартира": "7", "Лицевой счёт": "100400", "ФИО": "Сомов Лев Львович"},
        FLAT | {"Лицевой счёт": "100505", "Телефон": "89245550000"},
        HOUSE | {"Квартира": "8", "Лицевой счёт": "100506", "ФИО": "Первый Пётр Петрович", "Доля": "0,7"},
        HOUSE | {"Квартира": "8", "Лицевой счёт": "100506", "ФИО": "Второй Пётр Петрович", "Доля": "0,7"},
        FLAT | {"Лицевой счёт": "100508", "ФИО": "Верный Вер Верович", "Телефон": "123"},
    ))  # fmt: skip
    assert [said for _outcome, said in rows] == [
        "Телефон +79240000001 уже у другого человека: Петрова М. И.",
        "Неясно, кто это: телефон у Петрова М. И., почта у Чужая О. О.",
        "Номер счёта «12»: нужно от 5 до 20 цифр",
        "Помещения «999» в этом доме нет. Сначала загрузите помещения",
        "Счёт 100400 уже есть: Садовая, 12, кв. 6",
        "Нет фамилии и имени",
        None,
        "Доли помещения вместе 1.4000, больше единицы",
        "Телефон: «123» не телефон",
    ]
    assert [outcome for outcome, _said in rows] == ["refused"] * 6 + ["new", "refused", "new"]


# staff --------------------------------------------------------------------------------------------------------------
def test_staff_with_trades_permits_zones_and_cabinet(imports: Imports) -> None:
    load = imports.loaded(
        "staff",
        {"ФИО": "Жуков Юрий Ильич", "Должность": "Электрик", "Специальность": "Электрик, Сантехник", "Допуск до": "01.06.2028",
         "Точки": "Центр; Север", "Нагрузка": "5", "Телефон": "+79247770001"},
        {"ФИО": "Искрин Лев Ильич", "Должность": "Электрик", "Специальность": "электрик"},
        {"ФИО": "Хитрый Лев Ильич", "Должность": "Гость", "Кабинет": "Администратор"},
        {"ФИО": "Иванов Сергей Петрович", "Должность": "Старший сантехник"},
        {"ФИО": "Слесарев Лев Ильич", "Должность": "Слесарь", "Специальность": "звездочёт"},
    )  # fmt: skip
    assert [outcome for outcome, _said in imports.rows(load)] == ["new", "refused", "refused", "changed", "refused"]
    assert [said for _outcome, said in imports.rows(load)] == [
        None, "Для этой специальности нужен допуск: укажите, до какого числа",
        "Кабинет «Администратор» из файла не даём. Кабинеты офиса открывают по одному", None, "Специальности «звездочёт» нет",
    ]  # fmt: skip
    assert imports.desk.rows(
        """select s.position, s.capacity, t.specialization, t.permit_until::text from people.staff as s
        join people.staff_specializations as t using (staff_id) where s.name = 'Жуков Юрий Ильич' order by 3"""
    ) == [("Электрик", 5, "electrician", "2028-06-01"), ("Электрик", 5, "plumber", None)]
    assert one(
        imports,
        """select array_agg(z.name order by z.name)::text, (select cabinet from people.user_cabinets as c where c.user_id = s.user_id)
        from people.staff as s join people.staff_scopes as k using (staff_id) join estate.zones as z on z.zone_id = k.zone_id
        where s.name = 'Жуков Юрий Ильич' group by s.user_id""",
    ) == ("{Север,Центр}", "manager")
    assert one(imports, "select position, capacity from people.staff where name = 'Иванов Сергей Петрович'") == (
        "Старший сантехник",
        8,
    )


def test_an_imported_permit_is_a_permit_and_a_later_one_a_new_one(imports: Imports) -> None:
    desk = imports.desk
    row = {"ФИО": "Искрин Лев Ильич", "Должность": "Электрик", "Специальность": "Электрик, Сантехник"}
    imports.loaded("staff", row | {"Допуск до": "10.12.2026"})

    def permits() -> list[tuple[Any, ...]]:
        return desk.rows(
            """select p.specialization, p.title, p.valid_until::text, t.permit_until::text
            from people.permits as p join people.staff as s using (staff_id)
            join people.staff_specializations as t using (staff_id, specialization) where s.name = ? order by p.permit_id""",
            row["ФИО"],
        )

    first = ("electrician", "Электрик", "2026-12-10", "2026-12-10")
    assert permits() == [first]
    staff = desk.sql("select staff_id from people.staff where name = ?", row["ФИО"])
    assert len(desk.see(desk.boss, "supervisor.employee_permits", staff)) == 1
    desk.at("2026-12-05 10:00")
    desk.call("people.permits_warn")
    assert desk.sql("select warned_days from people.permits where staff_id = ?::bigint", staff) == 7
    sooner = imports.checked("staff", row | {"Допуск до": "09.12.2026"})
    assert imports.counts(sooner) == (0, 0, 1, 0)
    later = imports.checked("staff", row | {"Допуск до": "10.12.2027"})
    assert imports.counts(later) == (0, 1, 0, 0)
    assert [line[2] for line in desk.see(desk.boss, "supervisor.import_rows", later, "changed")] == [
        "Допуск до: 10.12.2026 → 10.12.2027"
    ]
    imports.load(later)
    assert permits() == [(*first[:3], "2027-12-10"), ("electrician", "Электрик", "2027-12-10", "2027-12-10")]
    again = imports.checked("staff", row | {"Допуск до": "10.12.2027", "Нагрузка": "8"})
    assert imports.counts(again) == (0, 0, 1, 0)
    imports.undo(later)
    assert imports.state(later) == "undone"
    assert permits() == [first]


# services -----------------------------------------------------------------------------------------------------------
@pytest.mark.skipif(not CLASSIFIER.exists(), reason="the classifier is not at hand")
def test_the_classifier_of_304_rows_has_no_header(imports: Imports) -> None:
    """domain.md 5.3: three columns, the first row is a problem already."""
    content = CLASSIFIER.read_bytes()
    load = imports.loaded("services", content)
    new, changed, same, refused = imports.counts(load)
    assert (new + same, changed, refused) == (304, 0, 0)
    lifts = "select count(*) from desk.services where specialization = 'lift_mechanic' and import_id = ?::bigint"
    assert imports.desk.sql(lifts, load) == 9
    other = imports.checked("services", "место;категория;проблема\n".encode() + content)
    assert imports.counts(other) == (0, 0, 304, 0)


# data of people -----------------------------------------------------------------------------------------------------
HOLDER = FLAT | {"Лицевой счёт": "555001", "ФИО": "Сомов Лев Львович", "Телефон": "89245550001"}


def kept(imports: Imports, load: int) -> tuple[Any, ...]:
    """What lies of a load: rows, what an undo needs, the file with its rows."""
    return tuple(one(
        imports,
        """select (select count(*) from estate.import_rows where import_id = i.import_id),
        (select count(*) from estate.import_writes where import_id = i.import_id) > 0,
        (select count(*) from cabinet.table_rows where file_id = i.file_id), i.file_id is not null, i.rows_new
        from estate.imports as i where import_id = ?::bigint""", load,
    ))  # fmt: skip


def test_files_of_people_are_erased_after_the_days_of_the_setting(imports: Imports) -> None:
    desk = imports.desk
    load = imports.loaded("accounts", HOLDER)
    waiting = imports.begin("staff", {"ФИО": "Жуков Юрий Ильич", "Должность": "Слесарь"})
    houses = imports.loaded("houses", {"HOUSE_ID": "1", "ADDRESS": "г. Артем, ул. Первая, д. 1"})
    assert desk.call("estate.imports_clean") == 0
    desk.at("2027-02-15 10:00")
    assert desk.call("estate.imports_clean") == 2
    assert kept(imports, load) == (0, False, 0, False, 1)
    assert desk.sql("select count(*) from estate.imports where import_id = ?::bigint", waiting) == 0
    assert kept(imports, houses)[0] == 1
    with pytest.raises(DatabaseRefusal) as refusal:
        desk.act(desk.boss, "estate.import_undo", load)
    assert refusal.value.code == "import_cleared"
    assert "стёрты 15.02.2027" in desk.see(desk.boss, "supervisor.import_card", load)[0][0]
    assert desk.call("estate.imports_clean") == 0
    assert account(imports, "555001")[0][0] == "Сомов Лев Львович"  # what was loaded stays


def test_an_erased_person_leaves_the_imported_files_at_once_and_others_stay(imports: Imports) -> None:
    desk = imports.desk
    other = HOUSE | {"Квартира": "7", "Лицевой счёт": "555002", "ФИО": "Щукин Ян Янович", "Телефон": "89245550002"}
    load = imports.loaded("accounts", HOLDER, other)
    somov = desk.sql("select user_id from people.users where phone = '+79245550001'")
    desk.sql("insert into people.erasure_requests (user_id, answer_by) values (?::bigint, lib.moment())", somov)
    desk.act(desk.boss, "people.erasure_carry_out", desk.sql("select max(erasure_id) from people.erasure_requests"))
    for table in ("estate.import_rows", "estate.import_writes", "cabinet.table_rows"):
        said = desk.sql(f"select string_agg(t::text, ' ') from {table} as t")
        assert "9245550001" not in said, table
        assert "Сомов" not in said, table
        assert "9245550002" in said, table
    assert desk.sql("select octet_length(f.bytes) from cabinet.files as f join estate.imports as i using (file_id) "
                    "where i.import_id = ?::bigint", load) == 0  # fmt: skip
