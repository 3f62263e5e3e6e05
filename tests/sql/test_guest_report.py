"""A report by the poster of an entrance, without a sign-in, and following it by number and telephone."""

from __future__ import annotations

import pytest

from tests.world import World, as_user, make_world, owner_run, owner_value, setting
from webapp.settings import Settings


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    return make_world(sokol_db)


def report(world: World, user: str | None = None, **changes: object) -> str:
    given = {"code": "posterone2", "service": world.services["world_light"], "phone": "+7 924 777-12-34", **changes}
    with as_user(world, user, "guest") as db:
        return str(
            db.value(
                "select goto from guest.report_send(p_code => ?, p_service => ?, p_description => 'Темно', "
                "p_phone => ?)",
                given["code"], given["service"], given["phone"],
            )
        )  # fmt: skip


def test_poster_fills_the_place_and_gives_a_link(world: World) -> None:
    goto = report(world)
    order = owner_run(
        world, "select entrance_id, premise_id, resident_id, channel from desk.orders order by order_id desc limit 1"
    )[0]
    assert tuple(order) == (world.entrances["one/2"], None, None, "qr")
    with as_user(world, None, "guest") as db:
        card = db.one("select title, state from guest.track_card(?)", goto.partition("token=")[2])
        assert "Работа world_light" in card[0]
        assert "mark" not in card[0]
        assert db.rows("select * from guest.track_events(?)", goto.partition("token=")[2])
        assert db.rows("select * from guest.track_card(?)", "0" * 64) == []


def test_who_is_signed_in_reports_as_a_guest_there(world: World) -> None:
    report(world, "clara")
    assert owner_value(world, "select author_id from desk.orders order by order_id desc limit 1") is None


def test_unknown_poster_and_what_is_in_flats_are_refused(world: World) -> None:
    with pytest.raises(Exception, match="qr_unknown"):
        report(world, code="nowhere")
    with pytest.raises(Exception, match="not_found"):
        report(world, service=world.services["world_tap"])


def test_following_takes_number_and_telephone_and_five_tries(world: World) -> None:
    report(world)
    number = owner_value(world, "select number from desk.orders order by order_id desc limit 1")
    with as_user(world, None, "layer") as layer:
        ask = "select status, coalesce(code, '') from people.track_begin(?, ?, '203.0.113.7')"
        assert tuple(layer.one(ask, f"№ {number}", "1234")) == (200, "")
        wrong = [tuple(layer.one(ask, str(number), "0000")) for _ in range(6)]
        unknown = [tuple(layer.one(ask, "99999999", "0000")) for _ in range(6)]
        assert wrong == unknown == [(422, "track_wrong")] * 5 + [(429, "track_locked")]


def test_a_poster_brings_ten_an_hour_at_most(world: World) -> None:
    for _ in range(10):
        report(world, code="postertwo1")
    with pytest.raises(Exception, match="report_many"):
        report(world, code="postertwo1")
    with setting(world, "poster_hour_limit", 11):
        report(world, code="postertwo1")
