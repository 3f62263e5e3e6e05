"""Who sees what (rules.md, «Who sees what»): people.sights and what it grants, by dated relation, zone and cabinet."""

from __future__ import annotations

import json

import pytest

from tests.world import Acting, World, as_user, make_probes, make_world, owner_force, owner_run, session_of
from webapp.settings import Settings


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    made = make_world(sokol_db)
    make_probes(made)
    return made


def seen(acting: Acting, what: str) -> set[int]:
    cabinet = acting.role.removeprefix("cab_")
    sql = f"select people.visible_{what}()::text"
    return {int(row[0]) for row in acting.rows(f"select * from {cabinet}.probe(?)", sql)}


def table(acting: Acting, name: str, column: str) -> set[int]:
    cabinet = acting.role.removeprefix("cab_")
    return {
        int(row[0]) for row in acting.rows(f"select * from {cabinet}.probe(?)", f"select {column}::text from {name}")
    }


def test_owner_sees_his_premise_house_and_accounts_and_no_other(world: World) -> None:
    with as_user(world, "anna", "resident") as db:
        assert seen(db, "premises") == {world.premises["one/1"]}
        assert seen(db, "houses") == {world.houses["one"]}
        assert seen(db, "accounts") == {world.accounts["one/1"]}
        assert table(db, "estate.premises", "premise_id") == {world.premises["one/1"]}


def test_renter_sees_the_flat_and_not_its_bills(world: World) -> None:
    with as_user(world, "boris", "resident") as db:
        assert seen(db, "premises") == {world.premises["one/1"]}
        assert seen(db, "accounts") == set()


def test_payer_sees_the_bills_and_not_the_flat(world: World) -> None:
    with as_user(world, "dora", "resident") as db:
        assert seen(db, "premises") == set()
        assert seen(db, "accounts") == {world.accounts["one/1"]}
        rights = db.value("select rights from cabinet.page_settings('home')")
        assert rights == "{bills}"


def test_past_relation_opens_nothing(world: World) -> None:
    with as_user(world, "egor", "resident") as db, pytest.raises(Exception, match="cabinet_forbidden"):
        db.rows("select * from cabinet.page_settings('home')")
    with as_user(world, "egor", "resident") as db:
        assert seen(db, "premises") == set()


def test_relation_opens_and_closes_on_its_days_in_the_time_zone_of_the_house(world: World) -> None:
    owner_run(
        world,
        "insert into people.relations (user_id, premise_id, house_id, kind, during, grants) "
        "values (?, ?, ?, 'relative', '[2030-06-10,2030-06-12)', '{orders}')",
        world.users["egor"],
        world.premises["one/3"],
        world.houses["one"],
    )
    # Vladivostok is ten hours before UTC: its 10 June begins at 14:00 of 9 June UTC.
    for moment, expected in (
        ("2030-06-09 13:59Z", False),
        ("2030-06-09 14:01Z", True),
        ("2030-06-11 13:59Z", True),
        ("2030-06-11 14:01Z", False),
    ):
        assert (world.premises["one/3"] in premises_at(world, moment)) is expected, moment


def premises_at(world: World, moment: str) -> set[int]:
    rows = owner_run(
        world,
        "with clock as materialized (select set_config('sokol.moment', ?, true) as at) "
        "select s.premise_id from clock cross join lateral (select * from people.sights where clock.at is not "
        "null) as s "
        "where s.user_id = ? and s.premise_id is not null",
        moment,
        world.users["egor"],
    )
    return {row[0] for row in rows}


def test_zone_manager_sees_houses_of_his_zone_and_of_zones_below(world: World) -> None:
    with as_user(world, "west", "manager") as db:
        assert seen(db, "houses") == {world.houses["one"], world.houses["two"]}
    child = owner_run(
        world, "insert into estate.zones (name, parent_id) values ('below', ?) returning zone_id", world.zones["east"]
    )[0][0]
    owner_run(world, "update estate.houses set zone_id = ? where house_id = ?", child, world.houses["three"])
    with as_user(world, "east", "manager") as db:
        assert seen(db, "houses") == {world.houses["three"]}
        assert table(db, "estate.houses", "house_id") == {world.houses["three"]}


def test_company_wide_cabinets_see_all_and_former_staff_nothing(world: World) -> None:
    for name in ("operator", "supervisor"):
        with as_user(world, name, name) as db:
            assert table(db, "estate.houses", "house_id") == set(world.houses.values())
    with as_user(world, "gone", "operator") as db:
        assert table(db, "estate.houses", "house_id") == set()


def test_a_cabinet_that_is_not_held_shows_nothing(world: World) -> None:
    for cabinet in ("supervisor", "operator", "manager", "admin"):
        with as_user(world, "anna", cabinet) as db:
            assert seen(db, "houses") == set()
            assert db.value(f"select * from {cabinet}.probe('select people.me()::text')") is None
            with pytest.raises(Exception, match="cabinet_forbidden"):
                db.rows("select * from cabinet.page_settings('home')")


def test_pages_are_hidden_by_grant(world: World) -> None:
    owner_run(
        world,
        'insert into cabinet.pages (cabinet, page, title, "right") '
        "values ('resident', 'secret_bills', 'Счета', 'bills')",
    )
    with as_user(world, "anna", "resident") as db:
        assert "secret_bills" not in db.value("select hidden_pages from cabinet.page_settings('home')")
    with as_user(world, "boris", "resident") as db:
        assert "secret_bills" in db.value("select hidden_pages from cabinet.page_settings('home')")
        with pytest.raises(Exception, match="page_forbidden"):
            db.rows("select * from cabinet.page_settings('secret_bills')")


def test_what_pages_ask_is_what_people_sights_says(world: World) -> None:
    """Houses, premises and accounts of everybody in every cabinet of theirs: neither more nor less than the view."""
    told = {
        (user, cabinet, what): set(json.loads(ids))
        for user, cabinet, *lists in owner_run(
            world,
            "select user_id, cabinet, coalesce(jsonb_agg(house_id) filter (where house_id is not null), '[]')::text, "
            "coalesce(jsonb_agg(premise_id) filter (where premise_id is not null), '[]')::text, "
            "coalesce(jsonb_agg(account_id) filter (where account_id is not null), '[]')::text "
            "from people.sights group by user_id, cabinet",
        )
        for what, ids in zip(("houses", "premises", "accounts"), lists, strict=True)
    }
    rooms = dict.fromkeys(world.users, ("resident", "manager")) | {"supervisor": ("supervisor", "manager")}
    found = {}
    for name, cabinets in rooms.items():
        for cabinet in cabinets:
            with as_user(world, name, cabinet) as db:
                for what in ("houses", "premises", "accounts"):
                    found[world.users[name], cabinet, what] = seen(db, what)
    assert found == {key: told.get(key, set()) for key in found}
    assert sum(map(bool, found.values())) >= 8


def test_a_house_is_seen_while_its_order_is_ones_own_and_thirty_days_after(world: World) -> None:
    house = world.houses["three"]
    with as_user(world, "operator", "operator") as db:
        order = db.value(
            "select * from operator.probe('select desk.order_create(p_service => ' || ? || ', p_premise => ' || ? || "
            "', p_channel => ''phone'', p_caller_name => ''Звонивший'')::text')",
            str(world.services["world_tap"]),
            str(world.premises["three/1"]),
        )
    key = {"plumber": session_of(world, "plumber"), "west": session_of(world, "west")}

    def sees(name: str) -> bool:
        with as_user(world, name, "manager", key=key[name]) as db:
            return house in seen(db, "houses")

    def put(sql: str) -> None:
        owner_force(world, f"update desk.orders set {sql} where order_id = ?", order)

    put("assignee_id = null, state = 'new'")
    assert not sees("plumber")
    put(f"assignee_id = {world.staff['plumber']}, state = 'assigned'")
    assert sees("plumber")
    assert not sees("west")
    owner_run(
        world,
        "insert into desk.order_members (order_id, house_id, staff_id, role) values (?, ?, ?, 'co_performer')",
        order,
        house,
        world.staff["west"],
    )
    assert sees("west")
    for days, expected in ((29, True), (31, False)):
        put(
            "state = 'closed', open = false, completed_at = coalesce(completed_at, lib.moment()), "
            f"closed_at = lib.moment() - interval '{days} days'"
        )
        assert (sees("plumber"), sees("west")) == (expected, expected), days
