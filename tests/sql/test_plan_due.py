"""Works that are due by a day of the passport (domain.md §8: поверка ОДПУ по интервалу счётчика, диагностика ВДГО после 30 лет,
освидетельствование лифта каждые 12 месяцев; §0.9): the day, what counts it, what settles it, what is not known."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.desk_world import Desk
from tests.plan_world import Plan
from webapp.database.errors import DatabaseRefusal

ALWAYS = "{1,2,3,4,5,6,7,8,9,10,11,12}"
METER = {"on": "verified_until", "from": ["verified_on"], "every": "verification_years"}


@pytest.fixture
def plan(desk: Desk) -> Plan:
    return Plan(desk)


def meter(desk: Desk, values: dict[str, Any], house: int | None = None) -> int:
    return int(desk.sql(
        "insert into estate.objects (object_type, house_id, name, \"values\") "
        "values ('house_meter', ?::bigint, 'Счётчик', ?::jsonb) returning object_id", house or desk.house, json.dumps(values),
    ))  # fmt: skip


def verify(plan: Plan, *, due: dict[str, Any] = METER, per: int = 48, lead: int = 60, **more: Any) -> int:
    return plan.norm(
        "verify", object_type="house_meter", per=per, months=ALWAYS, due=json.dumps(due), lead=lead, **more
    )  # fmt: skip


def spans(plan: Plan, made: int) -> list[str]:
    return sorted(plan.works(made, "w.span::text"))


def done(desk: Desk, norm: int, thing: int, day: str) -> None:
    desk.sql(
        """insert into upkeep.works (norm_id, house_id, object_id, title, specialization, state, span, wanted_on, planned_minutes,
            done_at) values (?::bigint, ?::bigint, ?::bigint, 'Работа', 'plumber', 'done', daterange(?::date - 9, ?::date + 9),
            ?::date, 60, ?::timestamptz)""",
        norm, desk.house, thing, day, day, day, day,
    )  # fmt: skip


def test_a_meter_is_verified_before_its_day_by_its_own_interval_and_else_nobody_knows(desk: Desk, plan: Plan) -> None:
    verify(plan)
    meter(desk, {"verified_until": "2027-06-15"})
    meter(desk, {"verified_on": "2023-07-01", "verification_years": 4})
    meter(
        desk, {"verified_until": "2028-06-15", "verified_on": "2023-07-01", "verification_years": 4}
    )  # the day counts
    meter(
        desk, {"verified_on": "2025-03-01", "verification_years": 1.5}
    )  # due in September 2026: over, a month from 1 January
    made = plan.made()
    assert spans(plan, made) == ["[2027-01-01,2027-02-01)", "[2027-04-16,2027-06-16)", "[2027-05-02,2027-07-02)"]
    assert None not in plan.works(made, "w.starts_at")
    assert desk.sql("select count(*) from upkeep.plan_gaps") == 0
    # without a day and without an interval the house is listed with what the passport needs; a retired meter asks nothing
    unknown = meter(desk, {"verified_on": "2023-07-01"}, desk.other_house)
    gone = meter(desk, {}, desk.other_house)
    desk.sql("update estate.objects set retired_on = '2026-01-01' where object_id = ?::bigint", gone)
    made = plan.made()
    assert len(plan.works(made)) == 3
    assert desk.rows("select house_id, attributes from upkeep.plan_gaps where plan_id = ?::bigint", made) == [
        (desk.other_house, "{verified_until}")
    ]
    [row] = desk.see(desk.boss, "supervisor.plan_new_gaps", made)
    assert (row.missing, row._link_missing) == ("Поверка до", f"object_edit?object={unknown}&_focus=verified_until")


def test_strange_values_stop_no_plan(desk: Desk, plan: Plan) -> None:
    """29 February, days that are none, huge numbers, texts where numbers belong."""
    verify(plan)
    meter(desk, {"verified_on": "2024-02-29", "verification_years": 3})  # till 28 February 2027
    meter(desk, {"verified_until": "9999-12-31"})
    meter(desk, {"verified_until": "0001-01-01"})  # over for long: as soon as can be
    strange: list[dict[str, Any]] = [
        {"verified_until": "2027-02-30"}, {"verified_until": "завтра"}, {"verified_until": 20270615}, {"verified_until": None},
        {"verified_on": "2023-07-01", "verification_years": 1e300}, {"verified_on": "2023-07-01", "verification_years": "4"},
        {"verified_on": "2023-07-01", "verification_years": 0}, {"verified_on": "2023-07-01", "verification_years": -4},
    ]  # fmt: skip
    for values in strange:
        meter(desk, values, desk.other_house)
    made = plan.made()
    assert spans(plan, made) == ["[2027-01-01,2027-02-01)", "[2027-01-01,2027-03-01)"]
    assert desk.rows("select house_id from upkeep.plan_gaps where plan_id = ?::bigint", made) == [(desk.other_house,)]


def test_a_gas_pipeline_is_diagnosed_in_the_year_it_turns_thirty_then_by_the_conclusion(desk: Desk, plan: Plan) -> None:
    stock = desk.rows(
        "select conditions::text, due::text, lead_days, per_months from upkeep.norms where code = 'gas_diagnosis'"
    )[0]
    plan.norm("gas", conditions=stock[0], due=stock[1], lead=stock[2], per=stock[3], months=ALWAYS)
    passport = "update estate.houses set built_year = ?::smallint, extra = extra || ?::jsonb where house_id = ?::bigint"

    def planned(built: int | None, other: int | None = None, **more: Any) -> list[str]:
        desk.sql(passport, built, json.dumps({"gas_type": "central", "gas_diagnosed_until": None, **more}), desk.house)
        desk.sql(passport, other, json.dumps({"gas_type": "none"}), desk.other_house)
        return spans(plan, plan.made())

    assert planned(1997) == ["[2027-01-01,2028-01-01)"]
    assert planned(1998) == []
    assert planned(1996, exploitation_year=1997) == ["[2027-01-01,2028-01-01)"]  # the later of both
    assert planned(1950, exploitation_year=1951) == ["[2027-01-01,2027-02-01)"]  # long over: at once
    # two conclusions: till this autumn, and till 2031; the other house has no gas, whatever its age
    assert planned(1950, 1950, gas_diagnosed_until="2027-10-20") == ["[2027-01-01,2027-10-21)"]
    assert planned(1950, gas_diagnosed_until="2031-10-20") == []
    assert desk.sql("select count(*) from upkeep.plan_gaps") == 0
    assert planned(None, exploitation_year=None) == []
    assert desk.rows("select house_id, attributes from upkeep.plan_gaps") == [
        (desk.house, "{built_year,exploitation_year}")
    ]


def test_what_was_done_in_time_settles_the_day_though_the_passport_was_not_written_on(desk: Desk, plan: Plan) -> None:
    """Акт от 1 мая 2027 при поверке до 15 июня 2027: следующая через интервал, а не в июне."""
    norm = verify(plan, per=12, due={"on": "verified_until", "every": "verification_years"})
    late = meter(desk, {"verified_until": "2027-06-15", "verification_years": 4})
    done(desk, norm, late, "2026-11-01")  # long before the sixty days: the day of the passport stands
    assert spans(plan, plan.made()) == ["[2027-04-16,2027-06-16)"]
    done(desk, norm, late, "2027-05-01")
    assert spans(plan, plan.made()) == []
    # without an interval of its own a year goes by, as the norm says
    desk.sql('update estate.objects set "values" = \'{"verified_until": "2027-06-15"}\'')
    desk.sql("update upkeep.works set done_at = '2027-04-20' where done_at > '2027-01-01'")
    assert spans(plan, plan.made(2028)) == ["[2028-02-20,2028-04-21)"]


def test_what_stands_already_is_not_planned_again_next_year(desk: Desk, plan: Plan) -> None:
    verify(plan)
    plan.norm("insul", per=36, months=ALWAYS)
    meter(desk, {"verified_until": "2027-06-15"})
    plan.approve(plan.made(zone=desk.centre))
    assert desk.sql("select count(*) from upkeep.works where open") == 2
    assert plan.works(plan.made(2028, zone=desk.centre)) == []
    assert plan.works(plan.made(zone=desk.centre)) == []


def test_two_drafts_of_a_norm_of_several_years_leave_one_work(desk: Desk, plan: Plan) -> None:
    plan.norm("insul", per=36, months=ALWAYS)
    first, second = plan.made(zone=desk.centre), plan.made(2028, zone=desk.centre)
    assert (len(plan.works(first)), len(plan.works(second))) == (1, 1)
    plan.approve(first)
    plan.approve(second)
    assert (len(plan.works(first)), len(plan.works(second))) == (1, 0)


def test_a_day_of_the_passport_can_recur_within_a_year(desk: Desk, plan: Plan) -> None:
    """Every six months from the last day, the days before never longer than the step."""
    verify(plan, per=6, lead=365, due={"from": ["verified_on"], "months": 6})
    meter(desk, {"verified_on": "2026-08-31"})
    made = plan.made()
    assert spans(plan, made) == [
        "[2027-01-01,2027-03-01)", "[2027-03-02,2027-08-29)", "[2027-09-02,2028-02-29)"
    ]  # fmt: skip
    # the last one may be done in 2028 too: this plan wants it in its own year
    assert max(plan.works(made, "w.wanted_on::text")) < "2028"


def test_a_condition_may_name_several_options(desk: Desk, plan: Plan) -> None:
    read = "upkeep.norm_condition_read"
    said = desk.act(desk.boss, read, "house", "heating_type", "=", "Центральное; через тепловой пункт")
    assert "central;itp" in str(said)
    for wrong in ("Центральное; Паровое", ";", "central;"):
        if wrong == "central;":
            assert "central" in str(desk.act(desk.boss, read, "house", "heating_type", "=", wrong))
            continue
        with pytest.raises(DatabaseRefusal) as refused:
            desk.act(desk.boss, read, "house", "heating_type", "=", wrong)
        assert refused.value.code == "norm_value"
    plan.norm("press", conditions='[{"attribute":"heating_type","operator":"=","value":"central;itp"}]')
    for kind, works in (("itp", 1), ("central", 1), ("stove", 0)):
        desk.sql("update estate.houses set extra = jsonb_build_object('heating_type', ?::text)", kind)
        assert len(plan.works(plan.made(zone=desk.centre))) == works


@pytest.mark.parametrize(
    ("due", "field"),
    [
        (("verified_until", None, "model", None), "p_due_every"),
        (("number", None, None, None), "p_due_on"),
        (("exploitation_year", None, None, None), "p_due_on"),  # of the house, not of the meter
        ((None, ["verified_on"], None, None), "p_due_months"),
        ((None, ["verified_on", "nothing"], None, 12), "p_due_from"),
        ((None, ["verified_on"], None, 0), "p_due_months"),
        ((None, ["verified_on"], None, 999999999), "p_due_months"),
    ],
)
def test_only_days_of_the_type_are_taken(desk: Desk, due: tuple[Any, ...], field: str) -> None:
    with pytest.raises(DatabaseRefusal) as refused:
        desk.act(desk.boss, "upkeep.norm_due_read", "house_meter", *due)
    assert (refused.value.code, refused.value.field) == ("norm_due", field)


def test_a_field_that_became_a_text_is_a_gap_and_not_the_end_of_the_plan(desk: Desk, plan: Plan) -> None:
    verify(plan, due={"on": "verified_until"})
    meter(desk, {"verified_until": "2027-06-15"})
    desk.sql("update estate.attributes set kind = 'text' where object_type = 'house_meter' and code = 'verified_until'")
    made = plan.made()
    assert plan.works(made) == []
    assert desk.sql("select count(*) from upkeep.plan_gaps where plan_id = ?::bigint", made) == 1


def test_every_row_of_the_catalogue_has_its_norms(desk: Desk) -> None:
    """domain.md §8, code by code; what is done daily or by need is there and not planned."""
    rows = {
        "insp_spring": "insp_spring", "insp_autumn": "insp_autumn", "insp_extra": "insp_extra", "roof_insp": "roof_insp",
        "roof_clean": "roof_clean", "roof_snow": "roof_snow", "attic_basement": "attic_basement attic_winter",
        "facade, balcony": "facade", "heat_flush": "heat_flush", "heat_press": "heat_press",
        "heat_passport": "heat_passport", "heat_valves": "heat_valves itp_check", "water_sewer": "water_sewer sewer_flush",
        "el_insp": "el_insp el_panels", "el_insul": "el_insul", "light": "light", "lift_to": "lift_to",
        "lift_cert": "lift_cert", "vent": "vent", "gas_vdgo": "gas_vdgo gas_diagnosis",
        "fire_aps": "fire_aps fire_water fire_hose", "chute": "chute_insp chute_room chute_clean", "pest": "pest",
        "odpu": "meter_read meter_verify_heat meter_verify_water meter_verify_power", "clean_low": "clean_low",
        "clean_high": "clean_high", "wash": "wash wash_windows", "yard": "yard yard_snow lawn",
        "playground": "playground_week playground",
    }  # fmt: skip
    stock = dict(desk.rows("select code, active from upkeep.norms"))
    assert {code for codes in rows.values() for code in codes.split()} == set(stock)
    assert {code for code, active in stock.items() if active in (False, "0")} == {
        "insp_extra", "roof_snow", "chute_room", "clean_low", "clean_high", "yard", "yard_snow", "playground_week",
    }  # fmt: skip
