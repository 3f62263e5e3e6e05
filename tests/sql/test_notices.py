"""One door into messages: once per person and event, in their language, by the channels they left on."""

from __future__ import annotations

import threading

import pytest

from tests.conftest import Clone
from tests.desk_world import Desk
from webapp.database.errors import DatabaseRefusal


@pytest.fixture
def desk(clone: Clone) -> Desk:
    return Desk(clone())


def test_once_per_person_whatever_their_parts(desk: Desk) -> None:
    desk.sql("delete from talk.outbox; delete from talk.notices")
    order = desk.order(desk.mary)
    desk.call("talk.event_raise", "order_term_over", order)
    assert desk.rows("select event_id, user_id from talk.notices group by 1, 2 having count(*) > 1") == []
    audience = desk.sql("select count(distinct user_id) from talk.notices where kind = 'order_term_over'")
    assert audience == 3  # performer, zone manager, supervisor


def test_everybody_reads_their_own_language(desk: Desk) -> None:
    desk.sql("update people.users set language = 'en' where user_id = ?::bigint", desk.mary.user)
    desk.order(desk.mary)
    body = desk.sql("select body from talk.notices where user_id = ?::bigint", desk.mary.user)
    assert body.startswith("Request No. 1001 “Tap or cistern leaks” is accepted. We will do it by 17 November, 10:00.")


def test_a_channel_switched_off_stays_silent_unless_it_may_not_be(desk: Desk) -> None:
    with pytest.raises(DatabaseRefusal) as refusal:
        desk.act(desk.mary, "talk.preference_save", "order_completed", "email", "false")
    assert refusal.value.code == "notice_always"
    desk.act(desk.mary, "talk.preference_save", "order_accepted", "email", "false")
    desk.act(desk.mary, "talk.preference_save", "order_accepted", "bell", "false")
    order = desk.order(desk.mary)
    desk.complete(order)
    kinds = {row[0] for row in desk.rows("select kind from talk.notices where user_id = ?::bigint", desk.mary.user)}
    assert kinds == {"order_created", "order_completed"}


def test_every_text_has_its_words_in_both_languages(desk: Desk) -> None:
    missing = desk.rows(
        """select r.kind, r.audience, l.code from talk.event_recipients as r
        cross join (values ('ru'), ('en')) as l (code)
        where r.kind like 'order%' and not exists (
            select from cabinet.texts as t where t.key = concat_ws('.', 'event', r.kind, r.audience)
                and t.language = l.code)"""
    )
    assert missing == []


def test_quiet_hours_hold_back_the_mail_of_ordinary_kinds(desk: Desk) -> None:
    order = desk.order(desk.mary)
    person = desk.begin(order)
    desk.at("2026-11-16 23:30")
    desk.complete(order) if desk.of(order, "state") == "assigned" else desk.act(
        person, "desk.order_complete", order, ["Готово"], photos=[desk.photo(person)]
    )
    due = desk.sql(
        """select to_char(o.due_at at time zone 'Europe/Moscow', 'DD HH24:MI') from talk.outbox as o
        join talk.events as e on e.event_id = o.event_id where e.kind = 'order_completed'"""
    )
    assert due == "17 08:00"


def test_two_workers_never_take_the_same_message(desk: Desk) -> None:
    desk.sql(
        """insert into talk.outbox (channel, destination, subject, body, due_at)
        select 'email', 'x@example.ru', 's', n::text, '2026-01-01' from generate_series(1, 200) as n"""
    )
    taken: list[int] = []

    def work() -> None:
        own = Desk(desk.settings, company=False)
        own.at(desk.moment)
        for _ in range(10):
            taken.extend(int(row[0]) for row in own.rows("select outbox_id from talk.outbox_take(10)"))
        own.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(taken) == len(set(taken))
    assert len(taken) >= 200


def test_a_lost_lease_comes_again_and_failures_wait_longer_and_end(desk: Desk) -> None:
    desk.sql(
        """insert into talk.outbox (channel, destination, subject, body, due_at)
        values ('email', 'x@example.ru', 's', 'b', '2026-01-01')"""
    )
    one = int(desk.sql("select outbox_id from talk.outbox_take(1)"))
    assert desk.sql("select outbox_id from talk.outbox_take(1)") is None
    desk.at("2026-11-16 10:06")  # the worker died
    assert int(desk.sql("select outbox_id from talk.outbox_take(1)")) == one
    pauses = []
    for day in range(17, 23):
        desk.call("talk.outbox_failed", one, "550 no such user")
        pauses.append(desk.sql("select given_up_at is null from talk.outbox"))
        desk.at(f"2026-11-{day} 10:00")
        desk.sql("select outbox_id from talk.outbox_take(1)")
    assert pauses == [True, True, True, True, False, False]
