"""The worker: tells of events, runs the jobs that are due, does long work, prints documents and empties
the outbox, until it is told to stop.

All are rows. Events are turned into notices and letters in lots, each in one transaction; a job is the name of a
function that the database calls; a letter is leased, sent, marked. Killed at any point, nothing is lost and nothing
comes twice: a lot half told was not told at all, an unfinished job comes again at its next time, a leased letter when
its lease is over. Events, long work and printing have threads of their own, so that a bell does not wait for a long job or a
slow mail server.
"""

from __future__ import annotations

import base64
import logging
import signal
import threading
from collections.abc import Callable
from smtplib import SMTPException
from types import FrameType
from typing import Any

from webapp import documents, tasks
from webapp.backstage import backstage
from webapp.database.batch import Result, Statement, call
from webapp.database.engine import Database, engine_for
from webapp.database.errors import DatabaseError, Unavailable
from webapp.gateways import mail
from webapp.settings import Settings

log = logging.getLogger("sokol.worker")

_EVENTS = 500  # told in one transaction

_MINUTES = 10


def work_once(settings: Settings, database: Database) -> int:
    """Run every job that is due, tell of the events, carry out the long work, print, send one lot of letters; how much was
    done."""
    done = _run_jobs(database) + tell_events(settings, database)
    while steps := tasks.work(database, between=lambda: True):
        done += steps
    printer = documents.Printer(settings)
    try:
        done += documents.work(database, printer, between=lambda: True)
    finally:
        printer.close()
    return done + tell_events(settings, database) + _send_letters(settings, database)


def _run_jobs(database: Database) -> int:
    done = 0
    while _run_job(database):
        done += 1
    return done


def tell_events(settings: Settings, database: Database) -> int:
    """Write the notices and letters of all events that wait; how many were told. One that fails holds up no other."""
    done = 0
    while waiting := _batch(database, call("events", "talk.events_waiting", {"p_limit": str(_EVENTS)})).dicts():
        numbers = [str(row["event_id"]) for row in waiting]
        try:
            done += _tell(database, numbers)
        except Unavailable:
            raise
        except DatabaseError:
            for number in numbers:
                done += _tell_one(settings, database, number)
    return done


def _tell(database: Database, numbers: list[str]) -> int:
    told = _batch(database, call("told", "talk.events_tell", {"p_events": "{" + ",".join(numbers) + "}"}))
    return int(str(told.value()))


def _tell_one(settings: Settings, database: Database, number: str) -> int:
    try:
        return _tell(database, [number])
    except Unavailable:
        raise
    except DatabaseError as error:
        log.error("event %s: %s", number, error)
        arguments = {"p_event": number, "p_error": str(error)[:500], "p_tries": str(settings.worker.tries)}
        _batch(database, call("failed", "talk.event_failed", arguments))
        return 0


def _run_job(database: Database) -> bool:
    taken = _batch(database, call("job", "cabinet.job_take")).dicts()
    if not taken:
        return False
    job = taken[0]
    run_id = str(job["job_run_id"])
    try:
        changed = _batch(database, call("work", job["function_name"])).value()
    except DatabaseError as error:
        if isinstance(error, Unavailable):
            raise
        log.error("job %s: %s", job["job"], error)
        _batch(database, call("end", "cabinet.job_finish", {"p_run": run_id, "p_error": str(error)}))
    else:
        done = None if changed in (None, "") else str(changed)
        _batch(database, call("end", "cabinet.job_finish", {"p_run": run_id, "p_done": done}))
    return True


def _send_letters(settings: Settings, database: Database) -> int:
    letters = _batch(database, call("letters", "talk.outbox_take", {"p_limit": str(settings.worker.batch)})).dicts()
    for letter in letters:
        number = str(letter["outbox_id"])
        try:
            mail.send(settings, letter["destination"], letter["subject"], letter["body"], _attached(database, letter))
        except mail.MailRefused as error:
            _failed(database, number, error, tries=0)
        except (OSError, ValueError, SMTPException) as error:
            _failed(database, number, error, tries=settings.worker.tries)
        else:
            _batch(database, call("sent", "talk.outbox_sent", {"p_outbox": number}))
    return len(letters)


def _attached(database: Database, letter: dict[str, Any]) -> mail.Attachment | None:
    """The document that goes with a letter."""
    if letter["document_id"] is None:
        return None
    number = {"p_document": str(letter["document_id"])}
    file = _batch(database, call("file", "cabinet.document_letter", number)).one()
    return file["name"], base64.b64decode(file["content"])


def _failed(database: Database, number: str, error: Exception, tries: int) -> None:
    log.warning("letter %s: %s", number, error)
    arguments = {"p_outbox": number, "p_error": f"{type(error).__name__}: {error}"[:500], "p_tries": str(tries)}
    _batch(database, call("failed", "talk.outbox_failed", arguments))


def _batch(database: Database, statement: Statement) -> Result:
    return backstage(database, statement, _MINUTES)


def run_until_stopped(settings: Settings) -> None:
    """Work until SIGTERM or SIGINT; while the database is away wait for it, longer each time, half a minute at most."""
    stop = threading.Event()

    def ask_to_stop(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, ask_to_stop)
    database = engine_for(settings, "worker", pool_size=4)

    def bells() -> int:
        return tell_events(settings, database)

    def long_work() -> int:
        return tasks.work(database, between=lambda: not stop.is_set())

    printer = documents.Printer(settings)

    def printing() -> int:
        return documents.work(database, printer, between=lambda: not stop.is_set())

    beside = [threading.Thread(target=_repeat, args=(settings, stop, work)) for work in (bells, long_work, printing)]
    for thread in beside:
        thread.start()
    _repeat(settings, stop, lambda: _run_jobs(database) + _send_letters(settings, database))
    for thread in beside:
        thread.join()
    printer.close()


def _repeat(settings: Settings, stop: threading.Event, work: Callable[[], int]) -> None:
    pause = settings.worker.poll_seconds
    while not stop.is_set():
        try:
            done = work()
            pause = settings.worker.poll_seconds
        except Unavailable as error:
            log.warning("the database is away (%s): trying again in %.0f s", error, pause)
            done, pause = 0, min(pause * 2, 30)
        except DatabaseError as error:
            log.error("%s", error)
            done, pause = 0, min(pause * 2, 30)
        if not done:
            stop.wait(pause)
