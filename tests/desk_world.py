"""A small company for the tests of the service desk, made by the public procedures, and people who act in it.

    desk = Desk(settings)                 one zone tree, two houses, residents, performers, office
    order = desk.order(desk.mary)         an order for «Течёт кран или бачок» from her flat
    desk.act(desk.ivanov, "desk.order_accept", order)
    desk.at("2026-11-23 10:00")           the clock of every rule (lib.moment), Moscow time
    with desk.lent(): …                   all that happens to it is taken back

A refusal comes as webapp.database.errors.DatabaseRefusal with its code.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import pyodbc
import pytest

from tests.conftest import TELL, odbc_connect
from webapp.database.errors import DatabaseRefusal, parse_error
from webapp.settings import Settings

CABINETS = ("resident", "manager", "operator", "supervisor")
MONDAY = "2026-11-16 10:00+03"


@dataclass(frozen=True)
class Person:
    user: int
    cabinet: str
    staff: int = 0


def literal(value: Any) -> str:
    """A value as the text PostgreSQL reads; tests pass strings and lists, as the layer does."""
    if isinstance(value, list | tuple):
        return "{" + ",".join('"' + str(part).replace('"', '\\"') + '"' for part in value) + "}"
    return str(value)


def fill(text: str, values: tuple[Any, ...] | list[Any]) -> str:
    """Each ? by a quoted value: without prepared statements, whose names the driver reuses after a rollback."""
    for value in values:
        quoted = "null" if value is None else "'" + literal(value).replace("'", "''") + "'"
        text = text.replace("?", quoted.replace("?", "\0"), 1)
    return text.replace("\0", "?")


class Desk:
    def __init__(self, settings: Settings, *, company: bool = True) -> None:
        self._settings = settings
        self._lent = False
        self.connection = odbc_connect(settings, "sokol_admin", autocommit=True)
        self.moment = MONDAY
        if company:
            self._company()

    @classmethod
    def like(cls, other: Desk, settings: Settings) -> Desk:
        """The same company in a clone of its database."""
        made = cls(settings, company=False)
        vars(made).update({name: value for name, value in vars(other).items() if name not in vars(made)})
        made.at(MONDAY)
        return made

    def close(self) -> None:
        self.connection.close()

    @property
    def settings(self) -> Settings:
        """Of its database, for connections of others."""
        assert not self._lent, "nobody else sees what happens in a desk that is lent: use own_desk"
        return self._settings

    @contextmanager
    def lent(self) -> Iterator[Desk]:
        """All that happens until the end is one transaction, which is taken back then; what is a transaction otherwise
        is a savepoint of it. Not for what depends on other sessions or on which transaction wrote a row."""
        known = dict(vars(self))
        self.connection.execute(
            "create temporary table if not exists marks as select s.schemaname, s.sequencename, s.last_value from pg_sequences as s"
        )
        self.connection.execute("begin")
        self._lent = True
        try:
            self.at(MONDAY)
            yield self
        finally:
            self.connection.execute("rollback")
            self.connection.execute(  # what no rollback takes back: the next order is again number 1001
                """select setval(format('%I.%I', s.schemaname, s.sequencename), coalesce(m.last_value, s.start_value),
                    m.last_value is not null)
                from pg_sequences as s join marks as m using (schemaname, sequencename)
                where s.last_value is distinct from m.last_value"""
            ).fetchall()
            vars(self).clear()
            vars(self).update(known)

    @contextmanager
    def _whole(self, *, begin: bool = False) -> Iterator[None]:
        """What is done inside is done whole or not at all; a refusal comes as an error of ours. Without `begin` and
        not lent, a single statement is a whole by itself."""
        if self._lent:
            self.connection.execute("savepoint deed")
        elif begin:
            self.connection.execute("begin")
        try:
            yield
        except pyodbc.Error as error:
            with suppress(pyodbc.Error):
                self.connection.execute(
                    "rollback to savepoint deed; release savepoint deed" if self._lent else "rollback"
                )
            raise parse_error(error) from None
        if self._lent:  # what ends with a transaction does not end with a savepoint
            self.connection.execute(
                "set local role none; set local sokol.session = ''; set local sokol.language = ''; "
                "set local sokol.undo = ''; release savepoint deed"
            )
        elif begin:
            self.connection.execute("commit")

    # the clock and plain SQL ---------------------------------------------------------------------------------------
    def at(self, moment: str) -> None:
        self.moment = moment if "+" in moment else moment + "+03"
        self.sql("select set_config('sokol.moment', ?, false)", self.moment)

    def sql(self, text: str, *values: Any) -> Any:
        """The first value of the first row; as the deployer."""
        with self._whole():
            cursor = self.connection.execute(fill(text, values))
            row = cursor.fetchone() if cursor.description else None
            while cursor.nextset():
                pass
        return row[0] if row else None

    def rows(self, text: str, *values: Any) -> list[tuple[Any, ...]]:
        with self._whole():
            found = self.connection.execute(fill(text, values)).fetchall()
        return [tuple(row) for row in found]

    def call(self, function: str, *args: Any, **named: Any) -> Any:
        """A domain function as the deployer, without a session."""
        return self.sql(*self._call(function, args, named))

    def act(self, person: Person, function: str, *args: Any, **named: Any) -> Any:
        """A domain function as this person in their cabinet, in a transaction of its own."""
        text, *values = self._call(function, args, named)
        return self._as(person, text, values)[0][0]

    def refused(self, code: str, person: Person, function: str, *args: Any, **named: Any) -> DatabaseRefusal:
        """The same where it must not go through."""
        with pytest.raises(DatabaseRefusal) as refusal:
            self.act(person, function, *args, **named)
        assert refusal.value.code == code, refusal.value
        return refusal.value

    def set(self, key: str, value: int | str) -> None:
        """A setting of the company, as the supervisor changes it."""
        self.act(self.boss, "supervisor.branding_edit", key, "По приказу № 7", str(value))

    def see(self, person: Person, function: str, *args: Any, **named: Any) -> list[Any]:
        """The rows of a function as this person."""
        text, *values = self._call(function, args, named)
        return self._as(person, text.replace("select ", "select * from ", 1), values)

    def _as(self, person: Person, text: str, values: list[Any]) -> list[Any]:
        with self._whole(begin=True):
            self.connection.execute(f"set local role cab_{person.cabinet}")
            self.connection.execute(f"select set_config('sokol.session', '{self.key(person.user)}', true)").fetchall()
            found = self.connection.execute(fill(text, values)).fetchall()
        return list(found)

    def _call(self, function: str, args: tuple[Any, ...], named: dict[str, Any]) -> list[Any]:
        words = ["?"] * len(args) + [f"p_{name} => ?" for name in named]
        return [f"select {function}({', '.join(words)})", *args, *named.values()]

    @staticmethod
    def key(user: int) -> str:
        return f"{user:064x}"

    def tell(self) -> int:
        """The worker's part: notices and letters of all that happened so far; how many events that were."""
        return int(self.sql(TELL))

    # the company ---------------------------------------------------------------------------------------------------
    def _company(self) -> None:
        self.at(MONDAY)
        self.sql("update cabinet.settings set value = 'Europe/Moscow' where key = 'time_zone'")
        for cabinet in CABINETS:
            # pages are the first wall; here the domain functions themselves are called
            self.sql(f"grant usage on schema desk, talk, people, estate, upkeep to cab_{cabinet}")
            self.sql(f"grant execute on all functions in schema desk, talk, people, estate, upkeep to cab_{cabinet}")
            self.sql(f"grant execute on function cabinet.said to cab_{cabinet}")
        self.centre = self.call("estate.zone_create", "Центр")
        self.yard = self.call("estate.zone_create", "Центр, дворы", self.centre)
        self.north = self.call("estate.zone_create", "Север")
        self.house = self.call(
            "estate.house_create",
            self.yard,
            "Москва",
            "Садовая",
            "12",
            entrances=2,
            floors=5,
            time_zone="Europe/Moscow",
        )
        self.other_house = self.call(
            "estate.house_create", self.north, "Москва", "Мира", "3", entrances=1, time_zone="Europe/Moscow"
        )
        self.call("estate.premises_create", self.house, 1, 40)
        self.call("estate.premises_create", self.other_house, 1, 20)
        self.flat = self.premise(self.house, 5)
        self.mary = self.resident(self.flat, "Петрова Мария Ивановна")
        self.olga = self.resident(self.premise(self.other_house, 7), "Чужая Ольга Олеговна")
        self.svetlana = self.person("Орлова Светлана Юрьевна", "operator")
        self.boss = self.person("Зимин Алексей Борисович", "supervisor")
        self.ivanov = self.performer("Иванов Сергей Петрович", zones=[self.centre])
        self.lukin = self.performer("Лукин Олег Ильич", zones=[self.centre])
        self.chief = self.performer("Кравцов Андрей Викторович", trades=[], position="Менеджер точки")
        self.act(self.boss, "people.zone_manager_set", self.centre, self.chief.staff, MONDAY[:10], "первый менеджер")
        self.tap = self.service("tap_leak")

    def person(self, name: str, cabinet: str) -> Person:
        user = self.call("people.user_create", name, email=f"u{uuid.uuid4().hex[:8]}@example.ru", cabinets=[cabinet])
        return Person(self._session(user), cabinet)

    def resident(self, premise: int, name: str = "Житель Пётр Ильич") -> Person:
        mail = f"u{uuid.uuid4().hex[:8]}@example.ru"
        user = self.call("people.user_create", name, email=mail, cabinets=["resident"])
        self.call("people.relation_create", user, premise, "owner", **{"from": "2020-01-01"})
        return Person(self._session(user), "resident")

    def performer(
        self, name: str, *, zones: list[int] | None = None, houses: list[int] | None = None,
        entrances: list[int] | None = None, trades: list[str] | None = None, capacity: int = 8,
        position: str = "Сантехник", permit: str | None = None,
    ) -> Person:  # fmt: skip
        user = self.person(name, "manager").user
        staff = self.call(
            "people.staff_hire", user, position, capacity=capacity,
            specializations=["plumber"] if trades is None else trades, permit_until=permit, **{"from": "2020-01-01"},
        )  # fmt: skip
        self.call(
            "people.staff_scope_set", staff, zones=zones or [], houses=houses or [], entrances=entrances or [],
            **{"from": "2020-01-01"},
        )  # fmt: skip
        return Person(user, "manager", staff)

    def _session(self, user: int) -> int:
        self.sql(
            """insert into people.sessions (key_hash, user_id, started_at, last_seen_at, expires_at, idle)
            select sha256(decode(?, 'hex')), ?::bigint, '2020-01-01', '2020-01-01', '2099-01-01', '100 years'""",
            self.key(user), user,
        )  # fmt: skip
        return user

    def premise(self, house: int, number: int) -> int:
        return int(
            self.sql("select premise_id from estate.premises where house_id = ?::bigint and number = ?", house, number)
        )

    def service(self, code: str) -> int:
        return int(self.sql("select service_id from desk.services where code = ?", code))

    def photo(self, person: Person) -> str:
        file = str(uuid.uuid4())
        self.sql(
            """insert into cabinet.files (file_id, user_id, name, media_type, bytes, sha256)
            values (?::uuid, ?::bigint, 'x.jpg', 'image/jpeg', 'x', 'x')""",
            file, person.user,
        )  # fmt: skip
        return file

    # orders --------------------------------------------------------------------------------------------------------
    def order(self, person: Person | None = None, *, service: int | None = None, **named: Any) -> int:
        """By a resident from their flat; by staff for the house on Sadovaya, when nothing else is given."""
        person = person or self.svetlana
        if person.cabinet != "resident" and not {"premise", "house", "entrance"} & named.keys():
            named["premise"] = self.flat
        return int(self.act(person, "desk.order_create", service or self.tap, **named))

    def of(self, order: int, column: str) -> Any:
        return self.sql(f"select {column} from desk.orders where order_id = ?::bigint", order)

    def assignee(self, order: int) -> int | None:
        found = self.of(order, "assignee_id")
        return None if found is None else int(found)

    def holder(self, order: int) -> Person:
        staff = self.assignee(order)
        return next(p for p in vars(self).values() if isinstance(p, Person) and p.staff and p.staff == staff)

    def begin(self, order: int) -> Person:
        """Accepted by whoever has it."""
        person = self.holder(order)
        self.act(person, "desk.order_accept", order)
        return person

    def complete(self, order: int) -> Person:
        person = self.begin(order) if self.of(order, "state") == "assigned" else self.holder(order)
        self.act(person, "desk.order_complete", order, ["Заменил прокладку"], minutes=30, photos=[self.photo(person)])
        return person
