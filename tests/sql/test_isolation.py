"""The two walls, generated from the catalogue: every function of every cabinet, called by people to whom nothing of the
marked world belongs, with every foreign id its arguments can name. No answer may hold a marker; nor may a table read
past the functions, by the cabinet's own code role.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.marked_world import COMPANY, MARK, VISITORS, foreign, marked_world
from tests.world import (
    Acting,
    Refused,
    World,
    as_user,
    owner_run,
)
from webapp.settings import Settings


@dataclass(frozen=True)
class Callable_:
    schema: str
    name: str
    volatile: bool
    arguments: tuple[tuple[str, str, bool], ...]


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    return marked_world(sokol_db)


def catalogue(world: World) -> list[Callable_]:
    rows = owner_run(
        world,
        """
        select n.nspname, p.proname, p.provolatile = 'v',
            coalesce(string_agg(
                p.proargnames[a.n] || ' ' || format_type(a.type_oid, null) || ' '
                || (a.n > p.pronargs - p.pronargdefaults)::text, ',' order by a.n), '')
        from pg_proc as p
        join pg_namespace as n on n.oid = p.pronamespace
        join cabinet.cabinets as c on c.cabinet = n.nspname
        left join lateral unnest(p.proargtypes::oid[]) with ordinality as a (type_oid, n) on true
        where p.proname <> 'probe'
        group by n.nspname, p.proname, p.oid
        order by 1, 2
        """,
    )
    found = []
    for schema, name, volatile, arguments in rows:
        parts = [part.rsplit(" ", 1) for part in arguments.split(",") if part]
        found.append(
            Callable_(
                schema, name, volatile,
                tuple((head.split(" ", 1)[0], head.split(" ", 1)[1], tail == "true") for head, tail in parts),
            )
        )  # fmt: skip
    return found


SAMPLES = {
    "text": "leak", "lib.search": "leak", "lib.note": "проба", "lib.title": "проба", "lib.person_name": "Проба Пробная",
    "lib.email": "probe@world.example", "lib.phone": "+79990000000", "boolean": "true", "integer": "5", "smallint": "3",
    "bigint": "1", "date": "2026-11-22", "lib.day": "2026-11-22", "lib.due": "2026-11-22 10:00Z",
    "timestamp with time zone": "2026-11-22 10:00Z", "lib.rating": "5", "lib.minutes": "60", "lib.state": "new",
    "lib.sort_key": "title", "lib.one_time_code": "123456", "lib.login": "anna@world.example", "lib.password": "x",
    "lib.new_password": "$argon2id$x", "lib.page_path": "/", "lib.colour": "#000000", "uuid[]": "{}",
    "lib.photos": "{}",
    "lib.attributes": "{}", "lib.files": "{}", "lib.year": "2020", "lib.rub": "1", "lib.area": "1",
    "lib.photo": "00000000-0000-0000-0000-000000000000",
    "uuid": "00000000-0000-0000-0000-000000000000",
    "text[]": "{}", "numeric": "1", "lib.version": "1",
}  # fmt: skip


def calls(one: Callable_, ids: dict[str, list[Any]]) -> Iterator[tuple[str, list[Any]]]:
    """Texts of calls: as few arguments as possible, then every foreign id at every place, then all of them."""
    references = [a for a in one.arguments if a[1] in ids]
    required = [a for a in one.arguments if not a[2]]

    def text(chosen: dict[str, str]) -> tuple[str, list[Any]]:
        given: dict[str, str] = {
            a[0]: chosen.get(a[0]) or str(next(iter(ids.get(a[1]) or (SAMPLES.get(a[1], "1"),)))) for a in required
        }
        given.update(chosen)
        names = ", ".join(
            f"{name} => ?::{kind}" for name, kind in ((a[0], a[1]) for a in one.arguments if a[0] in given)
        )
        return (
            f"select * from {one.schema}.{one.name}({names})",
            [given[a[0]] for a in one.arguments if a[0] in given],
        )

    yield text({})
    for argument in references:
        for value in ids[argument[1]]:
            yield text({argument[0]: str(value)})
    if len(references) > 1:
        for index in (0, -1):
            yield text({a[0]: str(ids[a[1]][index]) for a in references if ids[a[1]]})
    words = {a[0]: "leak" for a in one.arguments if a[1] in {"text", "lib.search"}}
    if words and not one.volatile:
        yield text(words)


def leaks(acting: Acting, one: Callable_, ids: dict[str, list[Any]]) -> list[str]:
    found = []
    for sql, values in calls(one, ids):
        try:
            answer = "\n".join(str(row) for row in acting.rows(sql, *values))
        except Refused as refusal:
            answer = str(refusal)
        found += [f"{sql} {values}: {mark}" for mark in set(MARK.findall(answer))]
    return found


def test_no_function_shows_a_foreign_row(world: World) -> None:
    functions, ids, found = catalogue(world), foreign(world), []
    assert len(functions) > 100
    for user, cabinet in VISITORS:
        with as_user(world, user, cabinet) as acting:
            for one in functions:
                if one.schema == cabinet:
                    found += [f"{user} in {cabinet}: {leak}" for leak in leaks(acting, one, ids)]
    assert not found, "\n".join(found)


def test_the_owner_does_see_his_own_rows(world: World) -> None:
    """Otherwise the tests beside this one would prove nothing."""
    functions, ids = catalogue(world), foreign(world)
    with as_user(world, "anna", "resident") as acting:
        found = [
            leak
            for one in functions
            if one.schema == "resident" and not one.volatile
            for leak in leaks(acting, one, ids)
        ]
    marks = {leak.rpartition(": ")[2] for leak in found}
    assert {"leak_anna_description", "leak_anna_message", "leak_anna_notice"} <= marks, marks
    assert not [mark for mark in marks if "fedor" in mark], marks


def test_public_functions_show_nothing_without_a_session(world: World) -> None:
    functions, ids = catalogue(world), foreign(world)
    with as_user(world, None, "resident") as acting:
        found = [leak for one in functions if one.schema == "resident" for leak in leaks(acting, one, ids)]
    assert not found, "\n".join(found)


def test_company_wide_cabinets_never_show_what_is_only_the_persons(world: World) -> None:
    functions, ids, found = catalogue(world), foreign(world), []
    own = re.compile(r"leak_\w+_(?:device|notice)")
    for user, cabinet in COMPANY:
        with as_user(world, user, cabinet) as acting:
            for one in functions:
                if one.schema != cabinet or one.volatile:
                    continue
                for sql, values in calls(one, ids):
                    try:
                        answer = "\n".join(str(row) for row in acting.rows(sql, *values))
                    except Refused as refusal:
                        answer = str(refusal)
                    if mark := own.search(answer):
                        found.append(f"{cabinet}: {sql} {values}: {mark[0]}")
    assert not found, "\n".join(found)


def readable(world: World, cabinet: str) -> list[str]:
    rows = owner_run(
        world,
        "select format('%I.%I', n.nspname, c.relname) from pg_class as c join pg_namespace as n on n.oid = "
        "c.relnamespace "
        "where c.relkind in ('r', 'v', 'p') and n.nspname !~ '^(pg_|information_schema|ext$)' "
        "and has_table_privilege(?, c.oid, 'select')",
        f"code_{cabinet}",
    )
    return [row[0] for row in rows]


def test_no_table_shows_a_foreign_row_past_the_functions(world: World) -> None:
    found = []
    for user, cabinet in VISITORS:
        tables = readable(world, cabinet)
        with as_user(world, user, cabinet) as acting:
            for name in tables:
                answer = "\n".join(
                    str(row[0])
                    for row in acting.rows(f"select * from {cabinet}.probe(?)", f"select t::text from {name} as t")
                )
                found += [f"{user} in {cabinet}: {name}: {mark}" for mark in set(MARK.findall(answer))]
    # staff know each other's rules and all news: no word of a resident is in them
    found = [leak for leak in found if " in manager: " not in leak or leak.rpartition(": ")[2] not in OFFICE]
    assert not found, "\n".join(found)


# What anybody may read of it: names, codes, laws, terms, places of the company. No row is of somebody.
EVERYBODYS = """
cabinet.document_kinds cabinet.feature_overrides cabinet.features cabinet.hints cabinet.settings
desk.check_questions desk.moves desk.order_kinds desk.places desk.priorities desk.scenarios desk.services desk.states
desk.terms desk.waiting_reasons desk.work_items
estate.attribute_groups estate.attribute_options estate.attributes estate.check_rules estate.company estate.import_fields
estate.import_kinds estate.object_types estate.utilities estate.utility_limits estate.zones
people.calendar_days people.consent_texts people.duty_patterns people.link_purposes people.relation_kinds
people.specializations people.working_hours
talk.event_kinds talk.event_links talk.event_recipients talk.outage_boards talk.outage_places
upkeep.checklist_points upkeep.checklists upkeep.norms
"""


def test_a_resident_reads_past_row_policies_only_what_is_everybodys(world: World) -> None:
    bare = {
        row[0]
        for row in owner_run(
            world,
            "select c.oid::regclass::text from pg_class as c where c.relkind in ('r', 'p') and not c.relrowsecurity",
        )
    }
    open_to_all = {name for cabinet in ("resident", "guest") for name in readable(world, cabinet)} & bare
    assert open_to_all == set(EVERYBODYS.split())


def test_admin_reads_no_money_and_no_talk_operator_no_sums(world: World) -> None:
    assert not [name for name in readable(world, "admin") if name.startswith(("money.", "talk."))]
    assert {name for name in readable(world, "operator") if name.startswith("money.")} <= {"money.accounts"}


def test_every_reference_type_is_tried(world: World) -> None:
    kinds = {
        row[0]
        for row in owner_run(
            world,
            "select format_type(oid, null) from pg_type where typnamespace = 'lib'::regnamespace and typtype = "
            "'d' and typname ~ '_refs?$'",
        )
    }
    tried = {kind for kind, ids in foreign(world).items() if ids}
    assert kinds - tried == set(), "no row of the marked world has an id of these types: plant one"
    assert not [kind for kind in SAMPLES if kind.endswith("_ref")]


def test_a_manager_of_one_zone_reads_nothing_of_another(world: World) -> None:
    """Orders, talks and people of the east zone through every function and table of the manager's cabinet."""
    functions, ids = [one for one in catalogue(world) if one.schema == "manager"], foreign(world)
    own = {"west": "anna", "east": "fedor"}
    for user, mine in own.items():
        other = {"anna": "fedor", "fedor": "anna"}[mine]
        seen: set[str] = set()
        with as_user(world, user, "manager") as acting:
            for one in functions:
                if not one.volatile:
                    seen |= {leak.rpartition(": ")[2] for leak in leaks(acting, one, ids)}
            for name in readable(world, "manager"):
                rows = acting.rows("select * from manager.probe(?)", f"select t::text from {name} as t")
                seen |= set(MARK.findall("\n".join(str(row[0]) for row in rows)))
        assert f"leak_{mine}_description" in seen, user  # the reading itself works
        personal = {mark for mark in seen if mark.startswith(f"leak_{other}_")} - OFFICE
        assert not personal, f"{user}: {personal}"


# What staff may know of each other's rules: no word of a resident in it.
OFFICE = {"leak_fedor_news", "leak_fedor_rule"}
