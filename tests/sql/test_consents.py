"""Consents (ФЗ-152, ст. 9): each its own document with a version, given and withdrawn apart, with moment and
session.
"""

from __future__ import annotations

import pytest

from tests.world import World, as_user, make_world, owner_run, owner_value
from webapp.settings import Settings


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    return make_world(sokol_db)


def state(world: World, title: str) -> str:
    with as_user(world, "anna", "resident") as db:
        return str(db.value("select state from resident.privacy_consents() where title = ?", title))


def test_optional_consent_is_given_withdrawn_and_given_again(world: World) -> None:
    assert state(world, "Новости и предложения") == "Не дано"
    with as_user(world, "anna", "resident") as db:
        db.rows("select * from resident.privacy_give('news')")
        db.rows("select * from resident.privacy_give('news')")
    assert state(world, "Новости и предложения") == "Дано"
    assert (
        owner_value(
            world,
            "select count(*) from people.consents where user_id = ? and session_id is not null",
            world.users["anna"],
        )
        == 1
    )
    with as_user(world, "anna", "resident") as db:
        db.rows("select * from resident.privacy_withdraw('news')")
    assert state(world, "Новости и предложения") == "Отозвано"
    with as_user(world, "anna", "resident") as db:
        db.rows("select * from resident.privacy_give('news')")
    assert state(world, "Новости и предложения") == "Дано"


def test_required_consent_says_how_it_is_withdrawn(world: World) -> None:
    with as_user(world, "anna", "resident") as db:
        db.rows("select * from resident.privacy_give('processing')")
        with pytest.raises(Exception, match="consent_required"):
            db.rows("select * from resident.privacy_withdraw('processing')")


def test_unknown_consent_is_not_found(world: World) -> None:
    with as_user(world, "anna", "resident") as db, pytest.raises(Exception, match="not_found"):
        db.rows("select * from resident.privacy_give('everything')")


def test_a_new_version_is_consented_to_anew(world: World) -> None:
    with as_user(world, "clara", "resident") as db:
        db.rows("select * from resident.privacy_give('news')")
    owner_run(
        world,
        "insert into people.consent_texts (kind, version, title, body, required, valid_from) "
        "values ('news', 2, 'Новости и предложения', 'Новая редакция', false, '2026-01-01')",
    )
    with as_user(world, "clara", "resident") as db:
        db.rows("select * from resident.privacy_give('news')")
    versions = owner_run(
        world,
        "select t.version from people.consents as c join people.consent_texts as t using (consent_text_id) "
        "where c.user_id = ? order by 1",
        world.users["clara"],
    )
    assert [row[0] for row in versions] == [1, 2]
