"""Who read personal data is written down, whatever stands in the address and whether or not the database is there (ФЗ-152)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.web.person import Person, signed_in
from tests.world import World, make_world, owner_run
from webapp.catalog import LAYER_ROLE
from webapp.database.engine import engine_for
from webapp.records import Records
from webapp.settings import Settings


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    return make_world(sokol_db)


@pytest.fixture
def records(app: Flask, world: World) -> Iterator[Records]:
    found: Records = app.extensions["sokol"].records
    found.flush()
    owner_run(world, "truncate cabinet.access_log")
    yield found
    found.flush()


@pytest.fixture
def operator(app: Flask, world: World) -> Person:
    return Person(signed_in(app, world, "operator"))


def written(world: World) -> list[str]:
    found = owner_run(
        world, "select coalesce(parameters ->> 'p_search', '') from cabinet.access_log order by access_id"
    )
    return [str(row[0]) for row in found]


def test_what_jsonb_cannot_hold_takes_nobodys_record_along(operator: Person, records: Records, world: World) -> None:
    operator.see("/operator/residents?search=Anna")
    operator.see("/operator/residents?search=Boris&x=%00&%00y=1")
    operator.see("/operator/residents?search=Clara")
    records.flush()
    assert written(world) == ["Anna", "Boris", "Clara"]


def test_one_row_that_cannot_be_written_is_left_alone(operator: Person, records: Records, world: World) -> None:
    for name in ("Anna", "Boris", "Clara"):
        operator.see(f"/operator/residents?search={name}")
    records._rows[1]["address"] = "nowhere"
    records.flush()
    assert written(world) == ["Anna", "Clara"]


def test_while_the_database_is_away_records_wait(
    operator: Person, records: Records, world: World, sokol_db: Settings
) -> None:
    there = records.database
    records.database = engine_for(sokol_db.with_database("sokol_test_nobody"), "web")
    records.database.allow_roles({LAYER_ROLE})
    operator.see("/operator/residents?search=Anna")
    records.flush()
    assert written(world) == []
    records.database = there
    records.flush()
    assert written(world) == ["Anna"]
