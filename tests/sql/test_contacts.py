"""Names and phones leave only through people.contacts_for, as far as «Who sees what» of rules.md lets them."""

from __future__ import annotations

import secrets
from typing import Any

import pytest

from tests.world import Acting, World, as_user, file_order, make_probes, make_world, owner_force, owner_value, setting
from webapp.settings import Settings


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    made = make_world(sokol_db)
    make_probes(made)
    return made


@pytest.fixture
def order(world: World) -> int:
    """A tap order of anna that routing gave to the plumber."""
    owner_force(world, "update desk.orders set state = 'declined', open = false, slot = null, closed_at = '2020-01-01'")
    found = file_order(world, "anna", "one/1", secrets.token_hex(4))
    assert owner_value(world, "select assignee_id from desk.orders where order_id = ?", found) == world.staff["plumber"]
    return found


def contacts(acting: Acting, world: World, *names: str) -> dict[str, Any]:
    cabinet = acting.role.removeprefix("cab_")
    ids = "{" + ",".join(str(world.users[name]) for name in names) + "}"
    rows = acting.rows(
        f"select * from {cabinet}.probe(?)",
        "select c.user_id || '|' || coalesce(c.name, '') || '|' || coalesce(c.phone, '') "
        f"from people.contacts_for('{ids}') as c",
    )
    by_id = {str(identity): name for name, identity in world.users.items()}
    return {by_id[row[0].split("|")[0]]: tuple(row[0].split("|")[1:]) for row in rows}


def test_resident_sees_himself_household_and_names_of_staff(world: World) -> None:
    with as_user(world, "anna", "resident") as db:
        found = contacts(db, world, "anna", "boris", "clara", "dora", "egor", "fedor", "plumber")
    assert set(found) == {"anna", "boris", "dora", "plumber"}
    assert found["anna"][1]
    assert not found["boris"][1]
    assert not found["plumber"][1]


def test_operator_and_supervisor_see_all(world: World) -> None:
    for name in ("operator", "supervisor"):
        with as_user(world, name, name) as db:
            found = contacts(db, world, "anna", "clara", "fedor")
        assert set(found) == {"anna", "clara", "fedor"}
        assert all(phone for _name, phone in found.values())


def test_admin_and_accountant_see_names_without_phones(world: World) -> None:
    for name in ("admin", "accountant"):
        with as_user(world, name, name) as db:
            assert contacts(db, world, "anna") == {"anna": ("Анна Павловна Садовая", "")}


def test_performer_sees_the_phone_from_taking_until_three_days_after_closing(world: World, order: int) -> None:
    with as_user(world, "plumber", "manager") as db:
        assert contacts(db, world, "anna", "clara") == {"anna": ("Анна Павловна Садовая", "+79240000000")}
    for closed, expected in (("2 days 23 hours", True), ("3 days 1 hour", False)):
        owner_force(
            world,
            "update desk.orders set state = 'closed', open = false, slot = null, "
            f"closed_at = lib.moment() - interval '{closed}' where order_id = ?",
            order,
        )
        with as_user(world, "plumber", "manager") as db:
            assert ("anna" in contacts(db, world, "anna")) is expected
    with setting(world, "contact_days", 4), as_user(world, "plumber", "manager") as db:
        assert "anna" in contacts(db, world, "anna")


def test_queue_has_no_names_until_taken_but_for_its_manager(world: World, order: int) -> None:
    owner_force(
        world,
        "update desk.orders set state = 'new', assignee_id = null, queue_zone_id = ?, slot = null where order_id = ?",
        world.zones["west"],
        order,
    )
    with as_user(world, "plumber", "manager") as db:
        assert contacts(db, world, "anna") == {}
    with as_user(world, "west", "manager") as db:
        assert "anna" in contacts(db, world, "anna")
    with as_user(world, "east", "manager") as db:
        assert contacts(db, world, "anna") == {}


def test_guest_sees_nobody(world: World) -> None:
    with as_user(world, None, "guest") as db:
        assert contacts(db, world, "anna", "plumber") == {}


def test_tables_of_people_cannot_be_selected(world: World) -> None:
    for name, cabinet in (("anna", "resident"), ("west", "manager"), ("operator", "operator"), ("admin", "admin")):
        with as_user(world, name, cabinet) as db:
            for what in (
                "people.users",
                "people.credentials",
                "people.sessions",
                "people.sights",
                "people.one_time_codes",
            ):
                with pytest.raises(Exception, match="42501"):
                    db.rows(f"select * from {cabinet}.probe(?)", f"select t::text from {what} as t")
