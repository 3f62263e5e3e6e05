"""«Объединить» and «Разделить» (features.md, service desk 13; pages.md): reports of one trouble are done as one work, each with
its own number, talk, term and rating; one report of two works becomes two orders."""

from __future__ import annotations

import pytest

from tests.desk_world import Desk, Person


@pytest.fixture
def neighbour(desk: Desk) -> Person:
    return desk.resident(desk.premise(desk.house, 30), "Соседова Клара Львовна")


def told(desk: Desk, person: Person) -> list[str]:
    desk.tell()
    return [
        row[0]
        for row in desk.rows("select kind from talk.notices where user_id = ?::bigint order by notice_id", person.user)
    ]


def state(desk: Desk, order: int) -> str:
    return str(desk.of(order, "state"))


def pair(desk: Desk, neighbour: Person) -> tuple[int, int]:
    """Her order in hand, and the neighbour's of the same leak."""
    main = desk.order(desk.mary)
    desk.begin(main)
    return main, desk.order(neighbour, description="Капает с потолка", photos=[desk.photo(neighbour)])


def test_who_has_the_one_reads_and_answers_the_other_and_all_are_told(desk: Desk, neighbour: Person) -> None:
    main, other = pair(desk, neighbour)
    worker, former, due = desk.holder(main), desk.holder(other), desk.of(other, "due_at")
    desk.act(desk.svetlana, "desk.order_merge", other, main, "один стояк")
    assert (state(desk, other), desk.assignee(other), desk.of(other, "slot")) == ("merged", None, None)
    assert desk.of(other, "due_at") == due
    assert "order_merged" in told(desk, neighbour)
    assert "order_merged_in" in told(desk, worker)
    assert former is worker or "order_merged" in told(desk, former)
    assert other in [row.order_id for row in desk.see(worker, "desk.order_linked", main)]
    assert desk.see(worker, "manager.order_gallery", other)
    desk.act(worker, "desk.message_send", other, "Буду в 15:00")
    desk.act(neighbour, "desk.message_send", other, "Хорошо")
    assert "order_reply" in told(desk, worker)
    mine = desk.see(neighbour, "resident.order_linked", other)
    assert [(row.relation, row._link) for row in mine] == [("Делают вместе с ней", None)]  # a neighbour's own order
    desk.refused("not_found", neighbour, "desk.order_move", main, "declined", "x")
    # it stands in nobody's queue, and nobody is sent for it alone
    assert other not in [row[0] for row in desk.rows("select order_id from desk.queue_rows(null, 50, 0)")]
    desk.refused("order_is_merged", desk.boss, "desk.order_assign", other, desk.lukin.staff)


def test_what_is_done_together_keeps_its_own_check_rating_and_lateness(desk: Desk, neighbour: Person) -> None:
    main, other = pair(desk, neighbour)
    desk.act(desk.svetlana, "desk.order_merge", other, main)
    desk.at("2026-11-18 10:00")  # past the day that both had
    worker = desk.complete(main)
    assert (state(desk, main), state(desk, other)) == ("completed", "completed")
    assert desk.of(other, "late")
    assert desk.assignee(other) == worker.staff
    assert "order_merged_done" in told(desk, neighbour)
    desk.act(neighbour, "desk.rating_save", other, 2)
    desk.act(desk.mary, "desk.order_move", main, "closed")
    desk.act(desk.mary, "desk.rating_save", main, 5)
    assert desk.rows("select order_id, quality, staff_id from desk.ratings order by 1") == [
        (main, 5, worker.staff),
        (other, 2, worker.staff),
    ]
    desk.refused("order_not_merged", desk.boss, "desk.order_unmerge", other)
    desk.act(neighbour, "desk.order_move", other, "new", "У меня капает")  # hers is not done: it goes its own way
    assert (state(desk, main), state(desk, other)) == ("closed", "assigned")


def test_taken_apart_it_is_routed_anew_with_its_old_term(desk: Desk, neighbour: Person) -> None:
    main, other = pair(desk, neighbour)
    due = desk.of(other, "due_at")
    desk.act(desk.chief, "desk.order_merge", other, main)
    desk.act(desk.chief, "desk.order_unmerge", other, "другой стояк")
    assert (state(desk, other), desk.of(other, "due_at"), desk.of(other, "merged_into")) == ("assigned", due, None)
    assert {"order_merged", "order_unmerged"} <= set(told(desk, neighbour))
    assert desk.see(desk.svetlana, "desk.order_linked", main) == []
    titles = [row.title for row in desk.see(desk.svetlana, "operator.order_timeline", main)]
    assert titles[:2] == [
        f"Отсоединена заявка № {desk.of(other, 'number')}",
        f"Присоединена заявка № {desk.of(other, 'number')}",
    ]


def test_declined_the_one_leaves_the_other_alive(desk: Desk, neighbour: Person) -> None:
    main, other = desk.order(desk.mary), desk.order(neighbour)
    desk.act(desk.svetlana, "desk.order_merge", other, main)
    desk.act(desk.mary, "desk.order_move", main, "declined", "сама починила")
    assert state(desk, other) == "assigned"
    assert "order_unmerged" in told(desk, neighbour)


def test_what_was_merged_comes_along(desk: Desk, neighbour: Person) -> None:
    third = desk.order(desk.resident(desk.premise(desk.house, 31), "Третий Пётр Львович"))
    main, other = pair(desk, neighbour)
    desk.act(desk.svetlana, "desk.order_merge", third, other)
    desk.refused("order_merge_main", desk.svetlana, "desk.order_merge", main, third)
    desk.act(desk.svetlana, "desk.order_merge", other, main)
    assert {int(desk.of(one, "merged_into")) for one in (third, other)} == {main}
    desk.complete(main)
    assert {state(desk, one) for one in (main, other, third)} == {"completed"}


def test_what_cannot_be_merged_says_what_can(desk: Desk, neighbour: Person) -> None:
    main, other = pair(desk, neighbour)
    merge = "desk.order_merge"
    desk.refused("order_merge_self", desk.boss, merge, main, main)
    begun = desk.refused("order_merge_begun", desk.boss, merge, main, other)
    assert f"№ {desk.of(other, 'number')} с ней" in begun.message
    elsewhere = desk.order(desk.olga)
    desk.refused("order_merge_place", desk.boss, merge, other, elsewhere)
    urgent = desk.order(
        neighbour,
        service=int(
            desk.sql("select min(service_id) from desk.services where priority = 'emergency' and place = 'flat'")
        ),
    )
    desk.refused("order_merge_emergency", desk.boss, merge, urgent, main)
    desk.refused("not_found", desk.boss, merge, other, 999_999)
    desk.refused("not_found", desk.olga, merge, other, main)
    desk.refused("order_not_yours", desk.mary, merge, other, main)
    desk.complete(main)
    desk.refused("order_closed", desk.boss, merge, other, main)


def test_no_plain_update_merges_without_a_main_one(desk: Desk) -> None:
    order = desk.order(desk.mary)
    with pytest.raises(Exception, match="check"):
        desk.sql(
            "update desk.orders set state = 'merged', assignee_id = null, slot = null where order_id = ?::bigint", order
        )
    desk.refused("order_needs_main", desk.boss, "desk.order_move", order, "merged")


def test_one_report_becomes_two_works_at_the_same_place(desk: Desk) -> None:
    order = desk.order(
        desk.mary, description="Течёт кран и искрит розетка", photos=[desk.photo(desk.mary)], access_note="код 15"
    )
    worker, due = desk.begin(order), desk.of(order, "due_at")
    second = int(
        desk.sql(
            "select min(service_id) from desk.services where place = 'flat' and priority = 'ordinary' and code <> 'tap_leak'"
        )
    )
    desk.at("2026-11-16 12:00")
    desk.refused("order_split_empty", desk.svetlana, "desk.order_split", order, second, " ")
    made = int(desk.act(desk.svetlana, "desk.order_split", order, second, "Искрит розетка на кухне", "Течёт кран"))
    same = "premise_id, resident_id, house_id, access_note"
    assert desk.rows(f"select {same} from desk.orders where order_id in ({order}, {made}) group by 1, 2, 3, 4")
    assert len(desk.rows(f"select 1 from desk.orders where order_id in ({order}, {made}) group by {same}")) == 1
    assert (desk.of(order, "description"), desk.of(made, "description")) == ("Течёт кран", "Искрит розетка на кухне")
    assert (state(desk, order), desk.holder(order), desk.of(order, "due_at")) == ("in_progress", worker, due)
    assert int(desk.of(made, "service_id")) == second
    assert len(desk.see(desk.mary, "resident.order_gallery", made)) == 1
    lines = desk.see(desk.mary, "resident.order_timeline", order)
    assert lines[0].title == f"Часть работ вынесена в заявку № {desk.of(made, 'number')}"
    assert lines[0].note == "Было: Течёт кран и искрит розетка"
    assert [row._link for row in desk.see(desk.mary, "resident.order_linked", made)] == [f"order?order={order}"]
    assert {"order_created", "order_split"} <= set(told(desk, desk.mary))
    assert "order_split" in told(desk, worker)
    desk.refused("not_found", desk.olga, "desk.order_split", order, second, "моё")
    desk.refused("order_not_yours", desk.mary, "desk.order_split", order, second, "сама")
    # and back together
    desk.act(desk.boss, "desk.order_merge", made, order)
    assert state(desk, made) == "merged"
    desk.refused("order_is_merged", desk.boss, "desk.order_split", made, second, "ещё")
