"""English: no page shows a Russian word that is not data; and every text has both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyodbc
import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import new_page, submit_sign_in
from tests.browser.pages import PEOPLE, reachable
from tests.conftest import administration
from webapp.settings import Settings

# What the reader meets as words: text, and what is read aloud or shown in fields.
WORDS = """
() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!node.parentElement.closest('script, [lang="ru"]') && node.textContent.trim()) { found.push(node.textContent) }
    }
    for (const one of document.querySelectorAll('[placeholder], [title], [aria-label], [alt], [data-label]')) {
        for (const name of ['placeholder', 'title', 'aria-label', 'alt', 'data-label']) {
            if (one.getAttribute(name)) { found.push(one.getAttribute(name)) }
        }
    }
    return [document.title, ...found].map(t => t.replace(/\\s+/g, ' ').trim());
}
"""
# Pages that show texts and sources themselves.
ABOUT_TEXTS = (
    "/supervisor/texts", "/supervisor/hints", "/supervisor/templates", "/admin/dictionary", "/admin/pages", "/admin/explain",
    "/admin/portfolio", "/admin/errors", "/supervisor/audit", "/supervisor/features",
)  # fmt: skip
CYRILLIC = re.compile("[А-Яа-яЁё]")


@pytest.fixture(scope="module")
def sql(demo_db: Settings) -> Iterator[pyodbc.Connection]:
    with administration(demo_db, demo_db.database.name) as connection:
        connection.execute("set role sokol_owner")
        yield connection


@pytest.fixture(scope="module")
def interface(sql: pyodbc.Connection) -> dict[str, str]:
    """Russian texts of the interface, without those that look the same as data (a service is data: it may be «Лифт»)."""
    rows = sql.execute(
        """
        select min(t.key), regexp_replace(trim(t.text), '\\s+', ' ', 'g') as said
        from cabinet.texts as t
        where t.language = 'ru' and t.text ~ '[А-Яа-яЁё]' and t.key <> 'label.language_ru'
        and t.key !~ '^(lookup|event|constraint|refusal|check)[.]'
        group by 2
        union
        select 'comment', trim(split_part(d.description, e'\\n', 1))
        from pg_description as d
        join pg_proc as p on p.oid = d.objoid
        where d.classoid = 'pg_proc'::regclass
        and p.pronamespace in (select to_regnamespace(c.cabinet) from cabinet.cabinets as c)
        union
        select 'page', p.title from cabinet.pages as p
        union
        select 'group', p.menu_group from cabinet.pages as p where p.menu_group is not null
        union
        select 'label', trim(substring(line from '^@(?:column|field|hint|placeholder|submit|confirm|empty) (?:\\w+ )?(.*)$'))
        from pg_description as d
        join pg_proc as p on p.oid = d.objoid
        cross join lateral regexp_split_to_table(d.description, e'\\n') as line
        where d.classoid = 'pg_proc'::regclass and line ~ '^@(column|field|hint|placeholder|submit|confirm|empty) '
        and p.pronamespace in (select to_regnamespace(c.cabinet) from cabinet.cabinets as c)
        """
    ).fetchall()
    data = {
        str(row[0])
        for row in sql.execute(
            """
            select title from desk.services union select category from desk.services union select name from estate.zones
            union select title from talk.news union select value from cabinet.settings union select position from people.staff
            union select name from people.users union select title from people.calendar_days
            union select title from estate.repairs union select reason from talk.outages union select unit from upkeep.materials
            union select category from upkeep.materials union select title from estate.emergency_points
            """
        ).fetchall()
    }
    return {str(said): str(key) for key, said in rows if said and said not in data and CYRILLIC.search(said)}


@pytest.mark.parametrize("cabinet", list(PEOPLE))
def test_no_word_of_the_interface_stays_russian(
    browser: Browser, demo_web: str, interface: dict[str, str], cabinet: str
) -> None:
    page = new_page(browser, demo_web, java_script_enabled=True)
    if PEOPLE[cabinet]:
        submit_sign_in(page, PEOPLE[cabinet])
        page.goto(f"/{cabinet}/")
    else:
        page.goto("/")
    page.evaluate("() => document.querySelector('form.language button').click()")
    page.wait_for_function("() => document.documentElement.lang === 'en'")
    stayed: dict[str, str] = {}
    try:
        for path in reachable(page, cabinet):
            if path.startswith(ABOUT_TEXTS):
                continue
            for said in page.evaluate(WORDS):
                if CYRILLIC.search(said) and (said in interface or said.rstrip(":") in interface):
                    stayed.setdefault(said, f"{path} ({interface.get(said)})")
            title = page.evaluate("() => document.querySelector('h1').textContent")
            # «Hello, Мария Петровна!»: a person's name stays as it is written
            said = title.partition(",")[0] if path.count("/") == 2 and path.endswith("/") else title
            assert not CYRILLIC.search(said) or "?" in path, f"{path}: {title}"
    finally:
        page.context.close()
    assert not stayed, "\n".join(f"{where}: {said}" for said, where in stayed.items())


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
