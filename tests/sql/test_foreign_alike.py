"""A foreign id and one that does not exist are answered alike, by every function of every cabinet.

Generated from the catalogue, over the marked world: whoever may read nothing of it names its ids, and then no id at all, at
every place where a function takes one. An id that its type lets the person open (`@seen`) is not foreign.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.marked_world import VISITORS, foreign, marked_world
from tests.sql.test_isolation import SAMPLES, Callable_, catalogue
from tests.world import Acting, Refused, World, as_user, owner_run, owner_value
from webapp.settings import Settings

WRONG, OTHER = "987654321", "987654322"


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    return marked_world(sokol_db)


def seen(world: World, key: str, cabinet: str, kind: str, ids: list[Any]) -> set[str]:
    """Which of them this person may open."""
    if cabinet == "guest":  # the list of houses is public
        return set(ids) if kind == "lib.house_ref" else set()
    judged = owner_value(world, "select obj_description(to_regtype(?), 'pg_type') ~ '@seen'", kind)
    if not judged:
        return set()
    rows = owner_run(
        world,
        "with who as materialized (select set_config('role', ?, true), set_config('sokol.session', ?, true)), "
        "asked as materialized (select a.ids from who, (select ?::text[] as ids) as a) "
        "select f.id::text from asked as a "
        "cross join lateral cabinet.refs_seen(array_fill(?::text, array[cardinality(a.ids)]), a.ids, false) as f",
        f"cab_{cabinet}", key, "{" + ",".join(map(str, ids)) + "}", kind,
    )  # fmt: skip
    return {row[0] for row in rows}


def answer(acting: Acting, one: Callable_, chosen: str, value: str) -> str:
    given = {
        name: value if name == chosen else OTHER if kind.endswith("_ref") else SAMPLES.get(kind, "1")
        for name, kind, optional in one.arguments
        if name == chosen or not optional
    }
    names = ", ".join(f"{name} => ?::{kind}" for name, kind, _ in one.arguments if name in given)
    values = [given[name] for name, _kind, _ in one.arguments if name in given]
    try:
        said = str(acting.rows(f"select * from {one.schema}.{one.name}({names})", *values))
    except Refused as refusal:
        said = str(refusal)
    return re.sub(rf"\b({value}|{WRONG})\b", "#", said)


@pytest.mark.parametrize(("user", "cabinet"), VISITORS)
def test_a_foreign_id_is_answered_like_none(world: World, user: str | None, cabinet: str) -> None:
    ids = {kind: [str(one) for one in known] for kind, known in foreign(world).items()}
    functions = [one for one in catalogue(world) if one.schema == cabinet]
    found, tried = [], 0
    with as_user(world, user, cabinet) as acting:
        own = {kind: seen(world, acting.key, cabinet, kind, known) for kind, known in ids.items()}
        for one in functions:
            for name, kind, _optional in one.arguments:
                strange = [value for value in ids.get(kind, []) if value not in own[kind] and value.isdecimal()]
                if not strange:
                    continue
                tried += 1
                first, none = answer(acting, one, name, strange[-1]), answer(acting, one, name, WRONG)
                if first != none:
                    found.append(f"{cabinet}.{one.name}({name}): {first[:300]} | {none[:300]}")
    assert tried
    assert not found, "\n".join(found)
