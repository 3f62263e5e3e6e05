"""Hours of interruption: united, cut by months of the house's own time zone, against the limits of Правила № 354, приложение № 1."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.desk_world import Desk

START = datetime(2026, 11, 1, tzinfo=UTC)


def past(
    desk: Desk, begin: str, end: str, *, utility: str = "hot_water", kind: str = "emergency", house: int | None = None,
    entrance: int | None = None, riser: str | None = None,
) -> None:  # fmt: skip
    """An outage that is over, as the rows say it."""
    desk.sql(
        """with o as (
            insert into talk.outages (kind, utility, state, starts_at, planned_end, ended_at, body, announced_at)
            values (?, ?, 'ended', ?::timestamptz, ?::timestamptz, ?::timestamptz, 'x', ?::timestamptz) returning outage_id
        )
        insert into talk.outage_places (outage_id, house_id, entrance_id, riser)
        select outage_id, ?::bigint, ?::bigint, ? from o""",
        kind, utility, begin, end, end, begin, house or desk.house, entrance, riser,
    )  # fmt: skip


def hours(desk: Desk, month: str, house: int | None = None, utility: str = "hot_water") -> list[tuple[object, ...]]:
    found = desk.rows(
        "select entrance_id, riser, hours, planned_hours, emergency_hours, longest_hours, over_month, over_once "
        "from talk.interruption_hours(?::bigint, ?::date) where utility = ?", house or desk.house, month, utility,
    )  # fmt: skip
    return [tuple(float(value) if isinstance(value, Decimal) else value for value in row) for row in found]


def test_thirty_four_hours_at_a_norm_of_eight_are_twenty_six_beyond_it(desk: Desk) -> None:
    # Правила № 354, приложение № 1, п. 4: 8 hours a month, 4 at a time
    past(desk, "2026-11-03 08:00+03", "2026-11-04 18:00+03")
    assert hours(desk, "2026-11-15") == [(None, None, 34, 0, 34, 34, 26, 30)]


def test_overlapping_outages_count_once_planned_and_emergency_each_by_itself(desk: Desk) -> None:
    past(desk, "2026-11-03 08:00+03", "2026-11-03 12:00+03", kind="planned")
    past(desk, "2026-11-03 10:00+03", "2026-11-03 14:00+03")
    past(desk, "2026-11-03 14:00+03", "2026-11-03 15:00+03")
    assert hours(desk, "2026-11-01") == [(None, None, 7, 4, 5, 7, 0, 3)]


def test_the_month_is_cut_at_midnight_of_the_house_in_vladivostok(desk: Desk) -> None:
    east = desk.call(
        "estate.house_create", desk.north, "Владивосток", "Светланская", "1", entrances=1, time_zone="Asia/Vladivostok"
    )
    # from 20:00 on 31 October to 6:00 on 1 November, local time (UTC+10): in Moscow it is one and the same day
    past(desk, "2026-10-31 20:00+10", "2026-11-01 06:00+10", house=east)
    assert hours(desk, "2026-10-10", east) == [(None, None, 4, 0, 4, 10, 0, 6)]
    assert hours(desk, "2026-11-10", east) == [(None, None, 6, 0, 6, 10, 0, 6)]
    assert hours(desk, "2026-12-01", east) == []


def test_a_zone_that_changes_its_clocks_counts_hours_and_not_the_clock(desk: Desk) -> None:
    # Berlin, 25 October 2026, 3:00 becomes 2:00: from midnight to 6:00 by the clock seven hours pass
    house = desk.call(
        "estate.house_create", desk.north, "Берлин", "Липовая", "1", entrances=1, time_zone="Europe/Berlin"
    )
    past(desk, "2026-10-25 00:00+02", "2026-10-25 06:00+01", house=house)
    assert hours(desk, "2026-10-01", house)[0][2] == 7
    # Moscow has none: six hours
    past(desk, "2026-10-25 00:00+03", "2026-10-25 06:00+03")
    assert hours(desk, "2026-10-01")[0][2] == 6


def test_an_entrance_and_a_riser_have_the_house_s_hours_and_their_own(desk: Desk) -> None:
    first = int(desk.sql("select min(entrance_id) from estate.entrances where house_id = ?::bigint", desk.house))
    past(desk, "2026-11-03 08:00+03", "2026-11-03 10:00+03")
    past(desk, "2026-11-03 09:00+03", "2026-11-03 13:00+03", entrance=first)
    past(desk, "2026-11-05 09:00+03", "2026-11-05 10:00+03", entrance=first, riser="4")
    assert [row[:3] for row in hours(desk, "2026-11-01")] == [(None, None, 2), (first, None, 5), (first, "4", 6)]


def test_one_that_lasts_counts_until_now_a_cancelled_and_a_coming_one_do_not(desk: Desk) -> None:
    past(desk, "2026-11-16 07:00+03", "2026-11-16 08:00+03")
    desk.sql("update talk.outages set state = 'announced', ended_at = null")
    past(desk, "2026-11-12 07:00+03", "2026-11-12 09:00+03")
    desk.sql("update talk.outages set state = 'cancelled', ended_at = null where starts_at < '2026-11-13'")
    assert hours(desk, "2026-11-01")[0][2] == 3  # Monday 16 November, 10:00


def test_gas_and_heating_have_their_own_limits_and_a_lift_none(desk: Desk) -> None:
    for utility in ("gas", "heating", "lift"):
        past(desk, "2026-11-03 00:00+03", "2026-11-04 06:00+03", utility=utility)
    assert [hours(desk, "2026-11-01", utility=utility)[0][6] for utility in ("gas", "heating", "lift")] == [26, 6, None]


def test_the_view_for_reports_has_one_row_per_outage_and_house(desk: Desk) -> None:
    past(desk, "2026-11-03 08:00+03", "2026-11-03 10:30+03")
    row = desk.rows("select utility, state, hours::numeric, notice_late, entrances from bi.outages")
    assert [(a, b, float(c), d, e) for a, b, c, d, e in row] == [("hot_water", "ended", 2.5, False, 0)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(-2000, 45000), st.integers(1, 5000), st.booleans()), min_size=1, max_size=8))
def test_united_hours_are_the_minutes_of_the_month_in_which_it_was_off(
    desk: Desk, spans: list[tuple[int, int, bool]]
) -> None:
    desk.at("2027-01-10 10:00")
    desk.sql("delete from talk.outage_places; delete from talk.outages")
    off: dict[bool, set[int]] = {True: set(), False: set()}
    begin = int((datetime(2026, 10, 31, 21, tzinfo=UTC) - START).total_seconds() // 60)  # 1 November in Moscow
    month = range(begin, begin + 30 * 24 * 60)
    for first, length, planned in spans:
        moment = START + timedelta(minutes=first)
        past(
            desk,
            moment.isoformat(),
            (moment + timedelta(minutes=length)).isoformat(),
            kind="planned" if planned else "emergency",
        )
        off[planned] |= set(range(first, first + length)) & set(month)
    found = hours(desk, "2026-11-01")
    both = off[True] | off[False]
    if not both:
        assert found == []
        return
    expected = [round(len(part) / 60, 4) for part in (both, off[True], off[False])]
    assert [abs(float(str(got)) - want) < 0.001 for got, want in zip(found[0][2:5], expected, strict=True)] == [
        True
    ] * 3
    assert abs(float(str(found[0][6])) - max(len(both) / 60 - 8, 0)) < 0.001
