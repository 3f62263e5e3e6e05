"""One door into messages: once per person and event, in their language, by the channels they left on.

An event is one row, written with what happened; the worker tells everybody concerned soon after. Nothing is lost or told
twice whatever becomes of a worker, and a notice tells how things stood when it happened.
"""

from __future__ import annotations

import threading

from tests.conftest import TELL
from tests.desk_world import Desk
from webapp.database.engine import engine_for
from webapp.worker import tell_events


def test_once_per_person_whatever_their_parts(desk: Desk) -> None:
    order = desk.order(desk.mary)
    desk.call("talk.event_raise", "order_term_over", order)
    desk.tell()
    assert desk.rows("select event_id, user_id from talk.notices group by 1, 2 having count(*) > 1") == []
    audience = desk.sql("select count(distinct user_id) from talk.notices where kind = 'order_term_over'")
    assert audience == 3  # performer, zone manager, supervisor


def test_everybody_reads_their_own_language(desk: Desk) -> None:
    desk.sql("update people.users set language = 'en' where user_id = ?::bigint", desk.mary.user)
    desk.order(desk.mary)
    desk.tell()
    body = desk.sql("select body from talk.notices where user_id = ?::bigint", desk.mary.user)
    assert body.startswith("Request No. 1001 “Tap or cistern leaks” is accepted. We will do it by 17 November, 10:00.")


def test_a_channel_switched_off_stays_silent_unless_it_may_not_be(desk: Desk) -> None:
    desk.act(desk.mary, "people.notices_set", ["(order_completed,f,f)", "(order_accepted,f,f)"])
    order = desk.order(desk.mary)
    desk.complete(order)
    desk.tell()
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
    desk.tell()
    due = desk.sql(
        """select to_char(o.due_at at time zone 'Europe/Moscow', 'DD HH24:MI') from talk.outbox as o
        join talk.events as e on e.event_id = o.event_id where e.kind = 'order_completed'"""
    )
    assert due == "17 08:00"


def notices(desk: Desk) -> list[tuple[int, int]]:
    """Event and person of every notice, in the order in which they came."""
    return [
        (int(row[0]), int(row[1])) for row in desk.rows("select event_id, user_id from talk.notices order by notice_id")
    ]


def test_nothing_is_told_until_the_worker_comes_and_then_all_of_it_in_order(desk: Desk) -> None:
    order = desk.order(desk.mary)
    desk.complete(order)
    assert notices(desk) == []
    waiting = [int(row[0]) for row in desk.rows("select event_id from talk.events_waiting()")]
    assert desk.tell() == len(waiting) >= 3  # created, accepted, completed
    told = [event for event, _person in notices(desk)]
    assert told == sorted(told)
    assert set(told) <= set(waiting)
    assert desk.tell() == 0
    assert [event for event, _person in notices(desk)] == told


def test_what_is_undone_is_not_told(own_desk: Desk) -> None:
    desk = own_desk
    order = desk.order(desk.mary)
    desk.tell()
    before = notices(desk)
    desk.sql("begin")
    desk.call("talk.event_raise", "order_term_over", order)
    desk.sql("rollback")
    assert desk.tell() == 0
    assert notices(desk) == before


def test_a_worker_killed_half_way_has_told_nothing_and_the_next_tells_all_once(own_desk: Desk) -> None:
    desk = own_desk
    desk.order(desk.mary)
    worker = Desk(desk.settings, company=False)
    worker.at(desk.moment)
    process = worker.sql("select pg_backend_pid()")
    worker.sql("begin")
    assert worker.tell() > 0
    assert notices(worker) != []
    desk.sql("select pg_terminate_backend(?::integer, 5000)", process)
    assert notices(desk) == []
    assert desk.tell() > 0
    told = notices(desk)
    assert told != []
    assert len(told) == len(set(told))
    letters = desk.rows("select event_id, user_id from talk.outbox")
    assert len(letters) == len(set(map(tuple, letters)))


def test_four_workers_tell_each_event_once_and_in_order(own_desk: Desk) -> None:
    desk = own_desk
    order = desk.order(desk.mary)
    for _ in range(60):
        desk.call("talk.event_raise", "order_term_over", order)
    done: list[int] = []

    def work() -> None:
        own = Desk(desk.settings, company=False)
        own.at(desk.moment)
        for _ in range(12):
            done.append(int(own.sql(TELL.replace("1000000", "10"))))
        own.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(done) == int(desk.sql("select count(*) from talk.events"))
    told = notices(desk)
    assert len(told) == len(set(told))
    assert [event for event, _person in told] == sorted(event for event, _person in told)


def test_a_notice_tells_how_it_stood_when_it_happened(desk: Desk) -> None:
    order = desk.order(desk.mary)
    first = desk.holder(order)
    other = desk.lukin if first == desk.ivanov else desk.ivanov
    desk.act(desk.boss, "desk.order_assign", order, other.staff, "Первый занят")
    desk.act(desk.boss, "desk.order_term_change", order, "2026-11-20 12:00+03", "ждём деталь")
    desk.tell()

    def told(person: int, kind: str) -> list[str]:
        sql = "select body from talk.notices where user_id = ?::bigint and kind = ? order by notice_id"
        return [row[0] for row in desk.rows(sql, person, kind)]

    assert len(told(first.user, "order_created")) == 1
    assert told(other.user, "order_created") == []
    assert "17 ноября, 10:00" in told(desk.mary.user, "order_created")[0]  # the term of then, not the one put since
    assert "20 ноября, 12:00" in told(desk.mary.user, "order_term_changed")[0]


def test_an_event_that_cannot_be_told_holds_up_no_other_and_is_given_up_at_last(own_desk: Desk) -> None:
    desk = own_desk
    order = desk.order(desk.mary)
    broken = desk.sql(
        "insert into talk.events (kind, object_id, details) values ('order_term_over', ?::bigint, '[1]') returning event_id",
        order,
    )
    desk.call("talk.event_raise", "order_term_over", order)
    database = engine_for(desk.settings, "worker", pool_size=1)
    try:
        assert tell_events(desk.settings, database) == 2
        failed = "select attempts, error is not null, told_at is null, given_up_at is null from talk.events where event_id = ?::bigint"
        assert tuple(map(int, desk.rows(failed, broken)[0])) == (1, 1, 1, 1)
        assert tell_events(desk.settings, database) == 0  # waits for its next try
        for _ in range(desk.settings.worker.tries - 1):
            desk.sql("update talk.events set retry_at = '2020-01-01' where event_id = ?::bigint", broken)
            tell_events(desk.settings, database)
        assert tuple(map(int, desk.rows(failed, broken)[0])) == (desk.settings.worker.tries, 1, 1, 0)
    finally:
        database.engine.dispose()
    assert desk.sql("select count(*) from talk.notices where event_id = ?::bigint", broken) == 0


def test_two_workers_never_take_the_same_message(own_desk: Desk) -> None:
    desk = own_desk
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
