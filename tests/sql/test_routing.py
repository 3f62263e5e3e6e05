"""Who gets an order (rules.md, Routing)."""

from __future__ import annotations

import threading
from collections import Counter

import pytest

from tests.desk_world import Desk
from webapp.database.errors import DatabaseRefusal


def test_a_free_specialist_of_the_zone_gets_it(desk: Desk) -> None:
    order = desk.order(desk.mary)
    assert desk.of(order, "state") == "assigned"
    assert desk.assignee(order) in {desk.ivanov.staff, desk.lukin.staff}


def test_the_narrowest_scope_wins(desk: Desk) -> None:
    by_house = desk.performer("Дом Иван Ильич", houses=[desk.house])
    assert desk.assignee(desk.order(desk.mary)) == by_house.staff
    entrance = desk.sql("select entrance_id from estate.premises where premise_id = ?::bigint", desk.flat)
    by_entrance = desk.performer("Подъезд Иван Ильич", entrances=[entrance])
    assert desk.assignee(desk.order()) == by_entrance.staff


def test_another_trade_or_an_expired_permit_is_passed_over(desk: Desk) -> None:
    desk.performer("Старый Допуск Ильич", zones=[desk.centre], trades=["electrician"], permit="2026-01-01")
    desk.sql("update desk.services set priority = 'high' where code = 'no_power'")
    light = desk.service("no_power")
    order = desk.order(service=light)
    assert desk.assignee(order) is None
    barred = "select candidates[1].barred from desk.order_events where kind = 'routed' and order_id = ?::bigint"
    assert desk.sql(barred, order) == "permit"
    valid = desk.performer("Новый Допуск Ильич", zones=[desk.centre], trades=["electrician"], permit="2027-01-01")
    assert desk.assignee(desk.order(service=light)) == valid.staff


def test_on_leave_at_the_term_the_replacement_chain_gets_it(desk: Desk) -> None:
    boris = desk.performer("Борис Замена Ильич", houses=[desk.other_house])
    first = desk.performer("Дом Иван Ильич", houses=[desk.house])
    desk.call("people.leave_create", first.staff, "2026-11-16", "2026-11-20", "vacation", boris.staff)
    assert desk.assignee(desk.order(desk.mary)) == boris.staff


def test_an_explicit_rule_comes_before_scopes(desk: Desk) -> None:
    far = desk.performer("Дальний Иван Ильич", houses=[desk.other_house])
    desk.sql("insert into desk.routing_rules (house_id, staff_id) values (?::bigint, ?::bigint)", desk.house, far.staff)
    assert desk.assignee(desk.order(desk.mary)) == far.staff


def test_everybody_full_means_the_zones_queue_and_no_manager_the_supervisors(desk: Desk) -> None:
    desk.sql("update people.staff set capacity = 1")
    assert None not in {desk.assignee(desk.order()) for _ in range(2)}
    third = desk.order()
    assert desk.of(third, "state") == "new"
    assert int(desk.of(third, "queue_zone_id")) == desk.centre
    north = desk.order(desk.olga)
    assert desk.of(north, "state") == "new"
    assert desk.of(north, "queue_zone_id") is None


def test_equal_performers_differ_by_at_most_one_order(desk: Desk) -> None:
    loads = Counter(desk.assignee(desk.order()) for _ in range(11))
    assert max(loads.values()) - min(loads.values()) <= 1


def test_an_emergency_goes_to_who_is_on_duty_and_ignores_capacity(desk: Desk) -> None:
    desk.sql("update people.staff set capacity = 1")
    desk.call("people.shift_create", desk.lukin.staff, "2026-11-16 00:00+03", "2026-11-17 00:00+03")
    burst = desk.service("pipe_accident")
    assert {desk.assignee(desk.order(service=burst)) for _ in range(3)} == {desk.lukin.staff}


def test_an_emergency_at_night_without_duty_waits_in_the_queue(desk: Desk) -> None:
    desk.at("2026-11-17 03:00")
    order = desk.order(service=desk.service("pipe_accident"))
    assert desk.assignee(order) is None


def test_the_simulator_answers_what_the_routing_then_does(desk: Desk) -> None:
    for _ in range(4):
        told = desk.see(desk.svetlana, "desk.route_explain", desk.tap, premise=desk.flat)
        chosen = next(int(row.staff_id) for row in told if row.chosen)
        assert desk.assignee(desk.order()) == chosen


def test_who_falls_ill_loses_orders_and_visits(desk: Desk) -> None:
    order = desk.order(desk.mary)
    person = desk.begin(order)
    desk.act(person, "desk.order_visit_set", order, "2026-11-16 14:00+03", "2026-11-16 16:00+03")
    desk.call("people.leave_create", person.staff, "2026-11-16", "2026-11-18", "sick")
    assert desk.assignee(order) not in {None, person.staff}
    assert desk.of(order, "visit_from") is None
    assert desk.sql("select count(*) from people.bookings where source = 'visit'") == 0


def test_sixteen_writers_put_nobody_over_capacity(own_desk: Desk) -> None:
    desk = own_desk
    desk.sql("update people.staff set capacity = 5")
    failures: list[str] = []

    def file_orders() -> None:
        own = Desk(desk.settings, company=False)
        own.at(desk.moment)
        try:
            for _ in range(4):
                own.act(desk.svetlana, "desk.order_create", desk.tap, premise=desk.flat)
        except Exception as error:
            failures.append(str(error))
        finally:
            own.close()

    writers = [threading.Thread(target=file_orders) for _ in range(16)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    loads = dict(desk.rows("select assignee_id, count(*) from desk.orders where open group by 1"))
    assert loads.pop(None) == 64 - 10
    assert list(loads.values()) == [5, 5]


def test_equals_who_are_given_orders_at_once_differ_by_at_most_one(own_desk: Desk) -> None:
    desk = own_desk
    desk.sql("update people.staff set capacity = 50")
    failures: list[str] = []

    def file_orders() -> None:
        own = Desk(desk.settings, company=False)
        own.at(desk.moment)
        try:
            for _ in range(3):
                own.act(desk.svetlana, "desk.order_create", desk.tap, premise=desk.flat)
        except Exception as error:
            failures.append(str(error))
        finally:
            own.close()

    writers = [threading.Thread(target=file_orders) for _ in range(10)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    loads = [int(row[1]) for row in desk.rows("select assignee_id, count(*) from desk.orders group by 1")]
    assert sum(loads) == 30
    assert max(loads) - min(loads) <= 1


def test_assigning_beyond_the_capacity_is_for_the_supervisor(desk: Desk) -> None:
    desk.sql("update people.staff set capacity = 1")
    orders = [desk.order() for _ in range(3)]
    with pytest.raises(DatabaseRefusal) as refusal:
        desk.act(desk.svetlana, "desk.order_assign", orders[2], desk.ivanov.staff, "срочно")
    assert refusal.value.code == "staff_full"
    desk.act(desk.boss, "desk.order_assign", orders[2], desk.ivanov.staff, "срочно")
    assert desk.assignee(orders[2]) == desk.ivanov.staff
