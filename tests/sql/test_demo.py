"""The demo company: alive, in every state, by the rules, the same every time; and the measuring set beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, timedelta

import pyodbc
import pytest
from argon2 import PasswordHasher

from tests.conftest import DEMO_MOMENT, Clone, Connect
from webapp import demo
from webapp.settings import Settings

NOW = DEMO_MOMENT

# What the company looks like, without what is drawn by lot (session keys, codes of posters).
DIGEST = """
select md5(string_agg(line, '|' order by line))
from (
    select o.number || o.state || coalesce(o.description, '') || o.created_at || coalesce(o.assignee_id, 0) as line
    from desk.orders as o
    union all
    select m.order_id || m.author_name || m.body || m.created_at from desk.messages as m
    union all
    select e.order_id || e.kind || coalesce(e.to_state, '') || e.actor_name || e.happened_at || coalesce(e.note, '')
    from desk.order_events as e
    union all
    select f.sha256 || f.name from cabinet.files as f
) as lines
"""


@pytest.fixture(scope="module")
def company(demo_db: Settings) -> Settings:
    return demo_db


@pytest.fixture
def sql(company: Settings, connect: Connect) -> Iterator[pyodbc.Connection]:
    connection = connect(company, "sokol_admin")
    # the company's own clock: its present may lie up to a day behind ours
    connection.execute("select set_config('sokol.moment', ?, false)", NOW.isoformat())
    yield connection
    connection.rollback()


def one(sql: pyodbc.Connection, text: str) -> object:
    return sql.execute(text).fetchval()


def column(sql: pyodbc.Connection, text: str) -> set[object]:
    return {row[0] for row in sql.execute(text).fetchall()}


def test_size_is_that_of_a_small_company(sql: pyodbc.Connection) -> None:
    assert one(sql, "select count(*) from estate.zones") == 3
    assert one(sql, "select count(*) from estate.houses") == 12
    assert 850 <= int(str(one(sql, "select count(*) from estate.premises where kind = 'flat'"))) <= 950
    # fourteen people and two firms
    assert one(sql, "select count(*) from people.staff") == 16
    assert 230 <= int(str(one(sql, "select count(distinct user_id) from people.relations"))) <= 280
    assert 1000 <= int(str(one(sql, "select count(*) from desk.orders"))) <= 1500


def test_every_state_and_every_reason_is_there(sql: pyodbc.Connection) -> None:
    assert column(sql, "select state from desk.orders") == column(sql, "select state from desk.states")
    assert column(sql, "select waiting_reason from desk.orders where state = 'waiting'") == column(
        sql, "select waiting_reason from desk.waiting_reasons"
    )
    for what in (
        "open and paused_at is null and due_at < lib.moment()",
        "late",
        "escalation > 0",
        "returned_count > 0 and open",
        "emergency and open",
        "state = 'new' and assignee_id is null",
        "by_staff and resident_id is null",
        "channel = 'qr'",
    ):
        assert one(sql, f"select exists (select from desk.orders where {what})"), what


def test_nothing_happens_in_the_future_or_before_the_half_year(sql: pyodbc.Connection) -> None:
    begins = NOW - timedelta(days=190)
    for table, moment in (
        ("desk.orders", "created_at"),
        ("desk.orders", "completed_at"),
        ("desk.orders", "closed_at"),
        ("desk.order_events", "happened_at"),
        ("desk.messages", "created_at"),
        ("desk.ratings", "created_at"),
        ("talk.notices", "created_at"),
        ("people.sessions", "started_at"),
        ("people.join_requests", "created_at"),
        ("desk.calls", "started_at"),
        ("talk.news", "published_at"),
    ):
        first, last = sql.execute(f"select min({moment}), max({moment}) from {table}").fetchone()
        # the driver gives UTC without saying so
        assert begins < first.replace(tzinfo=UTC), table
        assert last.replace(tzinfo=UTC) <= NOW, table


def test_events_of_every_order_follow_the_scenario(sql: pyodbc.Connection) -> None:
    """From the log alone: each move is in the table, begins where the last one ended, and ends in the order's state."""
    assert (
        one(
            sql,
            """
            with steps as (
                select
                    e.order_id, e.event_id, e.from_state, e.to_state,
                    lag(e.to_state, 1, 'new') over (partition by e.order_id order by e.event_id) as before,
                    lead(e.event_id) over (partition by e.order_id order by e.event_id) as next
                from desk.order_events as e
                where e.to_state is not null
            )
            select count(*)
            from steps as s
            join desk.orders as o on o.order_id = s.order_id
            where
                (s.from_state is not null and s.from_state <> s.before)
                or (s.next is null and s.to_state <> o.state)
                or (
                    s.from_state <> s.to_state and not exists (
                        select from desk.moves as m
                        where
                            m.scenario = o.scenario and m.version = o.scenario_version
                            and m.from_state = s.from_state and m.to_state = s.to_state
                    )
                )
            """,
        )
        == 0
    )


def test_nobody_is_over_capacity(sql: pyodbc.Connection) -> None:
    assert (
        one(
            sql,
            """
            select count(*) from people.staff as s
            where s.capacity < (
                select count(*) from desk.orders as o where o.assignee_id = s.staff_id and o.open and not o.emergency
            )
            """,
        )
        == 0
    )


def test_done_work_has_its_report_and_photo(sql: pyodbc.Connection) -> None:
    done = "o.state in ('completed', 'closed')"
    assert one(
        sql,
        f"""
        select bool_and(exists (select from desk.work_reports as r where r.order_id = o.order_id))
        from desk.orders as o where {done}
        """,
    )
    assert one(
        sql,
        f"""
        select bool_and(exists (select from desk.order_files as f where f.order_id = o.order_id and f.stage = 'after'))
        from desk.orders as o where {done}
        """,
    )


def test_talk_is_russian_and_varied(sql: pyodbc.Connection) -> None:
    bodies = [str(row[0]) for row in sql.execute("select body from desk.messages where body <> ''").fetchall()]
    assert all(re.search("[а-яё]", body) for body in bodies)
    assert not [body for body in bodies if re.search(r"\bNone\b|\bnull\b|сообщение \d|[{}|]", body)]
    assert len(set(bodies)) >= 90
    assert one(sql, "select exists (select from desk.messages where internal)")
    assert one(sql, "select count(distinct description) > 150 from desk.orders")
    assert one(sql, "select count(*) > 100 from desk.ratings where comment is not null")


def test_comments_match_the_stars(sql: pyodbc.Connection) -> None:
    """What is said with low marks is never said with good ones, and the other way round."""
    worst = "least(quality, speed, politeness, tidiness, price)"
    good = column(sql, f"select comment from desk.ratings where {worst} >= 4 and comment is not null")
    bad = column(sql, f"select comment from desk.ratings where {worst} <= 3 and comment is not null")
    assert len(good) > 15
    assert len(bad) > 10
    assert not good & bad


def test_reports_fit_the_trade_and_the_words(sql: pyodbc.Connection) -> None:
    """Each chip of a report is of the trade of its service, and the same words always stand beside the same chips."""
    assert (
        one(
            sql,
            """
            select count(*)
            from desk.work_reports as r
            join desk.orders as o on o.order_id = r.order_id
            join desk.services as s on s.service_id = o.service_id
            cross join lateral unnest(r.done) as d (title)
            where not exists (
                select from desk.work_items as i where i.specialization = s.specialization and i.title = d.title
            )
            """,
        )
        == 0
    )
    assert (
        one(sql, "select max(n) from (select count(distinct done) as n from desk.work_reports group by note) as w") == 1
    )


def test_people_sleep_at_night(sql: pyodbc.Connection) -> None:
    """What is no emergency is done between seven and half past eleven in the evening; the office writes by day."""
    local = "at time zone 'Asia/Vladivostok')::time"
    assert (
        one(
            sql,
            f"""
            select count(*)
            from desk.order_events as e
            join desk.orders as o on o.order_id = e.order_id
            where not o.emergency and e.user_id is not null
            and ((e.happened_at {local} < '07:00' or (e.happened_at {local} > '23:30')
            """,
        )
        == 0
    )
    for table, moment in (("talk.news", "published_at"), ("people.join_requests", "created_at")):
        assert one(sql, f"select bool_and(({moment} {local} between '09:00' and '18:00') from {table}"), table


def test_people_read_their_notices_and_have_consented(sql: pyodbc.Connection) -> None:
    unread = "select count(*) as n from talk.notices where read_at is null group by user_id"
    assert int(str(one(sql, f"select max(w.n) from ({unread}) as w"))) < 40
    for who in ("petrova", "ilya.petrov", "renter"):
        kinds = column(
            sql,
            f"""
            select t.kind
            from people.consents as c
            join people.consent_texts as t on t.consent_text_id = c.consent_text_id
            join people.users as u on u.user_id = c.user_id
            where u.email = '{who}@example.ru' and c.withdrawn_at is null
            """,
        )
        assert {"processing", "rules"} <= kinds, who


def test_everybody_who_is_at_work_has_something_to_do(sql: pyodbc.Connection) -> None:
    idle = column(
        sql,
        """
        select s.name
        from people.staff as s
        where s.capacity > 0
        and not exists (select from people.leaves as l where l.staff_id = s.staff_id and l.during @> people.today())
        and not exists (
            select from desk.orders as o
            where o.assignee_id = s.staff_id and o.open and o.state in ('assigned', 'in_progress')
        )
        """,
    )
    assert not idle
    assert one(sql, "select exists (select from desk.calls where result = 'call_back' and called_back_at is null)")


def test_duty_covers_now_and_the_coming_weeks(sql: pyodbc.Connection) -> None:
    for days in (0, 7, 20):
        trades = column(
            sql,
            f"""
            select t.specialization
            from people.duty_shifts as d
            join people.staff_specializations as t on t.staff_id = d.staff_id
            where d.on_call and d.during @> lib.moment() + interval '{days} days'
            """,
        )
        assert {"plumber", "electrician", "lift_mechanic"} <= trades
    assert one(
        sql, "select exists (select from people.leaves where during @> people.today() and replacement_id is not null)"
    )


def test_control_calls_found_good_and_bad_work(sql: pyodbc.Connection) -> None:
    """One that closed its order by word, one that sent it back, one nobody answered; each bad answer said beside a mark."""
    rows = sql.execute(
        "select q.bad, o.state, q.note from desk.quality_checks as q join desk.orders as o using (order_id)"
    ).fetchall()
    assert len(rows) >= 6
    assert {row[0] == 0 for row in rows} == {True, False}
    assert all(row[2] for row in rows if row[0])
    assert one(sql, "select exists (select from desk.quality_checks where answers ->> 'money_asked' = 'true')")
    calls = column(sql, "select result from desk.calls where order_id is not null")
    assert {"checked", "not_done", "no_answer"} <= calls
    late = "select count(*) from desk.quality_checks as q join desk.orders as o using (order_id) where checked_at < completed_at"
    assert one(sql, late) == 0


def test_sign_ins_open_every_cabinet(company: Settings, sql: pyodbc.Connection) -> None:
    hasher = PasswordHasher()
    rows = demo.sign_ins(company)
    assert {row.cabinet for row in rows} == {"resident", "manager", "operator", "accountant", "supervisor", "admin"}
    assert [row for row in rows if row.login == "40702118"]
    for row in rows:
        kind = "pin" if row.login.isdecimal() else "password"
        hashed, holds = sql.execute(
            """
            select c.secret, people.holds_cabinet(c.user_id, ?)
            from people.credentials as c
            join people.users as u on u.user_id = c.user_id
            left join money.accounts as a on a.account_id = c.account_id
            where c.kind = ? and ? in (u.email, a.number)
            """,
            row.cabinet, kind, row.login,
        ).fetchone()  # fmt: skip
        assert hasher.verify(hashed, row.secret)
        assert holds


def test_no_letter_of_the_demo_leaves_and_no_workshop_stays(sql: pyodbc.Connection) -> None:
    assert one(sql, "select count(*) from talk.outbox where sent_at is null") == 0
    assert one(sql, "select to_regnamespace('demo') is null")
    assert one(sql, "select count(*) from pg_default_acl where defaclnamespace <> 0") == 0


def test_it_is_made_once(company: Settings, sql: pyodbc.Connection) -> None:
    before = one(sql, "select count(*) from desk.orders")
    demo.run(company, if_empty=True, progress=lambda _: None)
    with pytest.raises(demo.DemoRefused):
        demo.run(company, progress=lambda _: None)
    assert one(sql, "select count(*) from desk.orders") == before


@pytest.mark.long
def test_two_runs_are_the_same(clone: Clone, connect: Connect) -> None:
    digests = []
    for settings in (clone(), clone()):
        demo.run(settings, progress=lambda _: None, moment=NOW, days=5)
        digests.append(one(connect(settings, "sokol_admin"), DIGEST))
    assert digests[0] == digests[1]


def test_pictures_are_the_same_bytes_and_small(company: Settings) -> None:
    import tomllib

    described = tomllib.loads((company.root / "sql/demo/pictures.toml").read_text(encoding="utf-8"))
    described["picture"] = described["picture"][:2]
    first, second = (list(demo.paint(described)) for _ in range(2))
    assert first == second
    assert max(len(row[3]) // 2 for row in first) < 30_000
    assert all(row[3].startswith("ffd8ff") for row in first)


def test_measuring_set_satisfies_the_rules(fresh_db: Settings, connect: Connect) -> None:
    demo.run(fresh_db, accounts=1000, progress=lambda _: None)
    sql = connect(fresh_db, "sokol_admin")
    assert one(sql, "select count(*) from money.accounts") == 1000
    assert one(sql, "select count(*) from desk.orders") == 3000
    assert column(sql, "select state from desk.orders") == column(sql, "select state from desk.states") - {"merged"}
    test_events_of_every_order_follow_the_scenario(sql)
    test_nobody_is_over_capacity(sql)
    assert one(sql, "select count(*) from desk.order_events where happened_at > now()") == 0
    assert one(
        sql,
        "select bool_and((slot is not null) = (open and assignee_id is not null and not emergency)) from desk.orders",
    )
