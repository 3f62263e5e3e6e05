"""The second step (RFC 6238): test vectors, window of one step, no code twice, five tries."""

from __future__ import annotations

import pyotp
import pytest

from tests.world import World, as_user, make_world, new_key, owner_run, owner_value, session_of, setting
from webapp.settings import Settings


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    return make_world(sokol_db)


@pytest.mark.parametrize(
    ("seconds", "digits"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037"),
     (20000000000, "353130")],
)  # fmt: skip
def test_vectors_of_the_rfc(world: World, seconds: int, digits: str) -> None:
    """RFC 6238, appendix B, SHA-1: the last six of the eight digits."""
    secret = b"12345678901234567890".hex()
    assert owner_value(world, "select people.totp_code(?, ?)", secret, seconds // 30) == digits


def test_base32_of_rfc_4648(world: World) -> None:
    assert owner_value(world, "select replace(people.base32('fooba'), ' ', '')") == "MZXW6YTB"
    assert owner_value(world, "select replace(people.base32('foobafooba'), ' ', '')") == "MZXW6YTBMZXW6YTB"


def setup(world: World, user: str, cabinet: str) -> pyotp.TOTP:
    owner_run(world, "delete from people.credentials where user_id = ? and kind = 'totp'", world.users[user])
    key_of_session = session_of(world, user, last_seen_at="'2030-01-10'", expires_at="'2030-02-01'", idle="'30 days'")
    with as_user(world, None, cabinet, key=key_of_session, moment="2030-01-10 09:00Z") as db:
        db.rows(f"select * from {cabinet}.profile_totp_begin()")
        secret = db.value(f"select secret from {cabinet}.profile_totp()")
        key = pyotp.TOTP(secret.replace(" ", ""))
        with pytest.raises(Exception, match="totp_unconfirmed"):
            db.rows(f"select * from {cabinet}.profile_totp_confirm('000000')")
        db.rows(f"select * from {cabinet}.profile_totp_confirm(?)", key.at(1894266000))
    return key


AT = 1894269600  # 2030-01-10 10:00:00 UTC


def first_step(world: World, user: str) -> str:
    with as_user(world, None, "layer", moment="2030-01-10 10:00Z") as layer:
        begun = layer.value("select attempt_id from people.sign_in_begin(?, null)", f"{user}@world.example")
        row = layer.one(
            "select opened, pending, goto from people.sign_in_finish(?, ?, true, ?, null, 'x')",
            begun,
            f"{user}@world.example",
            new_key(),
        )
        assert row[0] is False
        assert row[2] == "/guest/totp"
        return str(row[1])


def second_step(world: World, pending: str, code: str, moment: str = "2030-01-10 10:00Z") -> tuple[bool, int]:
    with as_user(world, None, "layer", moment=moment) as layer:
        row = layer.one("select opened, status from people.totp_check(?, ?, ?, null, 'x')", pending, code, new_key())
        return row[0], row[1]


def test_password_alone_does_not_open(world: World) -> None:
    key = setup(world, "operator", "operator")
    pending = first_step(world, "operator")
    assert second_step(world, pending, key.at(AT)) == (True, 200)
    assert second_step(world, pending, key.at(AT + 30)) == (False, 401)


def test_window_of_one_step_and_no_code_twice(world: World) -> None:
    key = setup(world, "supervisor", "supervisor")
    assert second_step(world, first_step(world, "supervisor"), key.at(AT - 60)) == (False, 422)
    assert second_step(world, first_step(world, "supervisor"), key.at(AT + 60)) == (False, 422)
    assert second_step(world, first_step(world, "supervisor"), key.at(AT - 30)) == (True, 200)
    assert second_step(world, first_step(world, "supervisor"), key.at(AT - 30)) == (False, 422)
    assert second_step(world, first_step(world, "supervisor"), key.at(AT + 30)) == (True, 200)
    # an older one is over too once a newer was used
    assert second_step(world, first_step(world, "supervisor"), key.at(AT)) == (False, 422)


def test_five_tries_then_from_the_beginning(world: World) -> None:
    key = setup(world, "accountant", "accountant")
    pending = first_step(world, "accountant")
    for _ in range(5):
        assert second_step(world, pending, "000000") == (False, 422)
    assert second_step(world, pending, key.at(AT)) == (False, 401)


def test_how_many_tries_and_minutes_the_company_says(world: World) -> None:
    key = setup(world, "operator", "operator")
    with setting(world, "code_tries", 3), setting(world, "code_minutes", 4):
        pending = first_step(world, "operator")
        for _ in range(3):
            assert second_step(world, pending, "000000") == (False, 422)
        assert second_step(world, pending, key.at(AT)) == (False, 401)
        assert second_step(world, first_step(world, "operator"), key.at(AT + 241), "2030-01-10 10:04:01Z") == (
            False,
            401,
        )


def test_pending_lives_ten_minutes_and_cannot_be_guessed(world: World) -> None:
    key = setup(world, "admin", "admin")
    pending = first_step(world, "admin")
    assert second_step(world, pending, key.at(AT + 601), "2030-01-10 10:10:01Z") == (False, 401)
    for forged in ("", "x", "0" * 64):
        assert second_step(world, forged, key.at(AT)) == (False, 401)


def test_code_of_a_letter_does_not_pass_the_second_step_by(world: World) -> None:
    setup(world, "west", "manager")
    with as_user(world, None, "layer") as layer:
        layer.rows("select * from people.code_request('west@world.example', 'sign_in', null)")
        body = owner_value(world, "select body from talk.outbox order by outbox_id desc limit 1")
        code = next(
            word.rstrip(".") for word in body.split() if word.rstrip(".").isdigit() and len(word.rstrip(".")) == 6
        )
        row = layer.one(
            "select opened, goto from people.code_sign_in('west@world.example', ?, ?, null, 'x')", code, new_key()
        )
    assert tuple(row) == (False, "/guest/totp")
