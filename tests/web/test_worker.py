"""The worker: jobs that are due run once, letters go out once, a refusing or absent mail server loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pyodbc
import pytest
from aiosmtpd.controller import Controller

from tests.conftest import Connect, free_port
from webapp.database.engine import Database, engine_for
from webapp.settings import Settings
from webapp.worker import work_once


class PostOffice:
    """Keeps what it is sent; refuses an address for ever (550) or for now (451)."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, str]] = []

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        if address.startswith("gone"):
            return "550 no such mailbox"
        if address.startswith("busy"):
            return "451 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.letters.append((envelope.rcpt_tos[0], envelope.content.decode("utf-8")))
        return "250 OK"


@pytest.fixture
def post_office() -> Iterator[tuple[PostOffice, int]]:
    office = PostOffice()
    controller = Controller(office, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield office, controller.port
    controller.stop()


@pytest.fixture
def sql(sokol_db: Settings, connect: Connect) -> pyodbc.Connection:
    connection = connect(sokol_db, "sokol_admin", autocommit=True)
    connection.execute("delete from talk.outbox")
    connection.execute("update cabinet.schedules set next_at = now() + interval '1 day'")
    return connection


@pytest.fixture
def database(sokol_db: Settings) -> Iterator[Database]:
    database = engine_for(sokol_db, "worker", pool_size=1)
    yield database
    database.engine.dispose()


def letter(sql: pyodbc.Connection, destination: str) -> None:
    sql.execute(
        "insert into talk.outbox (channel, destination, subject, body) values ('email', ?, 'Заявка № 2481', 'Мастер придёт')",
        destination,
    )


def with_smtp(settings: Settings, port: int) -> Settings:
    return replace(settings, smtp=replace(settings.smtp, host="127.0.0.1", port=port, security="none"))


def test_a_letter_goes_out_once(
    sokol_db: Settings, sql: pyodbc.Connection, database: Database, post_office: tuple[PostOffice, int]
) -> None:
    office, port = post_office
    letter(sql, "petrova@example.test")
    assert work_once(with_smtp(sokol_db, port), database) == 1
    assert work_once(with_smtp(sokol_db, port), database) == 0
    assert [destination for destination, _text in office.letters] == ["petrova@example.test"]
    assert sql.execute("select count(*) from talk.outbox where sent_at is null").fetchval() == 0


def test_an_address_that_does_not_exist_is_given_up_at_once(
    sokol_db: Settings, sql: pyodbc.Connection, database: Database, post_office: tuple[PostOffice, int]
) -> None:
    letter(sql, "gone@example.test")
    work_once(with_smtp(sokol_db, post_office[1]), database)
    given_up, error = sql.execute("select given_up_at is not null, error from talk.outbox").fetchone()
    assert given_up
    assert "550" in error


@pytest.mark.parametrize("away", [True, False], ids=["server away", "mailbox busy"])
def test_a_passing_trouble_is_tried_again_later(
    sokol_db: Settings, sql: pyodbc.Connection, database: Database, post_office: tuple[PostOffice, int], away: bool
) -> None:
    letter(sql, "busy@example.test")
    port = free_port() if away else post_office[1]
    work_once(with_smtp(sokol_db, port), database)
    attempts, later, given_up = sql.execute(
        "select attempts, due_at > now(), given_up_at is not null from talk.outbox"
    ).fetchone()
    assert (attempts, later, given_up) == (1, "1", "0") or (attempts, bool(later), bool(given_up)) == (1, True, False)


def test_a_line_break_in_an_address_makes_no_header(
    sokol_db: Settings, sql: pyodbc.Connection, database: Database, post_office: tuple[PostOffice, int]
) -> None:
    office, port = post_office
    letter(sql, "a@example.test\r\nBcc: spy@example.test")
    work_once(with_smtp(sokol_db, port), database)
    assert office.letters == []
    assert sql.execute("select given_up_at is not null from talk.outbox").fetchval() in (True, "1")


def test_a_due_job_runs_once_and_its_error_is_kept(
    sokol_db: Settings, sql: pyodbc.Connection, database: Database
) -> None:
    sql.execute(
        "insert into cabinet.schedules (job, title, function_name, every, next_at) "
        "values ('broken', 'Сломанное', 'cabinet.there_is_none', '1 hour', now())"
    )
    sql.execute("update cabinet.schedules set next_at = now() where job = 'forms_clean'")
    assert work_once(sokol_db, database) == 2
    assert work_once(sokol_db, database) == 0
    errors = dict(
        tuple(row)
        for row in sql.execute("select job, coalesce(error, '') from cabinet.job_runs where finished_at is not null")
    )
    assert errors["forms_clean"] == ""
    assert "there_is_none" in errors["broken"]
