"""One-time codes by e-mail: six digits, ten minutes, five tries, one at a time; the same answer for an unknown
login.
"""

from __future__ import annotations

import re

import pytest

from tests.world import Acting, World, as_user, make_world, new_key, owner_run, owner_value, setting
from webapp.settings import Settings


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    return make_world(sokol_db)


@pytest.fixture(autouse=True)
def forget(world: World) -> None:
    owner_run(world, "delete from people.one_time_codes")
    owner_run(world, "delete from people.sign_in_attempts")
    owner_run(world, "delete from talk.outbox")


def ask(layer: Acting, login: str, purpose: str = "sign_in") -> tuple[int, str]:
    row = layer.one("select status, message from people.code_request(?, ?, '203.0.113.7')", login, purpose)
    return row[0], row[1]


def letter(world: World) -> str:
    body = owner_value(world, "select body from talk.outbox order by outbox_id desc limit 1")
    found = re.search(r"\b(\d{6})\b", body)
    assert found
    return found[1]


def enter(layer: Acting, login: str, code: str) -> tuple[int, str, bool]:
    row = layer.one(
        "select status, coalesce(code, ''), opened from people.code_sign_in(?, ?, ?, '203.0.113.7', 'x')",
        login,
        code,
        new_key(),
    )
    return row[0], row[1], row[2]


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_code_opens_once_and_is_not_in_the_table(world: World) -> None:
    with as_user(world, None, "layer") as layer:
        assert ask(layer, "anna@world.example")[0] == 200
        code = letter(world)
        kept = owner_value(world, "select code_hash::text || details::text from people.one_time_codes")
        assert code not in kept
        assert enter(layer, "anna@world.example", f" {code[:3]} {code[3:]} ") == (200, "", True)
        assert enter(layer, "anna@world.example", code)[1] == "code_over"


def test_five_tries(world: World) -> None:
    with as_user(world, None, "layer") as layer:
        ask(layer, "anna@world.example")
        code = letter(world)
        said = [enter(layer, "anna@world.example", wrong(code))[1] for _ in range(5)]
        assert said == ["code_wrong"] * 4 + ["code_over"]
        assert enter(layer, "anna@world.example", code)[1] == "code_over"


def test_ten_minutes(world: World) -> None:
    with as_user(world, None, "layer", moment="2030-01-10 10:00Z") as layer:
        ask(layer, "anna@world.example")
    code = letter(world)
    with as_user(world, None, "layer", moment="2030-01-10 10:10:01Z") as layer:
        assert enter(layer, "anna@world.example", code)[1] == "code_over"
    with as_user(world, None, "layer", moment="2030-01-10 10:09:59Z") as layer:
        assert enter(layer, "anna@world.example", code)[0] == 200


def test_a_new_code_after_a_minute_and_five_an_hour(world: World) -> None:
    said = []
    for minute in (0, 0, 2, 4, 6, 8, 10):
        with as_user(world, None, "layer", moment=f"2030-01-10 10:{minute:02d}Z") as layer:
            said.append(ask(layer, "anna@world.example")[0])
    assert said == [200, 429, 200, 200, 200, 200, 429]


def test_how_long_how_many_codes_and_tries_the_company_says(world: World) -> None:
    with setting(world, "code_minutes", 20), setting(world, "code_tries", 3):
        said = []
        for minute in (0, 2, 4, 6):
            with as_user(world, None, "layer", moment=f"2030-01-10 10:{minute:02d}Z") as layer:
                said.append(ask(layer, "anna@world.example"))
        assert [status for status, _ in said] == [200, 200, 200, 429]
        assert said[0][1].endswith("Код действует 20 мин")
        assert said[3][1].startswith("Кодов за час уже 3.")
        assert "Он действует 20 мин." in owner_value(world, "select max(body) from talk.outbox")
        code = letter(world)
        with as_user(world, None, "layer", moment="2030-01-10 10:23Z") as layer:
            assert [enter(layer, "anna@world.example", wrong(code))[1] for _ in range(2)] == ["code_wrong"] * 2
            assert enter(layer, "anna@world.example", code)[0] == 200


def test_unknown_login_gets_the_same_answers_and_no_letter(world: World) -> None:
    with as_user(world, None, "layer") as layer:
        known, unknown = ask(layer, "anna@world.example"), ask(layer, "nobody@world.example")
        assert known == unknown
        assert owner_value(world, "select count(*) from talk.outbox") == 1
        code = letter(world)
        assert (
            enter(layer, "nobody@world.example", wrong(code))[:2] == enter(layer, "anna@world.example", wrong(code))[:2]
        )
        # nor does somebody else's code open anything
        assert enter(layer, "nobody@world.example", code)[0] == 422


def test_code_of_one_purpose_is_none_of_another(world: World) -> None:
    with as_user(world, None, "layer") as layer:
        ask(layer, "anna@world.example", "reset")
        assert enter(layer, "anna@world.example", letter(world))[1] == "code_over"


def test_code_works_while_the_password_is_locked(world: World) -> None:
    with as_user(world, None, "layer") as layer:
        for _ in range(6):
            layer.rows("select * from people.sign_in_begin('anna@world.example', '203.0.113.7')")
        ask(layer, "anna@world.example")
        assert enter(layer, "anna@world.example", letter(world))[0] == 200


def test_reset_puts_a_new_hash_and_closes_all_sessions(world: World) -> None:
    with as_user(world, None, "layer") as layer:
        before = owner_value(
            world, "select count(*) from people.sessions where user_id = ? and revoked_at is null", world.users["clara"]
        )
        ask(layer, "clara@world.example")
        owner_run(world, "update people.one_time_codes set created_at = created_at - interval '2 minutes'")
        ask(layer, "clara@world.example", "reset")
        row = layer.one(
            "select opened, status from people.password_reset('clara@world.example', ?, '$argon2id$new', ?, null, 'x')",
            letter(world),
            new_key(),
        )
        assert tuple(row) == (True, 200)
        assert before >= 0
        kept = owner_run(
            world, "select secret from people.credentials where user_id = ? and kind = 'password'", world.users["clara"]
        )[0][0]
        assert kept == "$argon2id$new"
        assert (
            owner_value(
                world,
                "select count(*) from people.sessions where user_id = ? and revoked_at is null",
                world.users["clara"],
            )
            == 1
        )


def test_a_password_that_is_no_hash_is_never_kept(world: World) -> None:
    with as_user(world, "anna", "layer") as layer, pytest.raises(Exception, match="argon2"):
        layer.rows("select people.password_change('qwerty')")
