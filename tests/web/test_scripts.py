"""The scripts, really run in a copy of the folder whose name has a space, a comma and Cyrillic letters: a cluster is made,
moves to another port, survives being killed, and what cannot be done is said in plain words."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from webapp.settings import ROOT

TOOLS = ["bash", "dirname", "id", "stat", "readlink", "mkdir", "df", "tail", "tr"]


class Folder:
    def __init__(self, path: Path) -> None:
        self.path = path

    def run(self, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        environ = {key: value for key, value in os.environ.items() if not key.startswith("SOKOL_")}
        return subprocess.run(
            list(words), cwd="/", env=environ | variables, capture_output=True, text=True, timeout=120, check=False
        )

    def cluster(self, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return self.run(str(self.path / "script/cluster"), *words, **variables)

    @property
    def port(self) -> int:
        return int((self.path / "var/postgresql.port").read_text())

    @property
    def postmaster(self) -> int:
        return int((self.path / "var/postgresql/data/postmaster.pid").read_text().splitlines()[0])


def end(process: int) -> None:
    """As the kernel does without memory; until nobody has the number any more."""
    os.kill(process, signal.SIGKILL)
    for _ in range(300):
        if not Path(f"/proc/{process}").exists():
            return
        time.sleep(0.1)
    raise AssertionError(f"{process} stays")


@pytest.fixture(scope="module")
def folder() -> Iterator[Folder]:
    """Not under pytest's own folder, which the user postgres may not enter."""
    top = Path(tempfile.mkdtemp(prefix="sokol-"))
    top.chmod(0o755)
    path = top / "Дом, мой"
    (path / "webapp").mkdir(parents=True)
    (path / "sql").mkdir()
    for script in (ROOT / "script").iterdir():
        (path / "script").mkdir(exist_ok=True)
        shutil.copy(script, path / "script")
    for name in ("config.toml", "webapp/settings.py"):
        shutil.copy(ROOT / name, path / name)
    for file in (ROOT / "sql").glob("bootstrap*.sql"):
        shutil.copy(file, path / "sql")
    (path / ".venv").symlink_to(ROOT / ".venv")
    (path / "var/secret").mkdir(parents=True)
    for role in ("admin", "web", "worker", "bi"):
        (path / f"var/secret/sokol_{role}").write_text(f"of {role}\n")
    place = Folder(path)
    yield place
    place.cluster("stop")
    shutil.rmtree(top)


@pytest.fixture
def running(folder: Folder) -> Folder:
    done = folder.cluster("start")
    assert done.returncode == 0, done.stderr
    return folder


def test_a_cluster_starts_in_a_folder_of_any_name(running: Folder) -> None:
    assert running.cluster("status").stdout == f"running on port {running.port}\n"
    assert running.cluster("admin", "-qAtc", "select current_user").stdout == "sokol_admin\n"
    assert running.cluster("psql", "-qAtc", "select current_user").stdout == "postgres\n"


def test_a_second_start_leaves_it_as_it_is(running: Folder) -> None:
    before = running.postmaster
    assert running.cluster("start").returncode == 0
    assert running.postmaster == before


def test_a_killed_server_comes_back_with_all_that_was_confirmed(running: Folder) -> None:
    running.cluster("psql", "-qc", "create table public.kept (n integer)", "-c", "insert into public.kept values (1)")
    end(running.postmaster)
    assert running.cluster("start").returncode == 0
    assert running.cluster("psql", "-qAtc", "select n from public.kept", "-c", "drop table public.kept").stdout == "1\n"


def test_a_taken_port_of_the_database_is_left_to_its_owner(running: Folder) -> None:
    running.cluster("stop")
    assert running.cluster("status").returncode == 3
    taken = running.port
    with socket.create_server(("127.0.0.1", taken)):
        assert running.cluster("start").returncode == 0
        assert running.port != taken
        assert running.cluster("admin", "-qAtc", "select 1").stdout == "1\n"


def test_a_server_elsewhere_is_prepared_by_one_command(running: Folder, tmp_path: Path) -> None:
    """The cluster plays the server elsewhere, entered by its socket as its superuser."""
    sockets = running.cluster("psql", "-qAtc", "show unix_socket_directories").stdout.strip()
    elsewhere = {
        "SOKOL_DATABASE__EMBEDDED": "false",
        "SOKOL_DATABASE__HOST": "127.0.0.1",
        "SOKOL_DATABASE__PORT": str(running.port),
        "SOKOL_DATABASE__NAME": "elsewhere",
    }
    refused = running.cluster("start", **elsewhere)
    assert refused.returncode == 1
    assert "does not let sokol_admin into elsewhere" in refused.stderr
    assert f"script/cluster bootstrap elsewhere -h 127.0.0.1 -p {running.port} -U postgres" in refused.stderr
    user = ["-h", sockets, "-p", str(running.port), "-U", "postgres"]
    prepared = running.cluster("bootstrap", "elsewhere", *user, **elsewhere)
    assert prepared.returncode == 0, prepared.stderr
    assert running.cluster("start", **elsewhere).returncode == 0
    assert running.cluster("status", **elsewhere).stdout == f"external: 127.0.0.1:{running.port}\n"
    assert running.cluster("admin", "-qAtc", "select current_database()", **elsewhere).stdout == "elsewhere\n"


def test_a_full_disk_is_said_with_its_figures(folder: Folder) -> None:
    done = folder.run("bash", "-c", '. "$0/script/common.sh"; room_for 99999999 var', str(folder.path))
    assert done.returncode == 1
    assert "the disk is full:" in done.stderr
    assert "99999999 MB are needed" in done.stderr


def as_nobody(script: str, folder: Path, path: Path) -> subprocess.CompletedProcess[str]:
    """As a user without rights, with the commands of `path` only."""
    drop = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.getuid() == 0 else []
    return subprocess.run(
        [*drop, "env", f"PATH={path}", "/bin/bash", "-c", f'. "$0/script/common.sh"; {script}', str(folder)],
        cwd="/", capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def tools(folder: Folder) -> Path:
    """A machine without sudo."""
    place = folder.path.parent / "bin"
    if not place.exists():
        place.mkdir()
        for tool in TOOLS:
            (place / tool).symlink_to(shutil.which(tool) or "")
    return place


@pytest.mark.skipif(os.getuid() != 0, reason="only root can be somebody else")
def test_a_folder_of_somebody_else_is_named_with_its_owner(folder: Folder, tools: Path) -> None:
    done = as_nobody("ours", folder.path, tools)
    assert done.returncode == 1
    assert f"may not write in {folder.path}, which belongs to root." in done.stderr
    assert "git clone" in done.stderr


def test_without_sudo_it_says_what_root_is_to_run(folder: Folder, tools: Path) -> None:
    done = as_nobody("root_needed 'installing system packages' apt-get install -y unixodbc", folder.path, tools)
    assert done.returncode == 1
    assert "installing system packages needs root, and there is no sudo here." in done.stderr
    assert "Run as root, once: apt-get install -y unixodbc" in done.stderr


def test_a_taken_port_of_the_web_server_is_said_with_a_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = Folder(ROOT).run(str(ROOT / "script/server"), PORT=str(port))
    assert done.returncode == 1
    if "is running already" not in done.stderr:  # a Sokol of this folder: it is named instead
        assert f"port {port} is taken by another program." in done.stderr
        assert f"PORT={port + 1} script/server" in done.stderr


def test_a_folder_that_is_not_set_up_says_what_sets_it_up(folder: Folder) -> None:
    bare = folder.path.parent / "bare"
    (bare / "script").mkdir(parents=True)
    for name in ("cluster", "common.sh"):
        shutil.copy(ROOT / "script" / name, bare / "script")
    done = Folder(bare).cluster("start")
    assert done.returncode == 1
    assert "script/bootstrap" in done.stderr


def test_the_command_starts_from_a_folder_with_spaces() -> None:
    """Its first line names the shell: one that named the interpreter would end at a space."""
    assert (ROOT / ".venv/bin/sokol").read_text(encoding="utf-8").startswith("#!/bin/sh\n'''exec' ")
    assert "deploy" in Folder(ROOT).run(str(ROOT / ".venv/bin/sokol"), "--help").stdout
