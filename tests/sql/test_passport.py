"""The passport of a house: its fields are rows, one procedure writes it, and what is wrong is said at the field."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.desk_world import Desk
from webapp.database.errors import DatabaseRefusal


def passport(desk: Desk, one: int) -> dict[str, Any]:
    return dict(json.loads(desk.sql("select estate.passport(?::bigint)::text", one)))


def save(desk: Desk, one: int, values: dict[str, Any], reason: str = "Техпаспорт 1987 года", **more: Any) -> None:
    desk.act(
        desk.boss, "estate.house_save", house=one, values=json.dumps(values, ensure_ascii=False), reason=reason, **more
    )


def refusal(desk: Desk, one: int, values: dict[str, Any], **more: Any) -> DatabaseRefusal:
    with pytest.raises(DatabaseRefusal) as caught:
        save(desk, one, values, **more)
    return caught.value


def test_values_are_read_as_people_and_registers_write_them(desk: Desk) -> None:
    one = desk.house
    save(desk, one, {
        "built_year": "1987", "wall_material": "кирпичный", "area_total": "4 312,60", "is_alarm": "Нет",
        "energy_class": "В+", "heating_type": "ИТП", "contract_on": "01.05.2024", "features": "Арка\nво двор",
    })  # fmt: skip
    known = passport(desk, one)
    assert (known["built_year"], known["wall_material"], known["energy_class"]) == (1987, "brick", "B+")
    assert (known["area_total"], known["is_alarm"], known["heating_type"]) == (4312.6, False, "itp")
    assert (known["contract_on"], known["features"]) == ("2024-05-01", "Арка\nво двор")
    # columns lie in the table, the rest beside them
    lies = desk.rows("select area_total::text, extra ->> 'area_total', extra ->> 'heating_type' from estate.houses "
                     "where house_id = ?::bigint", one)  # fmt: skip
    assert lies == [("4312.60", None, "itp")]


def test_an_emptied_field_is_not_known_and_an_untouched_one_stays(desk: Desk) -> None:
    one = desk.house
    save(desk, one, {"built_year": "1987", "roof_material": "шифер", "floors_max": "9"})
    save(desk, one, {"built_year": "", "roof_material": ""})
    known = passport(desk, one)
    assert "built_year" not in known
    assert "roof_material" not in known
    assert known["floors_max"] == 9


def test_every_wrong_value_is_named_at_its_field_at_once(desk: Desk) -> None:
    one = desk.house
    wrong = refusal(desk, one, {"built_year": "2850", "area_total": "много", "wall_material": "сырой", "wear": "120"})
    assert wrong.code == "attribute_values"
    said = wrong.values["fields"]
    assert set(said) == {"p_values.built_year", "p_values.area_total", "p_values.wall_material", "p_values.wear"}
    assert said["p_values.built_year"] == "Года «2850» быть не может: от 1700 до 2028"
    assert said["p_values.wear"] == "«120»: нужно от 0 до 100"
    assert "wear" not in passport(desk, one)


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"floors_min": "9", "floors_max": "5"}, "house_floors", "p_values.floors_min"),
        ({"area_living": "900", "area_total": "800"}, "house_areas", "p_values.area_living"),
        ({"living_count": "40", "premises_count": "36"}, "house_counts", "p_values.living_count"),
        ({"street": ""}, "attribute_needed", "p_values.street"),
    ],
)
def test_a_contradiction_is_refused_where_it_is_typed(
    desk: Desk, values: dict[str, str], code: str, field: str
) -> None:
    wrong = refusal(desk, desk.house, values)
    assert (wrong.code, wrong.field) == (code, field)


def test_a_contradiction_of_a_register_does_not_stop_another_correction(desk: Desk) -> None:
    one = desk.house
    desk.sql("update estate.houses set floors_min = 9, floors_max = 5 where house_id = ?::bigint", one)
    save(desk, one, {"floors_min": "9", "floors_max": "5", "built_year": "1987"})
    assert passport(desk, one)["built_year"] == 1987
    assert refusal(desk, one, {"floors_min": "8"}).code == "house_floors"


def test_the_source_is_demanded_and_the_history_speaks_in_words(desk: Desk) -> None:
    one = desk.house
    save(desk, one, {"wall_material": "panel", "area_total": "800,5"})
    assert refusal(desk, one, {"wall_material": "brick"}, reason=" ").code == "rule_reason_required"
    save(desk, one, {"wall_material": "brick", "is_alarm": "true"}, reason="Обследование 12.11")
    lines = [(line[2], line[3], line[4], line[6]) for line in desk.see(desk.boss, "supervisor.house_history", one)]
    assert lines == [
        ("Аварийный", None, "Да", "Обследование 12.11"), ("Стены", "Панельные", "Каменные, кирпичные", "Обследование 12.11"),
        ("Общая площадь", None, "800,5 м²", "Техпаспорт 1987 года"), ("Стены", None, "Панельные", "Техпаспорт 1987 года"),
    ]  # fmt: skip


def test_two_people_do_not_overwrite_each_other(desk: Desk) -> None:
    one = desk.house
    version = int(desk.sql("select version from estate.houses where house_id = ?::bigint", one))
    save(desk, one, {"built_year": "1987"}, version=version)
    late = refusal(desk, one, {"built_year": "1990"}, version=version)
    assert late.code == "house_changed"
    assert "1987" in late.message
    save(desk, one, {"built_year": "1990"}, version=version + 1)
    # what changes nothing is no change
    save(desk, one, {"built_year": "1990"}, version=version + 2)
    assert desk.sql("select version from estate.houses where house_id = ?::bigint", one) == version + 2


def test_a_new_field_is_a_row_and_nothing_else(desk: Desk) -> None:
    one = desk.house
    desk.act(
        desk.boss, "estate.attribute_save", object_type="house", code="bomb_shelter", title="Убежище",
        title_en="Shelter", attribute_group="building", kind="integer", unit="мест", minimum="0",
        maximum="5000", reason="Приказ",
    )  # fmt: skip
    assert any(row[0] == "bomb_shelter" for row in desk.see(desk.boss, "supervisor.house_edit_rows", one))
    assert refusal(desk, one, {"bomb_shelter": "5001"}).values["fields"] == {
        "p_values.bomb_shelter": "«5001»: нужно от 0 до 5000"
    }
    save(desk, one, {"bomb_shelter": "450"})
    assert passport(desk, one)["bomb_shelter"] == 450
    found = desk.see(desk.boss, "supervisor.houses_list", attribute="bomb_shelter", operator=">", value="400")
    assert len(found) == 1
    assert not desk.see(desk.boss, "supervisor.houses_list", attribute="bomb_shelter", operator="<", value="400")


def test_a_narrower_field_keeps_what_it_holds_and_names_it(desk: Desk) -> None:
    one = desk.house
    save(desk, one, {"floors_max": "66"})
    narrower = {
        "object_type": "house", "code": "floors_max", "title": "Этажей, больше всего", "title_en": "Floors, most",
        "attribute_group": "building", "kind": "integer", "minimum": "0", "maximum": "60",
    }  # fmt: skip
    touched = desk.see(desk.boss, "estate.attribute_preview", **narrower)
    assert [(row[1], row[2]) for row in touched] == [("66", "«66»: нужно от 0 до 60")]
    desk.act(desk.boss, "estate.attribute_save", **narrower, required="true", reason="Таких домов нет")
    assert passport(desk, one)["floors_max"] == 66
    # another field is saved with the old value still standing in the form; a new wrong one is refused
    save(desk, one, {"floors_max": "66", "built_year": "1987"})
    assert refusal(desk, one, {"floors_max": "67"}).code == "attribute_values"


def test_what_sokol_itself_needs_keeps_its_kind(desk: Desk) -> None:
    with pytest.raises(DatabaseRefusal) as caught:
        desk.act(
            desk.boss, "estate.attribute_save", object_type="house", code="floors_max", title="Этажей",
            title_en="Floors", attribute_group="building", kind="text", reason="Проба",
        )  # fmt: skip
    assert caught.value.code == "attribute_core"


def test_many_houses_at_once_answer_what_was_before(desk: Desk) -> None:
    houses = [row[0] for row in desk.rows("select house_id from estate.houses order by house_id")]
    save(desk, houses[0], {"built_year": "1987", "roof_type": "flat"})
    rows = [
        {"house_id": houses[0], "values": {"built_year": 1988, "roof_type": None, "floors_max": 9}},
        {"house_id": houses[1], "values": {"built_year": 1990}},
    ]
    answer = desk.rows("select house_id, before::text, after::text from estate.houses_put(?::jsonb)", json.dumps(rows))
    assert [row[0] for row in answer] == houses
    before = json.loads(answer[0][1])
    assert (before["built_year"], before["roof_type"]) == (1987, "flat")
    assert passport(desk, houses[0])["built_year"] == 1988
    assert "roof_type" not in passport(desk, houses[0])
    # the same once more touches nothing; what was before, put back, is as it was
    assert not desk.rows("select house_id from estate.houses_put(?::jsonb)", json.dumps(rows))
    back = [{"house_id": row[0], "values": json.loads(row[1])} for row in answer]
    desk.rows("select house_id from estate.houses_put(?::jsonb)", json.dumps(back))
    assert (passport(desk, houses[0])["built_year"], passport(desk, houses[0])["roof_type"]) == (1987, "flat")


def test_a_manager_corrects_his_houses_and_no_others(desk: Desk) -> None:
    call = {"values": json.dumps({"built_year": "1987"}), "reason": "Обмер"}
    desk.act(desk.chief, "estate.house_save", house=desk.house, **call)
    assert passport(desk, desk.house)["built_year"] == 1987
    for person, one, code in (
        (desk.chief, desk.other_house, "not_found"), (desk.chief, 999999, "not_found"),
        (desk.svetlana, desk.house, "forbidden"), (desk.mary, desk.house, "forbidden"),
    ):  # fmt: skip
        with pytest.raises(DatabaseRefusal) as caught:
            desk.act(person, "estate.house_save", house=one, **call)
        assert caught.value.code == code


def test_a_refusal_of_many_fields_still_names_some(desk: Desk) -> None:
    numbers = [row[0] for row in desk.rows(
        "select code from estate.attributes where object_type = 'house' and kind in ('number', 'integer', 'year')")]  # fmt: skip
    wrong = refusal(desk, desk.house, dict.fromkeys(numbers, "не число"))
    assert len(numbers) > 15
    assert len(wrong.values["fields"]) >= 3
