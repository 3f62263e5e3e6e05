"""Filing an order, its limits, conversation, rating."""

from __future__ import annotations

from tests.desk_world import Desk


def test_ten_a_day_two_of_a_text_and_an_emergency_always(desk: Desk) -> None:
    desk.sql("update people.staff set capacity = 50")
    for _ in range(2):
        desk.order(desk.mary, description="Капает")
    desk.refused("order_same_text", desk.mary, "desk.order_create", desk.tap, description="капает ")
    for number in range(8):
        desk.order(desk.mary, description=f"Капает {number}")
    refusal = desk.refused("order_limit", desk.mary, "desk.order_create", desk.tap, description="Ещё")
    assert refusal.status == 429
    desk.order(desk.mary, service=desk.service("pipe_accident"))
    desk.order(desk.svetlana, resident=desk.mary.user)  # staff write for whoever calls
    desk.at("2026-11-17 00:01")
    desk.order(desk.mary, description="Ещё")


def test_how_many_a_day_and_of_a_text_the_company_says(desk: Desk) -> None:
    desk.set("order_day_limit", 3)
    desk.set("order_same_limit", 1)
    desk.order(desk.mary, description="Капает")
    assert (
        "№ 1001"
        in desk.refused("order_same_text", desk.mary, "desk.order_create", desk.tap, description="Капает").message
    )
    for number in range(2):
        desk.order(desk.mary, description=f"Капает {number}")
    limit = desk.refused("order_limit", desk.mary, "desk.order_create", desk.tap, description="Ещё")
    assert limit.values["limit"] == 3
    assert "можно за день: 3." in limit.message
    desk.set("order_day_limit", 4)
    desk.order(desk.mary, description="Ещё")


def test_a_foreign_flat_is_not_found(desk: Desk) -> None:
    foreign = desk.premise(desk.house, 6)
    desk.refused("not_found", desk.mary, "desk.order_create", desk.tap, premise=foreign)
    desk.refused("not_found", desk.mary, "desk.order_create", desk.tap, house=desk.other_house)


def test_the_place_of_the_service_must_be_given(desk: Desk) -> None:
    desk.refused("order_premise_needed", desk.svetlana, "desk.order_create", desk.tap, house=desk.house)
    light = desk.service("stair_light")
    desk.refused("order_entrance_needed", desk.svetlana, "desk.order_create", light, house=desk.house)
    order = desk.order(desk.mary, service=light)
    assert desk.of(order, "entrance_id") is not None
    assert int(desk.of(order, "premise_id")) == desk.flat  # from where it was filed


def test_what_staff_files_is_said_by_the_caller(desk: Desk) -> None:
    order = desk.order(desk.svetlana, caller_name="Сосед", contact_phone="8 999 111-22-33")
    assert desk.of(order, "by_staff") is True
    assert desk.of(order, "channel") == "phone"
    assert desk.of(order, "contact_phone") == "+79991112233"
    desk.refused(
        "order_resident_elsewhere",
        desk.svetlana,
        "desk.order_create",
        desk.tap,
        premise=desk.flat,
        resident=desk.olga.user,
    )


def test_a_photo_must_be_ones_own_and_new(desk: Desk) -> None:
    photo = desk.photo(desk.mary)
    desk.refused("file_unknown", desk.mary, "desk.order_create", desk.tap, photos=[desk.photo(desk.olga)])
    desk.order(desk.mary, photos=[photo])
    desk.refused("file_unknown", desk.mary, "desk.order_create", desk.tap, description="y", photos=[photo])
    assert desk.sql("select count(*) from desk.order_files where stage = 'problem'") == 1


def test_internal_notes_are_for_staff(desk: Desk) -> None:
    order = desk.order(desk.mary)
    desk.refused("message_internal", desk.mary, "desk.message_send", order, "x", internal="true")
    desk.act(desk.svetlana, "desk.message_send", order, "Позвонить сначала", internal="true")
    desk.act(desk.mary, "desk.message_send", order, "Жду")
    desk.refused("message_empty", desk.mary, "desk.message_send", order, "  ")
    desk.refused("not_found", desk.olga, "desk.message_send", order, "x")
    desk.tell()
    assert desk.sql("select count(*) from talk.notices where kind = 'order_note'") > 0
    assert desk.sql("select count(*) from talk.notices where kind = 'order_note' and cabinet = 'resident'") == 0


def test_rating_rules(desk: Desk) -> None:
    order = desk.order(desk.mary)
    desk.refused("rating_early", desk.mary, "desk.rating_save", order, 5)
    person = desk.complete(order)
    desk.refused("rating_staff", person, "desk.rating_save", order, 5)
    desk.refused("rating_price", desk.mary, "desk.rating_save", order, 5, price=5)
    desk.refused("rating_empty", desk.mary, "desk.rating_save", order)
    desk.act(desk.mary, "desk.rating_save", order, 4, 5)
    desk.act(desk.mary, "desk.order_move", order, "closed")
    desk.at("2026-11-22 10:00")
    desk.act(desk.mary, "desk.rating_save", order, 3)
    desk.at("2026-11-24 10:00")
    desk.refused("rating_fixed", desk.mary, "desk.rating_save", order, 5)
    second = desk.order(desk.mary)
    desk.complete(second)
    desk.act(desk.mary, "desk.order_move", second, "closed")
    desk.at("2026-12-25 10:00")
    desk.refused("rating_late", desk.mary, "desk.rating_save", second, 5)


def rating_offered(desk: Desk, order: int) -> bool:
    return "rate?order=" in str(desk.see(desk.mary, "resident.order_card", order)[0]._actions)


def test_how_long_a_rating_is_taken_and_changed_the_company_says(desk: Desk) -> None:
    """What refuses and what offers the button are one rule."""
    desk.set("rating_days", 2)
    desk.set("rating_change_days", 1)
    rated, other = desk.order(desk.mary), desk.order(desk.mary, description="Другая")
    for order in (rated, other):
        desk.complete(order)
        desk.act(desk.mary, "desk.order_move", order, "closed")
    desk.act(desk.mary, "desk.rating_save", rated, 4)
    assert rating_offered(desk, rated)
    desk.at("2026-11-17 12:00")
    assert not rating_offered(desk, rated)
    assert "дней: 1." in desk.refused("rating_fixed", desk.mary, "desk.rating_save", rated, 5).message
    assert rating_offered(desk, other)
    desk.at("2026-11-18 12:00")
    assert not rating_offered(desk, other)
    assert "дней: 2." in desk.refused("rating_late", desk.mary, "desk.rating_save", other, 5).message
    desk.set("rating_days", 3)
    assert rating_offered(desk, other)
    desk.act(desk.mary, "desk.rating_save", other, 5)


def test_from_how_many_ratings_an_average_is_shown_the_company_says(desk: Desk) -> None:
    order = desk.order(desk.mary)
    desk.complete(order)
    desk.act(desk.mary, "desk.rating_save", order, 4)

    def shown() -> tuple[str, str]:
        tile = next(
            row
            for row in desk.see(desk.boss, "supervisor.home_tiles")
            if "quality" in str(row._link) and "ценка" in row.title
        )
        return str(tile.value), str(tile.change)

    assert shown() == ("—", "Оценок 1 из 5 нужных")
    desk.set("rating_least", 1)
    assert shown()[0] == "4,0"


def test_how_many_messages_an_hour_the_company_says(desk: Desk) -> None:
    order = desk.order(desk.mary)
    desk.set("message_hour_limit", 5)
    for number in range(5):
        desk.act(desk.mary, "desk.message_send", order, f"Слово {number}")
    many = desk.refused("message_limit", desk.mary, "desk.message_send", order, "Ещё")
    assert many.values["limit"] == 5
    desk.act(desk.svetlana, "desk.message_send", order, "Слушаю")  # everybody for themselves
    desk.at("2026-11-16 11:01")
    desk.act(desk.mary, "desk.message_send", order, "Ещё")


def test_the_windows_of_visits_are_the_companys(desk: Desk) -> None:
    desk.sql("select set_config('timezone', 'Europe/Moscow', false)")
    order = desk.order(desk.mary)

    def windows() -> list[str]:
        return [row.label for row in desk.see(desk.mary, "desk.visit_windows", order)]

    assert windows()[:5] == ["12:00–14:00", "14:00–16:00", "16:00–18:00", "18:00–20:00", "8:00–10:00"]
    assert len(windows()) == 4 + 7 * 6  # Monday 10:00: today what is left, then seven days
    desk.set("visit_opens", 9)
    desk.set("visit_closes", 18)
    desk.set("visit_hours", 3)
    desk.set("visit_days", 2)
    assert windows() == ["12:00–15:00", "15:00–18:00", *["9:00–12:00", "12:00–15:00", "15:00–18:00"] * 2]


def test_a_visit_is_promised_once(desk: Desk) -> None:
    desk.sql("update people.staff set capacity = 0 where staff_id = ?::bigint", desk.lukin.staff)
    first, second = desk.order(desk.mary), desk.order()
    desk.act(desk.mary, "desk.order_visit_set", first, "2026-11-17 10:00+03", "2026-11-17 12:00+03")
    refusal = desk.refused(
        "booking_busy",
        desk.svetlana,
        "desk.order_visit_set",
        second,
        "2026-11-17 11:00+03",
        "2026-11-17 13:00+03",
    )
    assert "Ближайшее свободное время" in refusal.message
    desk.act(desk.svetlana, "desk.order_visit_set", second, "2026-11-17 12:00+03", "2026-11-17 14:00+03")
    desk.act(desk.mary, "desk.order_visit_set", first, "2026-11-17 09:00+03", "2026-11-17 11:00+03")
