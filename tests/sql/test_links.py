"""A letter carries a link by which its reader answers without signing in: one purpose, one order, one person, one use.
Opening it changes nothing; it does what the person could do in the cabinet and not a step more.
"""

from __future__ import annotations

import re
import threading
from typing import Any

import pytest

from tests.desk_world import Desk, Person
from webapp.database.errors import DatabaseRefusal

GUEST = Person(0, "guest")
SITE = "https://dom.example.ru"


PUBLIC = f"update cabinet.settings set value = '{SITE}/' where key = 'public_address'"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.sql(PUBLIC)
    return desk


def letters(desk: Desk, kind: str) -> list[str]:
    """Texts of the letters of a kind that go out to Мария now, as the worker gets them."""
    desk.tell()
    desk.sql("update talk.outbox set due_at = lib.moment()")
    taken = {int(row[0]): str(row[1]) for row in desk.rows("select outbox_id, body from talk.outbox_take(500)")}
    wanted = desk.rows(
        """select o.outbox_id from talk.outbox as o join talk.events as e on e.event_id = o.event_id
        where e.kind = ? and o.user_id = ?::bigint order by 1""",
        kind, desk.mary.user,
    )  # fmt: skip
    return [taken[int(row[0])] for row in wanted if int(row[0]) in taken]


def token(letter: str) -> str:
    found = re.findall(rf"{re.escape(SITE)}/go/([0-9a-f]{{64}})\b", letter)
    assert len(found) == 1, letter
    return str(found[0])


def completed(desk: Desk) -> tuple[int, str]:
    order = desk.order(desk.mary)
    desk.complete(order)
    return order, token(letters(desk, "order_completed")[0])


def card(desk: Desk, key: str) -> tuple[Any, ...]:
    return tuple(desk.see(GUEST, "guest.link_card", key)[0])


def refused(desk: Desk, function: str, *values: Any) -> str:
    with pytest.raises(DatabaseRefusal) as refusal:
        desk.act(GUEST, f"guest.{function}", *values)
    return str(refusal.value.code)


def test_the_letter_of_done_work_confirms_it_as_its_reader(desk: Desk) -> None:
    order, key = completed(desk)
    outcome = desk.act(GUEST, "guest.link_confirm", key)
    assert desk.of(order, "state") == "closed"
    closed = desk.rows(
        "select user_id, actor, actor_name from desk.order_events where order_id = ?::bigint and to_state = 'closed'",
        order,
    )
    assert [tuple(row) for row in closed] == [(desk.mary.user, "author", "Петрова Мария Ивановна")]
    rating = re.search(r"token=([0-9a-f]{64})", str(outcome))
    assert rating
    desk.act(GUEST, "guest.link_rate", rating[1], 5, 4)
    found = desk.rows("select user_id, quality, speed, by_staff from desk.ratings where order_id = ?::bigint", order)
    assert [tuple(row) for row in found] == [(desk.mary.user, 5, 4, False)]


def test_not_done_returns_it_with_what_is_wrong(desk: Desk) -> None:
    order, key = completed(desk)
    desk.act(GUEST, "guest.link_return", key, "Кран снова капает")
    assert int(desk.of(order, "returned_count")) == 1
    assert desk.of(order, "state") in {"new", "assigned"}


def test_a_waiting_order_is_answered_and_a_visit_is_moved(desk: Desk) -> None:
    order = desk.order(desk.mary)
    person = desk.begin(order)
    desk.act(person, "desk.order_no_access", order, photos=[desk.photo(person)])
    key = token(letters(desk, "order_answer_needed")[0])
    windows = desk.see(GUEST, "guest.link_windows", key)
    assert windows
    desk.act(GUEST, "guest.link_visit", key, windows[0][0])
    assert desk.of(order, "state") == "in_progress"
    assert desk.of(order, "visit_from") is not None

    other = desk.order(desk.mary, description="Второй кран")
    person = desk.begin(other)
    desk.act(person, "desk.order_move", other, "waiting", "Какой кран?", waiting_reason="resident")
    key = token(letters(desk, "order_answer_needed")[-1])
    desk.act(GUEST, "guest.link_answer", key, "На кухне, левый")
    assert desk.of(other, "state") == "in_progress"
    said = desk.rows("select user_id, author_role, body from desk.messages where order_id = ?::bigint", other)
    assert (desk.mary.user, "resident", "На кухне, левый") in [tuple(row) for row in said]


def test_opening_changes_nothing(desk: Desk) -> None:
    order, key = completed(desk)
    before = desk.rows("select o::text from desk.orders as o where order_id = ?::bigint", order)
    links = desk.rows("select l::text from people.links as l")
    for _ in range(3):
        assert card(desk, key)
    desk.see(GUEST, "guest.link_may_confirm", key)
    assert desk.rows("select o::text from desk.orders as o where order_id = ?::bigint", order) == before
    assert desk.rows("select l::text from people.links as l") == links


def test_one_use(desk: Desk) -> None:
    _order, key = completed(desk)
    desk.act(GUEST, "guest.link_confirm", key)
    assert refused(desk, "link_confirm", key) == "link_used"
    assert refused(desk, "link_return", key, "Передумала") == "link_used"
    assert card(desk, key)[0] == "Ссылка уже использована"


def test_two_presses_at_once_act_once(own_desk: Desk) -> None:
    desk = own_desk
    desk.sql(PUBLIC)
    order, key = completed(desk)
    answers: list[str] = []

    def press(reason: str) -> None:
        own = Desk(desk.settings, company=False)
        own.at(desk.moment)
        try:
            own.act(GUEST, "guest.link_return", key, reason)
            answers.append("done")
        except DatabaseRefusal as refusal:
            answers.append(refusal.code)
        own.close()

    pressing = [threading.Thread(target=press, args=(f"Течёт {n}",)) for n in range(4)]
    for one in pressing:
        one.start()
    for one in pressing:
        one.join()
    assert sorted(answers) == ["done", "link_used", "link_used", "link_used"]
    assert int(desk.of(order, "returned_count")) == 1


def test_a_week_and_it_is_over(desk: Desk) -> None:
    order = desk.order(desk.mary)
    person = desk.begin(order)
    desk.act(person, "desk.order_no_access", order, photos=[desk.photo(person)])
    key = token(letters(desk, "order_answer_needed")[0])
    desk.at("2026-11-23 09:59")
    assert card(desk, key)[0].startswith("№ ")
    desk.at("2026-11-23 10:01")
    assert refused(desk, "link_answer", key, "Дома вечером") == "link_expired"
    assert card(desk, key)[0] == "Срок ссылки прошёл"


def test_a_link_does_its_own_thing_only(desk: Desk) -> None:
    _order, key = completed(desk)
    assert refused(desk, "link_rate", key, 5) == "link_void"
    assert refused(desk, "link_answer", key, "Привет") == "link_void"
    assert refused(desk, "link_visit", key, "1") == "link_void"
    desk.act(GUEST, "guest.link_confirm", key)


@pytest.mark.parametrize("key", ["", "0" * 64, "' or true --", "\\x00", "я" * 64, "0" * 63 + "G"])
def test_what_is_not_a_token_opens_nothing(desk: Desk, key: str) -> None:
    completed(desk)
    assert card(desk, key)[0] == "Ссылка не действует"
    assert refused(desk, "link_confirm", key) == "link_unknown"


def test_the_database_keeps_no_token(desk: Desk) -> None:
    _order, key = completed(desk)
    assert desk.sql("select count(*) from people.links where token_hash = sha256(decode(?, 'hex'))", key) == 1
    places = desk.rows(
        """select format('%I.%I', n.nspname, c.relname) from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname in ('people', 'talk', 'desk', 'cabinet', 'estate', 'money')"""
    )
    found = [
        place for (place,) in places
        if desk.sql(f"select exists (select from {place} as t where position(? in t::text) > 0)", key)
    ]  # fmt: skip
    assert found == []


def test_a_letter_tried_again_carries_a_link_of_its_own(desk: Desk) -> None:
    _order, first = completed(desk)
    desk.at("2026-11-16 10:30")
    second = token(letters(desk, "order_completed")[0])
    assert first != second
    desk.act(GUEST, "guest.link_confirm", second)
    assert refused(desk, "link_confirm", first) == "link_void"


def test_the_page_names_nobody_and_no_address(desk: Desk) -> None:
    order = desk.order(desk.mary, description="Под раковиной", access_note="код 4512", contact_phone="+79241112233")
    desk.complete(order)
    key = token(letters(desk, "order_completed")[0])
    shown = " ".join(str(cell) for cell in card(desk, key))
    for word in ("Петрова", "Мария", "Иванов", "Лукин", "Садовая", "кв.", "4512", "1112233", "раковиной"):
        assert word not in shown
    desk.act(GUEST, "guest.link_confirm", key)
    after = " ".join(str(cell) for cell in card(desk, key))
    assert "№" not in after


def test_who_moved_out_or_is_blocked_answers_no_more(desk: Desk) -> None:
    _order, key = completed(desk)
    desk.sql(
        "update people.relations set during = daterange(lower(during), '2026-11-16') where user_id = ?::bigint",
        desk.mary.user,
    )
    assert refused(desk, "link_confirm", key) == "link_void"
    desk.sql(
        "update people.relations set during = daterange(lower(during), null) where user_id = ?::bigint", desk.mary.user
    )
    desk.sql("update people.users set blocked_at = lib.moment() where user_id = ?::bigint", desk.mary.user)
    assert refused(desk, "link_confirm", key) == "link_void"


def test_whoever_is_signed_in_the_link_acts_for_its_own_person(desk: Desk) -> None:
    order, key = completed(desk)
    desk.act(Person(desk.olga.user, "guest"), "guest.link_confirm", key)
    events = desk.rows(
        "select user_id from desk.order_events where order_id = ?::bigint and to_state = 'closed'", order
    )
    assert [row[0] for row in events] == [desk.mary.user]


def test_nobody_else_can_say_that_a_link_acts(own_desk: Desk) -> None:
    """What a hostile page of the guests' cabinet could try: settings, the table, the inner functions, a refused answer."""
    desk = own_desk
    desk.sql(PUBLIC)
    order, key = completed(desk)
    desk.connection.execute("begin")
    desk.connection.execute("set local role code_guest")
    for attempt in (
        "update people.links set acting_xid = pg_current_xact_id()",
        "select * from people.links",
        "select people.link_issue(1, 1, 'work')",
        f"select people.link_begin('{key}', 'confirm')",
        "select people.link_end(1)",
    ):
        desk.connection.execute("savepoint here")
        with pytest.raises(Exception, match="permission denied"):
            desk.connection.execute(attempt)
        desk.connection.execute("rollback to here")
    desk.connection.execute("rollback")
    desk.sql("grant usage on schema people to cab_guest")
    desk.sql(
        "grant execute on function people.me(), people.my_cabinet(), people.link_user(), people.link_cabinet() to cab_guest"
    )
    # after it acted, and after it was refused inside a transaction that goes on, the guest is a guest again
    desk.connection.execute("begin")
    desk.connection.execute("set local role cab_guest")
    desk.connection.execute("savepoint here")
    with pytest.raises(Exception, match=r"order_needs_reason|reason"):
        desk.connection.execute(f"select guest.link_return('{key}', '')").fetchall()
    desk.connection.execute("rollback to here")
    assert desk.connection.execute("select people.me()").fetchone()[0] is None
    desk.connection.execute(f"select guest.link_confirm('{key}')").fetchall()
    assert tuple(desk.connection.execute("select people.me(), people.my_cabinet()").fetchone()) == (None, "guest")
    desk.connection.execute("rollback")
    assert desk.of(order, "state") == "completed"


def test_twenty_answers_an_hour_by_links_of_one_person(desk: Desk) -> None:
    order, key = completed(desk)
    desk.sql(
        """insert into people.links (token_hash, purpose, user_id, order_id, expires_at, used_at)
        select sha256(n::text::bytea), 'work', ?::bigint, ?::bigint, lib.moment() + interval '1 day', lib.moment()
        from generate_series(1, 20) as n""",
        desk.mary.user, order,
    )  # fmt: skip
    assert refused(desk, "link_confirm", key) == "link_many"
    desk.set("link_hour_limit", 21)
    desk.act(GUEST, "guest.link_confirm", key)


def test_after_an_hour_links_are_answered_again(desk: Desk) -> None:
    order, key = completed(desk)
    desk.set("link_hour_limit", 1)
    desk.sql(
        """insert into people.links (token_hash, purpose, user_id, order_id, expires_at, used_at)
        values (sha256('used'::bytea), 'work', ?::bigint, ?::bigint, lib.moment() + interval '1 day', lib.moment())""",
        desk.mary.user, order,
    )  # fmt: skip
    assert refused(desk, "link_confirm", key) == "link_many"
    desk.at("2026-11-16 11:01")
    desk.act(GUEST, "guest.link_confirm", key)


def test_letters_of_staff_and_without_the_site_carry_no_link(desk: Desk) -> None:
    order = desk.order(desk.mary)
    desk.sql("update cabinet.settings set value = null where key = 'public_address'")
    desk.complete(order)
    assert "/go/" not in letters(desk, "order_completed")[0]
    assert desk.sql("select count(*) from people.links") == 0


def test_old_links_are_forgotten_a_month_after_their_end(desk: Desk) -> None:
    completed(desk)
    desk.at("2026-12-20 10:00")
    assert desk.call("people.links_forget") == 0
    desk.at("2026-12-24 10:00")
    assert desk.call("people.links_forget") == 1
