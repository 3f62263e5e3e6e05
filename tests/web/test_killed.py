"""What a kill leaves: everything confirmed is there, nothing is there twice. The processes are really killed."""

from __future__ import annotations

import asyncio
import hashlib
import http.client
import os
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller

from tests.conftest import free_port, serving
from tests.web.visitor import Visitor
from tests.world import World, make_world, owner_run, owner_value
from webapp.settings import ROOT, Settings, load


def cookie_of(world: World, name: str) -> dict[str, str]:
    cookie = secrets.token_bytes(32)
    owner_run(
        world,
        "insert into people.sessions (key_hash, user_id, expires_at, idle) "
        f"values (sha256(decode('{hashlib.sha256(cookie).hexdigest()}', 'hex')), {world.users[name]}, "
        "lib.moment() + interval '7 days', '12 hours')",
    )
    return {"sokol": cookie.hex()}


# PostgreSQL ----------------------------------------------------------------------------------------------------------


class Cluster:
    """A cluster of its own, made by script/cluster in another folder, so that it can be killed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "var").mkdir(parents=True)
        for name in ("script", "sql"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("demo", "procedures", "texts"))
        shutil.copyfile(ROOT / "config.toml", folder / "config.toml")
        for name in (".venv", "webapp"):
            (folder / name).symlink_to(ROOT / name)
        self.start()
        port = (folder / "var/postgresql.port").read_text().strip()
        self.environment = {
            "SOKOL_DATABASE__EMBEDDED": "false", "SOKOL_DATABASE__HOST": "127.0.0.1", "SOKOL_DATABASE__PORT": port,
        }  # fmt: skip

    def start(self) -> None:
        self._run("start")

    def stop(self) -> None:
        self._run("stop")
        place = self.folder / "var/postgresql"
        if place.is_symlink():
            shutil.rmtree(place.resolve(), ignore_errors=True)

    def _run(self, word: str) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("SOKOL_")}
        done = subprocess.run(
            ["script/cluster", word],
            cwd=self.folder, env=environment, capture_output=True, text=True, check=False, timeout=180,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    def kill(self) -> None:
        """SIGKILL to the postmaster and all its processes at once, as a power cut would."""
        data = self.folder / "var/postgresql/data"
        postmaster = int((data / "postmaster.pid").read_text().split()[0])
        family = [int(path.parent.name) for path in Path("/proc").glob("[0-9]*/stat") if _parent(path) == postmaster]
        for process in (postmaster, *family):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        for process in (postmaster, *family):
            while _lives(process):
                time.sleep(0.02)


def _parent(path: Path) -> int:
    with suppress(OSError):
        return int(path.read_text().rsplit(")", 1)[1].split()[1])
    return 0


def _lives(process: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return False


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    yield made
    made.stop()


def test_a_killed_postgresql_keeps_every_confirmed_order_and_makes_none_twice(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from webapp.deploy import deploy

    for name, value in cluster.environment.items():
        monkeypatch.setenv(name, value)
    settings = load()
    deploy(settings)
    world = make_world(settings)
    mark, confirmed, begun = uuid4().hex, list[str](), 6
    with serving(settings, tmp_path, workers=2) as base:
        cookies = cookie_of(world, "anna")
        visitor = Visitor(base, cookies)
        service = world.services["world_tap"]
        address, hidden = visitor.form(f"/resident/report?place=flat&service={service}", "report-send")

        def send(number: int) -> None:
            mine, token = Visitor(base, dict(visitor.cookies)), str(uuid4())
            for _try in range(200):  # as a person does: the same form again until there is an answer
                with suppress(OSError, http.client.HTTPException):
                    answer = mine.post(address, {**hidden, "_token": token, "description": f"{mark} {number}"})
                    if answer.status == 303:
                        confirmed.append(answer.headers["Location"])
                        return
                    assert answer.status == 503, (answer.status, answer.text[:300])
                time.sleep(0.1)

        senders = [threading.Thread(target=send, args=(number,)) for number in range(begun)]
        for at, sender in enumerate(senders):
            sender.start()
            if at == begun // 2:
                cluster.kill()
        cluster.start()
        for sender in senders:
            sender.join()
        assert visitor.get("/resident/orders").status == 200
    orders = owner_run(world, "select order_id from desk.orders where description like ?", f"{mark}%")
    assert len(confirmed) == begun
    assert sorted(path.rsplit("=", 1)[1] for path in confirmed) == sorted(str(row[0]) for row in orders)


# The worker ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def world(fresh_db: Settings) -> World:
    return make_world(fresh_db)


class SlowOffice:
    """A mail server that takes its time: what it has answered «250» to is delivered."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.letters: list[str] = []
        self.slow = True

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.asked.set()
        if self.slow:
            await asyncio.sleep(30)
        self.letters.append(envelope.rcpt_tos[0])
        return "250 OK"


@pytest.fixture
def office() -> Iterator[tuple[SlowOffice, int]]:
    office = SlowOffice()
    controller = Controller(office, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield office, controller.port
    controller.stop()


Worker = Callable[[], subprocess.Popen[bytes]]


@pytest.fixture
def worker(fresh_db: Settings, office: tuple[SlowOffice, int], tmp_path: Path) -> Iterator[Worker]:
    running: list[subprocess.Popen[bytes]] = []
    environment = os.environ | {
        "SOKOL_DATABASE__NAME": fresh_db.database.name, "SOKOL_SMTP__HOST": "127.0.0.1",
        "SOKOL_SMTP__PORT": str(office[1]), "SOKOL_SMTP__SECURITY": "none", "SOKOL_WORKER__POLL_SECONDS": "0.1",
    }  # fmt: skip

    def begin() -> subprocess.Popen[bytes]:
        with (tmp_path / "worker.log").open("ab") as log:
            running.append(
                subprocess.Popen(
                    [sys.executable, "-c", "from webapp.cli import main; main()", "worker"],
                    cwd=ROOT,
                    env=environment,
                    stdout=log,
                    stderr=log,
                )
            )
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.wait()


def until(true: Callable[[], object], what: str) -> None:
    for _ in range(600):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError(f"in vain: {what}")


def test_a_letter_of_a_killed_worker_goes_out_by_the_next(
    world: World, worker: Worker, office: tuple[SlowOffice, int]
) -> None:
    owner_run(
        world,
        "insert into talk.outbox (channel, destination, subject, body) "
        "values ('email', 'petrova@example.test', 'Заявка', 'Мастер придёт')",
    )
    first = worker()
    assert office[0].asked.wait(60)
    first.kill()
    first.wait()
    assert office[0].letters == []
    sent = "select count(*) from talk.outbox where sent_at is not null"
    assert owner_value(world, sent) == 0
    # its lease holds back others until it is over
    assert owner_value(world, "select count(*) from talk.outbox where leased_until > lib.moment()") == 1
    owner_run(world, "update talk.outbox set leased_until = lib.moment() - interval '1 second'")
    office[0].slow = False
    worker()
    until(lambda: owner_value(world, sent) == 1, "the letter is sent")
    assert office[0].letters == ["petrova@example.test"]


def test_a_job_of_a_killed_worker_comes_again_and_leaves_no_half(world: World, worker: Worker) -> None:
    """The worker is killed with half of its job done; the server ends what it was given whole or not at all."""
    for statement in (
        "create table talk.halves (at timestamptz not null default clock_timestamp())",
        "create function talk.halves_make() returns integer language plpgsql volatile security definer "
        "set search_path = '' as $$ begin insert into talk.halves default values; perform pg_catalog.pg_sleep(3); "
        "insert into talk.halves default values; return 2; end $$",
        "grant execute on function talk.halves_make() to sokol_worker",
        "update cabinet.schedules set next_at = now() + interval '1 day'",
        "insert into cabinet.schedules (job, title, function_name, every, next_at) "
        "values ('halves', 'Половины', 'talk.halves_make', '1 hour', now())",
    ):
        owner_run(world, statement)
    halves = "select count(*) from talk.halves"
    runs = "select count(*) from cabinet.job_runs where job = 'halves'"
    first = worker()
    until(lambda: owner_value(world, runs) == 1, "the job begins")
    assert owner_value(world, halves) == 0
    first.kill()
    first.wait()
    owner_run(world, "update cabinet.schedules set next_at = now() where job = 'halves'")
    worker()
    ended = "select count(*) from cabinet.job_runs where job = 'halves' and finished_at is not null"
    seen: set[int] = set()

    def done_whole() -> bool:
        seen.add(int(owner_value(world, halves)))
        return bool(owner_value(world, ended) == 1)

    until(done_whole, "the job is done")
    assert {number % 2 for number in seen} == {0}
    assert owner_value(world, runs) == 2
    done = "select done from cabinet.job_runs where job = 'halves' and finished_at is not null"
    assert owner_value(world, done) == 2


def test_notices_of_a_worker_killed_again_and_again_come_once(world: World, worker: Worker) -> None:
    events = 300
    owner_run(
        world,
        "select talk.event_raise('access_closed', n, ?, null, '{}', ?) from generate_series(1, ?) as n",
        world.premises["one/1"], world.users["anna"], events,
    )  # fmt: skip
    raised = owner_value(world, "select count(*) from talk.events")
    assert raised == events
    for _kill in range(3):
        process = worker()
        time.sleep(0.7)
        process.kill()
        process.wait()
    worker()
    until(lambda: owner_value(world, "select count(*) from talk.events_waiting(1000000)") == 0, "all is told")
    twice = "select count(*) from (select 1 from talk.notices group by event_id, user_id having count(*) > 1) as t"
    assert owner_value(world, twice) == 0
    told = "select count(*) from talk.notices where user_id = ? and kind = 'access_closed'"
    assert owner_value(world, told, world.users["anna"]) == events
