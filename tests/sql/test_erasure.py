"""«Удалить мои данные»: answered within ten working days (ФЗ-152, ст. 20, 21), deletion = anonymise: what may go goes at
once, what the law keeps stays with its ground (domain.md §11.1; Правила № 416 п. 38: orders three years).
"""

from __future__ import annotations

import pytest

from tests.desk_world import Desk, Person
from webapp.database.errors import DatabaseRefusal


def ask(desk: Desk, person: Person) -> int:
    desk.act(person, "people.erasure_ask")
    return int(desk.sql("select max(erasure_id) from people.erasure_requests where user_id = ?::bigint", person.user))


def user(desk: Desk, person: Person) -> tuple[object, ...]:
    return tuple(
        desk.rows(
            "select name, phone, email, blocked_at is not null, anonymised_at is not null from people.users "
            "where user_id = ?::bigint",
            person.user,
        )[0]
    )


def closed(desk: Desk, person: Person) -> int:
    order = desk.order(
        person, description="Капает у холодильника", access_note="код 4512", contact_phone="+79241112233"
    )
    desk.complete(order)
    desk.act(person, "desk.order_move", order, "closed")
    return order


def test_the_term_is_ten_working_days(desk: Desk) -> None:
    ask(desk, desk.mary)  # Monday 16.11.2026: the tenth working day after it is Monday 30.11
    until = desk.sql(
        "select to_char(answer_by at time zone 'Europe/Moscow', 'YYYY-MM-DD HH24:MI') from people.erasure_requests"
    )
    assert until == "2026-11-30 18:00"
    desk.tell()
    assert desk.sql(
        "select count(*) from talk.notices where kind = 'erasure_asked' and user_id = ?::bigint", desk.boss.user
    )


def test_the_company_may_promise_less_and_keep_longer_but_not_against_the_law(desk: Desk) -> None:
    desk.set("erasure_days", 3)
    ask(desk, desk.mary)
    assert desk.sql("select answer_by at time zone 'Europe/Moscow' = '2026-11-19 18:00' from people.erasure_requests")
    for key, against in (("erasure_days", 11), ("keep_years", 2)):
        with pytest.raises(DatabaseRefusal) as refusal:
            desk.set(key, against)
        assert refusal.value.code == "setting_bounds"


def test_asked_once_and_taken_back(desk: Desk) -> None:
    ask(desk, desk.mary)
    with pytest.raises(DatabaseRefusal) as refusal:
        ask(desk, desk.mary)
    assert refusal.value.code == "erasure_asked"
    desk.act(desk.mary, "people.erasure_withdraw")
    with pytest.raises(DatabaseRefusal) as refusal:
        desk.act(desk.mary, "people.erasure_withdraw")
    assert refusal.value.code == "not_found"
    ask(desk, desk.mary)


def test_staff_ask_personnel(desk: Desk) -> None:
    for person in (desk.ivanov, desk.svetlana):
        with pytest.raises(DatabaseRefusal) as refusal:
            ask(desk, person)
        assert refusal.value.code == "erasure_staff"


def test_only_the_supervisor_carries_out_and_refuses(desk: Desk) -> None:
    request = ask(desk, desk.mary)
    for person in (desk.mary, desk.olga, desk.ivanov, desk.svetlana):
        for function, values in (("carry_out", []), ("refuse", ["нет"])):
            with pytest.raises(DatabaseRefusal) as refusal:
                desk.act(person, f"people.erasure_{function}", request, *values)
            assert refusal.value.code == "forbidden"
        assert desk.see(person, "people.erasure_list") == []
        with pytest.raises(DatabaseRefusal) as refusal:
            desk.see(person, "people.erasure_preview", request)
        assert refusal.value.code == "not_found"
    with pytest.raises(DatabaseRefusal) as refusal:
        desk.act(desk.boss, "people.erasure_carry_out", 424242)
    assert refusal.value.code == "not_found"


def test_open_orders_come_first(desk: Desk) -> None:
    desk.order(desk.mary)
    request = ask(desk, desk.mary)
    with pytest.raises(DatabaseRefusal) as refusal:
        desk.act(desk.boss, "people.erasure_carry_out", request)
    assert refusal.value.code == "erasure_orders"
    assert user(desk, desk.mary)[2] is not None


def test_an_owner_keeps_the_name_and_loses_the_rest(desk: Desk) -> None:
    order = closed(desk, desk.mary)
    desk.act(desk.mary, "people.taste_set", "en", "false")
    desk.tell()
    request = ask(desk, desk.mary)
    desk.act(desk.boss, "people.erasure_carry_out", request)
    assert user(desk, desk.mary) == ("Петрова Мария Ивановна", None, None, False, True)
    for table in ("credentials", "links", "one_time_codes"):
        assert desk.sql(f"select count(*) from people.{table} where user_id = ?::bigint", desk.mary.user) == 0
    assert desk.sql("select count(*) from talk.notices where user_id = ?::bigint", desk.mary.user) == 0
    assert desk.sql("select count(*) from talk.outbox where user_id = ?::bigint and body <> ''", desk.mary.user) == 0
    assert (
        desk.sql(
            "select count(*) from people.sessions where user_id = ?::bigint and revoked_at is null", desk.mary.user
        )
        == 0
    )
    kept = desk.rows(
        "select description, contact_phone, access_note, state from desk.orders where order_id = ?::bigint", order
    )
    assert tuple(kept[0]) == ("Капает у холодильника", None, None, "closed")
    assert desk.sql("select status from people.erasure_requests where erasure_id = ?::bigint", request) == "done"
    with pytest.raises(DatabaseRefusal) as refusal:
        desk.act(desk.boss, "people.erasure_carry_out", request)
    assert refusal.value.code == "erasure_decided"


def test_who_is_no_party_of_the_contract_loses_the_name_and_the_access_too(desk: Desk) -> None:
    desk.sql("update people.relations set kind = 'renter' where user_id = ?::bigint", desk.mary.user)
    request = ask(desk, desk.mary)
    desk.act(desk.boss, "people.erasure_carry_out", request)
    assert user(desk, desk.mary) == ("Удалённый житель", None, None, True, True)
    now = desk.sql(
        "select count(*) from people.relations where user_id = ?::bigint and during @> people.today()", desk.mary.user
    )
    assert now == 0


def test_three_years_later_the_words_of_orders_go_by_themselves(desk: Desk) -> None:
    order = desk.order(desk.mary, description="Капает у холодильника")
    desk.act(desk.mary, "desk.message_send", order, "Буду дома после шести")
    desk.complete(order)
    desk.act(desk.mary, "desk.order_move", order, "closed")
    stranger = desk.order(desk.olga, description="Чужая беда")
    desk.complete(stranger) if desk.of(stranger, "state") == "assigned" else None
    desk.act(desk.boss, "people.erasure_carry_out", ask(desk, desk.mary))
    desk.at("2029-11-15 10:00")
    assert desk.call("people.erasures_finish") == 0
    desk.at("2029-11-17 10:00")
    desk.set("keep_years", 4)
    assert desk.call("people.erasures_finish") == 0
    desk.set("keep_years", 3)
    assert desk.call("people.erasures_finish") == 1
    assert desk.of(order, "description") is None
    bodies = desk.rows("select body from desk.messages where order_id = ?::bigint", order)
    assert [row[0] for row in bodies] == ["—"]
    assert desk.sql("select count(*) from desk.order_events where order_id = ?::bigint", order) > 3
    assert desk.of(stranger, "description") == "Чужая беда"
    assert desk.call("people.erasures_finish") == 0


def test_a_closed_order_still_changes_in_nothing_else(desk: Desk) -> None:
    order = closed(desk, desk.mary)
    for change in ("title = 'x'", "contact_phone = '+79990000000'", "description = null", "assignee_id = null"):
        with pytest.raises(DatabaseRefusal) as refusal:
            desk.sql(f"update desk.orders set {change} where order_id = ?::bigint", order)
        assert refusal.value.code == "order_closed"


def test_a_refusal_has_a_reason_and_reaches_the_person(desk: Desk) -> None:
    request = ask(desk, desk.mary)
    with pytest.raises(DatabaseRefusal) as refusal:
        desk.act(desk.boss, "people.erasure_refuse", request, "  ")
    assert refusal.value.code == "request_reason"
    desk.act(desk.boss, "people.erasure_refuse", request, "Идёт спор о залитии, ГПК РФ ст. 57")
    desk.tell()
    body = desk.sql(
        "select body from talk.notices where kind = 'erasure_refused' and user_id = ?::bigint", desk.mary.user
    )
    assert "ГПК РФ ст. 57" in body
    assert desk.see(desk.mary, "people.my_erasure")[0][0] == "refused"


def printed(desk: Desk, action: str, *things: object) -> int:
    """A document that an action of the office made and the worker has printed."""
    desk.see(desk.boss, f"supervisor.{action}", *things)
    made = int(desk.sql("select max(document_id) from cabinet.documents"))
    assert desk.sql("select cabinet.document_done(?::bigint, convert_to('%PDF', 'UTF8'), 1)", made)
    return made


def document(desk: Desk, number: int) -> tuple[object, ...] | None:
    rows = desk.rows(
        "select state, file_id is null, data::text from cabinet.documents where document_id = ?::bigint", number
    )
    return tuple(rows[0]) if rows else None


def test_made_documents_lose_what_the_law_does_not_keep(desk: Desk) -> None:
    """Orders with their talk 3 years (Правила № 416, п. 38), certificates 5 (402-ФЗ, ст. 29), work orders of a day not at all."""
    open_one = desk.order(desk.mary, description="Капает", access_note="код 4512", contact_phone="+79241112233")
    day = printed(desk, "documents_day", "2026-12-20", desk.of(open_one, "assignee_id"))
    desk.complete(open_one)
    desk.act(desk.mary, "desk.order_move", open_one, "closed")
    act, dispute = printed(desk, "order_act", open_one), printed(desk, "order_dispute", open_one)
    foreign = printed(desk, "order_dispute", desk.order(desk.olga, description="Чужая беда"))
    assert "код 4512" in str(document(desk, dispute))
    desk.sql("update people.relations set kind = 'renter' where user_id = ?::bigint", desk.mary.user)
    desk.act(desk.boss, "people.erasure_carry_out", ask(desk, desk.mary))
    assert document(desk, day) is None
    for number in (act, dispute):
        state, bare, data = document(desk, number) or ()
        assert (state, bare) == ("waiting", True)  # the worker prints it anew
        for word in ("код 4512", "9241112233", "Петрова"):
            assert word not in str(data), (number, word)
        assert "Капает" in str(data)
    assert (document(desk, foreign) or ())[0] == "ready"
    assert desk.sql("select count(*) from cabinet.files where media_type = 'application/pdf'") == 1
    desk.at("2029-11-17 10:00")
    desk.call("people.erasures_finish")
    assert document(desk, dispute) is None
    assert "Капает" not in str(document(desk, act))
