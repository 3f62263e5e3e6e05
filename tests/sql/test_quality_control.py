"""Quality control by a call (features.md, service desk 10; pages.md): five questions, beside the resident's rating and never
instead of it; staff cannot rate, residents cannot write quality control (rules.md, Orders)."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest

from tests.desk_world import Desk, Person
from webapp.database.errors import DatabaseRefusal

COUNT = itertools.count(1)
GOOD = {"done": "true", "in_time": "true", "polite": "true", "tidy": "", "money_asked": "false"}


def ask(desk: Desk, order: int, note: str = "", person: Person | None = None, **answers: str) -> str:
    return str(desk.act(person or desk.svetlana, "desk.quality_save", order, json.dumps({**GOOD, **answers}), note))


def refused(desk: Desk, code: str, order: int, **named: Any) -> None:
    with pytest.raises(DatabaseRefusal) as refusal:
        ask(desk, order, **named)
    assert refusal.value.code == code


def done(desk: Desk, *, closed: bool = False) -> int:
    order = desk.order(desk.mary, description=f"Капает {next(COUNT)}")
    desk.complete(order)
    if closed:
        desk.act(desk.mary, "desk.order_move", order, "closed")
    return order


def test_the_answers_stand_beside_the_rating_and_change_it_not(desk: Desk) -> None:
    order = done(desk, closed=True)
    desk.act(desk.mary, "desk.rating_save", order, 5)
    assert ask(desk, order, tidy="false", money_asked="true") == "kept"
    assert desk.rows("select quality, by_staff from desk.ratings") == [(5, False)]
    shown = desk.see(desk.boss, "supervisor.order_control", order)
    assert [(row.answer, row._badge_answer) for row in shown] == [
        ("Да", "ok"), ("Да", "ok"), ("Да", "ok"), ("Нет", "bad"), ("Да", "bad"),
    ]  # fmt: skip
    assert desk.sql("select staff_id from desk.quality_checks") == desk.assignee(order)
    assert desk.rows("select result from desk.calls where order_id = ?::bigint", order) == [("checked",)]
    assert "Контрольный звонок: плохих ответов 2" in [
        row.title for row in desk.see(desk.svetlana, "operator.order_timeline", order)
    ]
    assert desk.see(desk.mary, "resident.order_timeline", order)[0].title != "Контрольный звонок: плохих ответов 2"


def test_once_in_time_by_the_office_and_not_of_unfinished_work(desk: Desk) -> None:
    order = desk.order(desk.mary)
    refused(desk, "quality_early", order)
    desk.complete(order)
    refused(desk, "quality_empty", order, done="", in_time="", polite="", money_asked="")
    for person in (desk.mary, desk.chief, desk.ivanov):
        with pytest.raises(DatabaseRefusal):
            ask(desk, order, person=person)
    ask(desk, order)
    refused(desk, "quality_again", order)
    later = done(desk, closed=True)
    desk.at("2026-12-16 10:00")
    refused(desk, "quality_late", later)


def test_not_done_sends_completed_work_back_with_what_is_wrong(desk: Desk) -> None:
    order = done(desk)
    refused(desk, "check_note", order, done="false")
    assert ask(desk, order, "Опять капает", done="false") == "not_done"
    assert desk.of(order, "state") == "assigned"
    assert desk.sql("select bad from desk.quality_checks") == 1


def test_done_closes_only_what_nobody_else_checks(desk: Desk) -> None:
    own = done(desk)
    assert ask(desk, own) == "kept"
    assert desk.of(own, "state") == "completed"  # she decides in her cabinet
    caller = desk.order(caller_name="Прохожий", contact_phone="+79241234567")
    desk.complete(caller)
    assert ask(desk, caller) == "checked"
    assert desk.of(caller, "state") == "closed"


def test_every_performer_is_asked_about_as_often_as_the_setting_says(desk: Desk) -> None:
    orders = [done(desk, closed=True) for _ in range(4)]
    returned = done(desk)
    desk.act(desk.mary, "desk.order_move", returned, "new", "Капает")
    desk.complete(returned)
    offered = desk.see(desk.svetlana, "operator.quality_sample")
    assert offered[0].why == "Житель возвращал"
    by = [row.performer for row in offered]
    assert max(by.count(name) for name in by) == 2
    assert {row._link for row in offered} <= {f"order?order={one}" for one in [*orders, returned]}
    assert [row._link for row in offered] == [
        row._link for row in desk.see(desk.svetlana, "operator.quality_sample")
    ]  # drawn once, not anew at every look
    asked = int(offered[0]._link.rpartition("=")[2])
    ask(desk, asked)
    left = [row._link for row in desk.see(desk.svetlana, "operator.quality_sample")]
    assert f"order?order={asked}" not in left
    desk.sql("update cabinet.settings set value = '0' where key = 'quality_each'")
    assert desk.see(desk.svetlana, "operator.quality_sample") == []


def test_the_supervisor_reads_sums_and_what_disagrees(desk: Desk) -> None:
    happy, sad, fine = (done(desk, closed=True) for _ in range(3))
    for order, mark in ((happy, 5), (sad, 2), (fine, 5)):
        desk.act(desk.mary, "desk.rating_save", order, mark)
    ask(desk, happy, done="false")
    ask(desk, sad)
    ask(desk, fine)
    sums = {row.title: (row.good, row.bad, row.unsaid) for row in desk.see(desk.boss, "supervisor.quality_control")}
    assert sums["Сделано ли то, о чём просили?"] == (2, 1, 0)
    assert sums["Убрали ли за собой?"] == (0, 0, 3)
    said = {row._link: row.why for row in desk.see(desk.boss, "supervisor.quality_disagree")}
    assert said == {
        f"order?order={happy}": "Заявка закрыта, а работа не сделана",
        f"order?order={sad}": "Оценка плохая, ответы хорошие",
    }
