"""A foreign id and one that does not exist are answered alike, by every function of every cabinet.

Generated from the catalogue, over the marked world: whoever may read nothing of it names its ids, and then no id at all, at
every place where a function takes one. An id that its type lets the person open (`@seen`) is not foreign.
"""

from __future__ import annotations

import re

import pyodbc
import pytest

from tests.conftest import odbc_connect
from tests.marked_world import VISITORS, foreign, marked_world
from tests.sql.test_isolation import SAMPLES, Callable_, catalogue
from tests.world import Refused, World, owner_run, session_of
from webapp.database.literals import array_text
from webapp.settings import Settings

WRONG, OTHER = "987654321", "987654322"


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    return marked_world(sokol_db)


@pytest.fixture(scope="module")
def ids(world: World) -> list[tuple[str, str]]:
    """Type and id of everything in it."""
    return [(kind, str(one)) for kind, known in foreign(world).items() for one in known if str(one).isdecimal()]


@pytest.fixture(scope="module")
def functions(world: World) -> list[Callable_]:
    return catalogue(world)


def strange(world: World, key: str, cabinet: str, ids: list[tuple[str, str]]) -> dict[str, str]:
    """One id of each type that this person may not open; of a type without `@seen` any."""
    judged = {row[0] for row in owner_run(
        world, "select t::text from unnest(?::text[]) as t where obj_description(to_regtype(t), 'pg_type') ~ '@seen'",
        array_text(list({kind for kind, _ in ids})),
    )}  # fmt: skip
    asked = [(kind, one) for kind, one in ids if kind in judged]
    own = {asked[row[0] - 1] for row in owner_run(
        world,
        "with who as materialized (select set_config('role', ?, true), set_config('sokol.session', ?, true)), "
        "asked as materialized (select a.types, a.ids from who, (select ?::text[] as types, ?::text[] as ids) as a) "
        "select f.position from asked as a cross join lateral cabinet.refs_seen(a.types, a.ids, false) as f",
        f"cab_{cabinet}", key, array_text([kind for kind, _ in asked]), array_text([one for _, one in asked]),
    )}  # fmt: skip
    if cabinet == "guest":  # the list of houses is public
        own |= {one for one in asked if one[0] == "lib.house_ref"}
    return {kind: one for kind, one in ids if (kind, one) not in own}


def answer(acting: One, one: Callable_, chosen: str, value: str) -> str:
    """What this call says, and nothing of it left."""
    given = {
        name: value if name == chosen else OTHER if kind.endswith("_ref") else SAMPLES.get(kind, "1")
        for name, kind, optional in one.arguments
        if name == chosen or not optional
    }
    names = ", ".join(f"{name} => ?::{kind}" for name, kind, _ in one.arguments if name in given)
    values = [given[name] for name, _kind, _ in one.arguments if name in given]
    cursor = acting.cursor
    cursor.execute("savepoint call")
    try:
        said = str(cursor.execute(f"select * from {one.schema}.{one.name}({names})", *values).fetchall())
    except pyodbc.Error as error:
        said = str(Refused(error))
    cursor.execute("rollback to savepoint call")
    return re.sub(rf"\b({value}|{WRONG})\b", "#", said)


class One:
    """All calls of a person in one transaction that is rolled back: there are thousands of them."""

    def __init__(self, world: World, user: str | None, cabinet: str) -> None:
        self.key = session_of(world, user) if user else ""
        self.connection = odbc_connect(world.settings, "sokol_web", autocommit=True)
        self.cursor = self.connection.cursor()
        self.cursor.execute("begin")
        self.cursor.execute(
            "select set_config('role', ?, true), set_config('sokol.session', ?, true), "
            "set_config('timezone', 'Asia/Vladivostok', true), set_config('statement_timeout', '15000', true)",
            f"cab_{cabinet}", self.key,
        ).fetchall()  # fmt: skip

    def close(self) -> None:
        self.cursor.execute("rollback")
        self.connection.close()


@pytest.mark.parametrize(("user", "cabinet"), [one for one in VISITORS if one[0] != "lodger"])
def test_a_foreign_id_is_answered_like_none(
    world: World, ids: list[tuple[str, str]], functions: list[Callable_], user: str | None, cabinet: str
) -> None:
    found, tried = [], 0
    acting = One(world, user, cabinet)
    theirs = strange(world, acting.key, cabinet, ids)
    for one in functions:
        for name, kind, _optional in one.arguments:
            if one.schema != cabinet or kind not in theirs:
                continue
            tried += 1
            first, none = answer(acting, one, name, theirs[kind]), answer(acting, one, name, WRONG)
            if first != none:
                found.append(f"{cabinet}.{one.name}({name}): {first[:300]} | {none[:300]}")
    acting.close()
    assert tried
    assert not found, "\n".join(found)
