"""Who belongs to a flat by a document at the office: owners with shares, tenants, relatives; dated, never twice at once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk_world import Desk

CREATE = "people.relation_create"


@pytest.fixture
def flat(desk: Desk) -> int:
    """A flat that belongs to nobody."""
    return desk.premise(desk.house, 9)


def person(desk: Desk, name: str) -> int:
    return int(desk.call("people.user_create", name, email=f"{abs(hash(name))}@example.ru", cabinets=[]))


def related(desk: Desk, user: int, flat: int, kind: str = "owner", **named: Any) -> int:
    return int(desk.act(desk.boss, CREATE, user, flat, kind, **named))


def test_shares_of_a_flat_are_one_whole_at_most(desk: Desk, flat: int) -> None:
    first, second, third = (person(desk, name) for name in ("Первая Анна", "Второй Борис", "Третья Вера"))
    related(desk, first, flat, share="0.5")
    refusal = desk.refused("share_wrong", desk.boss, CREATE, second, flat, "owner", share="0.6")
    assert float(refusal.values["left"]) == 0.5
    for wrong in ("0", "-0.1"):
        desk.refused("share_wrong", desk.boss, CREATE, second, flat, "owner", share=wrong)
    related(desk, second, flat, share="0.333333")
    related(desk, third, flat, share="0.166667")  # a third and a sixth in decimals
    desk.refused("share_wrong", desk.boss, CREATE, desk.olga.user, flat, "owner", share="0.01")


def test_a_share_that_ended_is_free_again(desk: Desk, flat: int) -> None:
    before, now = person(desk, "Прежний Олег"), person(desk, "Новая Инна")
    related(desk, before, flat, share="1", **{"from": "2020-01-01", "until": "2026-10-31"})
    related(desk, now, flat, share="1", **{"from": "2026-11-01"})


def test_nobody_is_of_a_flat_twice_at_the_same_time(desk: Desk, flat: int) -> None:
    user = person(desk, "Дважды Пётр")
    related(desk, user, flat, "renter", **{"from": "2026-01-01", "until": "2026-06-30"})
    desk.refused("relation_overlap", desk.boss, CREATE, user, flat, "owner", **{"from": "2026-06-30"})
    related(desk, user, flat, "owner", **{"from": "2026-07-01"})
    assert (
        desk.sql("select count(*) from people.user_cabinets where user_id = ?::bigint and cabinet = 'resident'", user)
        == 1
    )


def test_what_is_not_there_or_ends_before_it_begins(desk: Desk, flat: int) -> None:
    user = person(desk, "Один Яков")
    desk.refused(
        "period_wrong", desk.boss, CREATE, user, flat, "owner", **{"from": "2026-11-16", "until": "2026-11-15"}
    )
    desk.refused("not_found", desk.boss, CREATE, user, 999999, "owner")
    desk.refused("not_found", desk.boss, CREATE, 999999, flat, "owner")
    desk.refused("not_found", desk.boss, CREATE, user, flat, "friend")
    desk.refused("forbidden", desk.mary, CREATE, user, flat, "owner")
