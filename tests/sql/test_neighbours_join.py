"""«У меня тоже»: neighbours join what the house already knows (pages.md, journey 3)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk_world import Desk, Person
from webapp.database.errors import DatabaseRefusal


@pytest.fixture
def neighbour(desk: Desk) -> Person:
    return desk.resident(desk.premise(desk.house, 30), "Соседова Клара Львовна")


def refused(desk: Desk, code: str, person: Person, *args: Any, **named: Any) -> None:
    with pytest.raises(DatabaseRefusal) as refusal:
        desk.act(person, "desk.order_join", *args, **named)
    assert refusal.value.code == code


def dark_stairs(desk: Desk) -> int:
    return desk.order(desk.mary, service=desk.service("stair_light"), description="Темно у квартиры 5, звоните Марии")


def told(desk: Desk, person: Person) -> list[str]:
    desk.tell()
    return [
        row[0]
        for row in desk.rows("select body from talk.notices where user_id = ?::bigint order by notice_id", person.user)
    ]


def test_a_neighbour_joins_once_and_staff_read_how_many(desk: Desk, neighbour: Person) -> None:
    order = dark_stairs(desk)
    second = desk.resident(desk.premise(desk.house, 31), "Второй Пётр Львович")
    assert desk.act(neighbour, "desk.order_join", order) == 1
    assert desk.act(second, "desk.order_join", order) == 2
    assert desk.act(second, "desk.order_join", order) == 2
    lines = [row.title for row in desk.see(desk.svetlana, "operator.order_timeline", order)]
    assert lines[:2] == ["Присоединились: 2", "Присоединились: 1"]
    assert "Присоединились: 2" not in [row.title for row in desk.see(desk.mary, "resident.order_timeline", order)]


def test_the_neighbour_sees_its_state_and_hears_of_the_end_but_not_who_reported(desk: Desk, neighbour: Person) -> None:
    desk.performer("Светлов Олег Ильич", zones=[desk.centre], trades=["electrician"], permit="2027-01-01")
    order = dark_stairs(desk)
    desk.act(neighbour, "desk.order_join", order)
    home = desk.see(neighbour, "resident.home_joined")
    assert [row.state for row in home] == ["resident_words.assigned"]
    with pytest.raises(DatabaseRefusal, match="Не нашли"):
        desk.see(neighbour, "resident.order_card", order)
    staff = int(desk.of(order, "assignee_id"))
    person = Person(
        int(desk.sql("select user_id from people.staff where staff_id = ?::bigint", staff)), "manager", staff
    )
    desk.act(person, "desk.order_accept", order)
    photos = [desk.photo(person)]
    desk.act(person, "desk.order_complete", order, ["Заменил лампу"], minutes=30, photos=photos)
    desk.act(desk.mary, "desk.order_move", order, "closed")
    title = desk.of(order, "title")
    assert told(desk, neighbour) == [
        f"Садовая, 12, «{title}»: мастер закончил. У вас осталось? Сообщите о проблеме.",
        f"Садовая, 12, «{title}»: работа принята, заявка закрыта.",
    ]
    shown = str(home) + str(desk.see(neighbour, "resident.home_joined")) + "".join(told(desk, neighbour))
    assert [word for word in ("Мари", "Петров", "кв. 5", "квартиры 5", "Темно") if word in shown] == []
    desk.at("2026-12-16 10:00")
    assert desk.see(neighbour, "resident.home_joined") == []


def test_only_the_own_house_its_common_places_and_not_the_own_order(desk: Desk, neighbour: Person) -> None:
    order = dark_stairs(desk)
    refused(desk, "not_found", desk.olga, order)
    refused(desk, "not_found", neighbour, desk.order(desk.mary))
    refused(desk, "order_join_own", desk.mary, order)
    refused(desk, "not_found", desk.ivanov, order)
    desk.act(desk.mary, "desk.order_move", order, "declined", "Показалось")
    refused(desk, "order_join_closed", neighbour, order)


def test_the_operator_joins_the_resident_who_calls(desk: Desk, neighbour: Person) -> None:
    order = dark_stairs(desk)
    refused(desk, "order_join_place", desk.svetlana, order, resident=desk.olga.user)
    desk.see(desk.svetlana, "operator.call_join", order, resident=neighbour.user, contact_phone="+79991112233")
    assert [row.state for row in desk.see(neighbour, "resident.home_joined")] != []
    assert desk.sql("select by_staff from desk.order_joins where user_id = ?::bigint", neighbour.user) is True
    assert desk.sql("select result from desk.calls where order_id = ?::bigint", order) == "joined"


def test_the_report_offers_me_too_until_pressed(desk: Desk, neighbour: Person) -> None:
    order, light = dark_stairs(desk), desk.service("stair_light")
    known = desk.see(neighbour, "resident.report_known", light)
    assert [row._actions for row in known] == [f"{{report_join?order={order}}}"]
    said = desk.see(neighbour, "resident.report_join", order)[0]
    assert said.goto == "/resident/home"
    assert desk.see(neighbour, "resident.report_known", light)[0]._actions is None
    assert desk.see(desk.mary, "resident.report_known", light)[0]._actions is None


def test_what_others_joined_is_not_read(desk: Desk, neighbour: Person) -> None:
    order, light = dark_stairs(desk), desk.service("stair_light")
    desk.act(desk.resident(desk.premise(desk.house, 31)), "desk.order_join", order)
    known = desk.see(neighbour, "resident.report_known", light)
    assert [row._actions for row in known] == [f"{{report_join?order={order}}}"]
    assert desk.see(neighbour, "resident.home_joined") == []
