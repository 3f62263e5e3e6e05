"""Backup and restore, health, people from the console, the reference."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.conftest import Connect, administration
from tests.web.deploy_tree import PICTURE
from webapp import cli
from webapp.deploy import DeployError, deploy
from webapp.operation import backup, health, persons, reference
from webapp.settings import ROOT, Settings


@pytest.fixture(scope="module")
def dump(sokol_db: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the company."""
    file = tmp_path_factory.mktemp("backup") / "sokol.dump"
    backup.backup(sokol_db, file)
    return file


@pytest.fixture(scope="module")
def restored(sokol_db: Settings, dump: Path) -> Iterator[Settings]:
    name = sokol_db.database.name + "_restored"
    backup.restore(sokol_db, dump, name)
    yield sokol_db.with_database(name)
    with administration(sokol_db, "postgres") as server:
        server.execute(f'drop database if exists "{name}" with (force)')


def rows(settings: Settings, sql: str) -> list[tuple[object, ...]]:
    with administration(settings, settings.database.name) as connection:
        return [tuple(row) for row in connection.execute(sql).fetchall()]


def test_a_restored_copy_is_the_same_down_to_owners_and_grants(sokol_db: Settings, restored: Settings) -> None:
    assert rows(restored, PICTURE) == rows(sokol_db, PICTURE)
    policies = (
        "select polname, polrelid::regclass::text, polroles::regrole[]::text, pg_get_expr(polqual, polrelid) "
        "from pg_policy order by 1, 2"
    )
    assert rows(restored, policies) == rows(sokol_db, policies)
    assert deploy(restored).nothing


def test_a_page_can_be_read_from_the_restored_copy(restored: Settings, connect: Connect) -> None:
    page = connect(restored, "sokol_web")
    page.execute("select set_config('role', 'cab_resident', true)")
    assert page.execute("select release from cabinet.release()").fetchone()[0] >= 1


def test_restore_never_touches_a_database_that_exists(sokol_db: Settings, dump: Path) -> None:
    with pytest.raises(DeployError, match="exists already"):
        backup.restore(sokol_db, dump, sokol_db.database.name)
    with pytest.raises(DeployError, match="exists already"):
        backup.backup(sokol_db, dump)
    assert dump.stat().st_mode & 0o077 == 0


def test_a_damaged_backup_leaves_no_database(sokol_db: Settings, dump: Path, tmp_path: Path) -> None:
    file = tmp_path / "sokol.dump"
    whole = dump.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    name = sokol_db.database.name + "_damaged"
    with pytest.raises(DeployError):
        backup.restore(sokol_db, file, name)
    assert rows(sokol_db, f"select 1 from pg_database where datname = '{name}'") == []


def test_health_finds_what_was_changed_past_deploy(fresh_db: Settings) -> None:
    texts = [one.text for one in health.findings(fresh_db)]
    assert "the database is what the files say" in texts
    assert "definitions under sokol_web are refused" in texts
    with administration(fresh_db, fresh_db.database.name) as connection:
        connection.execute("comment on function cabinet.release() is 'changed at night'")
    bad = [one for one in health.findings(fresh_db) if one.level == "bad"]
    assert any("cabinet.release" in one.text and "--adopt" in one.advice for one in bad)


def test_health_says_that_nothing_answers(sokol_db: Settings) -> None:
    found = health.findings(sokol_db.with_database("sokol_test_nobody"))
    assert [one.level for one in found if "does not answer" in one.text] == ["bad"]


def test_the_first_administrator_comes_from_the_console(fresh_db: Settings) -> None:
    password = persons.password_made()
    persons.create(
        fresh_db,
        "Иванов Иван Иванович",
        email="ivanov@example.ru",
        cabinets=["admin"],
        position="Директор",
        password=password,
    )
    persons.grant(fresh_db, "ivanov@example.ru", "supervisor")
    assert [(row.login, row.cabinets) for row in persons.held(fresh_db)] == [("ivanov@example.ru", "admin, supervisor")]
    persons.password_set(fresh_db, "ivanov@example.ru", "another password")
    persons.grant(fresh_db, "ivanov@example.ru", "supervisor", take=True)
    assert [row.cabinets for row in persons.held(fresh_db)] == ["admin"]
    secret = rows(fresh_db, "select secret from people.credentials where kind = 'password'")[0][0]
    assert str(secret).startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    with pytest.raises(DeployError, match="no cabinet nowhere"):
        persons.grant(fresh_db, "ivanov@example.ru", "nowhere")
    with pytest.raises(DeployError, match="Nobody has the login"):
        persons.password_set(fresh_db, "nobody@example.ru", "x")


def test_the_reference_in_docs_is_what_is_deployed(sokol_db: Settings) -> None:
    for page, text in reference.pages(sokol_db, cli.main).items():
        file = ROOT / "docs/reference" / page
        assert file.read_text(encoding="utf-8") == text, f"{page}: run sokol docs"


@pytest.mark.parametrize("command", [*sorted(cli.main.commands), "user create", "user list"])
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    result = CliRunner().invoke(cli.main, [*command.split(), "--help"])
    assert result.exit_code == 0
    assert "sokol " + command in result.output.partition("Example")[2]


def test_a_refused_deploy_ends_with_code_1_and_no_traceback(
    sokol_db: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "settings", lambda: sokol_db.with_database("sokol_test_nobody"))
    result = CliRunner().invoke(cli.main, ["deploy"])
    assert result.exit_code == 1
    assert "Traceback" not in result.output
