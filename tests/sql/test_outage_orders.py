"""Outages and orders: «У меня тоже» instead of an order, linked ones answered at the end, «У меня нет» afterwards."""

from __future__ import annotations

import pytest

from tests.desk_world import Desk, Person
from tests.sql.test_outage_telling import announced, entrance, later, told
from webapp.database.errors import DatabaseRefusal


@pytest.fixture
def neighbour(desk: Desk) -> Person:
    return desk.resident(desk.premise(desk.house, 30), "Соседова Клара Львовна")


def cold(desk: Desk, person: Person) -> int:
    return desk.order(person, service=desk.service("no_hot_water"))


def test_orders_on_the_same_utility_from_its_places_are_offered_and_linked_in_bulk(
    desk: Desk, neighbour: Person
) -> None:
    first, second = cold(desk, desk.mary), cold(desk, neighbour)
    tap = desk.order(desk.mary)
    elsewhere = cold(desk, desk.olga)
    outage = announced(desk)
    found = desk.see(desk.svetlana, "talk.outage_orders", outage)
    assert [(row.order_id, row.linked) for row in found] == [(first, False), (second, False)]
    ids = [str(order) for order in (first, second, tap, elsewhere)]
    assert desk.act(desk.svetlana, "talk.outage_link", outage, ids) == 2
    assert [desk.of(order, "outage_id") for order in (first, second, tap, elsewhere)] == [outage, outage, None, None]


def test_the_order_it_came_from_is_linked_by_itself(desk: Desk) -> None:
    order = cold(desk, desk.mary)
    outage = int(desk.act(desk.svetlana, "talk.outage_save", "emergency", "hot_water", order=order))
    desk.act(desk.svetlana, "talk.outage_place_add", outage, f"house:{desk.house}")
    desk.act(desk.svetlana, "talk.outage_time", outage, desk.moment, "2026-11-16 18:00+03")
    desk.act(desk.svetlana, "talk.outage_announce", outage)
    assert desk.of(order, "outage_id") == outage


def test_the_end_answers_the_linked_orders_but_those_left_open_and_those_in_work(desk: Desk, neighbour: Person) -> None:
    third = desk.resident(desk.premise(desk.house, 31), "Третий Пётр Львович")
    answered, kept, in_work = cold(desk, desk.mary), cold(desk, neighbour), cold(desk, third)
    desk.begin(in_work)
    outage = announced(desk)
    desk.act(desk.svetlana, "talk.outage_link", outage, [str(answered), str(kept), str(in_work)])
    desk.at("2026-11-16 15:30")
    shown = desk.see(desk.svetlana, "operator.outage_end_preview", outage, "2026-11-16 15:00+03", [str(kept)])[0]
    assert (shown.answered, shown.kept, shown.in_work, shown.people, float(shown.hours)) == (1, 1, 1, 3, 5.0)
    assert shown._submit == "Закрыть и ответить 1 жителю"
    assert desk.act(desk.svetlana, "talk.outage_end", outage, "2026-11-16 15:00+03", [str(kept)]) == 1
    assert [desk.of(order, "state") for order in (answered, kept, in_work)] == ["completed", "assigned", "in_progress"]
    assert desk.of(kept, "outage_id") is None
    assert told(desk, desk.mary)[-1].startswith("Горячая вода снова есть")
    mine = desk.rows(
        "select body from talk.notices where kind = 'order_outage_over' and user_id = ?::bigint", desk.mary.user
    )
    number = desk.sql("select number from talk.outages where outage_id = ?::bigint", outage)
    assert [row[0] for row in mine] == [
        f"Заявка № {desk.of(answered, 'number')}: Отключение № {number} закончено 16 ноября, 15:00. "
        "У вас не так? Нажмите «Не сделано». 23 ноября закроем сами."
    ]


def test_the_time_of_return_lies_between_the_start_and_now(desk: Desk) -> None:
    outage = announced(desk)
    desk.refused("outage_ended_early", desk.svetlana, "talk.outage_end", outage, "2026-11-16 09:00+03")
    desk.refused("outage_ended_future", desk.svetlana, "talk.outage_end", outage, "2026-11-16 12:00+03")
    assert desk.sql("select state from talk.outages") == "announced"


def test_me_too_counts_a_flat_once_and_only_where_the_outage_is(desk: Desk, neighbour: Person) -> None:
    outage = announced(desk)
    later(desk)
    for person in (desk.mary, desk.mary, neighbour):
        desk.act(person, "talk.outage_answer", outage, "me_too")
    assert desk.see(desk.svetlana, "talk.outage_answered", outage)[0].me_too == 2
    desk.refused("not_found", desk.olga, "talk.outage_answer", outage, "me_too")
    assert [row.title for row in desk.see(desk.mary, "resident.outage_home")] == ["Нет горячей воды"]
    assert desk.see(desk.mary, "resident.outage_home")[0]._actions is None


def test_not_back_after_the_end_reopens_the_order_or_files_one(desk: Desk, neighbour: Person) -> None:
    order = cold(desk, desk.mary)
    outage = announced(desk)
    later(desk)
    desk.act(desk.svetlana, "talk.outage_link", outage, [str(order)])
    desk.refused("outage_over", desk.mary, "talk.outage_answer", outage, "still_out")
    desk.at("2026-11-16 15:00")
    desk.act(desk.svetlana, "talk.outage_end", outage, desk.moment)
    assert desk.act(desk.mary, "talk.outage_answer", outage, "still_out") == order
    assert desk.of(order, "open") is True
    made = int(desk.act(neighbour, "talk.outage_answer", outage, "still_out"))
    assert desk.of(made, "service_id") == desk.service("no_hot_water")
    assert desk.of(made, "outage_id") == outage
    assert desk.act(neighbour, "talk.outage_answer", outage, "still_out") == made
    desk.at("2026-11-20 15:00")
    desk.refused("outage_over", desk.mary, "talk.outage_answer", outage, "still_out")
    desk.set("outage_answer_days", 10)
    desk.act(desk.mary, "talk.outage_answer", outage, "still_out")


def test_the_report_and_the_call_offer_the_outage_before_the_form(desk: Desk) -> None:
    outage = announced(desk)
    later(desk)
    offered = desk.see(desk.mary, "resident.report_outage", desk.service("no_hot_water"))
    assert [row._actions for row in offered] == [f"{{outage_too?outage={outage}}}"]
    assert desk.see(desk.mary, "resident.report_outage", desk.service("no_power")) == []
    call = desk.see(desk.svetlana, "operator.outages_call", desk.house, desk.flat)[0]
    assert call.say.startswith("Авария: нет горячей воды")
    desk.act(desk.svetlana, "operator.outages_join", outage, desk.house, desk.flat)
    assert desk.sql("select result from desk.calls") == "joined"
    assert desk.see(desk.svetlana, "talk.outage_answered", outage)[0].me_too == 1


def test_a_poster_counts_me_too_without_a_person_ten_times_an_hour(desk: Desk) -> None:
    outage = announced(desk)
    later(desk)
    code = desk.sql("select report_code from estate.entrances where entrance_id = ?::bigint", entrance(desk, 1))
    for _ in range(10):
        desk.call("talk.outage_heard", code, outage)
    with pytest.raises(DatabaseRefusal) as many:
        desk.call("talk.outage_heard", code, outage)
    assert many.value.code == "report_many"
    assert desk.sql("select count(*) from talk.outage_answers where premise_id is null") == 10
    desk.set("poster_hour_limit", 11)
    desk.call("talk.outage_heard", code, outage)
