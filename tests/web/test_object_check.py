"""The object check through its pages: the button, from a finding to its field and on to the next, many at once, own rules."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from flask import Flask

from tests.web.person import Person, form_on, signed_in, words
from tests.world import World, make_world, owner_run, owner_value
from webapp.settings import Settings

CHECK = "/supervisor/check"
REASON = "Обмер 12 ноября"


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    made = make_world(sokol_db)
    owner_run(
        made,
        "update estate.houses set built_year = 1975, house_type = 'apartment', is_alarm = false, floors_max = 5, floors_min = 9, "
        "entrances_count = 1, premises_count = 4, living_count = 3, non_living_count = 1, area_total = 900, area_living = 700, "
        """extra = '{"management_company": "УК"}' """,
    )
    owner_run(made, "update estate.houses set entrances_count = 2 where house_id = ?", made.houses["one"])
    return made


@pytest.fixture
def boss(app: Flask, world: World) -> Person:
    return Person(signed_in(app, world, "supervisor"))


def open_findings(world: World, rule: str) -> list[int]:
    found = owner_run(
        world,
        "select f.finding_id from estate.check_findings as f join estate.houses as h using (house_id) "
        "where f.rule = ? and f.cleared_at is null and f.excused_at is null order by h.street",
        rule,
    )
    return [int(row[0]) for row in found]


def test_from_the_button_to_the_field_and_on_to_the_next(boss: Person, world: World) -> None:
    assert "Проверки ещё не было" in boss.see(CHECK)
    said = boss.do(CHECK + "-now")
    assert "Проверили. Домов 3" in said
    assert "Этажей от 9 до 5: перепутаны · мешает плану" in said
    assert "Домов мешают плану 3" in said
    links = boss.links(CHECK, r"/house-edit\?")
    fixes = [link for link in links if "_focus=floors_min" in link]
    assert len(fixes) == 3
    at = fixes[0]
    seen = set()
    for left in (2, 1, 0):
        assert len(open_findings(world, "house_floors_swapped")) == left + 1
        page = boss.html(at)
        assert re.search(r'<input[^>]*name="values\.floors_min"[^>]*autofocus', page), "the cursor is in the field"
        seen.add(re.search(r"house=(\d+)", at)[1])  # type: ignore[index]
        answer = boss.send(at, **{"values.floors_min": "5", "reason": REASON})
        assert answer.status_code == 303
        at = answer.headers["Location"]
        # while houses block the plan the next of them opens, its field in focus; then what is left
        assert ("_focus=floors_min" in at) == (left > 0), at
    assert len(seen) == 3
    assert "Домов мешают плану 0" in boss.see(CHECK)


def test_many_are_given_at_once_and_excused_with_a_reason(app: Flask, boss: Person, world: World) -> None:
    owner_run(world, "update estate.houses set premises_count = 9")
    boss.do(CHECK + "-now")
    wrong = open_findings(world, "house_rooms_sum")
    assert len(wrong) == 3
    ticks = urlencode([("tick", f"{one}~1") for one in wrong[:2]])
    page = boss.html(f"/supervisor/_bulk/check-assign?{ticks}")
    address, fields = form_on(page, "/supervisor/_bulk/check-assign")
    values = {**fields, "staff": str(world.staff["plumber"]), "until": "2099-12-01"}
    asked = boss.client.post(address, data=values, headers=boss.headers)
    assert "не видит дом" in words(asked.get_data(as_text=True))
    assert asked.status_code == 200, words(asked.get_data(as_text=True))
    address, fields = form_on(asked.get_data(as_text=True), "/supervisor/_bulk/check-assign")
    done = boss.client.post(address, data=fields, headers=boss.headers)
    assert done.status_code == 303
    # the second house is of another zone: the plumber would not see what is given to him there
    assert "1 сделано, 1 нет" in boss.see(done.headers["Location"])
    boss.do(f"{CHECK}-assign?finding={wrong[2]}", staff=str(world.staff["plumber"]), until="2099-12-01")
    assert "Пётр Т., до 01.12.2099" in boss.see(CHECK + "?state=given")

    # the plumber sees what was given to him, nobody else's
    plumber = Person(signed_in(app, world, "plumber"))
    mine = plumber.see("/manager/check")
    assert mine.count("Помещений 9, а жилых и нежилых вместе 4") == 2
    east = Person(signed_in(app, world, "east"))
    assert east.see("/manager/check").count("Помещений 9, а жилых и нежилых вместе 4") == 1

    excuse = f"{CHECK}-excuse?finding={wrong[1]}"
    boss.refused(excuse, 422, reason=" ")
    assert "исключение" in boss.do(excuse, reason="Одно помещение вне учёта")
    assert "Одно помещение вне учёта" in boss.see(CHECK + "?state=excused")
    assert open_findings(world, "house_rooms_sum") == [wrong[0], wrong[2]]
    assert "снова считается" in boss.do(f"{CHECK}-excuse-drop?finding={wrong[1]}")
    assert open_findings(world, "house_rooms_sum") == wrong


def test_findings_of_others_are_not_there(app: Flask, world: World) -> None:
    """A wrong id and a foreign one are the same; a manager's pages show the houses of his zones alone."""
    (first, *_rest) = open_findings(world, "house_rooms_sum")
    for cabinet, who in (("manager", "west"), ("operator", "operator"), ("resident", "anna")):
        person = Person(signed_in(app, world, who))
        for path in (f"/{cabinet}/check-excuse?finding={first}", f"/{cabinet}/check-now", f"/{cabinet}/check-rules"):
            person.missing(path)
    boss = Person(signed_in(app, world, "supervisor"))
    boss.missing(CHECK + "-excuse?finding=987654321")
    boss.missing("/supervisor/check-rule?rule=no_such")
    west = Person(signed_in(app, world, "west"))
    assert "mark_three_h" not in west.see("/manager/check")


def test_a_rule_without_sql_shows_whom_it_hits_before_it_is_saved(boss: Person, world: World) -> None:
    new = {"type": "house", "attribute": "area_total", "operator": ">", "operand": "800", "title": "Большой дом",
           "message": "{field} {value}: больше {other}", "reason": REASON}  # fmt: skip
    asked = boss.send(CHECK + "-rules-new", **new)
    preview = words(asked.get_data(as_text=True))
    assert "домов попадёт: 3" in preview
    said = boss.do(CHECK + "-rules-new", **new)
    assert "Правило действует" in said
    assert said.count("Общая площадь 900: больше 800") == 3
    rule = owner_value(world, "select rule from estate.check_rules where rule like 'own%'")
    condition = f"{CHECK}-rules-condition?rule={rule}"
    assert "домов попадёт: 0" in words(
        boss.send(condition, attribute="area_total", operator=">", operand="1000", reason=REASON).get_data(as_text=True)
    )
    boss.do(condition, attribute="area_total", operator=">", operand="1000", reason=REASON)
    assert open_findings(world, rule) == []
    page = boss.see(f"/supervisor/check-rule?rule={rule}")
    assert "Общая площадь больше 1000" in page
    assert REASON in page


def test_sql_is_shown_and_never_taken(boss: Person, world: World) -> None:
    """Predicates come from whoever deploys: no form has a field for one, and what is posted beside the form is not looked at."""
    edit = CHECK + "-rules-edit?rule=house_rooms_sum"
    assert "h.premises_count <> h.living_count + h.non_living_count" in boss.see(
        "/supervisor/check-rule?rule=house_rooms_sum"
    )
    before = owner_run(
        world, "select kind, predicate, value_sql, other_sql from estate.check_rules where rule = 'house_rooms_sum'"
    )
    evil = "true); drop table estate.check_days; --"
    boss.do(edit, message=evil, reason=REASON, predicate=evil, value_sql=evil, other_sql=evil, kind="sql")
    boss.do(CHECK + "-now")
    now = owner_run(
        world, "select kind, predicate, value_sql, other_sql from estate.check_rules where rule = 'house_rooms_sum'"
    )
    assert now == before
    assert owner_value(world, "select count(*) from estate.check_days") > 0
    boss.refused(CHECK + "-rules-new", 422, type="house", attribute="area_total", operator=">", operand=evil, title="x",
                 message="x", reason=REASON)  # fmt: skip


def test_the_list_goes_into_excel(boss: Person) -> None:
    answer = boss.client.get(f"{CHECK}.csv?block=check_list&rule=house_rooms_sum")
    assert answer.status_code == 200
    lines = answer.get_data().decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Дом;Что не так;Серьёзность;Ответственный")
    assert len(lines) == 4


def test_the_english_pages_say_the_same(app: Flask, world: World) -> None:
    boss = Person(signed_in(app, world, "supervisor"))
    boss.client.post("/language/en", data={"next": CHECK})
    page = boss.see(CHECK)
    assert "Data check" in page
    assert "9 premises, but living and non-living make 4" in page
    assert "Total area" in boss.see(CHECK + "-rules?search=above")
