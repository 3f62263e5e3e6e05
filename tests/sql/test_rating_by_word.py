"""«Оценка со слов»: the operator writes down what the resident of the order says (rules.md, Rating)."""

from __future__ import annotations

import pytest

from tests.desk_world import Desk
from webapp.database.errors import DatabaseRefusal


def test_the_operator_rates_in_the_name_of_the_resident(desk: Desk) -> None:
    order = desk.order(desk.mary)
    desk.complete(order)
    desk.act(desk.svetlana, "desk.rating_save", order, 4, comment="Пришёл вовремя")
    assert desk.rows("select user_id, by_staff, quality from desk.ratings") == [(desk.mary.user, True, 4)]
    desk.act(desk.svetlana, "desk.rating_save", order, 5)
    desk.act(desk.mary, "desk.rating_save", order, 3)
    assert desk.rows("select user_id, by_staff, quality from desk.ratings") == [(desk.mary.user, False, 3)]


def test_what_the_resident_gave_stays_the_residents(desk: Desk) -> None:
    order = desk.order(desk.mary)
    desk.complete(order)
    desk.act(desk.mary, "desk.rating_save", order, 2)
    with pytest.raises(DatabaseRefusal, match="Житель уже оценил сам"):
        desk.act(desk.svetlana, "desk.rating_save", order, 5)


def test_without_a_resident_there_is_nobody_to_rate_for(desk: Desk) -> None:
    order = desk.order(caller_name="Прохожий")
    desk.complete(order)
    with pytest.raises(DatabaseRefusal) as refusal:
        desk.act(desk.svetlana, "desk.rating_save", order, 5)
    assert refusal.value.code == "rating_nobody"


def test_other_staff_never_rate(desk: Desk) -> None:
    order = desk.order(desk.mary)
    for person in (desk.complete(order), desk.chief, desk.boss):
        with pytest.raises(DatabaseRefusal) as refusal:
            desk.act(person, "desk.rating_save", order, 5)
        assert refusal.value.code == "rating_staff"
