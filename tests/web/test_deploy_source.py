"""The splitter agrees with PostgreSQL's own parser, and knows the lines."""

from __future__ import annotations

from pathlib import Path

import pglast
import pytest

from webapp.deploy import templates
from webapp.deploy.source import Sources, classify, parse, read
from webapp.deploy.tokens import SplitError, split
from webapp.settings import ROOT


def test_every_file_of_the_product_is_split_as_postgresql_would() -> None:
    for path in sorted((ROOT / "sql").glob("*/**/*.sql")):
        if "demo" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        ours = [statement.text for statement in split(text)]
        theirs = [piece.strip() for piece in pglast.split(text, with_parser=True)]
        assert len(ours) == len(theirs), path
        for mine, other in zip(ours, theirs, strict=True):
            assert other.endswith(mine), path


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("select 1; select 2;;", 2),
        ("select ';'; select e'\\';'; select $$;$$; select $a$ $$;$$ $a$", 4),
        ("select 1 /* ; /* ; */ ; */ + 1; -- ;\nselect 2", 2),
        ("select \"a;b\", U&'d\\0061;' ; select 2", 2),
        ("create function f() returns int begin atomic; select case when true then 1 end; select 2; end; select 3", 2),
        ("create rule r as on insert to t do also (select 1; select 2); select 3", 2),
        ("-- only a comment\n/* and another */", 0),
        ("select 'two\nlines' -- end", 1),
    ],
)
def test_borders_of_statements(text: str, count: int) -> None:
    assert len(split(text)) == count


def test_lines_are_those_of_the_file() -> None:
    statements = split("-- one\n\nselect 1;\n/* two\nlines */ select\n  2;\nselect 3")
    assert [statement.line for statement in statements] == [3, 5, 7]
    assert statements[1].line_at(statements[1].text.index("2")) == 6


@pytest.mark.parametrize("text", ["select 'open", "select $a$ open $b$", "select /* open /* */", 'select "open'])
def test_an_open_quote_is_an_error_where_it_begins(text: str) -> None:
    with pytest.raises(SplitError) as caught:
        split("select 1;\n\n" + text)
    assert caught.value.line == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("create or replace function a.b(p text) returns int language sql return 1", ("function", "a.b")),
        ('CREATE FUNCTION a."B" () returns int language sql return 1', ("function", "a.B")),
        ("create procedure a.b() language sql begin atomic end", ("procedure", "a.b")),
        ("create view a.b with (security_invoker = true) as select 1", ("view", "a.b")),
        ("comment on column a.b.c is 'x'", ("comment", "a.b.c")),
        ("comment on table a.b is 'x'", ("", "")),
        ("select cabinet.page_define(p_cabinet => 'a', p_page => 'b')", ("page", "a.b")),
        ("insert into cabinet.texts values (1)", ("insert", "cabinet.texts")),
        ("alter function a.b() owner to c", ("", "")),
        ("create table a.b (c int)", ("", "")),
    ],
)
def test_what_a_statement_is(text: str, expected: tuple[str, str]) -> None:
    assert classify(split(text)[0]) == expected


def test_the_line_of_a_cabinet_and_its_keys() -> None:
    sources = Sources()
    parse(
        "sql/procedures/x1/home.sql",
        "-- first\n-- @cabinet x1 scope=sees_all reads=a,b title=Два слова frame=staff\n",
        sources,
    )
    cabinet = sources.cabinets["x1"]
    assert (cabinet.title, cabinet.reads, cabinet.line, cabinet.home) == ("Два слова", ("a", "b"), 2, "home")
    parse("sql/procedures/x2/home.sql", "-- @cabinet x2 scope=nothing colour=red title=X", sources)
    assert [problem.line for problem in sources.problems] == [1, 1]


def test_a_broken_template_of_the_site_stops_the_deploy_with_its_line(tmp_path: Path) -> None:
    for name, text in {
        "blocks/list.html": "<table>\n{% for row in rows %}\n</table>\n",
        "parts/frame.html": "<p>\n{{ title | shout }}</p>\n",
        "base.html": "\n{% include 'parts/nowhere.html' %}\n",
        "documents/act.html": "{{ data.day | date }}\n{{ data.day | shout }}\n",
        "cells/fine.html": "{% include 'parts/frame.html' %}{{ value }}\n",
    }.items():
        file = tmp_path / "templates" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "templates/blocks/cards.html").write_bytes(b"\xff")
    found = {(p.path, p.line) for p in read(ROOT, tmp_path).problems}
    assert found == {
        ("site/templates/base.html", 2),
        ("site/templates/blocks/cards.html", 0),
        ("site/templates/blocks/list.html", 3),
        ("site/templates/documents/act.html", 2),
        ("site/templates/parts/frame.html", 2),
    }


def test_our_own_templates_would_pass_as_those_of_a_site() -> None:
    assert list(templates.wrong(ROOT / "webapp")) == []
