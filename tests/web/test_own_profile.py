"""Everybody's own page, the same in every cabinet of the staff: devices, password, second step, notices, language."""

from __future__ import annotations

import re

import pyotp
import pytest
from flask import Flask

from tests.web.person import Person, signed_in
from tests.world import PASSWORD, World, make_world, owner_run, owner_value
from webapp.settings import Settings

STAFF = {
    "manager": "west",
    "operator": "operator",
    "accountant": "accountant",
    "supervisor": "supervisor",
    "admin": "admin",
}


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    return make_world(sokol_db)


@pytest.fixture(params=STAFF)
def at_home(request: pytest.FixtureRequest, app: Flask, world: World) -> tuple[str, str, Person]:
    """Cabinet, name in the world, the person signed in there."""
    cabinet = str(request.param)
    return cabinet, STAFF[cabinet], Person(signed_in(app, world, STAFF[cabinet]))


def sessions(world: World, name: str) -> int:
    return int(
        owner_value(
            world,
            "select count(*) from people.sessions where user_id = ? and revoked_at is null",
            world.users[name],
        )
    )


def test_another_device_is_signed_out_and_this_one_stays(
    app: Flask, world: World, at_home: tuple[str, str, Person]
) -> None:
    cabinet, name, person = at_home
    telephone = signed_in(app, world, name)
    page = f"/{cabinet}/profile"
    assert telephone.get(page).status_code == 200
    button = person.links(page, r"profile-not-me\?session=")[0]
    person.do(button)
    assert telephone.get(page).status_code == 303
    person.see(page)

    others = [signed_in(app, world, name) for _ in range(2)]
    person.do(f"/{cabinet}/profile-leave-all")
    assert [other.get(page).status_code for other in others] == [303, 303]
    assert sessions(world, name) == 1
    person.see(page)


def test_a_device_of_somebody_else_is_not_found(app: Flask, world: World, at_home: tuple[str, str, Person]) -> None:
    cabinet, _name, person = at_home
    signed_in(app, world, "anna")
    foreign = owner_value(world, "select max(session_id) from people.sessions where user_id = ?", world.users["anna"])
    before = sessions(world, "anna")
    said = [person.refused(f"/{cabinet}/profile-device-end?session={number}", 404) for number in (foreign, 987_654_321)]
    assert re.sub(r"\d+|[0-9a-f]{12}", "", said[0]) == re.sub(r"\d+|[0-9a-f]{12}", "", said[1])
    assert sessions(world, "anna") == before


def test_two_steps_are_switched_on_by_a_first_code_and_off_by_another(
    world: World, at_home: tuple[str, str, Person]
) -> None:
    cabinet, name, person = at_home
    page = f"/{cabinet}/profile"
    person.do(f"{page}-totp-begin")
    secret = re.search(r"\b[A-Z2-7]{4}(?: ?[A-Z2-7]{4}){3,15}\b", person.see(page))
    assert secret
    code = pyotp.TOTP(secret[0].replace(" ", ""))
    person.refused(f"{page}-totp-confirm", 422, code="000000" if code.now() != "000000" else "111111")
    person.do(f"{page}-totp-confirm", code=code.now())
    state = "select confirmed_at is not null from people.credentials where kind = 'totp' and user_id = ?"
    assert owner_value(world, state, world.users[name])
    assert secret[0] not in person.see(page)  # shown until it is confirmed, never again
    # the same code is taken once
    assert person.send(f"{page}-totp-off", code=code.now()).status_code == 422
    owner_run(
        world, "update people.credentials set last_step = null where kind = 'totp' and user_id = ?", world.users[name]
    )
    person.do(f"{page}-totp-off", code=code.now())
    assert owner_run(world, state, world.users[name]) == []


def test_a_notice_is_switched_off_and_on_for_oneself(world: World, at_home: tuple[str, str, Person]) -> None:
    """All kinds stand in one form with one button; what was not touched stays, what always comes offers no box."""
    cabinet, name, person = at_home
    page, form = f"/{cabinet}/profile", f"/{cabinet}/profile-notices"
    stored = "select kind, channel, enabled from talk.preferences where user_id = ? order by kind, channel desc"

    def kept() -> list[tuple[object, ...]]:
        return [tuple(row) for row in owner_run(world, stored, world.users[name])]

    html = person.html(page)
    kinds = dict(re.findall(r'name="choices-(\d+)-kind" value="(\w+)"', html))
    if not kinds:  # what is told in this cabinet always comes
        assert "choices" not in html
        return
    assert html.count(f'action="{form}"') == 1
    boxes = re.findall(r'name="choices-(\d+)-(bell|email)"', html)
    assert len([n for n in kinds if (n, "bell") not in boxes]) == html.count("Всегда: это важно")
    row, channel = boxes[-1]
    box, other = f"choices-{row}-{channel}", f"choices-{boxes[0][0]}-bell"
    off = {(kinds[row], channel, False), (kinds[boxes[0][0]], "bell", False)}
    person.do(form, **{box: None, other: None})
    assert set(kept()) == off
    person.do(form)  # sent as it stands: the same
    assert set(kept()) == off
    person.do(form, **{box: "true"})
    assert (kinds[row], channel, True) in kept()
    locked = owner_value(world, "select min(kind) from talk.event_kinds where not may_switch_off")
    before = kept()
    person.do(form, **{f"choices-{row}-kind": locked, box: None})
    person.do(form, **{f"choices-{row}-kind": "no_such_kind", box: None})
    assert [one for one in kept() if one[0] in {locked, "no_such_kind"}] == []
    assert kept() == before


def test_language_and_large_type_are_the_persons(world: World, at_home: tuple[str, str, Person]) -> None:
    cabinet, _name, person = at_home
    page = f"/{cabinet}/profile"
    person.do(f"{page}-taste", language="en", large_type="true")
    html = person.html(page)
    assert '<html lang="en" data-type="large">' in html
    assert "Password" in html
    person.do(f"{page}-taste", language="ru", large_type=None)
    assert '<html lang="ru">' in person.html(page)


def test_a_new_password_wants_the_present_one_and_ends_other_devices(
    app: Flask, world: World, at_home: tuple[str, str, Person]
) -> None:
    cabinet, name, person = at_home
    page = f"/{cabinet}/profile"
    other = signed_in(app, world, name)
    assert other.get(page).status_code == 200
    kept = "select secret from people.credentials where kind = 'password' and user_id = ?"
    before = owner_value(world, kept, world.users[name])
    said = person.refused(f"{page}-password", 422, present="не тот", password="Новый длинный 77 пароль")
    assert said
    assert owner_value(world, kept, world.users[name]) == before
    person.do(f"{page}-password", present=PASSWORD, password="Новый длинный 77 пароль")
    assert owner_value(world, kept, world.users[name]) != before
    assert other.get(page).status_code == 303
    person.see(page)
