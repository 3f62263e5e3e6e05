"""Rules of the object check as rows: what the supervisor may set, and that nothing typed is ever run as SQL."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk_world import Desk
from tests.sql.test_object_check import check, house, refusal, rules, said
from webapp.database.errors import DatabaseError, DatabaseRefusal

ADD = "estate.check_rule_add"


def add(desk: Desk, attribute: str, operator: str, operand: str | None = None, **more: Any) -> str:
    values = {
        "object_type": "house",
        "title": "Своё",
        "message": "{field} {value}: не {other}",
        "reason": "Приказ № 7",
        **more,
    }
    return str(desk.act(desk.boss, ADD, attribute=attribute, operator=operator, operand=operand, **values))


def hits(desk: Desk, attribute: str, operator: str, operand: str | None = None, other: str | None = None) -> int:
    found = desk.see(desk.boss, "estate.check_hits", "house", attribute, operator, operand, other)
    return int(found[0][3]) if found else 0


def test_the_preview_counts_the_houses_that_will_be_hit(desk: Desk) -> None:
    for number in range(7):
        house(desk, str(number), floors_max=12 + number, floors_min=12)
    assert hits(desk, "floors_max", ">", "14") == 4
    assert hits(desk, "floors_min", "<", None, "floors_max") == 6
    assert hits(desk, "area_land", "missing") == 9
    assert hits(desk, "house_type", "=", "terraced") == 0


def test_a_rule_without_sql_is_judged_at_once_and_kept_in_the_history(desk: Desk) -> None:
    tall = house(desk, "1", floors_max=20, floors_min=20, non_living_count=2)
    rule = add(desk, "floors_max", ">", "16", severity="error", blocks_plan=True)
    assert rule in rules(desk, tall)
    assert said(desk, tall, rule) == "Этажей, больше всего 20: не 16"
    desk.act(desk.boss, "estate.check_rule_condition", rule, "floors_max", ">", "Ошиблись", "25")
    assert rule not in rules(desk, tall)
    made, changed = desk.rows(
        """select old_value, new_value, reason from cabinet.rule_changes
        where area = 'check_rules' order by rule_change_id"""
    )
    assert made[0] is None
    assert made[1].startswith("{field} {value}: не {other}; Этажей, больше всего больше 16; Ошибка")
    assert changed == ("Этажей, больше всего больше 16", "Этажей, больше всего больше 25", "Ошиблись")


def test_words_weight_and_owner_are_changed_for_any_rule_the_condition_only_of_ones_own(desk: Desk) -> None:
    wrong = house(desk, "1", premises_count=70)
    check(desk)
    save = {"title": "Счёт помещений", "message": "Помещений {value} и {other}", "severity": "warning", "owner": "operator",
            "reason": "Не наша вина", "active": True}  # fmt: skip
    desk.act(desk.boss, "estate.check_rule_save", "house_rooms_sum", **save)
    assert said(desk, wrong, "house_rooms_sum") == "Помещений 70 и 62"
    kept = desk.rows("select kind, predicate, severity, owner from estate.check_rules where rule = 'house_rooms_sum'")
    assert kept == [("sql", "h.premises_count <> h.living_count + h.non_living_count", "warning", "operator")]
    condition = ("estate.check_rule_condition", "house_rooms_sum", "floors_max", ">", "Так", "1")
    assert refusal(desk.act, desk.boss, *condition) == "check_rule_fixed"
    derived = ("estate.check_rule_condition", "house_living_count_missing", "floors_max", ">", "Так", "1")
    assert refusal(desk.act, desk.boss, *derived) == "check_rule_fixed"
    assert refusal(desk.act, desk.boss, "estate.check_rule_save", "no_such_rule", **save) == "not_found"
    # put aside: its findings go, everything else stays
    desk.act(desk.boss, "estate.check_rule_save", "house_rooms_sum", **{**save, "active": False})
    assert rules(desk, wrong) == []


@pytest.mark.parametrize("who", ["svetlana", "chief", "mary"])
def test_only_the_supervisor_sets_rules(desk: Desk, who: str) -> None:
    person = getattr(desk, who)
    new = {"object_type": "house", "attribute": "floors_max", "operator": ">", "operand": "1", "title": "x", "message": "x",
           "reason": "x"}  # fmt: skip
    assert refusal(desk.act, person, ADD, **new) == "forbidden"
    change = ("estate.check_rule_condition", "house_floors_swapped", "floors_max", ">", "Так", "1")
    assert refusal(desk.act, person, *change) == "forbidden"
    save = {"title": "x", "message": "x", "severity": "error", "owner": "operator", "reason": "x"}
    assert refusal(desk.act, person, "estate.check_rule_save", "house_floors_swapped", **save) == "forbidden"


SENSELESS = [
    ("floors_max", ">", None, None), ("floors_max", ">", "1", "floors_min"), ("floors_max", ">", "много", None),
    ("floors_max", ">", None, "houseguid"), ("floors_max", "~", "1", None), ("floors_max", "not_in_options", None, None),
    ("houseguid", ">", "1", None), ("houseguid", "not_matches", "([", None), ("houseguid", "not_matches", r"(a+)\1b", None),
    ("houseguid", "not_matches", None, "city"),
    ("contract_on", "<", "2026-02-31", None), ("contract_on", "<", "вчера", None), ("is_alarm", "=", "может быть", None),
    ("floors_max", "missing", "1", None), ("no_such_field", "missing", None, None), ("floors_max", ">", None, "no_such_field"),
]  # fmt: skip


@pytest.mark.parametrize(("attribute", "operator", "operand", "other"), SENSELESS)
def test_a_condition_that_cannot_be_judged_is_refused(
    desk: Desk, attribute: str, operator: str, operand: str | None, other: str | None
) -> None:
    codes = {
        refusal(hits, desk, attribute, operator, operand, other),
        refusal(add, desk, attribute, operator, operand, other=other),
    }
    assert codes < {"condition_wrong", "attribute_unknown"}
    assert desk.sql("select count(*) from estate.check_rules where rule like 'own%'") == 0


EVIL = [
    "1); drop table estate.houses; --", "1 or true", "' or ''='", "$$ || pg_sleep(9) || $$", "1::text) union select 1 --",
    "(select secret from people.credentials limit 1)", "\\'; update people.users set name = 'x'; --", "%s %I %1$L",
    "x' || (select current_setting('sokol.session')) || '",
]  # fmt: skip


@pytest.mark.parametrize("evil", EVIL)
def test_what_is_typed_is_never_run(desk: Desk, evil: str) -> None:
    """As operand, field, operator, type and words: refused, or compared as the text it is."""
    place = house(desk, "1", {"project_type": evil})
    before = desk.rows("select (select count(*) from estate.houses), (select max(name::text) from people.users)")
    attempts = [("project_type", "=", evil), ("project_type", "not_matches", evil), ("floors_max", ">", evil),
                (evil, "missing", None), ("floors_max", evil, "1")]  # fmt: skip
    for attribute, operator, operand in attempts:
        code = ""
        try:
            found = hits(desk, attribute, operator, operand)
            add(desk, attribute, operator, operand, title=evil[:100], message=evil[:100])
        except DatabaseRefusal as refused:
            code = refused.code
        assert code in {"condition_wrong", "attribute_unknown"} or (found == 1 or operator != "="), (
            attribute,
            operator,
        )
    for argument in ("object_type", "other", "owner", "severity"):
        with pytest.raises(DatabaseError):
            add(desk, "floors_max", ">", None if argument == "other" else "1", **{argument: evil})
    check(desk)
    assert (
        desk.rows("select (select count(*) from estate.houses), (select max(name::text) from people.users)") == before
    )
    assert desk.sql("select count(*) from estate.check_rules where error is not null") == 0
    own = desk.sql("select rule from estate.check_rules where rule like 'own%' and operator = '='")
    assert own in rules(desk, place)
    assert desk.sql("select count(*) from estate.check_rules where predicate like '%' || ? || '%'", evil) == 0
