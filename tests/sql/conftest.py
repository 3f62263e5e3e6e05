"""The company of tests.desk_world, made once for all tests of the rules and cloned for each."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.conftest import Clone, cloning
from tests.desk_world import Desk
from webapp.settings import Settings


@pytest.fixture(scope="session")
def first_desk(clone: Clone) -> Desk:
    desk = Desk(clone())
    desk.close()  # a database that somebody is connected to cannot be cloned
    return desk


@pytest.fixture
def desk(first_desk: Desk, base_settings: Settings, worker_id: str) -> Iterator[Desk]:
    prefix = f"sokol_test_{os.getpid()}_{worker_id}_desk"
    with cloning(base_settings, first_desk.settings.database.name, prefix) as clone:
        made = Desk.like(first_desk, clone())
        yield made
        made.close()
