"""Joining: account and code of the bill, or a request that the operator approves; inviting and ending access."""

from __future__ import annotations

import re

import pytest

from tests.world import (
    Acting,
    Refused,
    World,
    as_user,
    make_probes,
    make_world,
    new_key,
    owner_run,
    owner_value,
    setting,
)
from webapp.settings import Settings


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    return make_world(sokol_db)


@pytest.fixture(autouse=True)
def forget(world: World) -> None:
    owner_run(world, "delete from people.sign_in_attempts")


@pytest.fixture
def code(world: World) -> str:
    found: str = owner_value(world, "select people.join_code_issue(?)", world.accounts["three/2"])
    return found


def begin(layer: Acting, account: str, code: str) -> tuple[int, str, str]:
    row = layer.one(
        "select status, coalesce(code, ''), coalesce(goto, '') from people.join_begin(?, ?, '203.0.113.7')",
        account,
        code,
    )
    return row[0], row[1], row[2]


def finish(layer: Acting, token: str, name: str = "Зоя Новосёлова", **changes: str | None) -> tuple[bool, str, str]:
    given: dict[str, str | None] = {
        "kind": "owner", "email": "zoya@world.example", "phone": "+7 924 555-00-01", "password": "$argon2id$x",
        "processing": "true", "rules": "true", "news": "false", **changes,
    }  # fmt: skip
    row = layer.one(
        "select opened, coalesce(code, ''), coalesce(goto, '') from people.join_finish(?, ?, ?, ?, ?, ?, ?::boolean, "
        "?::boolean, ?::boolean, ?, '203.0.113.7', 'x')",
        token,
        name,
        given["kind"],
        given["email"],
        given["phone"],
        given["password"],
        given["processing"],
        given["rules"],
        given["news"],
        new_key(),
    )
    return row[0], row[1], row[2]


def test_join_makes_relation_consents_and_session(world: World, code: str) -> None:
    with as_user(world, None, "layer") as layer:
        status, _code, goto = begin(layer, world.numbers["three/2"], code.replace("-", " "))
        assert status == 200
        token = goto.partition("token=")[2]
        assert finish(layer, token, processing="false")[1] == "consent_needed"
        assert finish(layer, token, rules="false")[1] == "consent_needed"
        assert finish(layer, token, kind="admin")[1] == "relation_kind_forbidden"
        assert finish(layer, token, email=" ", phone=None)[1] == "contact_needed"
        assert finish(layer, token, email="clara@world.example")[1] == "join_contact_taken"
        assert finish(layer, token, email=None, password=None)[1] == "password_needed"
        opened, _code, goto = finish(layer, token)
        assert opened
        assert goto == "/resident/home"
        assert finish(layer, token, email="other@world.example", phone="+79245550002")[1] == "join_over"
    user = owner_value(world, "select user_id from people.users where email = 'zoya@world.example'")
    assert (
        owner_value(
            world,
            "select count(*) from people.relations where user_id = ? and premise_id = ?",
            user,
            world.premises["three/2"],
        )
        == 1
    )
    kinds = owner_run(
        world,
        "select t.kind from people.consents as c join people.consent_texts as t using (consent_text_id) "
        "where c.user_id = ? order by 1",
        user,
    )
    assert [row[0] for row in kinds] == ["processing", "rules"]


def test_wrong_account_and_wrong_code_look_the_same_and_lock(world: World, code: str) -> None:
    with as_user(world, None, "layer") as layer:
        unknown = [begin(layer, "99999999", code) for _ in range(6)]
        known = [begin(layer, world.numbers["three/2"], "0000-0000") for _ in range(6)]
        assert unknown == known
        assert [row[1] for row in known] == ["join_wrong"] * 5 + ["join_locked"]
        assert begin(layer, world.numbers["three/2"], code)[1] == "join_locked"
    with setting(world, "code_tries", 7), as_user(world, None, "layer") as layer:
        assert begin(layer, world.numbers["three/2"], code)[0] == 200


def test_a_new_code_ends_the_old_and_a_code_is_of_one_account(world: World, code: str) -> None:
    newer = owner_value(world, "select people.join_code_issue(?)", world.accounts["three/2"])
    with as_user(world, None, "layer") as layer:
        assert begin(layer, world.numbers["three/2"], code)[1] == "join_wrong"
        assert begin(layer, world.numbers["one/3"], newer)[1] == "join_wrong"
        assert begin(layer, world.numbers["three/2"], newer)[0] == 200


def test_the_accountant_gives_a_new_code_and_nobody_else_does(world: World) -> None:
    account = world.accounts["three/2"]
    with as_user(world, "accountant", "accountant") as db:
        assert "account_code" in str(db.one("select _actions from accountant.account_card(?)", account))
        said = db.value("select message from accountant.account_code(?)", account)
    given = re.search(r"\d{4}-\d{4}", said)
    assert given
    with as_user(world, None, "layer") as layer:
        assert begin(layer, world.numbers["three/2"], given[0])[0] == 200
    make_probes(world)
    for who, cabinet in (("anna", "resident"), ("west", "manager"), ("operator", "operator")):
        with as_user(world, who, cabinet) as db, pytest.raises(Refused):
            db.rows(f"select {cabinet}.probe(?)", f"select people.join_code_issue({account})")


def request(world: World, phone: str = "+79246660001", flat: str = "3") -> tuple[str, int]:
    with as_user(world, None, "guest") as db:
        goto = db.value(
            "select goto from guest.join_request_send(p_house => ?, p_flat => ?, p_name => 'Юля "
            "Просительница', p_phone => ?)",
            world.houses["one"],
            flat,
            phone,
        )
    code = goto.partition("code=")[2]
    return code, owner_value(world, "select request_id from people.join_requests where track_code = ?", code)


def test_request_is_answered_by_the_next_working_day(world: World) -> None:
    for moment, expected in (
        ("2026-11-20 03:00Z", "2026-11-23 18:00"),  # Friday → Monday
        ("2026-11-23 03:00Z", "2026-11-24 18:00"),
    ):
        found = owner_value(
            world,
            "with clock as materialized (select set_config('sokol.moment', ?, true) as at) "
            "select to_char(t.at at time zone 'Asia/Vladivostok', 'YYYY-MM-DD HH24:MI') from clock "
            "cross join lateral (select people.answer_term() as at where clock.at is not null) as t",
            moment,
        )
        assert found == expected


def test_operator_approves_and_the_person_gets_the_flat(world: World) -> None:
    code, number = request(world)
    with as_user(world, None, "guest") as db:
        assert db.value("select title from guest.join_status_card(?)", code) == "Проверяем"
    with as_user(world, "operator", "layer") as db, pytest.raises(Exception, match="42501"):
        db.rows("select people.join_decide(?, 'approved')", number)
    user = decide(world, "operator", number, "approved")
    assert (
        owner_value(world, "select premise_id from people.relations where user_id = ?", user) == world.premises["one/3"]
    )
    with pytest.raises(Exception, match="request_decided"):
        decide(world, "operator", number, "refused", "поздно")
    with as_user(world, None, "guest") as db:
        assert db.value("select title from guest.join_status_card(?)", code) == "Подтверждено"


def test_refusal_needs_a_reason_and_goes_to_the_person(world: World) -> None:
    code, number = request(world, "+79246660002")
    with pytest.raises(Exception, match="request_reason"):
        decide(world, "operator", number, "refused", " ")
    decide(world, "operator", number, "need_document", "Пришлите выписку")
    with as_user(world, None, "guest") as db:
        assert tuple(db.one("select title, reason from guest.join_status_card(?)", code)) == (
            "Нужен документ",
            "Пришлите выписку",
        )


def test_only_the_contact_centre_decides(world: World) -> None:
    _code, number = request(world, "+79246660003")
    for user, cabinet in (("west", "manager"), ("anna", "resident"), ("admin", "admin")):
        with pytest.raises(Exception, match=r"forbidden|42501"):
            decide(world, user, number, "approved", cabinet=cabinet)


def decide(
    world: World, user: str, number: int, decision: str, reason: str | None = None, cabinet: str | None = None
) -> int:
    """By a function of the cabinet's code role, as the page does."""
    from tests.world import make_probes

    if not owner_value(world, "select to_regprocedure('operator.probe(text)') is not null"):
        make_probes(world)
    room = cabinet or user
    said = "null" if reason is None else "'" + reason + "'"
    with as_user(world, user, room) as db:
        found = db.value(
            f"select * from {room}.probe(?)", f"select people.join_decide({number}, '{decision}', {said})::text"
        )
    return int(found) if found else 0


def test_the_same_request_is_not_made_twice_and_not_many(world: World) -> None:
    first, second = request(world, "+79246660009"), request(world, "+79246660009")
    assert first == second
    request(world, "+79246660009", flat="2")
    with setting(world, "join_day_limit", 2), pytest.raises(Exception, match="request_many"):
        request(world, "+79246660009", flat="1")
    request(world, "+79246660009", flat="1")  # three a day, unless the company says otherwise
    with pytest.raises(Exception, match="request_many"):
        request(world, "+79246660009", flat="4")


def test_owner_invites_and_ends_access(world: World) -> None:
    with as_user(world, "anna", "resident") as db:
        db.rows(
            "select * from resident.people_invite(p_name => 'Лев Садовый', p_email => 'lev@world.example', "
            "p_bills => true)"
        )
        user = owner_value(world, "select user_id from people.users where email = 'lev@world.example'")
        relation = owner_value(world, "select relation_id from people.relations where user_id = ?", user)
        assert (
            owner_value(world, "select grants::text from people.relations where user_id = ?", user)
            == "{orders,readings,bills}"
        )
        with pytest.raises(Exception, match="relation_already"):
            db.rows("select * from resident.people_invite(p_name => 'Лев Садовый', p_email => 'lev@world.example')")
        db.rows("select * from resident.people_end(?)", relation)
    assert owner_value(world, "select count(*) from people.sights where user_id = ?", user) == 0


def test_renter_cannot_invite_and_owners_stay(world: World) -> None:
    with as_user(world, "boris", "resident") as db:
        with pytest.raises(Exception, match="relation_no_right"):
            db.rows("select * from resident.people_invite(p_name => 'Чужой Человек', p_email => 'alien@world.example')")
        with pytest.raises(Exception, match="relation_no_right"):
            db.rows("select * from resident.people_end(?)", world.relations["anna"])
    with as_user(world, "anna", "resident") as db:
        with pytest.raises(Exception, match="relation_owner"):
            db.rows("select * from resident.people_end(?)", world.relations["anna"])
        with pytest.raises(Exception, match="not_found"):
            db.rows("select * from resident.people_end(?)", world.relations["clara"])


def test_address_is_added_and_chosen(world: World) -> None:
    code = owner_value(world, "select people.join_code_issue(?)", world.accounts["two/1"])
    with as_user(world, "fedor", "layer") as layer:
        key = layer.key
        assert (
            layer.value(
                "select status from people.address_add(?, ?, 'payer', '203.0.113.7')", world.numbers["two/1"], code
            )
            == 200
        )
    with as_user(world, None, "resident", key=key) as db:
        assert [row[0] for row in db.rows("select kind from resident.addresses_list()")] == [
            "Собственник",
            "Плательщик",
        ]
        db.rows("select * from resident.addresses_choose(?)", world.premises["two/1"])
        assert "mark_two" in db.value("select place_label from cabinet.page_settings('home')")
        with pytest.raises(Exception, match="not_found"):
            db.rows("select * from resident.addresses_choose(?)", world.premises["one/1"])
