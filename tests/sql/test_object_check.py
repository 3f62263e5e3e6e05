"""The automatic check of objects: what a rule finds, how a finding lives, whose task it is (features.md 2.3, domain.md 7.1)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.desk_world import Desk
from webapp.database.errors import DatabaseRefusal

WHOLE = {
    "built_year": 1975, "house_type": "apartment", "is_alarm": False, "floors_max": 5, "floors_min": 5, "entrances_count": 2,
    "premises_count": 62, "living_count": 60, "non_living_count": 2, "area_total": 3100.5, "area_living": 2800,
    "area_non_living": 120, "area_common": 310.5, "overhaul_fund": "operator", "wall_material": "brick",
}  # fmt: skip
EXTRA = {
    "management_company": "УК «Уютный дом»", "houseguid": "0c5b2444-70a0-4932-980c-b4dc0d3f02b5", "exploitation_year": 1975,
    "elevators_count": 0, "heating_type": "central", "hot_water_type": "central_closed", "cold_water_type": "central",
    "sewerage_type": "central", "gas_type": "none", "ventilation_type": "exhaust", "firefighting_type": "none",
    "drainage_type": "outer", "electrical_type": "central", "chute_type": "none",
}  # fmt: skip


def house(desk: Desk, number: str, extra: dict[str, Any] | None = None, **values: Any) -> int:
    """A house with a full passport and its entrances, but for these values; None is «not known»."""
    known = {**WHOLE, **values}
    zone = known.pop("zone_id", desk.yard)
    made = int(
        desk.sql(
            f"""insert into estate.houses (zone_id, slug, city, street, number, address, extra, {", ".join(known)})
            values (?::bigint, ?, 'Москва', 'Проверочная', ?, ?, jsonb_strip_nulls(?::jsonb), {", ".join("?" for _ in known)})
            returning house_id""",
            zone, f"check-{number}-{desk.sql('select count(*) from estate.houses')}", number,
            f"Москва, Проверочная, {number}", json.dumps({**EXTRA, **(extra or {})}), *known.values(),
        )
    )  # fmt: skip
    desk.sql(
        "insert into estate.entrances (house_id, number) select ?::bigint, n from generate_series(1, ?::integer) as n",
        made, known["entrances_count"] or 0,
    )  # fmt: skip
    return made


def thing(desk: Desk, house_id: int, kind: str, installed: str | None = None, **values: Any) -> int:
    return int(
        desk.sql(
            """insert into estate.objects (object_type, house_id, name, "values", installed_on)
            values (?, ?::bigint, 'Объект', ?::jsonb, ?::date) returning object_id""",
            kind, house_id, json.dumps(values), installed,
        )
    )  # fmt: skip


def check(desk: Desk) -> dict[str, int]:
    run = desk.sql("select estate.objects_check('night')")
    row = desk.rows(
        "select houses, found, appeared, cleared from estate.check_runs where check_run_id = ?::bigint", run
    )[0]
    return dict(zip(("houses", "found", "appeared", "cleared"), map(int, row), strict=True))


def rules(desk: Desk, house_id: int) -> list[str]:
    found = desk.rows(
        "select rule from estate.check_findings where house_id = ?::bigint and cleared_at is null order by rule",
        house_id,
    )
    return [row[0] for row in found]


def finding(desk: Desk, house_id: int, rule: str) -> int:
    return int(
        desk.sql(
            """select finding_id from estate.check_findings
            where house_id = ?::bigint and rule = ? and cleared_at is null""",
            house_id, rule,
        )
    )  # fmt: skip


def said(desk: Desk, house_id: int, rule: str) -> str:
    return str(
        desk.sql(
            """select estate.finding_said(f.rule, f."value", f.other) from estate.check_findings as f
            where f.house_id = ?::bigint and f.rule = ? and f.cleared_at is null""",
            house_id, rule,
        )
    )  # fmt: skip


def refusal(call: Any, *args: Any, **named: Any) -> str:
    with pytest.raises(DatabaseRefusal) as refused:
        call(*args, **named)
    return str(refused.value.code)


def test_a_house_whose_data_are_whole_has_no_findings(desk: Desk) -> None:
    whole = house(desk, "1")
    check(desk)
    assert rules(desk, whole) == []


WRONG: list[tuple[dict[str, Any], dict[str, Any], str, str]] = [
    ({"built_year": None}, {}, "house_built_year_missing", "Год постройки: не заполнено"),
    ({"living_count": None}, {}, "house_living_count_missing", "Жилых: не заполнено"),
    ({}, {"management_company": None}, "house_management_company_missing", "Управляет: не заполнено"),
    ({"premises_count": 70}, {}, "house_rooms_sum", "Помещений 70, а жилых и нежилых вместе 62"),
    ({"entrances_count": 0}, {}, "house_entrances_none", "Подъездов 0: дома без подъезда не бывает"),
    ({"floors_min": 9}, {}, "house_floors_swapped", "Этажей от 9 до 5: перепутаны"),
    ({"floors_max": 66}, {"elevators_count": 4}, "house_floors_implausible", "Этажей 66: проверьте, не опечатка ли"),
    ({"area_living": 3200.25}, {}, "house_area_living_above", "Площадь жилых 3\u00a0200,25 больше общей 3\u00a0100,5"),
    ({"area_non_living": 900}, {}, "house_area_parts_above", "Общая площадь 3\u00a0100,5, а жилых и нежилых вместе 3\u00a0700"),
    ({"built_year": 2031}, {}, "house_built_in_future", "Год постройки 2031 ещё не наступил"),
    ({}, {"exploitation_year": 1970}, "house_exploitation_before_built", "Год ввода 1970 раньше года постройки 1975"),
    ({"floors_max": 9}, {}, "house_lifts_none", "Этажей 9, а лифтов в паспорте нет"),
    ({}, {"elevators_count": 2}, "house_lift_counted", "Лифтов: в паспорте 2, в учёте 0"),
    ({"house_type": "дворец"}, {}, "house_house_type_option", "Тип дома «дворец»: такого варианта нет"),
    ({}, {"cadastral_number": "25-28"}, "house_cadastral_number_pattern",
     "Кадастровый номер «25-28»: нужно вида 25:28:010001:123"),
    ({}, {"houseguid": "нет"}, "house_houseguid_pattern", "Код ФИАС (ГАР) «нет»: нужно 32 знака через дефисы: 8-4-4-4-12"),
    ({}, {"wear": 140}, "house_wear_above", "Износ 140: больше 100"),
]  # fmt: skip


@pytest.mark.parametrize(("values", "extra", "rule", "words"), WRONG, ids=[one[2] for one in WRONG])
def test_what_is_missing_or_impossible_is_named_with_its_value(
    desk: Desk, values: dict[str, Any], extra: dict[str, Any], rule: str, words: str
) -> None:
    wrong = house(desk, "1", extra, **values)
    check(desk)
    assert rule in rules(desk, wrong)
    assert said(desk, wrong, rule) == words


def test_what_a_passport_wants_beyond_the_core_is_one_warning_a_section(desk: Desk) -> None:
    # domain.md 7.1, fields marked ●: the year of use, lifts, walls, the fund, … and ten engineering systems
    empty = house(desk, "1", {code: None for code in EXTRA if code != "management_company"}, wall_material=None)
    check(desk)
    assert rules(desk, empty) == ["house_passport_blank", "house_systems_blank"]
    assert said(desk, empty, "house_passport_blank") == "Паспорт: не заполнено 4 из 7 нужных полей"
    assert said(desk, empty, "house_systems_blank") == "Инженерные системы: не заполнено 10 из 10"
    weight = "select distinct severity, core, blocks_plan from estate.check_rules where rule like 'house_%_blank'"
    assert desk.rows(weight) == [("warning", False, False)]
    desk.act(
        desk.boss, "estate.house_save", empty, json.dumps({"heating_type": "central", "gas_type": "none"}), "Осмотр"
    )
    assert said(desk, empty, "house_systems_blank") == "Инженерные системы: не заполнено 8 из 10"
    # «Исправить» opens the first field that is empty, and the remark stands there
    fix = desk.sql("select estate.finding_form(f, 'heating_type') from estate.check_findings as f where f.finding_id = ?::bigint",
                   finding(desk, empty, "house_systems_blank"))  # fmt: skip
    assert "_focus=hot_water_type&" in str(fix)
    notes = json.loads(str(desk.sql("select estate.finding_notes(?::bigint)", empty)))
    assert notes == {
        "houseguid": "Паспорт: не заполнено 4 из 7 нужных полей",
        "hot_water_type": "Инженерные системы: не заполнено 8 из 10",
    }
    # one field may be asked for by itself: then it is not counted in its section; and a field may be wanted no more
    desk.sql("update estate.check_rules set active = true where rule = 'house_chute_type_missing'")
    desk.sql("update estate.attributes set required = false where object_type = 'house' and code = 'wall_material'")
    check(desk)
    assert rules(desk, empty) == ["house_chute_type_missing", "house_passport_blank", "house_systems_blank"]
    assert said(desk, empty, "house_chute_type_missing") == "Мусоропровод: не заполнено"
    assert said(desk, empty, "house_systems_blank") == "Инженерные системы: не заполнено 7 из 9"
    assert said(desk, empty, "house_passport_blank") == "Паспорт: не заполнено 3 из 6 нужных полей"


def test_what_is_in_the_books_against_the_passport(desk: Desk) -> None:
    wrong = house(desk, "1")
    desk.sql("delete from estate.entrances where house_id = ?::bigint and number = 2", wrong)
    desk.call("estate.premises_create", wrong, 1, 20)
    check(desk)
    assert rules(desk, wrong) == ["house_entrances_rows", "house_premises_rows"]
    assert said(desk, wrong, "house_entrances_rows") == "Подъездов в паспорте 2, в учёте 1"
    assert said(desk, wrong, "house_premises_rows") == "Помещений в паспорте 62, в учёте 20"


def test_entrances_and_premises_are_checked_too_and_their_findings_lead_to_the_field(desk: Desk) -> None:
    wrong = house(desk, "1")
    desk.call("estate.premises_create", wrong, 1, 20)
    flat, entrance = desk.rows(
        "select premise_id, entrance_id from estate.premises where house_id = ?::bigint and number = '20'", wrong
    )[0]
    desk.sql("update estate.premises set floor = 9 where premise_id = ?::bigint", flat)
    desk.sql("update estate.entrances set floors = 12 where entrance_id = ?::bigint", entrance)
    check(desk)
    assert said(desk, wrong, "premise_floor_above_house") == "Этаж 9, а в доме их 5"
    assert said(desk, wrong, "entrance_floors_above_house") == "Этажей в подъезде 12, а в доме не больше 5"
    found = [(row.address.partition(" · ")[2], str(row._actions).strip("{}").partition("&next=")[0])
             for row in desk.see(desk.boss, "supervisor.check_list", limit=500) if " · " in row.address]  # fmt: skip
    assert sorted(found) == [
        ("кв. 20", f"premise_edit?premise={flat}&_focus=floor"),
        ("подъезд 2", f"entrance_edit?entrance={entrance}&_focus=floors"),
    ]
    # mended in its form, the finding goes; a form that somebody else overtook is refused
    version = desk.sql("select version from estate.premises where premise_id = ?::bigint", flat)
    desk.act(desk.boss, "estate.premise_save", flat, '{"floor": "5"}', "Обмер", version)
    assert "premise_floor_above_house" not in rules(desk, wrong)
    assert (
        refusal(desk.act, desk.boss, "estate.premise_save", flat, '{"floor": "4"}', "Обмер", version) == "house_changed"
    )
    desk.act(desk.boss, "estate.entrance_save", entrance, '{"floors": "5"}', "Обмер")
    assert "entrance_floors_above_house" not in rules(desk, wrong)
    # a field that an administrator makes narrower is judged at once
    desk.sql("update estate.attributes set maximum = 4 where object_type = 'premise' and code = 'floor'")
    check(desk)
    assert "premise_floor_above" in rules(desk, wrong)


def test_of_houses_of_one_address_the_fullest_stays(desk: Desk) -> None:
    poor, full = house(desk, "1", built_year=None), house(desk, "1")
    check(desk)
    assert "house_address_twice" in rules(desk, poor)
    assert "house_address_twice" not in rules(desk, full)
    # the full one moves to another address: nothing is surplus any longer, though the other was not touched
    desk.sql("update estate.houses set number = '2' where house_id = ?::bigint", full)
    desk.sql("select estate.objects_check('edit', array[?::bigint])", full)
    assert "house_address_twice" not in rules(desk, poor)


def test_terms_of_objects(desk: Desk) -> None:
    """ТР ТС 011/2011: a lift serves 25 years; ПП 1744: examined every 12 months; a meter's verification ends."""
    place = house(desk, "1", {"elevators_count": 1}, floors_max=9)
    lift: dict[str, Any] = {"number": "1", "factory_number": "77", "capacity": 400, "stops": 9}
    old = thing(desk, place, "lift", **lift, year=1998, examined_on="2026-03-01")
    desk.sql("update estate.objects set retired_on = null where object_id = ?::bigint", old)
    meter = thing(desk, place, "house_meter", utility="heat", number="1", verified_until="2026-11-15")
    check(desk)
    found = desk.rows(
        """select rule, object_id, estate.finding_said(rule, "value", other) from estate.check_findings
        where cleared_at is null and object_id is not null order by rule"""
    )
    assert found == [
        ("house_meter_verification_over", meter, "Поверка прошла 15.11.2026"),
        ("lift_life_over", old, "Срок службы вышел в 2023"),
    ]
    desk.sql(
        """update estate.objects set "values" = "values" || '{"examined_on": "2025-10-01"}' where object_id = ?""", old
    )
    desk.sql("update estate.objects set retired_on = '2026-11-01' where object_id = ?::bigint", meter)
    check(desk)
    assert rules(desk, place) == ["lift_examination_over", "lift_life_over"]


def test_a_finding_appears_stays_and_clears(desk: Desk) -> None:
    wrong = house(desk, "1", floors_min=9)
    first = check(desk)
    assert first["appeared"] == first["found"] > 0
    number = finding(desk, wrong, "house_floors_swapped")
    desk.at("2026-11-17 03:00")
    assert check(desk) == {**first, "appeared": 0, "cleared": 0}
    assert finding(desk, wrong, "house_floors_swapped") == number
    desk.sql("update estate.houses set floors_min = 8 where house_id = ?::bigint", wrong)
    again = check(desk)
    assert (again["appeared"], again["cleared"]) == (0, 0)
    assert said(desk, wrong, "house_floors_swapped") == "Этажей от 8 до 5: перепутаны"
    assert finding(desk, wrong, "house_floors_swapped") == number
    desk.sql("update estate.houses set floors_min = 5 where house_id = ?::bigint", wrong)
    assert check(desk)["cleared"] == 1
    assert rules(desk, wrong) == []
    assert desk.sql("select cleared_at is not null from estate.check_findings where finding_id = ?::bigint", number)


def test_a_field_that_an_administrator_adds_is_checked_at_once(desk: Desk) -> None:
    place = house(desk, "1")
    desk.sql("insert into estate.object_types (object_type, title) values ('fountain', 'Фонтан')")
    desk.sql(
        """insert into estate.attributes (object_type, code, attribute_group, title, kind, required, maximum) values
        ('fountain', 'jets', 'technical', 'Струй', 'integer', true, 40)"""
    )
    empty, many = thing(desk, place, "fountain"), thing(desk, place, "fountain", jets=41)
    check(desk)
    found = desk.rows(
        """select object_id, estate.finding_said(rule, "value", other) from estate.check_findings
        where house_id = ?::bigint and cleared_at is null order by object_id""",
        place,
    )
    assert found == [(empty, "Струй: не заполнено"), (many, "Струй 41: больше 40")]
    desk.sql("update estate.attributes set required = false, maximum = 50 where object_type = 'fountain'")
    assert check(desk)["cleared"] == 2
    desk.sql("update estate.attributes set maximum = 30 where object_type = 'fountain'")
    check(desk)
    assert rules(desk, place) == ["fountain_jets_above"]
    desk.sql("update estate.object_types set active = false where object_type = 'fountain'")
    check(desk)
    assert rules(desk, place) == []


def test_a_rule_that_fails_stops_no_other(desk: Desk) -> None:
    """Whoever deploys writes predicates; a division by zero in one is named on the page, the rest is judged."""
    desk.sql(
        """insert into estate.check_rules (rule, title, attribute, kind, predicate, severity, message) values
        ('site_density', 'Плотность', 'area_total', 'sql', 'h.area_total / (h.premises_count - 62) > 1', 'warning', 'Плотность'),
        ('site_broken', 'Поломано', 'area_total', 'sql', 'h.no_such_column > 1', 'warning', 'Поломано')"""
    )
    wrong = house(desk, "1", floors_min=9)
    check(desk)
    assert rules(desk, wrong) == ["house_floors_swapped"]
    errors = dict(desk.rows("select rule, error from estate.check_rules where error is not null"))
    assert errors == {"site_density": "division by zero", "site_broken": "column h.no_such_column does not exist"}
    desk.sql("update estate.check_rules set predicate = 'h.area_total > 1' where rule like 'site%'")
    check(desk)
    assert rules(desk, wrong) == ["house_floors_swapped", "site_broken", "site_density"]
    assert desk.sql("select count(*) from estate.check_rules where error is not null") == 0


def test_a_value_of_another_kind_stops_nothing(desk: Desk) -> None:
    strange = house(
        desk, "1", {"wear": "много", "elevators_count": [1], "contract_on": "2026-02-31", "exploitation_year": {}}
    )
    place = house(desk, "2", floors_min=9)
    thing(desk, place, "house_meter", utility="heat", number="1", verified_until="2026-02-31")
    check(desk)
    assert "house_floors_swapped" in rules(desk, place)
    assert desk.sql("select count(*) from estate.check_rules where error is not null") == 0
    assert "house_wear_above" not in rules(desk, strange)


def test_an_exception_counts_no_more_until_the_value_changes(desk: Desk) -> None:
    tower = house(desk, "1", {"elevators_count": 8}, floors_max=66)
    for _ in range(8):
        thing(
            desk,
            tower,
            "lift",
            number="1",
            factory_number="7",
            year=2015,
            capacity=400,
            stops=66,
            examined_on="2026-09-01",
        )
    check(desk)
    assert rules(desk, tower) == ["house_floors_implausible"]
    number = finding(desk, tower, "house_floors_implausible")
    warnings = "select sum(warnings) from estate.check_days"
    before = desk.sql(warnings)
    desk.act(desk.boss, "estate.finding_excuse", number, "Башня, техпаспорт 2015 года")
    assert desk.sql(warnings) == before - 1
    assert refusal(desk.act, desk.boss, "estate.finding_excuse", number, "ещё раз") == "finding_excused"
    assert (
        refusal(desk.act, desk.boss, "estate.finding_assign", number, desk.chief.staff, "2026-12-01")
        == "finding_excused"
    )
    check(desk)
    assert finding(desk, tower, "house_floors_implausible") == number
    desk.act(desk.boss, "estate.finding_excuse_drop", number)
    assert refusal(desk.act, desk.boss, "estate.finding_excuse_drop", number) == "finding_not_excused"
    assert desk.sql(warnings) == before
    desk.act(desk.boss, "estate.finding_excuse", number, "Всё же башня")
    desk.sql("update estate.houses set floors_max = 67 where house_id = ?::bigint", tower)
    check(desk)
    assert desk.sql("select excuse is null from estate.check_findings where finding_id = ?::bigint", number)
    history = desk.rows(
        "select new_value, reason from cabinet.rule_changes where area = 'check_findings' order by 1 nulls last"
    )
    assert [row[0] for row in history] == ["Башня, техпаспорт 2015 года", "Всё же башня", None]


def test_an_empty_reason_excuses_nothing(desk: Desk) -> None:
    wrong = house(desk, "1", floors_min=9)
    check(desk)
    number = finding(desk, wrong, "house_floors_swapped")
    assert refusal(desk.act, desk.boss, "estate.finding_excuse", number, "  ") == "rule_reason_required"


def test_given_to_an_employee(desk: Desk) -> None:
    wrong = house(desk, "1", floors_min=9)
    check(desk)
    number = finding(desk, wrong, "house_floors_swapped")
    give = "estate.finding_assign"
    assert refusal(desk.act, desk.boss, give, number, desk.chief.staff, "2026-11-15") == "finding_until"
    assert refusal(desk.act, desk.boss, give, number, 987654321, "2026-12-01") == "finding_staff"
    assert refusal(desk.act, desk.boss, give, 987654321, desk.chief.staff, "2026-12-01") == "not_found"
    far = house(desk, "2", floors_min=9, zone_id=desk.north)
    check(desk)
    other = finding(desk, far, "house_floors_swapped")
    assert refusal(desk.act, desk.boss, give, other, desk.chief.staff, "2026-12-01") == "finding_staff_house"
    version = desk.sql("select version from estate.check_findings where finding_id = ?::bigint", number)
    desk.act(desk.boss, give, number, desk.ivanov.staff, "2026-12-01", version)
    assert refusal(desk.act, desk.boss, give, number, desk.lukin.staff, "2026-12-01", version) == "finding_changed"
    desk.sql("update estate.houses set floors_min = 5 where house_id = ?::bigint", wrong)
    check(desk)
    assert refusal(desk.act, desk.boss, give, number, desk.ivanov.staff, "2026-12-01") == "finding_cleared"


@pytest.mark.parametrize("who", ["svetlana", "chief", "mary"])
def test_only_the_supervisor_gives_excuses_and_checks(desk: Desk, who: str) -> None:
    wrong = house(desk, "1", floors_min=9)
    check(desk)
    number = finding(desk, wrong, "house_floors_swapped")
    person = getattr(desk, who)
    assert refusal(desk.act, person, "estate.check_now") == "forbidden"
    assert refusal(desk.act, person, "estate.finding_excuse", number, "так надо") == "forbidden"
    assert refusal(desk.act, person, "estate.finding_assign", number, desk.chief.staff, "2026-12-01") == "forbidden"
    hits = ("estate.check_hits", "house", "floors_max", ">", "60")
    assert refusal(desk.see, person, *hits) == "forbidden"


def test_owners_are_told_once_a_day_and_not_per_finding(desk: Desk) -> None:
    """The zone's manager hears of the houses of his zones and of those below; who was given one hears of that."""
    desk.sql("delete from talk.events")
    wrong = house(desk, "1", floors_min=9, built_year=None)
    desk.call("estate.check_nightly")
    told = "select body from talk.notices as n join people.users as u using (user_id) where u.user_id = ?::bigint and n.kind like 'check%'"
    desk.tell()
    (notice,) = desk.rows(told, desk.chief.user)
    # both houses of his zones: this one, and that of Sadovaya with an empty passport
    count = desk.sql(
        """select count(*) from estate.check_findings as f join estate.houses as h using (house_id)
        join estate.check_rules as r using (rule) where h.zone_id = ?::bigint and r.owner = 'zone_manager'""",
        desk.yard,
    )
    assert notice[0].startswith(f"Данные домов: новых замечаний {count}, домов 2, мешают плану ")
    assert len(desk.rows(told, desk.boss.user)) == 1  # no manager in the north, and rules of his own
    desk.at("2026-11-17 03:00")
    desk.call("estate.check_nightly")
    desk.tell()
    assert len(desk.rows(told, desk.chief.user)) == 1
    desk.act(
        desk.boss,
        "estate.finding_assign",
        finding(desk, wrong, "house_floors_swapped"),
        desk.ivanov.staff,
        "2026-12-01",
    )
    desk.at("2026-11-18 03:00")
    desk.call("estate.check_nightly")
    desk.tell()
    assert [row[0] for row in desk.rows(told, desk.ivanov.user)] == [
        "Данные домов: новых замечаний 1, домов 1, мешают плану 1. Посмотрите и исправьте."
    ]
    assert len(desk.rows(told, desk.chief.user)) == 1


def test_core_findings_decide_whether_a_house_is_complete(desk: Desk) -> None:
    """Complete: year, type, floors, entrances, premises, area, company; other errors do not take that away."""
    house(desk, "1")
    house(desk, "2", floors_min=9)
    house(desk, "3", area_total=None)
    house(desk, "4", {"management_company": None})
    check(desk)
    days = desk.rows("select houses, complete from estate.check_days where zone_id = ?::bigint", desk.yard)
    assert days == [(5, 2)]  # with the one on Sadovaya, of which little is known


def test_the_next_finding_is_of_the_same_weight_then_of_the_same_house(desk: Desk) -> None:
    first = house(desk, "1", floors_min=9, entrances_count=0, area_living=9000)
    second = house(desk, "2", floors_min=9)
    desk.sql("update estate.houses set floors_max = 5, entrances_count = 2 where house_id = ?::bigint", desk.house)
    desk.sql("update estate.houses set floors_max = 5 where house_id = ?::bigint", desk.other_house)
    check(desk)

    def after(number: int) -> str:
        return str(desk.act(desk.boss, "estate.finding_next", number))

    def mended(place: int, **values: Any) -> None:
        for name, value in values.items():
            desk.sql(f"update estate.houses set {name} = ? where house_id = ?::bigint", value, place)
        desk.sql("select estate.objects_check('edit', array[?::bigint])", place)

    swapped = finding(desk, first, "house_floors_swapped")
    none = finding(desk, first, "house_entrances_none")
    assert after(swapped) == f"house-edit?house={first}&_focus=entrances_count&next={none}"
    mended(first, floors_min=5, entrances_count=2)
    other = finding(desk, second, "house_floors_swapped")
    assert after(none) == f"house-edit?house={second}&_focus=floors_min&next={other}"
    mended(second, floors_min=5)
    # nothing keeps a house out of the plan any longer: what is left of this house, then the others
    assert "&_focus=area_living&" in after(swapped)
