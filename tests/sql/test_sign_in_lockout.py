"""Sign-in by password: lock-out by account and by address, the same answer for an unknown login."""

from __future__ import annotations

import itertools

import pytest

from tests.world import Acting, World, as_user, make_world, new_key, owner_run
from webapp.settings import Settings

ADDRESS = "203.0.113.7"


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    return make_world(sokol_db)


@pytest.fixture(autouse=True)
def forget(world: World) -> None:
    owner_run(world, "delete from people.sign_in_attempts")


def attempt(layer: Acting, login: str, good: bool, address: str = ADDRESS) -> tuple[int, str, str]:
    """(status, code, message) of one attempt; `good` is what argon2 said."""
    begun = layer.one("select attempt_id, status, code, message from people.sign_in_begin(?, ?::inet)", login, address)
    if begun[1] != 200:
        return begun[1], begun[2], begun[3]
    done = layer.one(
        "select status, code, message from people.sign_in_finish(?, ?, ?::boolean, ?, ?::inet, 'Firefox, Linux')",
        begun[0],
        login,
        "true" if good else "false",
        new_key(),
        address,
    )
    return done[0], done[1] or "", done[2] or ""


def test_fifth_wrong_password_closes_and_says_until_when(world: World) -> None:
    with as_user(world, None, "layer") as layer:
        said = [attempt(layer, "anna@world.example", False) for _ in range(4)]
        assert [code for _status, code, _message in said] == ["sign_in_wrong"] * 4
        assert [message.rpartition(". ")[2] for *_rest, message in said] == [
            "Осталось 4 попытки",
            "Осталось 3 попытки",
            "Осталось 2 попытки",
            "Осталась 1 попытка",
        ]
        status, code, message = attempt(layer, "anna@world.example", False)
        assert (status, code) == (423, "sign_in_locked")
        assert "Вход закрыт до" in message
        assert "По коду" in message
        # Even the right password waits now, by whichever login of the same person.
        assert attempt(layer, "anna@world.example", True)[0] == 423
        assert attempt(layer, "8 (924) 000-00-00", True)[0] == 423
        assert attempt(layer, "clara@world.example", True)[0] == 200


def test_unknown_login_is_answered_like_a_known_one(world: World) -> None:
    with as_user(world, None, "layer") as layer:
        known = [attempt(layer, "clara@world.example", False) for _ in range(6)]
        unknown = [attempt(layer, "nobody@world.example", False) for _ in range(6)]
        assert known == unknown
        for login in ("clara@world.example", "nobody2@world.example"):
            secret = layer.value("select secret from people.sign_in_begin(?, '198.51.100.1')", "x" + login)
            assert secret.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_success_forgets_the_failures_before_it(world: World) -> None:
    with as_user(world, None, "layer") as layer:
        for _ in range(3):
            attempt(layer, "fedor@world.example", False)
        assert attempt(layer, "fedor@world.example", True)[0] == 200
        assert "Осталось 4 попытки" in attempt(layer, "fedor@world.example", False)[2]


def test_lock_opens_after_its_minutes(world: World) -> None:
    with as_user(world, None, "layer", moment="2030-01-10 10:00Z") as layer:
        for _ in range(5):
            attempt(layer, "anna@world.example", False)
        assert attempt(layer, "anna@world.example", True)[2].startswith("Вход закрыт до 20:15")
    with as_user(world, None, "layer", moment="2030-01-10 10:14:59Z") as layer:
        assert attempt(layer, "anna@world.example", True)[0] == 423
    with as_user(world, None, "layer", moment="2030-01-10 10:15:01Z") as layer:
        assert attempt(layer, "anna@world.example", True)[0] == 200


def test_an_address_that_tries_many_logins_is_closed_for_all(world: World) -> None:
    names = (f"guess{n}@world.example" for n in itertools.count())
    with as_user(world, None, "layer") as layer:
        for _ in range(50):
            attempt(layer, next(names), False)
        assert attempt(layer, "clara@world.example", True)[0] == 423
        assert attempt(layer, "clara@world.example", True, "198.51.100.9")[0] == 200


def test_tries_at_the_same_moment_are_counted_too(world: World) -> None:
    with as_user(world, None, "layer") as layer:
        begun = [
            layer.one("select status from people.sign_in_begin('dora@world.example', '203.0.113.9')")[0]
            for _ in range(7)
        ]
        assert begun == [200] * 5 + [423] * 2


def test_the_present_password_asked_for_in_a_cabinet_is_tried_as_seldom(world: World) -> None:
    """An open cabinet on a foreign table lets nobody try passwords."""
    recheck = "select status, coalesce(code, '') from people.recheck_begin('203.0.113.9')"
    with as_user(world, "anna", "layer") as layer:
        assert [tuple(layer.one(recheck)) for _ in range(6)] == [(200, "")] * 5 + [(423, "sign_in_locked")]
    with as_user(world, None, "layer") as layer, pytest.raises(Exception, match="sign_in"):
        layer.one(recheck)


def test_an_attempt_cannot_be_finished_for_another_login(world: World) -> None:
    with as_user(world, None, "layer") as layer:
        mine = layer.value("select attempt_id from people.sign_in_begin('anna@world.example', '203.0.113.8')")
        status = layer.value(
            "select status from people.sign_in_finish(?, 'supervisor@world.example', true, ?, '203.0.113.8', 'x')",
            mine,
            new_key(),
        )
        assert status != 200


def test_account_number_with_its_pin(world: World) -> None:
    owner_run(
        world,
        "insert into people.credentials (user_id, kind, account_id, secret) values (?, 'pin', ?, '$argon2id$pin') "
        "on conflict do nothing",
        world.users["clara"],
        world.accounts["one/2"],
    )
    with as_user(world, None, "layer") as layer:
        assert (
            layer.value("select secret from people.sign_in_begin(?, null)", world.numbers["one/2"]) == "$argon2id$pin"
        )
        assert attempt(layer, world.numbers["one/2"], True)[0] == 200


def test_blocked_and_system_people_cannot_sign_in(world: World) -> None:
    owner_run(world, "update people.users set blocked_at = lib.moment() where user_id = ?", world.users["egor"])
    with as_user(world, None, "layer") as layer:
        assert layer.value("select user_id from people.sign_in_begin('egor@world.example', null)") is None
        assert attempt(layer, "egor@world.example", True)[0] == 422
