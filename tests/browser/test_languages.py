"""Every text has both languages. That no page shows a Russian word in English is seen in the walks of test_accessibility."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyodbc
import pytest

from tests.conftest import administration
from webapp.settings import Settings


@pytest.fixture(scope="module")
def sql(demo_db: Settings) -> Iterator[pyodbc.Connection]:
    with administration(demo_db, demo_db.database.name) as connection:
        connection.execute("set role sokol_owner")
        yield connection


def test_every_text_has_both_languages(sql: pyodbc.Connection) -> None:
    """Names of groups and units are keys by their Russian text: they need the other language only."""
    rows = sql.execute(
        """
        select t.key, string_agg(t.language, ',' order by t.language)
        from cabinet.texts as t
        where t.key !~ '^(group|unit)[.]'
        group by t.key
        having count(distinct t.language) < (select count(distinct language) from cabinet.texts)
        """
    ).fetchall()
    # a Russian word may stand in the comment of its function or column instead of a row
    lonely = [
        row[0]
        for row in rows
        if row[1] != "en" or re.match(r"(ui|refusal|message|said|phrase|check|event|lookup|label)[.]", row[0])
    ]
    assert not lonely, lonely


def test_no_english_text_is_russian(sql: pyodbc.Connection) -> None:
    rows = sql.execute("select key, text from cabinet.texts where language = 'en' and text ~ '[А-Яа-яЁё]'").fetchall()
    # examples of what is typed are Russian on purpose: addresses and names
    wrong = [
        f"{key}: {text}"
        for key, text in rows
        if not re.search("[.]placeholder|language_ru$", key) and not re.search("«[^»]*[А-Яа-яЁё]", text)
    ]
    assert not wrong, "\n".join(wrong)


def test_fields_of_a_text_are_the_same_in_both(sql: pyodbc.Connection) -> None:
    rows = sql.execute(
        """
        select r.key, r.text, e.text from cabinet.texts as r join cabinet.texts as e on e.key = r.key and e.language = 'en'
        where r.language = 'ru'
        """
    ).fetchall()
    named = re.compile(r"\{(\w+?)(?:_en)?\}")  # {said} and {said_en} are one field in two languages
    wrong = [key for key, russian, english in rows if set(named.findall(russian)) != set(named.findall(english))]
    assert not wrong, wrong
