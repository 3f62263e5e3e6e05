"""Photos of an order: who adds what at which stage, and when the work may begin only with one."""

from __future__ import annotations

from tests.desk_world import Desk


def stages(desk: Desk) -> list[str]:
    return [str(row[0]) for row in desk.rows("select stage from desk.order_files order by added_at, stage")]


def test_the_resident_adds_to_the_problem_and_the_performer_hears_of_it(desk: Desk) -> None:
    order = desk.order(desk.mary)
    holder = desk.holder(order)
    desk.tell()
    desk.act(desk.mary, "desk.order_photo_add", order, [desk.photo(desk.mary), desk.photo(desk.mary)])
    assert stages(desk) == ["problem", "problem"]
    desk.tell()
    heard = "select count(*) from talk.notices where kind = 'order_photo' and user_id = ?::bigint"
    assert desk.sql(heard, holder.user) == 1
    shown = desk.see(desk.mary, "resident.order_timeline", order)[0]
    assert "фото" in shown.title.lower()


def test_before_after_and_the_door_are_of_those_who_do_the_work(desk: Desk) -> None:
    order = desk.order(desk.mary)
    holder = desk.begin(order)
    for stage in ("before", "after", "door"):
        for person in (desk.mary, desk.svetlana):
            desk.refused("photo_stage", person, "desk.order_photo_add", order, [desk.photo(person)], stage)
        desk.act(holder, "desk.order_photo_add", order, [desk.photo(holder)], stage)
    assert sorted(stages(desk)) == ["after", "before", "door"]
    desk.refused("photo_stage", holder, "desk.order_photo_add", order, [desk.photo(holder)], "somewhere")
    desk.refused("photo_needed", holder, "desk.order_photo_add", order, [], "after")


def test_ten_at_a_time_and_none_to_what_is_closed_or_not_theirs(desk: Desk) -> None:
    order = desk.order(desk.mary)
    many = [desk.photo(desk.mary) for _ in range(11)]
    desk.refused("order_files_many", desk.mary, "desk.order_photo_add", order, many)
    desk.act(desk.mary, "desk.order_photo_add", order, many[:10])
    desk.refused("not_found", desk.olga, "desk.order_photo_add", order, [desk.photo(desk.olga)])
    desk.complete(order)
    desk.act(desk.mary, "desk.order_photo_add", order, many[10:])  # done is not closed
    desk.act(desk.mary, "desk.order_move", order, "closed")
    desk.refused("order_closed", desk.mary, "desk.order_photo_add", order, [desk.photo(desk.mary)])


def test_work_that_must_be_shown_first_begins_with_a_photo(desk: Desk) -> None:
    desk.sql("update desk.services set proof_before = true where service_id = ?::bigint", desk.tap)
    order = desk.order(desk.mary)
    holder = desk.holder(order)
    refusal = desk.refused("order_needs_photo_before", holder, "desk.order_start", order)
    assert refusal.field == "p_photos"
    assert desk.of(order, "state") == "assigned"
    desk.act(holder, "desk.order_start", order, [desk.photo(holder)])
    assert desk.of(order, "state") == "in_progress"
    assert desk.of(order, "started_at = lib.moment()")
    assert stages(desk) == ["before"]


def test_what_waits_is_taken_up_before_it_is_begun(desk: Desk) -> None:
    order = desk.order(desk.mary)
    holder = desk.begin(order)
    desk.act(holder, "desk.order_move", order, "waiting", waiting_reason="material")
    refusal = desk.refused("order_not_in_work", holder, "desk.order_start", order)
    assert "Сначала примите заявку № 1001 в работу" in refusal.message
    desk.refused("order_not_in_work", holder, "desk.order_depart", order)
    desk.act(holder, "desk.order_move", order, "in_progress")
    desk.act(holder, "desk.order_start", order)
