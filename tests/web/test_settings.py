"""config.toml, its defaults and what an operator hears when something in it is wrong."""

from __future__ import annotations

import tomllib
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from webapp.settings import ROOT, Settings, SettingsError, load


def as_tree(shape: Any) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for item in fields(shape):
        if item.metadata.get("derived"):
            continue
        value = getattr(shape, item.name)
        tree[item.name] = as_tree(value) if is_dataclass(value) else str(value) if isinstance(value, Path) else value
    return tree


def write(tmp_path: Path, text: str) -> dict[str, str]:
    path = tmp_path / "other.toml"
    path.write_text(text, encoding="utf-8")
    return {"SOKOL_CONFIG": str(path)}


def test_the_file_writes_out_every_default() -> None:
    assert tomllib.loads((ROOT / "config.toml").read_text(encoding="utf-8")) == as_tree(Settings())


def test_every_key_has_its_comment_or_speaks_for_itself() -> None:
    lines = (ROOT / "config.toml").read_text(encoding="utf-8").splitlines()
    assert all(len(line) <= 120 for line in lines)


def test_another_file_may_hold_only_what_differs(tmp_path: Path) -> None:
    settings = load(write(tmp_path, "[web]\nport = 9000\n"))
    assert settings.web.port == 9000
    assert settings.limits == Settings().limits


def test_the_environment_overrides_one_key(tmp_path: Path) -> None:
    environ = write(tmp_path, "[database]\nembedded = true\n") | {
        "SOKOL_DATABASE__EMBEDDED": "false",
        "SOKOL_DATABASE__HOST": "db",
        "SOKOL_WORKER__POLL_SECONDS": "0.5",
        "PORT": "8123",
    }
    settings = load(environ)
    assert (settings.database.embedded, settings.database.host) == (False, "db")
    assert settings.worker.poll_seconds == 0.5
    assert settings.web.port == 8123


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[web]\nprot = 1\n", ["no setting web.prot", "port"]),
        ("[web]\nport = 'x'\n", ["web.port", "whole number"]),
        ("[web]\nport = true\n", ["web.port", "whole number"]),
        ("web = 1\n", ["[web] is a section"]),
        ("[web\n", ["not valid TOML", "line 1"]),
        ("[smtp]\nsecurity = 'ssl'\n", ["smtp.security", "starttls"]),
    ],
)
def test_a_mistake_is_told_in_plain_words(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(SettingsError) as refusal:
        load(write(tmp_path, text))
    for word in [*words, "other.toml"]:
        assert word in str(refusal.value)


def test_a_mistake_in_the_environment_names_the_variable() -> None:
    with pytest.raises(SettingsError, match="SOKOL_WEB__WORKERS"):
        load({"SOKOL_WEB__WORKERS": "many"})
    with pytest.raises(SettingsError, match="SOKOL_WEB__WORKRES"):
        load({"SOKOL_WEB__WORKRES": "2"})


def test_a_missing_secret_says_who_makes_it(tmp_path: Path) -> None:
    settings = load({"SOKOL_SECRETS": str(tmp_path)})
    with pytest.raises(SettingsError, match="script/bootstrap"):
        settings.odbc("sokol_web")
