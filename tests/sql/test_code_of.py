"""The code of a new row of a catalogue comes of its name: nobody is asked for Latin letters."""

from __future__ import annotations

import pytest

from tests.desk_world import Desk


@pytest.mark.parametrize(
    ("title", "taken", "code"),
    [
        ("Детская площадка", "{}", "detskaya_ploschadka"),
        ("Детская площадка", "{detskaya_ploschadka}", "detskaya_ploschadka_2"),
        ("Детская площадка", "{detskaya_ploschadka,detskaya_ploschadka_2}", "detskaya_ploschadka_3"),
        ("12 этажей и выше", "{}", "etazhey_i_vyshe"),
        ("Lift № 2", "{}", "lift_2"),
        ("Ж", "{}", "zh"),
        ("?", "{}", "row"),
        ("А", "{row}", "row_2"),
        ("Осмотр вводных кранов и стояков холодной воды в подвалах и тепловых пунктах", "{}", "osmotr_vvodnykh_kranov_i_stoyakov"),
    ],
)  # fmt: skip
def test_a_code_is_made_of_the_name_and_is_its_own(desk: Desk, title: str, taken: str, code: str) -> None:
    assert desk.sql("select lib.code_of(?, ?::text[])", title, taken) == code


def test_two_rows_of_one_name_have_two_codes(desk: Desk) -> None:
    for _ in range(2):
        desk.act(desk.boss, "upkeep.checklist_save", None, "Вводные краны", "Taps", True, "Новый осмотр")
    found = desk.rows("select code from upkeep.checklists where title = 'Вводные краны' order by checklist_id")
    assert found == [("vvodnye_krany",), ("vvodnye_krany_2",)]
    desk.act(desk.boss, "estate.attribute_group_save", None, "Благоустройство", "Yard", 70, "Новый раздел")
    desk.act(
        desk.boss, "estate.attribute_group_save", "blagoustroystvo", "Двор и площадки", "Yard", 70, "Точнее сказано"
    )
    known = "select title from estate.attribute_groups where attribute_group like 'blago%'"
    assert desk.rows(known) == [("Двор и площадки",)]
