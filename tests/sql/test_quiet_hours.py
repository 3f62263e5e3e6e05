"""Quiet hours hold letters back until their end: 22–8 of the house, or the person's own; what is urgent never waits."""

from __future__ import annotations

import pytest

from tests.desk_world import Desk
from webapp.database.errors import DatabaseRefusal


def test_the_hours_of_who_chose_none_are_the_companys(desk: Desk) -> None:
    desk.at("2026-11-16 21:30")
    desk.set("quiet_from", "21:00")
    desk.set("quiet_until", "9:30")
    until = "select talk.channel_from(?::bigint, 'email', false, 'Europe/Moscow') = '2026-11-17 09:30+03'"
    assert desk.sql(until, desk.mary.user)
    assert tuple(desk.see(desk.mary, "people.my_quiet")[0]) == ("21:00", "09:30")
    desk.act(desk.mary, "people.quiet_set", "23:00", "07:00")
    assert not desk.sql(until, desk.mary.user)
    for key in ("quiet_from", "quiet_until"):  # no letter would go out without them
        desk.refused("setting_empty", desk.boss, "supervisor.branding_edit", key, "так", "")


@pytest.mark.parametrize(
    ("quiet", "now", "speaks"),
    [
        (None, "16 21:59", "16 21:59"),
        (None, "16 22:00", "17 08:00"),
        (None, "16 03:00", "16 08:00"),
        (None, "16 08:00", "16 08:00"),
        (("20:00", "11:00"), "16 19:59", "16 19:59"),
        (("20:00", "11:00"), "16 20:00", "17 11:00"),
        (("20:00", "11:00"), "16 10:59", "16 11:00"),
        (("20:00", "11:00"), "16 11:00", "16 11:00"),
        (("13:00", "15:00"), "16 13:30", "16 15:00"),
        (("13:00", "15:00"), "16 23:30", "16 23:30"),
        (("00:00", "00:00"), "16 03:00", "16 03:00"),
    ],
)
def test_letters_wait_for_the_end(desk: Desk, quiet: tuple[str, str] | None, now: str, speaks: str) -> None:
    desk.at("2026-11-16 12:00")
    desk.act(desk.mary, "people.quiet_set", *(quiet or (None, None)))
    desk.at(f"2026-11-{now}")

    def moment(urgent: bool, channel: str = "email") -> str:
        return str(
            desk.sql(
                "select to_char(talk.channel_from(?::bigint, ?, ?::boolean, 'Europe/Moscow') at time zone "
                "'Europe/Moscow', 'DD HH24:MI')",
                desk.mary.user, channel, urgent,
            )
        )  # fmt: skip

    assert moment(urgent=False) == speaks
    assert moment(urgent=True) == now
    assert moment(urgent=False, channel="bell") == now


def test_the_letters_of_events_keep_to_them(desk: Desk) -> None:
    desk.at("2026-11-16 12:00")
    desk.act(desk.mary, "people.quiet_set", "12:00", "19:00")
    order = desk.order(desk.mary)
    desk.complete(order)
    desk.tell()
    due = {
        row[0]: row[1]
        for row in desk.rows(
            """select e.kind, to_char(o.due_at at time zone 'Europe/Moscow', 'DD HH24:MI')
            from talk.outbox as o join talk.events as e on e.event_id = o.event_id where o.user_id = ?::bigint""",
            desk.mary.user,
        )
    }
    assert due["order_created"] == "16 12:00"  # urgent
    assert due["order_completed"] == "16 19:00"


@pytest.mark.parametrize(
    ("given", "code"),
    [(("22:00", None), "quiet_half"), ((None, "08:00"), "quiet_half"), (("25:00", "08:00"), "quiet_wrong"),
     (("22:00", "восемь"), "quiet_wrong")],
)  # fmt: skip
def test_both_ends_are_hours(desk: Desk, given: tuple[str | None, str | None], code: str) -> None:
    with pytest.raises(DatabaseRefusal) as refusal:
        desk.act(desk.mary, "people.quiet_set", *given)
    assert refusal.value.code == code
