"""Sessions: what the table keeps, idle and absolute end, rotation, revoking, the new-device notice."""

from __future__ import annotations

import hashlib
import json

import pytest

from tests.conftest import TELL
from tests.world import World, as_user, make_probes, make_world, new_key, owner_run, owner_value, session_of
from webapp.settings import Settings


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    made = make_world(sokol_db)
    make_probes(made)
    return made


def me(world: World, key: str, cabinet: str = "resident", moment: str = "") -> int | None:
    with as_user(world, None, cabinet, key=key, moment=moment) as db:
        found = db.value(f"select * from {cabinet}.probe('select people.me()::text')")
        return int(found) if found else None


def open_session(world: World, user: str, *, old: str = "", device: str = "Firefox, Linux") -> str:
    key = new_key()
    with as_user(world, None, "layer", key=old) as layer:
        begun = layer.value("select attempt_id from people.sign_in_begin(?, null)", f"{user}@world.example")
        opened = layer.value(
            "select opened from people.sign_in_finish(?, ?, true, ?, null, ?)",
            begun,
            f"{user}@world.example",
            key,
            device,
        )
        assert opened
    return key


def test_the_table_holds_neither_the_cookie_nor_the_key(world: World) -> None:
    key = open_session(world, "anna")
    kept = owner_value(world, "select encode(key_hash, 'hex') from people.sessions order by session_id desc limit 1")
    assert kept == hashlib.sha256(bytes.fromhex(key)).hexdigest() != key


def test_a_key_that_is_no_key_is_a_guest(world: World) -> None:
    for forged in ("", "1", "0" * 64, "zz" * 32, "' or true --", str(world.users["anna"])):
        with as_user(world, None, "resident", key=forged or "x") as db:
            assert db.value("select * from resident.probe('select people.me()::text')") is None


def test_idle_and_absolute_end(world: World) -> None:
    key = session_of(
        world,
        "anna",
        started_at="'2030-01-01'",
        last_seen_at="'2030-01-01'",
        expires_at="'2030-03-01'",
        idle="'30 days'",
    )
    anna = world.users["anna"]
    assert me(world, key, moment="2030-01-30 00:00Z") == anna
    assert me(world, key, moment="2030-01-31 00:01Z") is None
    owner_run(
        world, "update people.sessions set last_seen_at = '2030-02-27' where key_hash = sha256(decode(?, 'hex'))", key
    )
    assert me(world, key, moment="2030-02-28 23:59Z") == anna
    assert me(world, key, moment="2030-03-01 00:01Z") is None


def test_terms_are_shorter_for_staff(world: World) -> None:
    terms = {}
    for user in ("clara", "operator"):
        key = open_session(world, user)
        terms[user] = owner_run(
            world,
            "select extract(epoch from idle)::int, extract(epoch from expires_at - started_at)::int / 86400 "
            "from people.sessions where key_hash = sha256(decode(?, 'hex'))",
            key,
        )[0]
    assert tuple(terms["clara"]) == (30 * 86400, 180)
    assert tuple(terms["operator"]) == (12 * 3600, 7)


def test_signing_in_gives_a_new_key_and_closes_the_old(world: World) -> None:
    first = open_session(world, "anna")
    second = open_session(world, "anna", old=first)
    assert me(world, first) is None
    assert me(world, second) == world.users["anna"]


def test_rotation_keeps_the_absolute_end_and_lets_the_old_key_live_a_minute(world: World) -> None:
    key, newer = open_session(world, "anna"), new_key()
    with as_user(world, None, "layer", key=key) as layer:
        assert layer.value("select people.session_rotate(?)", newer)
        assert not layer.value("select people.session_rotate(?)", new_key())
    assert me(world, newer) == me(world, key) == world.users["anna"]
    ends = owner_run(
        world,
        "select n.expires_at = o.started_at + interval '180 days', o.expires_at <= lib.moment() + interval '1 minute' "
        "from people.sessions as n join people.sessions as o on o.session_id = n.rotated_from "
        "where n.key_hash = sha256(decode(?, 'hex'))",
        newer,
    )[0]
    assert tuple(ends) == (True, True)


def test_revoking_one_and_all(world: World) -> None:
    keys = [open_session(world, "fedor", device=f"Device {n}") for n in range(3)]
    with as_user(world, None, "resident", key=keys[0]) as db:
        devices = db.rows("select device, _actions from resident.profile_devices()")
        assert len(devices) == 3
        other = owner_value(
            world, "select session_id from people.sessions where key_hash = sha256(decode(?, 'hex'))", keys[1]
        )
        db.rows("select * from resident.profile_device_end(?)", other)
        assert me(world, keys[1]) is None
        assert me(world, keys[2]) == world.users["fedor"]
        db.rows("select * from resident.profile_leave_all()")
        assert me(world, keys[2]) is None
        assert me(world, keys[0]) == world.users["fedor"]


def test_a_foreign_session_is_not_found(world: World) -> None:
    foreign = open_session(world, "clara")
    number = owner_value(
        world, "select session_id from people.sessions where key_hash = sha256(decode(?, 'hex'))", foreign
    )
    with as_user(world, "anna", "resident") as db, pytest.raises(Exception, match="not_found"):
        db.rows("select * from resident.profile_device_end(?)", number)
    assert me(world, foreign) == world.users["clara"]


def test_signing_out(world: World) -> None:
    key = open_session(world, "anna")
    with as_user(world, None, "layer", key=key) as layer:
        layer.rows("select people.session_end()")
    assert me(world, key) is None


def test_a_new_device_is_told_once(world: World) -> None:
    count = "select count(*) from talk.notices where user_id = ? and kind = 'sign_in_new_device'"
    for device, notices in (("Chrome, Android", 0), ("Chrome, Android", 0), ("Safari, iPhone", 1)):
        open_session(world, "boris", device=device)
        owner_run(world, TELL)
        assert owner_value(world, count, world.users["boris"]) == notices


def test_the_access_record_moves_last_seen_and_keeps_who_read(world: World) -> None:
    key = session_of(world, "supervisor", last_seen_at="lib.moment() - interval '2 hours'")
    read = {
        "happened_at": "2026-11-22T10:00:00Z",
        "session": key,
        "cabinet": "supervisor",
        "place": "resident: resident_card",
        "parameters": {"person": str(world.users["anna"])},
        "address": "203.0.113.7",
        "request_id": "abc",
    }
    rows = json.dumps([read, {"happened_at": owner_value(world, "select lib.moment()::text"), "session": key}])
    with as_user(world, None, "layer") as layer:
        assert layer.value("select people.access_record(?::jsonb)", rows) == 1
    logged = owner_run(
        world, "select user_id, parameters ->> 'p_person' from cabinet.access_log order by access_id desc limit 1"
    )[0]
    assert tuple(logged) == (world.users["supervisor"], str(world.users["anna"]))
    assert owner_value(
        world,
        "select last_seen_at > lib.moment() - interval '1 minute' from people.sessions where key_hash = "
        "sha256(decode(?, 'hex'))",
        key,
    )


def test_opening_a_page_reads_the_notices_that_lead_to_it(world: World) -> None:
    key, user = session_of(world, "supervisor"), world.users["supervisor"]
    owner_run(
        world,
        "with e as (insert into talk.events (kind, object_id) select 'order_created', n from generate_series(1, 2) as n "
        "returning event_id, object_id) "
        "insert into talk.notices (event_id, user_id, cabinet, kind, body, goto) "
        "select e.event_id, ?, 'supervisor', 'order_created', 'read mark', '/supervisor/order?order=' || e.object_id "
        "from e",
        user,
    )
    read = {
        "happened_at": owner_value(world, "select (lib.moment() + interval '1 second')::text"),
        "session": key,
        "cabinet": "supervisor",
        "place": "order: order_card",
        "parameters": {"order": "1"},
    }
    with as_user(world, None, "layer") as layer:
        layer.value("select people.access_record(?::jsonb)", json.dumps([read]))
    rows = owner_run(world, "select goto, read_at is not null from talk.notices where body = 'read mark' order by goto")
    assert [tuple(row) for row in rows] == [("/supervisor/order?order=1", True), ("/supervisor/order?order=2", False)]


def test_staff_must_set_up_the_second_step_where_it_is_demanded(world: World) -> None:
    owner_run(world, "update cabinet.settings set value = 'true' where key = 'staff_totp'")
    try:
        with as_user(world, "operator", "operator") as db:
            with pytest.raises(Exception, match="totp_setup"):
                db.rows("select * from cabinet.page_settings('anything')")
            assert db.one("select * from cabinet.page_settings('profile')")
        with as_user(world, "anna", "resident") as db:
            assert db.one("select * from cabinet.page_settings('home')")
    finally:
        owner_run(world, "update cabinet.settings set value = 'false' where key = 'staff_totp'")
