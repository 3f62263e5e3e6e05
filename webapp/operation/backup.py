"""`sokol backup` and `sokol restore`: pg_dump's custom format, into a database of a new name.

Neither needs a superuser. Extensions and the event trigger come with `sokol_template`; owners and grants are not taken
from the file but derived again from the cabinets in it, as every deploy does, since roles belong to the server.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from webapp.deploy import objects, roles
from webapp.deploy.problems import DeployError, Problem
from webapp.deploy.session import Session, name

if TYPE_CHECKING:
    from webapp.settings import Settings

_NOT_OURS = re.compile(
    r"""^\d+;\ \d+\ \d+\ (?:
        EXTENSION | COMMENT\ -\ EXTENSION | EVENT\ TRIGGER | COMMENT\ -\ EVENT\ TRIGGER | ACL | DEFAULT\ ACL | DATABASE
      | SCHEMA\ -\ (?:ext|public) | COMMENT\ -\ SCHEMA\ (?:ext|public) | \w+(?:\ \w+)?\ ext[ ]
    )""",
    re.VERBOSE,
)


def backup(settings: Settings, file: Path) -> int:
    """Writes the database into one file; returns its bytes. An existing file is not overwritten."""
    if file.exists():
        raise DeployError(f"{file} exists already. Name another file.")
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(file.name + ".part")
    _run(settings, "pg_dump", "--format=custom", "--no-sync", f"--file={draft}", "--dbname", settings.database.name)
    draft.chmod(0o600)
    draft.rename(file)
    return file.stat().st_size


def restore(settings: Settings, file: Path, database: str) -> None:
    """Makes the database `database` and fills it. Raises DeployError when it exists or something does not fit."""
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,62}", database):
        raise DeployError(f"{database} cannot be the name of a database: lower case letters, digits and _ please.")
    if not file.is_file():
        raise DeployError(f"There is no file {file}.")
    contents = _run(settings, "pg_restore", "--list", str(file))
    there = settings.with_database(database)
    with Session(settings) as session:
        if session.value("select exists (select from pg_catalog.pg_database where datname = ?)", database):
            raise DeployError(f"The database {database} exists already. Restore into a new one, look, then rename.")
        session.run(f"create database {name(database)} template sokol_template owner sokol_owner")
    try:
        with Session(there) as session:
            session.run((settings.root / "sql/bootstrap_access.sql").read_text(encoding="utf-8"))
        lines = [
            line for line in contents.splitlines() if line and not line.startswith(";") and not _NOT_OURS.match(line)
        ]
        with tempfile.NamedTemporaryFile("w", suffix=".list", encoding="utf-8") as chosen:
            chosen.write("\n".join(lines) + "\n")
            chosen.flush()
            common = [
                "--dbname",
                database,
                "--role=sokol_owner",
                "--no-owner",
                "--no-acl",
                "--exit-on-error",
                f"--use-list={chosen.name}",
            ]
            _run(there, "pg_restore", *common, "--section=pre-data", "--section=data", str(file))
            _roles(there)  # policies name them
            _run(there, "pg_restore", *common, "--section=post-data", str(file))
        with Session(there) as session:
            with session.transaction():
                objects.lay_rights(session, objects.recorded_cabinets(session))
            session.run("analyze")
    except BaseException:
        with Session(settings) as session:
            session.run(f"drop database if exists {name(database)} with (force)")
        raise


def _roles(settings: Settings) -> None:
    with Session(settings) as session, session.transaction():
        for cabinet in objects.recorded_cabinets(session).values():
            roles.make_roles(session, cabinet)


def _run(settings: Settings, program: str, *arguments: str) -> str:
    words = settings.odbc("sokol_admin")
    environment = os.environ | {
        "PGHOST": words["Servername"],
        "PGPORT": words["Port"],
        "PGUSER": words["Username"],
        "PGPASSWORD": words["Password"],
        "PGSSLMODE": words["SSLmode"],
        "LC_ALL": "C",
    }
    try:
        done = subprocess.run([program, *arguments], env=environment, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise DeployError(f"{program} is not installed: it comes with the package postgresql-client.") from None
    if done.returncode:
        problems = [Problem("", 0, line) for line in done.stderr.strip().splitlines()[-8:]]
        raise DeployError(f"{program} failed.", problems)
    return done.stdout
