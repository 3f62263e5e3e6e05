"""The scripts on a bad day: a package that cannot be had, a full disk, Ctrl-C in the middle. What is wrong and what to do is
said in plain words, nothing half done stays, and the next start goes through.

The programs are real. A network that is away is a server that is not there; what stands in for the system's own is only
what nobody may break on a machine in use: its package manager and the answer of `df`.
"""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import free_port
from webapp.settings import ROOT, Settings

SCRIPTS = ("bootstrap", "cluster", "common.sh", "server", "test")


class Folder:
    """A clone of the repository that is set up already, with the environment of this one."""

    def __init__(self, path: Path, elsewhere: Settings | None = None) -> None:
        self.path = path
        self.variables: dict[str, str] = {"PYTHONPATH": str(path)}
        for name in ("script", "webapp", "sql"):
            shutil.copytree(ROOT / name, path / name, ignore=shutil.ignore_patterns("__pycache__", "demo"))
        for name in ("config.toml", "gunicorn.conf.py", "requirements.lock", "requirements-dev.lock"):
            shutil.copy(ROOT / name, path / name)
        (path / ".venv").symlink_to(ROOT / ".venv")
        shutil.copytree(ROOT / "var/secret", path / "var/secret")
        for mark in (ROOT / "var").glob("no-*"):
            shutil.copy(mark, path / "var")
        (path / "webapp/static/vendor/.stamp").touch()
        if (ROOT / "var/static").exists():
            shutil.copytree(ROOT / "var/static", path / "var/static")
        self.stamp("requirements")
        self.stamp("requirements-dev")
        if elsewhere:
            base = elsewhere.database
            self.variables |= {
                "SOKOL_DATABASE__EMBEDDED": "false", "SOKOL_DATABASE__HOST": base.host,
                "SOKOL_DATABASE__PORT": str(base.port), "SOKOL_DATABASE__NAME": base.name,
            }  # fmt: skip

    def stamp(self, name: str) -> None:
        """What script/bootstrap leaves when it has installed a lock."""
        command = (
            f"{{ /usr/bin/python3 --version; pwd -P; cat {name}.lock script/bootstrap; }} | sha256sum | cut -d ' ' -f 1"
        )
        made = subprocess.run(["bash", "-c", command], cwd=self.path, capture_output=True, text=True, check=True)
        (self.path / f"var/{name}.stamp").write_text(made.stdout)

    def environ(self, **variables: str) -> dict[str, str]:
        plain = {key: value for key, value in os.environ.items() if not key.startswith("SOKOL_")}
        return plain | self.variables | variables

    def run(self, script: str, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.path / "script" / script), *words],
            cwd="/", env=self.environ(**variables), capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    def files(self) -> set[str]:
        """Everything that lies in var, but for logs and locks."""
        found = (one.relative_to(self.path).as_posix() for one in (self.path / "var").rglob("*"))
        return {one for one in found if not one.endswith((".log", ".lock"))}

    def begin(self, script: str, *words: str, **variables: str) -> Foreground:
        return Foreground(self, script, words, variables)


class Foreground:
    """A script as a terminal has it in the foreground: a process group of its own, which Ctrl-C reaches as a whole."""

    def __init__(self, folder: Folder, script: str, words: tuple[str, ...], variables: dict[str, str]) -> None:
        self.log = folder.path / "var/said.log"
        with self.log.open("wb") as out:
            # whoever started the tests may have them ignore Ctrl-C
            self.process = subprocess.Popen(
                ["env", "--default-signal=INT", str(folder.path / "script" / script), *words],
                cwd="/", env=folder.environ(**variables), stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    def __enter__(self) -> Foreground:
        return self

    def __exit__(self, *_: object) -> None:
        """Where a test has failed before Ctrl-C."""
        if self.process.poll() is None:
            self.interrupt()

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def until(self, text: str) -> None:
        for _ in range(1200):
            if text in self.said:
                return
            assert self.process.poll() is None, self.said
            time.sleep(0.1)
        raise AssertionError(self.said)

    def interrupt(self) -> int:
        """Ctrl-C; answers with which code it ended."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(60)


def of_folder(folder: Folder) -> list[str]:
    """Processes that work in a folder."""
    found = []
    for one in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (one / "cwd").readlink().is_relative_to(folder.path):
                found.append((one / "cmdline").read_text().replace("\0", " "))
    return found


def gone(folder: Folder) -> bool:
    """Nothing of the folder runs any more; what was told to end has a moment for it."""
    for _ in range(100):
        if not of_folder(folder):
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def place() -> Iterator[Path]:
    """Where the user of PostgreSQL may look in too."""
    top = Path(tempfile.mkdtemp(prefix="sokol-bad-"))
    top.chmod(0o755)
    yield top
    shutil.rmtree(top)


def command(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("#!/bin/bash\n" + text)
    (folder / name).chmod(0o755)


PACKAGE = "fonts-paratype"


@pytest.fixture
def machine(place: Path) -> Path:
    """A machine on which one package is missing, and cannot be had until there is a file `network`."""
    commands = place / "bin"
    real = shutil.which("dpkg-query")
    command(commands, "sudo", 'shift\nexec "$@"\n')
    command(
        commands, "dpkg-query",
        f'if [ "${{!#}}" = {PACKAGE} ] && [ ! -e {place}/installed ]; then echo not-installed; exit 1; fi\nexec {real} "$@"\n',
    )  # fmt: skip
    command(
        commands, "apt-get",
        f"""echo "$*" >>{place}/asked
[ -e {place}/network ] || {{ echo 'E: Unable to locate package {PACKAGE}' >&2; exit 100; }}
case "$*" in *install*) touch {place}/installed ;; esac
""",
    )  # fmt: skip
    return place


def test_a_system_package_that_cannot_be_had(machine: Path, sokol_db: Settings) -> None:
    folder = Folder(machine / "clone", sokol_db)
    path = f"{machine / 'bin'}:{os.environ['PATH']}"
    before = folder.files()
    done = folder.run("server", PATH=path)
    assert done.returncode == 1
    assert f"these system packages could not be had: {PACKAGE}" in done.stderr
    assert f"What apt-get said: E: Unable to locate package {PACKAGE}" in done.stderr
    assert "Check the network and /etc/apt/sources.list" in done.stderr
    assert "Traceback" not in done.stderr
    assert folder.files() - before == {"var/apt.updated"}
    assert gone(folder)
    asked = [line.split()[-1] for line in (machine / "asked").read_text().splitlines()]
    assert asked == ["update", PACKAGE, "update", PACKAGE]  # the second time with new lists

    (machine / "network").touch()
    done = folder.run("bootstrap", PATH=path)
    assert done.returncode == 0, done.stderr
    assert f"Installing system packages: {PACKAGE}" in done.stderr
    assert folder.run("bootstrap", PATH=path).stderr == ""


def wheel(folder: Path) -> str:
    """A package to install; answers its line of a lock."""
    folder.mkdir()
    file = folder / "sokol_probe-1.0-py3-none-any.whl"
    meta = {
        "METADATA": "Metadata-Version: 2.1\nName: sokol-probe\nVersion: 1.0\n",
        "WHEEL": "Wheel-Version: 1.0\nGenerator: sokol\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    texts = {"sokol_probe.py": ""} | {f"sokol_probe-1.0.dist-info/{name}": text for name, text in meta.items()}
    record = ""
    with zipfile.ZipFile(file, "w") as packed:
        for name, text in texts.items():
            packed.writestr(name, text)
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
            record += f"{name},sha256={digest},{len(text)}\n"
        packed.writestr("sokol_probe-1.0.dist-info/RECORD", record + "sokol_probe-1.0.dist-info/RECORD,,\n")
    return f"sokol-probe==1.0 --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}\n"


def test_a_python_package_that_cannot_be_had(place: Path, sokol_db: Settings) -> None:
    """Real pip: first its index is not there, then it is a folder."""
    folder = Folder(place / "clone", sokol_db)
    (folder.path / ".venv").unlink()
    subprocess.run(["/usr/bin/python3", "-m", "venv", "--without-pip", str(folder.path / ".venv")], check=True)
    packages = next((folder.path / ".venv/lib").glob("python*/site-packages"))
    (packages / "pip").symlink_to(next((ROOT / ".venv/lib").glob("python*/site-packages/pip")))
    (folder.path / ".venv/bin/pip").write_text(f"#!{folder.path}/.venv/bin/python\n")
    (folder.path / "requirements.lock").write_text(wheel(place / "wheels"))
    (folder.path / "var/requirements.stamp").unlink()
    (folder.path / "webapp/static/vendor/.stamp").touch()
    before = folder.files()
    away = {"PIP_CONFIG_FILE": "/dev/null", "PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0"}
    done = folder.run("server", **away)
    assert done.returncode == 1
    assert "the Python packages of requirements.lock could not be installed." in done.stderr
    assert "ERROR: No matching distribution found for sokol-probe==1.0" in done.stderr
    assert "Check the network, then start this script again. All of it: var/pip.log" in done.stderr
    assert folder.files() == before
    assert not (folder.path / ".venv/bin/sokol").exists()

    done = folder.run("bootstrap", PIP_CONFIG_FILE="/dev/null", PIP_NO_INDEX="1", PIP_FIND_LINKS=str(place / "wheels"))
    assert done.returncode == 0, done.stderr
    assert (packages / "sokol_probe.py").exists()
    assert (folder.path / ".venv/bin/sokol").exists()


def answers(port: int) -> bool:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=60) as page:
        return bool(page.status == 200)


def test_ctrl_c_while_it_starts_and_while_it_serves(place: Path, sokol_db: Settings) -> None:
    folder = Folder(place / "clone", sokol_db)
    lock = folder.path / "var/server.lock"
    port = free_port()
    with folder.begin("server", "--no-demo", PORT=str(port)) as server:
        while not lock.exists() or not lock.read_text():
            assert server.process.poll() is None, server.said
            time.sleep(0.02)
        assert server.interrupt() == 0
        assert "Traceback" not in server.said
        assert "the deploy was refused" not in server.said
    assert gone(folder)

    with folder.begin("server", "--no-demo", PORT=str(port)) as server:
        server.until("Ctrl-C stops it.")
        assert answers(port)
        assert {"gunicorn", "worker"} <= {word for one in of_folder(folder) for word in one.replace("/", " ").split()}
        assert server.interrupt() == 0
        assert server.said.rstrip().endswith("Stopping.")
    assert gone(folder)
    assert lock.read_text() == ""


def test_a_full_disk_is_said_before_anything_is_written(place: Path, sokol_db: Settings) -> None:
    folder = Folder(place / "clone", sokol_db)
    command(place / "bin", "df", "echo Avail\necho '  3'\n")
    before = folder.files()
    full = {"PATH": f"{place / 'bin'}:{os.environ['PATH']}", "PORT": str(free_port())}
    done = folder.run("server", "--no-demo", **full)
    assert done.returncode == 1
    assert "the disk is full: 3 MB are free under var, 100 MB are needed." in done.stderr
    assert "Make room there, then start this script again." in done.stderr
    (folder.path / "var/requirements.stamp").unlink()
    done = folder.run("bootstrap", **full)
    assert done.returncode == 1
    assert "800 MB are needed." in done.stderr
    assert folder.files() == before - {"var/requirements.stamp"}
    assert gone(folder)


def test_ctrl_c_ends_the_tests(place: Path, sokol_db: Settings) -> None:
    folder = Folder(place / "clone", sokol_db)
    (folder.path / "tests").mkdir()
    (folder.path / "tests/test_long.py").write_text(
        "import time\n\ndef test_long():\n    print('begun', flush=True)\n    time.sleep(60)\n"
    )
    with folder.begin("test", "--no-checks", "-s", "tests/test_long.py") as tests:
        tests.until("begun")
        assert tests.interrupt() == 130
    assert gone(folder)


@pytest.mark.long
def test_ctrl_c_stops_the_cluster_that_was_started_with_it_and_no_other(place: Path) -> None:
    folder = Folder(place / "clone")
    port = free_port()
    for first in (True, False):
        with folder.begin("server", "--no-demo", PORT=str(port)) as server:
            server.until("Ctrl-C stops it.")
            assert answers(port)
            assert ("Deployed." in server.said) is first
            assert server.interrupt() == 0
        assert gone(folder)
        assert folder.run("cluster", "status").returncode == 3
        assert not (folder.path / "var/server.cluster").exists()
    assert folder.run("cluster", "start").returncode == 0
    with folder.begin("server", "--no-demo", PORT=str(port)) as server:
        server.until("Ctrl-C stops it.")
        assert server.interrupt() == 0
    assert folder.run("cluster", "status").returncode == 0
    assert folder.run("cluster", "stop").returncode == 0
    assert gone(folder)
