"""Sentences of the desk as people read them."""

from __future__ import annotations

import pytest

from tests.desk_world import Desk
from webapp.database.errors import DatabaseRefusal


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        ("2026-11-23 08:00+03", "2026-11-23 10:00+03", "Время визита: 23 ноября, 8:00–10:00"),
        ("2026-11-23 22:00+03", "2026-11-24 02:00+03", "Время визита: 23 ноября, 22:00 – 24 ноября, 2:00"),
    ],
)
def test_a_visit_names_its_day_once(desk: Desk, since: str, until: str, said: str) -> None:
    desk.sql("select set_config('timezone', 'Europe/Moscow', false)")
    order = desk.order(desk.mary)
    desk.act(desk.svetlana, "desk.order_visit_set", order, since, until)
    assert desk.see(desk.mary, "resident.order_timeline", order)[0].title == said


def test_initials_and_the_end_of_a_sentence_share_a_full_stop(desk: Desk) -> None:
    for template, value, said in (
        ("Исполнитель: {name}.", "Рябов К. О.", "Исполнитель: Рябов К. О."),
        ("Исполнитель: {name}.", "Рябов", "Исполнитель: Рябов."),
        ("{name} занят", "Рябов К. О.", "Рябов К. О. занят"),
    ):
        assert desk.sql("select lib.pattern_fill(?, jsonb_build_object('name', ?::text))", template, value) == said


def test_whose_move_tells_work_from_the_way_to_it(desk: Desk) -> None:
    order = desk.order(desk.mary)
    person = desk.begin(order)
    name = desk.sql("select name from people.staff where staff_id = ?::bigint", person.staff)

    def said() -> str:
        return str(desk.see(desk.svetlana, "operator.order_card", order)[0].whose_move)

    assert said() == f"{name} приедет и начнёт"
    desk.act(person, "desk.order_depart", order)
    assert said() == f"{name} едет"
    desk.act(person, "desk.order_start", order)
    assert said() == f"Работает {name}"


def test_a_wrong_caller_lands_on_the_field_of_the_call_form(desk: Desk) -> None:
    with pytest.raises(DatabaseRefusal) as refusal:
        desk.see(desk.svetlana, "operator.call_create", desk.tap, desk.house, desk.flat, resident=desk.olga.user)
    assert refusal.value.field == "p_resident"
    names = desk.sql("select proargnames::text from pg_proc where oid = 'operator.call_create'::regproc")
    assert "p_resident" in names
    assert "p_contact_phone" in names


def test_the_last_promised_call_is_the_first_in_the_list(desk: Desk) -> None:
    for moment, phone in (("2026-09-01 10:00", "+79990000001"), ("2026-11-16 10:00", "+79990000002")):
        desk.at(moment)
        desk.see(desk.svetlana, "operator.call_back", phone)
    for block in ("operator.call_promised", "operator.shift_promised"):
        assert [row.phone for row in desk.see(desk.svetlana, block)] == ["+79990000002", "+79990000001"]
