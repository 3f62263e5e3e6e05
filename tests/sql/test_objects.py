"""Whatever stands in a house is an object of a type whose fields are rows: made, found, changed and retired."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.desk_world import Desk, Person
from webapp.database.errors import DatabaseRefusal


def put(desk: Desk, values: dict[str, Any], kind: str = "lift", person: Person | None = None, **more: Any) -> int:
    call = {
        "house": desk.house,
        "object_type": kind,
        "values": json.dumps(values, ensure_ascii=False),
        "reason": "Паспорт",
    }
    return int(desk.act(person or desk.boss, "estate.object_save", **call | more))


def entrance(desk: Desk, house: int, number: int = 1) -> int:
    return int(
        desk.sql("select entrance_id from estate.entrances where house_id = ?::bigint and number = ?", house, number)
    )


def kept(desk: Desk, one: int) -> dict[str, Any]:
    return dict(json.loads(desk.sql('select "values"::text from estate.objects where object_id = ?::bigint', one)))


def refused(desk: Desk, *args: Any, **named: Any) -> DatabaseRefusal:
    with pytest.raises(DatabaseRefusal) as caught:
        put(desk, *args, **named)
    return caught.value


LIFT = {"number": "2", "factory_number": "К-14785", "year": "2004", "capacity": "400", "stops": "9"}


def test_a_lift_lives_25_years_and_is_called_by_its_number(desk: Desk) -> None:
    one = put(desk, LIFT, entrance=entrance(desk, desk.house))
    assert kept(desk, one)["life_until"] == 2029
    assert desk.sql("select name from estate.objects where object_id = ?::bigint", one) == "Лифт № 2"
    # whoever knows better says so
    put(desk, {**LIFT, "life_until": "2031"}, entrance=entrance(desk, desk.house), object=one)
    assert kept(desk, one)["life_until"] == 2031


def test_a_lift_stands_in_an_entrance_of_its_house(desk: Desk) -> None:
    assert refused(desk, LIFT).code == "object_place"
    assert refused(desk, LIFT, entrance=entrance(desk, desk.other_house)).code == "not_found"
    assert refused(desk, LIFT, "nothing").code == "object_type_wrong"
    assert refused(desk, LIFT, "house").code == "object_type_wrong"
    wrong = refused(desk, {**LIFT, "year": "192", "capacity": "0"}, entrance=entrance(desk, desk.house))
    assert set(wrong.values["fields"]) == {"p_values.year", "p_values.capacity"}


def test_objects_are_found_by_value_option_address_and_condition(desk: Desk) -> None:
    heat = put(desk, {"utility": "Тепло", "number": "770-15", "verified_until": "01.05.2027"}, "house_meter")
    put(desk, {"utility": "ХВС", "number": "881-02", "verified_until": "01.05.2029"}, "house_meter")

    def found(**filters: str) -> list[str]:
        rows = desk.see(desk.boss, "supervisor.objects_list", object_type="house_meter", **filters)
        return [str(row[0]) for row in rows]

    assert found() == ["Общедомовой счётчик № 770-15", "Общедомовой счётчик № 881-02"]
    assert found(search="770") == found(search="тепло") == found(search="садовая 770") == [found()[0]]
    assert found(search="мира") == found(search="100% _") == []
    assert found(attribute="verified_until", operator="<", value="01.01.2028") == [found()[0]]
    assert found(attribute="utility", operator="=", value="ХВС") == [found()[1]]
    assert found(attribute="model", operator="missing") == found()
    assert found(attribute="number", operator="has", value="0-1") == [found()[0]]
    assert found(attribute="number", operator="=", value="'; drop table estate.objects; --") == []
    assert (
        found(attribute="nothing", operator="=", value="1") == found(attribute="number", operator="or", value="1") == []
    )
    assert kept(desk, heat)["utility"] == "heat"


def test_retired_objects_stay_in_the_history(desk: Desk) -> None:
    one = put(desk, LIFT, entrance=entrance(desk, desk.house))
    with pytest.raises(DatabaseRefusal) as caught:
        desk.act(desk.boss, "estate.object_retire", object=one, on="2027-01-01", reason="Замена")
    assert caught.value.code == "object_retire_day"
    desk.act(desk.boss, "estate.object_retire", object=one, on="2026-11-10", reason="Замена")
    assert not desk.see(desk.boss, "supervisor.objects_list", object_type="lift")
    assert len(desk.see(desk.boss, "supervisor.objects_list", object_type="lift", retired="true")) == 1
    assert refused(desk, LIFT, object=one, entrance=entrance(desk, desk.house)).code == "object_retired"
    assert "снят с 10.11.2026" in desk.see(desk.boss, "supervisor.object_history", one)[0][3]


def test_two_people_do_not_overwrite_an_object(desk: Desk) -> None:
    where = entrance(desk, desk.house)
    one = put(desk, LIFT, entrance=where)
    put(desk, {**LIFT, "capacity": "630"}, entrance=where, object=one, version=1)
    assert refused(desk, {**LIFT, "capacity": "320"}, entrance=where, object=one, version=1).code == "house_changed"
    assert kept(desk, one)["capacity"] == 630


def test_a_type_and_its_fields_are_added_by_rows_alone(desk: Desk) -> None:
    desk.act(
        desk.boss, "estate.object_type_save", object_type="fountain", title="Фонтан", title_en="Fountain", level="house",
        icon="water", reason="Появился во дворе", new="true",
    )  # fmt: skip
    field = {"object_type": "fountain", "attribute_group": "technical", "title_en": None, "reason": "Учёт"}
    desk.act(desk.boss, "estate.attribute_save", code="depth", title="Глубина", kind="number", unit="м", minimum="0",
             maximum="3", in_list="true", required="true", **field)  # fmt: skip
    desk.act(desk.boss, "estate.attribute_save", code="shape", title="Чаша", kind="option",
             options=["round = Круглая / Round", "Звезда"], **field)  # fmt: skip
    asked = {row[0]: row for row in desk.see(desk.boss, "supervisor.object_add_rows", "fountain")}
    assert list(asked) == ["depth", "shape"]
    assert json.loads(asked["shape"][7]) == [
        {"label": "Круглая", "value": "round"},
        {"label": "Звезда", "value": "zvezda"},
    ]
    one = put(desk, {"depth": "0,6", "shape": "Круглая"}, "fountain")
    assert kept(desk, one) == {"depth": 0.6, "shape": "round"}
    assert refused(desk, {"depth": "5"}, "fountain").values["fields"] == {"p_values.depth": "«5»: нужно от 0 до 3"}
    listed = desk.see(desk.boss, "supervisor.objects_list", object_type="fountain")[0]
    assert json.loads(listed[3]) == [{"code": "depth", "kind": "number", "unit": "м", "title": "Глубина", "value": 0.6}]
    # an option that is chosen goes: the value stays, its code is said, and the preview names it
    gone = {"object_type": "fountain", "code": "shape", "title": "Чаша", "title_en": None, "attribute_group": "technical",
            "kind": "option", "options": ["Звезда"]}  # fmt: skip
    assert desk.see(desk.boss, "estate.attribute_preview", **gone)[0][1:3] == (
        "Круглая",
        "Такого варианта больше не будет",
    )
    desk.act(desk.boss, "estate.attribute_save", **gone, reason="Нет таких")
    assert kept(desk, one)["shape"] == "round"
    # and another field of the object is still saved
    put(desk, {"depth": "0,5", "shape": "round"}, "fountain", object=one)
    assert kept(desk, one) == {"depth": 0.5, "shape": "round"}


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ({"code": "Глубина"}, "attribute_code"),
        ({"code": "a;drop"}, "attribute_code"),
        ({"minimum": "5", "maximum": "1"}, "attribute_range"),
        ({"kind": "text", "pattern": "(["}, "attribute_pattern"),
        ({"kind": "text", "pattern": r"^(a+)(a+)\1\2b$"}, "attribute_pattern"),  # for ever on some texts
        ({"kind": "text", "pattern": "^((a{0,100}){0,100})$"}, "attribute_pattern"),
        ({"kind": "option"}, "options_none"),
        ({"kind": "option", "options": ["a = А", "a = Б"]}, "option_twice"),
        ({"kind": "option", "options": ["= "]}, "option_wrong"),
        ({"attribute_group": "nowhere"}, "not_found"),
        ({"reason": " "}, "rule_reason_required"),
    ],
)
def test_a_field_that_cannot_be_is_refused(desk: Desk, field: dict[str, Any], code: str) -> None:
    call = {"object_type": "lift", "code": "depth", "title": "Глубина", "title_en": None, "attribute_group": "technical",
            "kind": "number", "reason": "Учёт"}  # fmt: skip
    with pytest.raises(DatabaseRefusal) as caught:
        desk.act(desk.boss, "estate.attribute_save", **call | field)
    assert caught.value.code == code


def test_every_stock_pattern_can_be_applied_quickly(desk: Desk) -> None:
    patterns = "select count(*), count(*) filter (where estate.pattern_fit(pattern)) from estate.attributes where pattern <> ''"
    ((every, fit),) = desk.rows(patterns)
    assert every == fit > 0


def test_who_changes_what_stands_in_a_house(desk: Desk) -> None:
    where = entrance(desk, desk.house)
    one = put(desk, LIFT, person=desk.chief, entrance=where)
    far = entrance(desk, desk.other_house)
    assert refused(desk, LIFT, person=desk.chief, house=desk.other_house, entrance=far).code == "not_found"
    for person in (desk.svetlana, desk.mary):
        assert refused(desk, LIFT, person=person, entrance=where).code == "forbidden"
    assert len(desk.see(desk.chief, "manager.objects_list", object_type="lift")) == 1
    stranger = desk.performer("Дальний Пётр Петрович", houses=[desk.other_house])
    assert not desk.see(stranger, "manager.objects_list", object_type="lift")
    with pytest.raises(DatabaseRefusal) as caught:
        desk.see(stranger, "manager.object_card", one)
    assert caught.value.code == "not_found"


def test_a_performer_reads_the_data_of_a_house_and_its_keeper_changes_them(desk: Desk) -> None:
    """Who works in a house (a contractor too) is not who answers for its passport, until a finding is given to him."""
    where, note = entrance(desk, desk.house), "По осмотру"
    lift = put(desk, LIFT, person=desk.chief, entrance=where)
    deeds: list[tuple[str, tuple[Any, ...]]] = [
        ("estate.house_save", (desk.house, '{"floors_max": "6"}', note)),
        ("estate.object_retire", (lift, "2026-11-16", note)),
        ("estate.entrance_save", (where, "{}", note)),
        ("estate.premise_save", (desk.flat, "{}", note)),
    ]
    for function, args in deeds:
        with pytest.raises(DatabaseRefusal) as caught:
            desk.act(desk.ivanov, function, *args)
        assert caught.value.code == "house_kept", function
    offered = "select string_agg(array_to_string(_actions, ' '), ' ') from manager.house_card(?::bigint)"
    assert [word in desk._as(who, offered, [desk.house])[0][0] for who in (desk.chief, desk.ivanov)
            for word in ("house_edit", "order_new")] == [True, True, False, True]  # fmt: skip
    # the valve in the cellar is found by who stands in front of it
    assert desk.act(desk.ivanov, "estate.sheet_save", desk.house, "valve", "Кран", "Подвал, слева")
    desk.call("estate.objects_check", "button")
    finding = desk.sql("select min(finding_id) from estate.check_findings where house_id = ?::bigint", desk.house)
    desk.act(desk.boss, "estate.finding_assign", finding, desk.ivanov.staff, "2026-12-01")
    for function, args in deeds:
        desk.act(desk.ivanov, function, *args)


def test_a_neighbours_redevelopment_and_boiler_are_not_told(desk: Desk) -> None:
    neighbour = desk.premise(desk.house, 6)
    put(desk, {"model": "Соседский"}, "boiler", premise=neighbour)
    put(desk, {"model": "Общий"}, "boiler")
    for flat in (desk.flat, neighbour):
        desk.act(desk.boss, "estate.redevelopment_save", premise=flat, title=f"Снос {flat}", state="found",
                 found_on="2026-01-10")  # fmt: skip
    shown = desk.see(desk.mary, "resident.house_equipment")
    assert ["Модель: Общий" in str(row) for row in shown] == [True]
    assert [row[0] for row in desk.see(desk.mary, "resident.house_redevelopments")] == [f"Снос {desk.flat}"]


def test_a_redevelopment_is_legalised_by_a_document_only(desk: Desk) -> None:
    call = {"premise": desk.flat, "title": "Снос стены", "found_on": "2026-01-10"}
    with pytest.raises(DatabaseRefusal) as caught:
        desk.act(desk.boss, "estate.redevelopment_save", state="legalised", **call)
    assert caught.value.code == "redevelopment_document"
    desk.act(desk.boss, "estate.redevelopment_save", state="legalised", document="Акт 14", **call)


def test_the_emergency_sheet_says_where_what_it_shuts_and_who_has_the_key(desk: Desk) -> None:
    photo = desk.photo(desk.svetlana)
    desk.act(desk.svetlana, "estate.sheet_save", house=desk.house, kind="key", title="Ключ от подвала", place="Кв. 1",
             keeper="Петров, кв. 1")  # fmt: skip
    desk.act(desk.svetlana, "estate.sheet_save", house=desk.house, kind="valve", title="Ввод холодной воды",
             place="Подвал, слева", shuts="Весь дом", entrance=entrance(desk, desk.house, 2), photo=photo)  # fmt: skip
    data = json.loads(desk.act(desk.chief, "estate.emergency_sheet_data", desk.house))
    assert [(p["kind"], p["entrance"], p["shuts"], p["keeper"]) for p in data["points"]] == [
        ("valve", 2, "Весь дом", None), ("key", None, None, "Петров, кв. 1"),
    ]  # fmt: skip
    assert data["points"][0]["photo"] == photo
    assert len(data["entrances"]) == 2
    for person, house in ((desk.mary, desk.house), (desk.chief, desk.other_house), (desk.boss, 999999)):
        with pytest.raises(DatabaseRefusal) as caught:
            desk.act(person, "estate.emergency_sheet_data", house)
        assert caught.value.code == "not_found"
