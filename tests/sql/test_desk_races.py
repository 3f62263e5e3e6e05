"""Many at once, over real connections: one winner, a word for the others, no deadlock (rules.md, Places and time)."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from tests.desk_world import Desk, Person
from webapp.database.errors import DatabaseRefusal


@pytest.fixture
def desk(own_desk: Desk) -> Desk:
    return own_desk


def deed(person: Person, function: str, *args: object) -> Callable[[Desk], object]:
    return lambda own: own.act(person, function, *args)


def together(desk: Desk, deeds: list[Callable[[Desk], object]]) -> tuple[int, list[DatabaseRefusal], list[str]]:
    """Each deed in a connection of its own, all at the same moment: how many won, who was refused, what broke."""
    gate = threading.Barrier(len(deeds))
    won: list[object] = []
    refused: list[DatabaseRefusal] = []
    broken: list[str] = []

    def run(deed: Callable[[Desk], object]) -> None:
        own = Desk(desk.settings, company=False)
        own.at(desk.moment)
        own.sql("select set_config('timezone', 'Europe/Moscow', false)")
        gate.wait()
        try:
            won.append(deed(own))
        except DatabaseRefusal as refusal:
            refused.append(refusal)
        except Exception as error:
            broken.append(str(error))
        finally:
            own.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(won), refused, broken


def test_one_hot_hour_of_a_specialist_is_promised_once(desk: Desk) -> None:
    desk.sql("update people.staff set capacity = 50 where staff_id = ?::bigint", desk.ivanov.staff)
    desk.sql("update people.staff set capacity = 0 where staff_id = ?::bigint", desk.lukin.staff)
    orders = [desk.order() for _ in range(12)]
    won, refused, broken = together(desk, [
        deed(desk.svetlana, "desk.order_visit_set", order, "2026-11-17 10:00+03", "2026-11-17 12:00+03")
        for order in orders
    ])  # fmt: skip
    assert broken == []
    assert (won, len(refused)) == (1, 11)
    assert {refusal.code for refusal in refused} == {"booking_busy"}
    assert {refusal.message for refusal in refused} == {
        "Иванов Сергей Петрович занят до 17 ноября, 12:00. Ближайшее свободное время: 17 ноября, 12:00"
    }
    assert desk.sql("select count(*) from people.bookings where source = 'visit'") == 1


def test_visits_moved_crosswise_do_not_wait_for_each_other_forever(desk: Desk) -> None:
    desk.sql("update people.staff set capacity = 50")
    orders = [desk.order() for _ in range(8)]

    def wander(hour: int, order: int) -> Callable[[Desk], object]:
        def run(own: Desk) -> None:
            for turn in range(6):
                day = f"2026-11-{17 + (hour + turn) % 2}"
                since, until = f"{day} {hour}:00+03", f"{day} {hour + 1}:00+03"
                own.act(desk.svetlana, "desk.order_visit_set", order, since, until)

        return run

    won, refused, broken = together(desk, [wander(8 + n, order) for n, order in enumerate(orders)])
    assert (won, refused, broken) == (8, [], [])


def test_of_two_who_claim_one_order_the_other_reads_who_has_it_and_what_is_next(desk: Desk) -> None:
    desk.sql("update people.staff set capacity = 0")
    first, second = desk.order(), desk.order()
    desk.sql("update people.staff set capacity = 8")
    won, refused, broken = together(desk, [
        deed(person, "desk.order_claim", first) for person in (desk.ivanov, desk.lukin)
    ])  # fmt: skip
    assert broken == []
    assert won == 1
    winner = desk.holder(first)
    name = "Иванов" if winner == desk.ivanov else "Лукин"
    assert refused[0].message.startswith(f"Уже взял {name}. Следующая: Садовая, 12")
    loser = desk.lukin if winner == desk.ivanov else desk.ivanov
    with pytest.raises(DatabaseRefusal, match=f"Уже взял {name}. Следующая: Садовая, 12"):
        desk.act(loser, "desk.order_claim", first)
    assert desk.act(loser, "desk.order_claim") == second


def test_sixteen_claims_of_an_oldest_order_take_sixteen(desk: Desk) -> None:
    desk.sql("update people.staff set capacity = 0")
    orders = [desk.order() for _ in range(16)]
    desk.sql("update people.staff set capacity = 8")
    won, refused, broken = together(desk, [
        deed(person, "desk.order_claim") for person in (desk.ivanov, desk.lukin) * 8
    ])  # fmt: skip
    assert broken == []
    assert won + len(refused) == 16
    assert {refusal.code for refusal in refused} <= {"queue_empty"}
    taken = [desk.assignee(order) for order in orders]
    assert sum(one is not None for one in taken) == won
