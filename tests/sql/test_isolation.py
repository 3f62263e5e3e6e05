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

from tests.world import (
    Acting,
    Refused,
    World,
    as_user,
    file_order,
    make_probes,
    make_world,
    owner_force,
    owner_run,
    owner_value,
)
from webapp.settings import Settings

# Texts of rows that belong to one/1 and three/1, planted below; nobody in VISITORS may read them.
MARK = re.compile(r"leak_\w+|secret_one_(?:1|3)\w*|secret_three\w+")
VISITORS = (
    ("clara", "resident"),  # owns another flat of the same house
    ("lodger", "resident"),  # rents in another house
    ("south", "manager"),  # manages a zone with nothing in it
    (None, "guest"),
)
# A company-wide cabinet sees the company; what it may not hold are other people's sessions, notices and secrets.
COMPANY = (("operator", "operator"), ("accountant", "accountant"), ("supervisor", "supervisor"), ("admin", "admin"))


@dataclass(frozen=True)
class Callable_:
    schema: str
    name: str
    volatile: bool
    arguments: tuple[tuple[str, str, bool], ...]


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    made = make_world(sokol_db)
    for name, full in (("lodger", "Люда Съёмщица"), ("south", "Юрий Южный")):
        made.users[name] = owner_value(
            made,
            "insert into people.users (name, email) values (?, ?) returning user_id",
            full,
            f"{name}@world.example",
        )
    owner_run(
        made,
        "insert into people.relations (user_id, premise_id, house_id, kind, during, grants) "
        "values (?, ?, ?, 'renter', '[2024-01-01,)', '{orders,readings}')",
        made.users["lodger"],
        made.premises["two/1"],
        made.houses["two"],
    )
    owner_run(made, "insert into people.user_cabinets (user_id, cabinet) values (?, 'manager')", made.users["south"])
    made.staff["south"] = owner_value(
        made,
        "insert into people.staff (user_id, name, position, employed) values (?, 'Юрий Южный', 'Менеджер', "
        "'[2015-01-01,)') "
        "returning staff_id",
        made.users["south"],
    )
    made.zones["south"] = owner_value(made, "insert into estate.zones (name) values ('Юг') returning zone_id")
    owner_run(
        made,
        "insert into people.zone_managers (zone_id, staff_id, during) values (?, ?, '[2020-01-01,)')",
        made.zones["south"],
        made.staff["south"],
    )
    make_probes(made)
    plant(made)
    return made


def plant(world: World) -> None:
    """Rows of anna and fedor in every table that holds their texts."""
    for name, place in (("anna", "one/1"), ("fedor", "three/1")):
        order = file_order(world, name, place, f"leak_{name}_description")
        owner_force(
            world,
            "update desk.orders set access_note = ?, convenient = ?, caller_name = ?, contact_phone = "
            "'+79990000000', title = ? "
            "where order_id = ?",
            f"leak_{name}_access",
            f"leak_{name}_convenient",
            f"leak_{name}_caller",
            f"leak_{name}_title",
            order,
        )
        premise, house = owner_run(world, "select premise_id, house_id from desk.orders where order_id = ?", order)[0]
        for internal in ("true", "false"):
            owner_run(
                world,
                "insert into desk.messages (order_id, house_id, premise_id, user_id, author_name, author_role, "
                "body, internal) "
                "values (?, ?, ?, ?, ?, 'resident', ?, ?::boolean)",
                order,
                house,
                premise,
                world.users[name],
                f"leak_{name}_author",
                f"leak_{name}_message",
                internal,
            )
        file = owner_value(
            world,
            "insert into cabinet.files (file_id, user_id, name, media_type, bytes, sha256, house_id, "
            "premise_id, order_id) "
            "values (gen_random_uuid(), ?, ?, 'image/png', 'x', 'x', ?, ?, ?) returning file_id::text",
            world.users[name],
            f"leak_{name}_file",
            house,
            premise,
            order,
        )
        owner_run(
            world,
            "insert into desk.order_files (order_id, file_id, house_id, premise_id, stage) values (?, ?::uuid, "
            "?, ?, 'problem')",
            order,
            file,
            house,
            premise,
        )
        owner_run(
            world,
            "insert into people.join_requests (house_id, flat, name, phone, proof, answer_by) "
            "values (?, '3', ?, '+79990000001', ?, lib.moment())",
            house,
            f"leak {name} request".replace(" ", "_"),
            f"leak_{name}_proof",
        )
        owner_run(world, "update people.users set name = ? where user_id = ?", f"leak_{name}_name", world.users[name])
        owner_run(
            world,
            "insert into cabinet.access_log (happened_at, user_id, cabinet, place, parameters) "
            "values (lib.moment(), ?, 'resident', ?, jsonb_build_object('p_person', ?::text))",
            world.users[name],
            f"leak_{name}_place",
            str(world.users[name]),
        )
        event = owner_value(
            world,
            "insert into talk.events (kind, object_id) select kind, 1 from talk.event_kinds limit 1 returning event_id",
        )
        owner_run(
            world,
            "insert into talk.notices (event_id, user_id, cabinet, kind, body, goto) "
            "select ?, ?, 'resident', kind, ?, '/' from talk.event_kinds limit 1",
            event,
            world.users[name],
            f"leak_{name}_notice",
        )
        owner_run(
            world, "insert into people.sessions (key_hash, user_id, expires_at, idle, device) "
            "values (sha256(?::text::bytea), ?, lib.moment() + interval '1 day', '1 day', ?)",
            name, world.users[name], f"leak_{name}_device",
        )  # fmt: skip


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


def ids_of(world: World, sql: str) -> list[int]:
    return [int(row[0]) for row in owner_run(world, sql)]


def foreign(world: World) -> dict[str, list[Any]]:
    """Ids of anna's and fedor's world by reference type."""
    orders = [row[0] for row in owner_run(world, "select order_id from desk.orders")]
    return {
        "lib.user_ref": [world.users["anna"], world.users["fedor"]],
        "lib.staff_ref": [world.staff["plumber"]],
        "lib.zone_ref": [world.zones["west"], world.zones["east"]],
        "lib.house_ref": [world.houses["one"], world.houses["three"]],
        "lib.zones_ref": [f"{{{world.zones['west']},{world.zones['east']}}}"],
        "lib.houses_ref": [f"{{{world.houses['one']},{world.houses['three']}}}"],
        "lib.entrance_ref": [world.entrances["one/1"], world.entrances["three/1"]],
        "lib.premise_ref": [world.premises["one/1"], world.premises["three/1"]],
        "lib.account_ref": [world.accounts["one/1"], world.accounts["three/1"]],
        "lib.service_ref": [world.services["world_tap"]],
        "lib.order_ref": orders,
        "lib.message_ref": [row[0] for row in owner_run(world, "select message_id from desk.messages")],
        "lib.notice_ref": ids_of(world, "select notice_id from talk.notices where body like 'leak%'"),
        "lib.relation_ref": [world.relations["anna"], world.relations["fedor"]],
        "lib.request_ref": [row[0] for row in owner_run(world, "select request_id from people.join_requests")],
        "lib.session_ref": ids_of(world, "select session_id from people.sessions where device like 'leak%'"),
    }  # fmt: skip


SAMPLES = {
    "text": "leak", "lib.search": "leak", "lib.note": "проба", "lib.title": "проба", "lib.person_name": "Проба Пробная",
    "lib.email": "probe@world.example", "lib.phone": "+79990000000", "boolean": "true", "integer": "5", "smallint": "3",
    "bigint": "1", "date": "2026-11-22", "lib.day": "2026-11-22", "lib.due": "2026-11-22 10:00Z",
    "timestamp with time zone": "2026-11-22 10:00Z", "lib.rating": "5", "lib.minutes": "60", "lib.state": "new",
    "lib.sort_key": "title", "lib.one_time_code": "123456", "lib.login": "anna@world.example", "lib.password": "x",
    "lib.new_password": "$argon2id$x", "lib.page_path": "/", "lib.colour": "#000000", "uuid[]": "{}",
    "lib.photos": "{}",
    "text[]": "{}", "numeric": "1", "lib.row_ref": "1", "lib.shift_ref": "1", "lib.import_ref": "1", "lib.job_ref": "1",
    "lib.call_ref": "1", "lib.override_ref": "1", "lib.news_ref": "1", "lib.rule_ref": "1", "lib.template_ref": "1",
    "lib.term_ref": "1", "lib.version": "1",
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
    assert not found, "\n".join(found)


def test_admin_reads_no_money_and_no_talk_operator_no_sums(world: World) -> None:
    assert not [name for name in readable(world, "admin") if name.startswith(("money.", "talk."))]
    assert {name for name in readable(world, "operator") if name.startswith("money.")} <= {"money.accounts"}


def test_every_reference_type_is_tried(world: World) -> None:
    kinds = {
        row[0]
        for row in owner_run(
            world,
            "select format_type(oid, null) from pg_type where typnamespace = 'lib'::regnamespace and typtype = "
            "'d' and typname ~ '_ref$'",
        )
    }
    known = set(foreign(world)) | set(SAMPLES) | {"lib.row_ref", "lib.shift_ref", "lib.import_ref", "lib.job_ref"}
    assert kinds <= known, f"the isolation test has no foreign ids for {kinds - known}"
    assert kinds
