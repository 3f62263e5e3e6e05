"""The company of tests.desk_world, made once for all tests of the rules.

desk       lent to one test after another: what a test does is taken back, nobody else sees it
own_desk   a copy in a database of the test's own, for what other sessions take part in, or what asks which transaction
           wrote a row; a file whose tests all want it overrides `desk` by it
imports    files on their way into the books of own_desk, since the worker has its part in it
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.conftest import Clone, cloning
from tests.desk_world import Desk
from tests.import_world import Imports
from webapp.settings import Settings


@pytest.fixture(scope="session")
def first_desk(clone: Clone) -> Desk:
    desk = Desk(clone())
    desk.close()  # a database that somebody is connected to cannot be cloned
    return desk


@pytest.fixture(scope="session")
def desk_clone(first_desk: Desk, base_settings: Settings, worker_id: str) -> Iterator[Clone]:
    prefix = f"sokol_test_{os.getpid()}_{worker_id}_desk"
    with cloning(base_settings, first_desk.settings.database.name, prefix) as clone:
        yield clone


@pytest.fixture(scope="session")
def standing_desk(first_desk: Desk, desk_clone: Clone) -> Iterator[Desk]:
    desk = Desk.like(first_desk, desk_clone())
    yield desk
    desk.close()


@pytest.fixture
def desk(standing_desk: Desk) -> Iterator[Desk]:
    with standing_desk.lent() as desk:
        yield desk


@pytest.fixture
def own_desk(first_desk: Desk, desk_clone: Clone) -> Iterator[Desk]:
    desk = Desk.like(first_desk, desk_clone())
    yield desk
    desk.close()
    desk_clone.done(desk.settings.database.name)


@pytest.fixture
def imports(own_desk: Desk) -> Iterator[Imports]:
    made = Imports(own_desk)
    yield made
    made.close()
