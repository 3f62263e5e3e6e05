"""A small world for the tests of rules: two zones, three houses, residents of every kind, staff of every cabinet.

    world = make_world(connection)            connection as sokol_admin; commits
    with as_user(world, 'anna', 'resident') as db:
        db.rows('select * from resident.orders_list()')

`as_user` opens a real session and runs statements the way the batch does: sokol_web, role of the cabinet, session key.
Texts of every row carry a marker of the place they belong to, so that a leak shows: `mark_<house>_<flat>`.

    zone west: house one (entrances 1, 2; flats 1, 2, 3), house two (flat 1)
    zone east: house three (entrance 1; flats 1, 2)
    anna owns one/1 (account), boris rents one/1, clara owns one/2, dora only pays the account of one/1,
    egor owned one/1 until last year, fedor owns three/1
    west and east manage their zones, plumber works in zone west, operator, accountant, supervisor, admin;
    gone was an operator until last year
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import argon2
import pyodbc

from tests.conftest import odbc_connect
from webapp.settings import Settings

PASSWORD = "Лодка-12 у причала"
_HASH = argon2.PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)


@dataclass
class World:
    """Ids by name. users: `anna` …; staff by the same names; premises `one/1`; houses `one`; zones `west`."""

    settings: Settings
    users: dict[str, int] = field(default_factory=dict)
    staff: dict[str, int] = field(default_factory=dict)
    zones: dict[str, int] = field(default_factory=dict)
    houses: dict[str, int] = field(default_factory=dict)
    entrances: dict[str, int] = field(default_factory=dict)
    premises: dict[str, int] = field(default_factory=dict)
    accounts: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    services: dict[str, int] = field(default_factory=dict)
    relations: dict[str, int] = field(default_factory=dict)


def make_world(settings: Settings) -> World:
    """Builds it in the database of these settings and commits."""
    world = World(settings)
    connection = odbc_connect(settings, "sokol_admin")
    try:
        cursor = connection.cursor()
        cursor.execute("set role sokol_owner")
        _places(world, cursor)
        _people(world, cursor)
        _services(world, cursor)
        connection.commit()
    finally:
        connection.close()
    return world


def _one(cursor: pyodbc.Cursor, sql: str, *values: Any) -> Any:
    return cursor.execute(sql, *values).fetchone()[0]


def _places(world: World, cursor: pyodbc.Cursor) -> None:
    for zone in ("west", "east"):
        world.zones[zone] = _one(
            cursor, "insert into estate.zones (name) values (?) returning zone_id", f"mark_zone_{zone}"
        )
    for house, zone in (("one", "west"), ("two", "west"), ("three", "east")):
        world.houses[house] = _one(
            cursor,
            "insert into estate.houses (zone_id, slug, city, street, number, address, time_zone, access_note) "
            "values (?, ?, 'Владивосток', ?, '12', ?, 'Asia/Vladivostok', ?) returning house_id",
            world.zones[zone], f"mark-{house}", f"Садовая mark_{house}_h", f"Садовая mark_{house}_h, 12",
            f"secret_{house}_note",
        )  # fmt: skip
        for number in (1, 2) if house == "one" else (1,):
            world.entrances[f"{house}/{number}"] = _one(
                cursor,
                "insert into estate.entrances (house_id, number, door_code, report_code) "
                "values (?, ?, ?, ?) returning entrance_id",
                world.houses[house], number, f"secret_{house}_door", f"poster{house}{number}",
            )  # fmt: skip
    flats = (("one", 1), ("one", 2), ("one", 3), ("two", 1), ("three", 1), ("three", 2))
    for at, (house, flat) in enumerate(flats):
        name = f"{house}/{flat}"
        world.premises[name] = _one(
            cursor,
            "insert into estate.premises (house_id, entrance_id, number, access_note) values (?, ?, ?, ?) "
            "returning premise_id",
            world.houses[house], world.entrances[f"{house}/1"], str(flat), f"secret_{house}_{flat}_access",
        )  # fmt: skip
        world.numbers[name] = f"42001000{at:02d}"
        world.accounts[name] = _one(
            cursor,
            "insert into money.accounts (number, premise_id, house_id, opened_on) values (?, ?, ?, '2020-01-01') "
            "returning account_id",
            world.numbers[name], world.premises[name], world.houses[house],
        )  # fmt: skip


def _people(world: World, cursor: pyodbc.Cursor) -> None:
    people = (
        ("anna", "Анна Павловна Садовая"), ("boris", "Борис Ильич Съёмный"), ("clara", "Клара Соседова"),
        ("dora", "Дора Плательщица"), ("egor", "Егор Бывший"), ("fedor", "Фёдор Дальний"), ("west", "Вера Западная"),
        ("east", "Иван Восточный"), ("plumber", "Пётр Трубин"), ("operator", "Ольга Звонкова"),
        ("accountant", "Алла Счётова"), ("supervisor", "Семён Главный"), ("admin", "Адам Системный"),
        ("gone", "Глеб Ушедший"),
    )  # fmt: skip
    for at, (name, full) in enumerate(people):
        world.users[name] = _one(
            cursor,
            "insert into people.users (name, phone, email, note) values (?, ?, ?, ?) returning user_id",
            full, f"+7924000{at:04d}", f"{name}@world.example", f"secret_{name}_note",
        )  # fmt: skip
        cursor.execute(
            "insert into people.credentials (user_id, kind, secret, confirmed_at) values (?, 'password', ?, "
            "lib.moment())",
            world.users[name], _HASH,
        )  # fmt: skip
    relations = (
        ("anna", "one/1", "owner", "[2020-01-01,)"), ("boris", "one/1", "renter", "[2025-01-01,)"),
        ("clara", "one/2", "owner", "[2020-01-01,)"), ("egor", "one/1", "owner", "[2010-01-01,2020-01-01)"),
        ("fedor", "three/1", "owner", "[2020-01-01,)"),
    )  # fmt: skip
    for name, place, kind, during in relations:
        world.relations[name] = _one(
            cursor,
            "insert into people.relations (user_id, premise_id, house_id, kind, during, grants) "
            "select ?, ?, ?, k.kind, ?::daterange, k.grants from people.relation_kinds as k where k.kind = ? "
            "returning relation_id",
            world.users[name], world.premises[place], world.houses[place.split("/")[0]], during, kind,
        )  # fmt: skip
    cursor.execute(
        "insert into people.payers (user_id, account_id, during) values (?, ?, '[2024-01-01,)')",
        world.users["dora"], world.accounts["one/1"],
    )  # fmt: skip
    cabinets = {
        "west": "manager", "east": "manager", "plumber": "manager", "operator": "operator", "accountant": "accountant",
        "supervisor": "supervisor", "admin": "admin", "gone": "operator",
    }  # fmt: skip
    for name, cabinet in cabinets.items():
        cursor.execute(
            "insert into people.user_cabinets (user_id, cabinet, rights) values (?, ?, ?)",
            world.users[name], cabinet, "{administrator}" if name == "supervisor" else "{}",
        )  # fmt: skip
        world.staff[name] = _one(
            cursor,
            "insert into people.staff (user_id, name, position, employed) "
            "select user_id, name, ?, ?::daterange from people.users where user_id = ? returning staff_id",
            f"Должность {name}", "[2015-01-01,2020-01-01)" if name == "gone" else "[2015-01-01,)", world.users[name],
        )  # fmt: skip
    for name in ("west", "east"):
        cursor.execute(
            "insert into people.zone_managers (zone_id, staff_id, during) values (?, ?, '[2020-01-01,)')",
            world.zones[name], world.staff[name],
        )  # fmt: skip
    cursor.execute(
        "insert into people.staff_scopes (staff_id, zone_id, during) values (?, ?, '[2020-01-01,)')",
        world.staff["plumber"], world.zones["west"],
    )  # fmt: skip
    cursor.execute(
        "insert into people.staff_specializations (staff_id, specialization) values (?, 'plumber')",
        world.staff["plumber"],
    )  # fmt: skip


def _services(world: World, cursor: pyodbc.Cursor) -> None:
    for code, place in (("world_tap", "flat"), ("world_light", "entrance"), ("world_yard", "yard")):
        world.services[code] = _one(
            cursor,
            "insert into desk.services (code, place, category, title, title_en, specialization) "
            "values (?, ?, 'Мир теста', ?, ?, 'plumber') returning service_id",
            code, place, f"Работа {code}", f"Work {code}",
        )  # fmt: skip


class Refused(Exception):
    """A refusal of the SQL: `code` of its DETAIL, `state` the SQLSTATE."""

    def __init__(self, error: pyodbc.Error) -> None:
        from webapp.database.errors import DatabaseRefusal, parse_error

        parsed = parse_error(error)
        self.state = parsed.sqlstate
        self.code = parsed.code if isinstance(parsed, DatabaseRefusal) else ""
        self.field = parsed.field if isinstance(parsed, DatabaseRefusal) else None
        super().__init__(f"{self.state} {self.code} {parsed.message}")


class Acting:
    """Somebody in a cabinet: every call is a transaction of its own, committed, closed as the batch closes it."""

    def __init__(self, settings: Settings, key: str, role: str, *, language: str = "ru", moment: str = "") -> None:
        self.key = key
        self.role = role
        self.language = language
        self.moment = moment
        self._connection = odbc_connect(settings, "sokol_admin" if moment else "sokol_web", autocommit=True)

    def close(self) -> None:
        self._connection.close()

    def rows(self, sql: str, *values: Any) -> list[Any]:
        cursor = self._connection.cursor()
        try:
            cursor.execute("begin")
            cursor.execute(
                "select set_config('role', ?, true), set_config('sokol.session', ?, true), "
                "set_config('timezone', 'Asia/Vladivostok', true), set_config('sokol.language', ?, true), "
                "set_config('statement_timeout', '15000', true), set_config('sokol.moment', ?, true)",
                self.role, self.key, self.language, self.moment,
            ).fetchall()  # fmt: skip
            cursor.execute(sql, *values)
            found = cursor.fetchall() if cursor.description else []
            cursor.execute("commit")
            return list(found)
        except pyodbc.Error as error:
            with suppress(pyodbc.Error):
                cursor.execute("rollback")
            raise Refused(error) from error
        finally:
            cursor.execute("reset all")
            cursor.close()

    def one(self, sql: str, *values: Any) -> Any:
        found = self.rows(sql, *values)
        assert len(found) == 1, found
        return found[0]

    def value(self, sql: str, *values: Any) -> Any:
        return self.one(sql, *values)[0]


def new_key() -> str:
    """The key of a fresh cookie: hex sha256 of 32 random bytes."""
    return hashlib.sha256(secrets.token_bytes(32)).hexdigest()


def session_of(world: World, user: str, **changes: str) -> str:
    """Opens a session straight in the table; `changes` are SQL expressions of its columns."""
    key = new_key()
    columns = {
        "key_hash": f"sha256(decode('{key}', 'hex'))",
        "user_id": str(world.users[user]),
        "expires_at": "lib.moment() + interval '7 days'",
        "idle": "'12 hours'",
        **changes,
    }
    owner_run(world, f"insert into people.sessions ({', '.join(columns)}) values ({', '.join(columns.values())})")
    return key


@contextmanager
def as_user(
    world: World, user: str | None, cabinet: str, *, language: str = "ru", key: str = "", moment: str = ""
) -> Iterator[Acting]:
    """Somebody signed in (None: a guest) in a cabinet; 'layer' is what the layer does for him. key: of a session
    that is open already. moment: the clock stands there (then by sokol_admin, who alone may set it)."""
    key = key or (session_of(world, user) if user else "")
    acting = Acting(world.settings, key, f"cab_{cabinet}", language=language, moment=moment)
    try:
        yield acting
    finally:
        acting.close()


@contextmanager
def setting(world: World, key: str, value: int) -> Iterator[None]:
    """A setting of the company, until the end."""
    before = owner_value(world, "select value from cabinet.settings where key = ?", key)
    owner_run(world, "update cabinet.settings set value = ? where key = ?", str(value), key)
    yield
    owner_run(world, "update cabinet.settings set value = ? where key = ?", before, key)


def owner_run(world: World, sql: str, *values: Any) -> list[Any]:
    """A statement as the owner of everything, committed."""
    connection = odbc_connect(world.settings, "sokol_admin")
    try:
        cursor = connection.cursor()
        cursor.execute("set role sokol_owner")
        cursor.execute(sql, *values)
        found = list(cursor.fetchall()) if cursor.description else []
        connection.commit()
        return found
    finally:
        connection.close()


def owner_force(world: World, sql: str, *values: Any) -> None:
    """The same past the guards of desk.orders: a test may put an order into the past."""
    connection = odbc_connect(world.settings, "sokol_admin")
    try:
        cursor = connection.cursor()
        cursor.execute("set role sokol_owner")
        cursor.execute("alter table desk.orders disable trigger user")
        cursor.execute(sql, *values)
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table desk.orders enable trigger user")
        connection.commit()
    finally:
        connection.close()


def owner_value(world: World, sql: str, *values: Any) -> Any:
    return owner_run(world, sql, *values)[0][0]


def make_probes(world: World) -> None:
    """Gives every cabinet a function `probe(p_sql)` that runs any text as the cabinet's code role: what a hostile or
    careless function of a cabinet could do."""
    connection = odbc_connect(world.settings, "sokol_admin")
    try:
        cursor = connection.cursor()
        cabinets = [row[0] for row in cursor.execute("select cabinet from cabinet.cabinets").fetchall()]
        for cabinet in cabinets:
            for statement in (
                f"create function {cabinet}.probe(p_sql text) returns setof text language plpgsql volatile "
                f"security definer set search_path = '' as $$ begin return query execute p_sql; end $$",
                f"grant create on schema {cabinet} to code_{cabinet}",
                f"alter function {cabinet}.probe(text) owner to code_{cabinet}",
                f"revoke create on schema {cabinet} from code_{cabinet}",
                f"grant execute on function {cabinet}.probe(text) to cab_{cabinet}",
            ):
                cursor.execute(statement)
        connection.commit()
    finally:
        connection.close()


def file_order(world: World, user: str, place: str, text: str = "Капает кран") -> int:
    """An order of a resident for his flat, through the domain; needs make_probes."""
    with as_user(world, user, "resident") as db:
        found = db.value(
            "select * from resident.probe(?)",
            f"select desk.order_create(p_service => {world.services['world_tap']}, "
            f"p_premise => {world.premises[place]}, p_description => '{text}')::text",
        )
    return int(found)


def texts_of(rows: Sequence[Any]) -> str:
    return "\n".join(str(value) for row in rows for value in row)
