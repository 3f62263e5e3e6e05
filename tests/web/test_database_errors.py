"""The driver's messages become typed errors; the corpus holds what it really says."""

from __future__ import annotations

import os

import pyodbc
import pytest

from tests.web import driver_messages
from tests.web.scratch_database import own_connection, scratch  # noqa: F401
from webapp.database.errors import (
    BadValue,
    CatalogueChanged,
    Conflict,
    ConstraintViolation,
    DatabaseError,
    DatabaseRefusal,
    ReadOnlyViolation,
    Unavailable,
    is_connection_lost,
    parse_error,
)
from webapp.settings import Settings


def parsed(name: str) -> DatabaseError:
    state, text = driver_messages.load()[name]
    return parse_error(pyodbc.Error(state, text))


def refusal(name: str) -> DatabaseRefusal:
    error = parsed(name)
    assert isinstance(error, DatabaseRefusal)
    return error


def test_the_driver_still_says_what_the_corpus_holds(scratch: Settings) -> None:  # noqa: F811
    connection = own_connection(scratch)
    said = driver_messages.observe(connection)
    connection.close()
    assert said.keys() == driver_messages.CASES.keys()
    if os.environ.get("SOKOL_WRITE_CORPUS"):
        driver_messages.save(said)
    assert said == driver_messages.load()


def test_a_refusal_carries_the_words_and_all_of_its_detail() -> None:
    error = refusal("refusal")
    assert error.status == 409
    assert error.message == "Заявку уже взяли.\nМожно взять другую; «ближайшая» — {завтра}"
    assert (error.code, error.field, error.row) == ("thing_taken", "p_state", 2)
    assert error.values == {"day": "7 мая", "text": '«a"b\\c»'}
    assert (error.goto, error.goto_label) == ("/a/b?c=1", "Открыть")


def test_a_repeated_token_is_a_refusal_with_the_first_outcome() -> None:
    error = refusal("refusal_repeated")
    assert (error.status, error.code, error.values) == (208, "repeated", {"message": "Готово"})


def test_a_refusal_without_detail_keeps_its_words() -> None:
    error = refusal("refusal_without_detail")
    assert (error.status, error.message, error.code, error.values) == (401, "Войдите", "", {})


def test_a_refusal_without_a_hint_ends_at_its_detail() -> None:
    assert (refusal("refusal_without_hint").message, refusal("refusal_without_hint").code) == ("Текст", "a")


def test_words_of_a_person_inside_the_message_are_not_taken_for_the_detail() -> None:
    error = refusal("refusal_that_imitates")
    assert error.code == "name_taken"
    assert error.message.startswith("Имя «x\nDETAIL: ")
    assert error.message.endswith("» занято")


def test_a_refusal_of_up_to_a_thousand_bytes_arrives_whole_when_blanks_follow_it() -> None:
    error = refusal("refusal_padded")
    assert (error.message, error.code) == ("Долгий " * 70, "padded")


def test_a_refusal_that_the_driver_cut_keeps_its_words_and_code() -> None:
    error = refusal("refusal_cut")
    assert (error.message, error.code, error.values) == ("Текст", "cut", {})


def test_a_refusal_that_the_driver_lost_keeps_its_status() -> None:
    lost = [refusal(name) for name in ("refusal_lost", "refusal_lost_too")]
    assert [error.status for error in lost] == [422, 422]
    assert {error.message for error in lost} == {"Текст", ""}


@pytest.mark.parametrize(
    ("case", "name", "table", "status"),
    [
        ("primary_key", "things_pkey", "things", 409),
        ("unique", "things_title_key", "things", 409),
        ("check", "things_title_check", "things", 422),
        ("foreign_key", "parts_thing_id_fkey", "parts", 422),
        ("foreign_key_delete", "parts_thing_id_fkey", "parts", 422),
        ("exclusion", "parts_span_excl", "parts", 409),
    ],
)
def test_a_violated_constraint_is_named(case: str, name: str, table: str, status: int) -> None:
    error = parsed(case)
    assert isinstance(error, ConstraintViolation)
    assert (error.name, error.schema, error.table, error.status) == (name, "scratch", table, status)


def test_a_missing_value_names_its_column() -> None:
    error = parsed("not_null")
    assert isinstance(error, ConstraintViolation)
    assert (error.name, error.table, error.column) == ("", "things", "title")


def test_a_value_outside_a_domain_names_the_domain() -> None:
    error = parsed("domain")
    assert isinstance(error, BadValue)
    assert (error.schema, error.domain, error.constraint) == ("scratch", "rating", "rating_range")


@pytest.mark.parametrize(
    ("case", "kind"),
    [
        ("integer", BadValue), ("integer_range", BadValue), ("date", BadValue), ("numeric", BadValue),
        ("uuid", BadValue), ("json", BadValue), ("array", BadValue), ("row", BadValue), ("division", BadValue),
        ("no_function", CatalogueChanged), ("no_column", CatalogueChanged),
        ("no_table", DatabaseError), ("syntax", DatabaseError), ("denied", DatabaseError),
        ("read_only", ReadOnlyViolation),
        ("timeout", Unavailable), ("terminated", Unavailable), ("lost", Unavailable),
        ("serialization", Conflict), ("deadlock", Conflict), ("lock_not_available", Conflict),
    ],
)  # fmt: skip
def test_every_other_message_has_its_kind(case: str, kind: type[DatabaseError]) -> None:
    error = parsed(case)
    assert type(error) is kind
    assert "\n" not in error.message
    assert "(SQLExec" not in error.message


def test_only_a_lost_connection_is_one() -> None:
    lost = {name for name, said in driver_messages.load().items() if is_connection_lost(pyodbc.OperationalError(*said))}
    assert lost == {"terminated", "lost"}


@pytest.mark.parametrize(
    "text",
    [
        "[HY000] server closed the connection unexpectedly\n\tThis probably means… (35) (SQLExecDirectW)",
        "[HY000] could not receive data from server: Connection reset by peer (35) (SQLExecDirectW)",
    ],
)
def test_a_connection_closed_under_a_general_state_is_lost(text: str) -> None:
    assert is_connection_lost(pyodbc.Error("HY000", text))
