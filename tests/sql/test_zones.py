"""Zones are a tree, and every premise is in exactly one of them at a time, whatever is handed over."""

from __future__ import annotations

from contextlib import suppress

import pyodbc
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.desk_world import Desk
from webapp.database.errors import ConstraintViolation, DatabaseRefusal

PLAIN = hypothesis_settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # fmt: skip


def entrances(desk: Desk) -> list[int]:
    return [row[0] for row in desk.rows("select entrance_id from estate.entrances order by entrance_id")]


def zone_of(desk: Desk, premise: int) -> int:
    return int(desk.sql("select zone_id from estate.premise_zones where premise_id = ?::bigint", premise))


moves = st.lists(
    st.tuples(st.sampled_from(["house", "entrance"]), st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=8
)


@PLAIN
@given(deeds=moves)
def test_every_premise_is_in_exactly_one_zone_after_any_moves(desk: Desk, deeds: list[tuple[str, int, int]]) -> None:
    zones, houses, doors = [desk.centre, desk.yard, desk.north], [desk.house, desk.other_house], entrances(desk)
    for what, which, zone in deeds:
        if what == "house":
            desk.act(desk.boss, "estate.houses_move", [houses[which % 2]], zones[zone], "Передача")
        else:
            desk.act(desk.boss, "estate.entrance_move", doors[which % len(doors)], zones[zone], "Передача")
        by_zone = desk.rows(
            "select count(*), count(distinct premise_id), count(zone_id) from estate.premise_zones union all "
            "select count(*), count(*), count(*) from estate.premises"
        )
        assert by_zone[0] == by_zone[1] == (60, 60, 60)
        # the last hand-over holds, and open orders follow their place
        if what == "entrance":
            door = doors[which % len(doors)]
            assert desk.rows(
                "select distinct z.zone_id from estate.premise_zones as z where z.entrance_id = ?::bigint", door
            ) in ([(zones[zone],)], [])
    assert not desk.rows(
        "select o.order_id from desk.orders as o join estate.premise_zones as z on z.premise_id = o.premise_id "
        "where o.open and o.zone_id <> z.zone_id"
    )


def test_orders_of_an_entrance_go_with_it_and_come_back(desk: Desk) -> None:
    door = int(
        desk.sql("select entrance_id from estate.entrances where house_id = ?::bigint and number = 2", desk.house)
    )
    desk.sql("update estate.premises set entrance_id = ?::bigint where premise_id = ?::bigint", door, desk.flat)
    order = desk.order(desk.mary)
    assert desk.of(order, "zone_id") == desk.yard
    desk.act(desk.boss, "estate.entrance_move", door, desk.north, "Другой подрядчик")
    assert desk.of(order, "zone_id") == zone_of(desk, desk.flat) == desk.north
    # the house is handed over: the entrance stays where it was put
    desk.act(desk.boss, "estate.houses_move", [desk.house], desk.centre, "Передача")
    assert desk.of(order, "zone_id") == zone_of(desk, desk.flat) == desk.north
    desk.act(desk.boss, "estate.entrance_move", door, desk.centre, "Вернули")
    assert desk.of(order, "zone_id") == zone_of(desk, desk.flat) == desk.centre
    assert desk.sql("select zone_id from estate.entrances where entrance_id = ?::bigint", door) is None


def test_a_flat_cannot_be_in_the_entrance_of_another_house(desk: Desk) -> None:
    far = int(desk.sql("select entrance_id from estate.entrances where house_id = ?::bigint", desk.other_house))
    with pytest.raises((ConstraintViolation, pyodbc.Error)):
        desk.sql("update estate.premises set entrance_id = ?::bigint where premise_id = ?::bigint", far, desk.flat)


@PLAIN
@given(deeds=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3)), min_size=1, max_size=10))
def test_no_ring_closes_in_the_tree(desk: Desk, deeds: list[tuple[int, int]]) -> None:
    zones = [desk.centre, desk.yard, desk.north]
    for which, parent in deeds:
        with suppress(DatabaseRefusal):
            desk.act(desk.boss, "estate.zone_put", zones[which], zones[parent] if parent < 3 else None, "Иначе")
        rows = desk.rows(
            "with recursive down as (select zone_id from estate.zones where parent_id is null union all "
            "select z.zone_id from down as d join estate.zones as z on z.parent_id = d.zone_id) select count(*) from down"
        )
        assert rows == [(3,)]
        assert len(desk.see(desk.boss, "supervisor.zones_list")) == 3


def test_whoever_has_the_upper_zone_sees_the_houses_below(desk: Desk) -> None:
    def seen() -> list[int]:
        return sorted(row[0] for row in desk.see(desk.chief, "people.visible_houses"))

    assert seen() == [desk.house]
    desk.act(desk.boss, "estate.zone_put", desk.north, desk.centre, "Объединили")
    assert seen() == sorted([desk.house, desk.other_house])
    with pytest.raises(DatabaseRefusal) as caught:
        desk.act(desk.boss, "estate.zone_put", desk.centre, desk.yard, "Наоборот")
    assert caught.value.code == "zone_ring"
