"""`sokol docs`: the pages of docs/reference, written from what is deployed, so that they cannot say anything else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.deploy import tags
from webapp.deploy.session import Session

if TYPE_CHECKING:
    from webapp.settings import Settings

_MADE = "<!-- written by `sokol docs`; edit the source it names, not this page -->\n"


def write(settings: Settings, folder: Path, commands: click.Group) -> list[Path]:
    """Writes all pages, returns those whose text is another than before."""
    changed = []
    folder.mkdir(parents=True, exist_ok=True)
    for page, text in pages(settings, commands).items():
        file = folder / page
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
            changed.append(file)
    return changed


def pages(settings: Settings, commands: click.Group) -> dict[str, str]:
    """File name → text of each page."""
    with Session(settings) as session:
        return {
            "tags.md": _tags(),
            "settings.md": _settings(settings),
            "commands.md": _commands(commands),
            "refusals.md": _refusals(session),
            "types.md": _types(session),
            "bi.md": _bi(session),
        }


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    def line(cells: Iterable[object]) -> str:
        return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |\n"

    names = list(head)
    return line(names) + line("---" for _ in names) + "".join(line(row) for row in rows)


def _tags() -> str:
    text = "# Tags in comments\n" + _MADE + "\nA comment begins with the title, then help, then `@key value` lines. "
    text += "An unknown key fails the deploy. Source: `webapp/deploy/tags.py`.\n\n## Of functions\n\n"
    rows = []
    for tag in tags.TAGS.values():
        value = (
            " ".join(filter(None, tag.words))
            if tag.words
            else ""
            if tag.value == "nothing"
            else tag.value.replace("+", " ")
        )
        rows.append((f"`@{tag.name}`", ", ".join(tag.on), value, tag.meaning + ("; several lines" if tag.many else "")))
    text += _table(("tag", "on", "value", "meaning"), rows)
    text += "\n`-- @accept words` in a body: findings of plpgsql_check with these words were looked at and are right.\n"
    text += "\n## Of field types (domains of `lib`)\n\n"
    text += _table(("tag", "meaning"), [(f"`@{key}`", meaning) for key, meaning in tags.DOMAIN_TAGS.items()])
    text += "\n## Of tables and views\n\n"
    return text + _table(("tag", "meaning"), [(f"`@{key}`", meaning) for key, meaning in tags.RELATION_TAGS.items()])


def _settings(settings: Settings) -> str:
    """config.toml with its comments is the source; the tests hold its values against webapp/settings.py."""
    text = (
        "# Settings of the operator\n"
        + _MADE
        + "\nSource: `config.toml`. In the environment `SOKOL_<SECTION>__<KEY>`.\n"
    )
    rows: list[tuple[str, str, str]] = []
    above: list[str] = []
    section = ""

    def flush() -> str:
        nonlocal rows
        done = (
            f"\n## {section or 'Without a section'}\n\n" + _table(("key", "default", "meaning"), rows) if rows else ""
        )
        rows = []
        return done

    for line in (settings.root / "config.toml").read_text(encoding="utf-8").splitlines():
        head = re.fullmatch(r"\[(\w+)\]\s*(?:#.*)?", line.strip())
        pair = re.fullmatch(r"(\w+)\s*=\s*(\"[^\"]*\"|[^#]*?)\s*(?:#\s*(.*))?", line.strip())
        if head:
            text += flush()
            section, above = head.group(1), []
        elif line.strip().startswith("#"):
            above.append(line.strip().lstrip("# "))
        elif pair:
            meaning = " ".join(filter(None, [" ".join(above), pair.group(3) or ""]))
            rows.append((f"`{pair.group(1)}`", f"`{pair.group(2)}`", meaning))
            above = []
        else:
            above = []
    return text + flush()


def _commands(group: click.Group) -> str:
    text = "# Commands\n" + _MADE + "\nSource: `webapp/cli.py`.\n"

    def describe(command: click.Command, path: str) -> str:
        with click.Context(
            command, info_name=path, terminal_width=100, max_content_width=100, help_option_names=["-h", "--help"]
        ) as context:
            part = f"\n## {path}\n\n```text\n{command.get_help(context)}\n```\n"
        if isinstance(command, click.Group):
            for name in sorted(command.commands):
                part += describe(command.commands[name], f"{path} {name}")
        return part

    for name in sorted(group.commands):
        text += describe(group.commands[name], f"sokol {name}")
    return text


def _refusals(session: Session) -> str:
    rows = session.rows(
        "select c.code, c.status, coalesce(r.text, '') as russian, coalesce(e.text, '') as english "
        "from cabinet.refusal_codes as c "
        "left join cabinet.texts as r on r.key = 'refusal.' || c.code and r.language = 'ru' "
        "left join cabinet.texts as e on e.key = 'refusal.' || c.code and e.language = 'en' order by c.code"
    )
    text = (
        "# Refusals\n"
        + _MADE
        + "\nSQLSTATE is SK and the status; DETAIL is JSON with the code. Source: `sql/texts`.\n\n"
    )
    return text + _table(
        ("code", "status", "Russian", "English"), [(f"`{r.code}`", r.status, r.russian, r.english) for r in rows]
    )


def _types(session: Session) -> str:
    rows = session.rows(
        "select t.typname as name, format_type(t.typbasetype, t.typtypmod) as base, "
        "coalesce(obj_description(t.oid, 'pg_type'), '') as comment "
        "from pg_catalog.pg_type as t where t.typnamespace = 'lib'::regnamespace and t.typtype = 'd' order by t.typname"
    )
    lines = []
    for row in rows:
        comment = tags.parse(row.comment)
        lines.append(
            (
                f"`lib.{row.name}`",
                row.base,
                comment.title,
                " ".join(f"`@{key} {value}`" for key, value, _ in comment.tags),
            )
        )
    text = (
        "# Field types\n"
        + _MADE
        + "\nA domain decides how a value is shown, asked for and checked. Source: migrations.\n\n"
    )
    return text + _table(("type", "base", "title", "tags"), lines)


def _bi(session: Session) -> str:
    text = (
        "# Reporting views (`bi`)\n"
        + _MADE
        + "\nRead by `sokol_bi`: the whole company, pseudonymous. Source: `sql/views/bi`.\n"
    )
    views = session.rows(
        "select c.oid::bigint as oid, c.relname as name, coalesce(obj_description(c.oid, 'pg_class'), '') as comment "
        "from pg_catalog.pg_class as c where c.relnamespace = 'bi'::regnamespace and c.relkind in "
        "('v', 'm', 'r') order by c.relname"
    )
    for view in views:
        columns = session.rows(
            "select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, "
            "coalesce(col_description(a.attrelid, a.attnum), '') as comment "
            "from pg_catalog.pg_attribute as a where a.attrelid = ?::bigint::oid and a.attnum > 0 "
            "and not a.attisdropped order by a.attnum",
            view.oid,
        )
        text += f"\n## bi.{view.name}\n\n{view.comment}\n\n"
        text += _table(("column", "type", "meaning"), [(f"`{c.name}`", c.type, c.comment) for c in columns])
    return text
