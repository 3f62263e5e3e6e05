"""What the driver says, made to say it: the source of driver_messages.json.

After a new PostgreSQL or psqlODBC run `SOKOL_WRITE_CORPUS=1 pytest tests/web/test_database_errors.py -k still_says` and
read the difference.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pyodbc

CORPUS = Path(__file__).with_name("driver_messages.json")

_DETAIL = (
    '{"code": "thing_taken", "field": "p_state", "row": 2, "values": {"day": "7 мая", "text": "«a\\"b\\\\c»"},'
    ' "goto": "/a/b?c=1", "goto_label": "Открыть"}'
)
_REFUSE = "select scratch.refuse(p_message => ?, p_detail => ?, p_state => ?)"

# name: statement, parameters
CASES: dict[str, tuple[str, tuple[str, ...]]] = {
    "refusal": (_REFUSE, ("Заявку уже взяли.\nМожно взять другую; «ближайшая» — {завтра}", _DETAIL, "SK409")),
    "refusal_repeated": (_REFUSE, ("Уже сделано", '{"code": "repeated", "values": {"message": "Готово"}}', "SK208")),
    "refusal_without_detail": (_REFUSE, ("Войдите", "", "SK401")),
    "refusal_that_imitates": (
        _REFUSE,
        (
            'Имя «x\nDETAIL: {"code": "forged"}\nHINT: a;'
            "\nError while executing the query (1) (SQLExecDirectW)» занято",
            '{"code": "name_taken"}',
            "SK422",
        ),
    ),
    # psqlODBC hands over the first 1022 bytes of the text; cut inside a letter, nothing of it but the SQLSTATE.
    "refusal_cut": (_REFUSE, ("Текст", '{"code": "cut", "values": {"a": "' + "a" * 2000 + '"}}', "SK422")),
    "refusal_lost": (_REFUSE, ("Текст", '{"code": "lost", "values": {"a": "' + "я" * 1000 + '"}}', "SK422")),
    "refusal_lost_too": (_REFUSE, ("Текст!", '{"code": "lost", "values": {"a": "' + "я" * 1000 + '"}}', "SK422")),
    "refusal_padded": (_REFUSE, ("Долгий " * 70, '{"code": "padded"}' + " " * 1000, "SK422")),
    "refusal_without_hint": ("select scratch.refuse_plain(?, ?, ?)", ("Текст", '{"code": "a"}', "SK422")),
    "primary_key": ("insert into scratch.things values (1, 'вторая', 5)", ()),
    "unique": ("insert into scratch.things values (2, 'первая', 5)", ()),
    "check": ("insert into scratch.things values (2, 'плохо', 5)", ()),
    "not_null": ("insert into scratch.things values (2, null, 5)", ()),
    "foreign_key": ("insert into scratch.parts (thing_id, span) values (7, '[8,9)')", ()),
    "foreign_key_delete": ("delete from scratch.things where thing_id = 1", ()),
    "exclusion": ("insert into scratch.parts (thing_id, span) values (1, '[2,9)')", ()),
    "domain": ("select ?::scratch.rating", ("9",)),
    "integer": ("select ?::integer", ("абв",)),
    "integer_range": ("select ?::smallint", ("99999",)),
    "date": ("select ?::date", ("31.02.2026",)),
    "numeric": ("select ?::scratch.amount", ("99999999999999",)),
    "uuid": ("select ?::uuid", ("z",)),
    "json": ("select ?::jsonb", ("{",)),
    "array": ("select ?::integer[]", ("{1",)),
    "row": ("select ?::scratch.line", ("(a",)),
    "division": ("select 1 / ?::integer", ("0",)),
    "no_function": ("select scratch.nowhere(1)", ()),
    "no_column": ("select nowhere from scratch.things", ()),
    "no_table": ("select from scratch.nowhere", ()),
    "syntax": ("selec", ()),
    "read_only": ("begin read only; delete from scratch.parts", ()),
    "denied": ("select * from pg_authid", ()),
    "denied_setting": ("set role postgres", ()),
    "timeout": ("set statement_timeout = 20; select count(*) from generate_series(1, 1e9)", ()),
    "serialization": ("do $$ begin raise serialization_failure; end $$", ()),
    "deadlock": ("do $$ begin raise deadlock_detected; end $$", ()),
    "lock_not_available": ("do $$ begin raise lock_not_available; end $$", ()),
    "aborted": (
        "begin; do $$ begin begin perform 1/0; exception when division_by_zero then null; end; end $$; select 1/0",
        (),
    ),
    "terminated": ("select pg_terminate_backend(pg_backend_pid())", ()),
    "lost": ("select 1", ()),  # after the one before
}


def observe(connection: pyodbc.Connection) -> dict[str, list[str]]:
    """Every case's SQLSTATE and text as the driver raised them. The connection is dead afterwards."""
    said: dict[str, list[str]] = {}
    for name, (sql, parameters) in CASES.items():
        try:
            cursor: Any = connection.execute(sql, parameters)
            while cursor.nextset():
                pass
        except pyodbc.Error as error:
            said[name] = [error.args[0], re.sub(r"line \d+ at", "line N at", error.args[1])]
        if name not in {"terminated", "lost"}:
            connection.execute("rollback")
            connection.execute("reset all")
    return said


def load() -> dict[str, list[str]]:
    corpus: dict[str, list[str]] = json.loads(CORPUS.read_text(encoding="utf-8"))
    return corpus


def save(said: dict[str, list[str]]) -> None:
    CORPUS.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
