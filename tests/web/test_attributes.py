"""Fields that are rows, through the pages: a form without JavaScript, refusals at the field, lists, cards, exports, hostile codes."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape

import pytest
from flask import Flask

from tests.web.person import Person, form_on, signed_in, words
from tests.world import World, make_world, owner_run, owner_value
from webapp.settings import Settings


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    return make_world(sokol_db)


@pytest.fixture
def boss(app: Flask, world: World) -> Person:
    return Person(signed_in(app, world, "supervisor"))


def edit(world: World) -> str:
    return f"/supervisor/house-edit?house={world.houses['one']}"


def known(world: World, code: str) -> object:
    return json.loads(owner_value(world, "select estate.passport(?)::text", world.houses["one"])).get(code)


def test_the_form_asks_by_sections_and_marks_the_gaps(boss: Person, world: World) -> None:
    page = boss.html(edit(world))
    for heading in ("Здание", "Площади", "Инженерные системы"):
        assert f'<legend class="attributes-group">{heading}</legend>' in page
    assert "Не заполнено" in words(page)
    assert re.search(r'<select[^>]*name="values\.wall_material"', page)
    assert re.search(r'<textarea[^>]*name="values\.features"', page)
    assert re.search(r'type="date"[^>]*name="values\.contract_on"|name="values\.contract_on"[^>]*type="date"', page)


def test_what_was_typed_is_kept_and_shown_in_words(boss: Person, world: World) -> None:
    said = boss.do(
        edit(world),
        **{
            "values.built_year": "1987", "values.area_total": "4 312,6", "values.wall_material": "brick",
            "values.is_alarm": "false", "values.features": "Арка <b>во двор</b>", "reason": "Техпаспорт",
        },
    )  # fmt: skip
    assert "Каменные, кирпичные" in said
    assert "4 312,6 м²" in said
    assert "Арка <b>во двор</b>" in said  # as text, never as markup
    assert known(world, "area_total") == 4312.6
    assert known(world, "is_alarm") is False
    page = boss.html(edit(world))
    _, fields = form_on(page, edit(world))
    assert fields["values.built_year"] == "1987"
    assert fields["values.area_total"] == "4312,60"
    assert fields["values.wall_material"] == "brick"
    # an emptied field is an answer
    boss.do(edit(world), **{"values.area_total": "", "reason": "Ошибка"})
    assert known(world, "area_total") is None
    assert known(world, "built_year") == 1987


def test_wrong_values_are_refused_at_their_fields_and_what_was_typed_stays(boss: Person, world: World) -> None:
    answer = boss.send(
        edit(world),
        **{"values.built_year": "2850", "values.wear": "120", "values.project_type": "1-464", "reason": "Обмер"},
    )
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    for code, said in (("built-year", "Года «2850» быть не может"), ("wear", "«120»: нужно от 0 до 100")):
        field = re.search(rf'<[^>]*id="[^"]*-values-{code}"[^>]*>', page)
        assert field, code
        assert 'aria-invalid="true"' in field[0]
        described = re.search(r'aria-describedby="([^"]+)"', field[0])
        assert described
        place = described[1].split()[0]
        assert said in words(page)
        assert f'id="{place}"' in page
    assert 'value="1-464"' in page
    assert 'value="2850"' in page
    assert known(world, "project_type") is None


def test_a_link_puts_the_cursor_into_a_field(boss: Person, world: World) -> None:
    page = boss.html(edit(world) + "&_focus=floors_max")
    focused = re.findall(r"<(?:input|select|textarea)[^>]*autofocus[^>]*>", page)
    assert len(focused) == 1
    assert 'name="values.floors_max"' in focused[0]
    assert "autofocus" not in boss.html(edit(world) + "&_focus=%22%3E%3Cscript%3E")


def test_hostile_codes_reach_nothing(boss: Person, world: World) -> None:
    page = boss.html(edit(world))
    address, fields = form_on(page, edit(world))
    fields.update({
        "values._codes": "built_year,slug,zone_id,house_id,Ё,a'b,__proto__," + ",".join(f"x{n}" for n in range(2000)),
        "values.built_year": "1988", "values.slug": "hacked", "values.zone_id": str(world.zones["east"]),
        "values.a'b": "1", "values.__proto__": "1", "reason": "Проба",
    })  # fmt: skip
    answer = boss.client.post(address, data=fields)
    assert answer.status_code == 303
    row = owner_run(
        world,
        "select built_year, zone_id, slug, extra::text from estate.houses where house_id = ?",
        world.houses["one"],
    )[0]
    assert (row[0], row[1]) == (1988, world.zones["west"])
    assert "hacked" not in row[2] + row[3]
    assert "x1999" not in row[3]
    # without the list of codes nothing was asked and nothing changes
    del fields["values._codes"]
    fields["_token"] = re.search(r'name="_token" value="([^"]+)"', boss.html(edit(world)))[1]  # type: ignore[index]
    boss.client.post(address, data=fields)
    assert known(world, "built_year") == 1988


def test_a_stale_form_is_refused_and_keeps_what_was_typed(boss: Person, world: World, app: Flask) -> None:
    address, fields = form_on(boss.html(edit(world)), edit(world))
    Person(signed_in(app, world, "supervisor")).do(edit(world), **{"values.oktmo": "05701000", "reason": "ЕГРН"})
    fields.update({"values.roof_material": "шифер", "reason": "Осмотр"})
    answer = boss.client.post(address, data=fields)
    assert answer.status_code == 409
    page = answer.get_data(as_text=True)
    assert "05701000" in words(page)
    assert 'value="шифер"' in page
    again, fields = form_on(page, edit(world))
    assert boss.client.post(again, data=fields).status_code == 303
    assert known(world, "roof_material") == "шифер"


def test_a_type_made_of_rows_has_form_list_search_and_export_at_once(boss: Person, world: World) -> None:
    asked = boss.html("/supervisor/object-types-add")
    assert "Код" not in asked  # nobody is asked for a code: it comes of the name
    assert (
        max(re.finditer(r'name="([a-z_]+)"', asked.partition("<form class")[2]), key=lambda m: m.start())[1] == "reason"
    )
    boss.do(
        "/supervisor/object-types-add",
        title="Фонтан",
        title_en="Fountain",
        level="house",
        icon="water",
        reason="Появился",
    )
    field = "/supervisor/object-type-field?object_type=fontan"
    boss.do(field, title="Глубина", title_en="Depth", attribute_group="technical", kind="number", unit="м",
            minimum="0", maximum="3", in_list="true", required="true", reason="Учёт")  # fmt: skip
    boss.do(field, title="Чаша", title_en="Bowl", attribute_group="technical", kind="option",
            options="round = Круглая / Round\nstar = Звезда", in_list="true", reason="Учёт")  # fmt: skip
    boss.do(field, title="Струи", title_en="Jets", attribute_group="technical", kind="options",
            options="high = Высокие\nlow = Низкие", in_list="true", reason="Учёт")  # fmt: skip
    house = world.houses["one"]
    assert f"object-add?house={house}&amp;object_type=fontan" in boss.html(f"/supervisor/object-new?house={house}")
    add = f"/supervisor/object-add?house={house}&object_type=fontan"
    said = boss.refused(add, 422, **{"values.glubina": "5", "reason": "Осмотр"})
    assert "«5»: нужно от 0 до 3" in said
    said = boss.do(
        add, **{"values.glubina": "0,6", "values.chasha": "star", "values.strui": ["high", "low"], "reason": "Осмотр"}
    )
    assert "Фонтан № 1" in said
    assert "Высокие, Низкие" in said
    boss.do(add, **{"values.chasha": "round", "reason": "Осмотр"})
    listed = boss.html("/supervisor/objects?object_type=fontan")
    for head in ("Глубина", "Чаша", "Струи"):
        assert re.search(rf"<th[^>]*>(?:\s|<[^>]*>)*{head}", listed), head
    assert "0,6" in words(listed)
    found = boss.see("/supervisor/objects?object_type=fontan&search=звезда")
    assert "Фонтан № 1" in found
    assert "Фонтан № 2" not in found
    assert "Фонтан № 2" in boss.see("/supervisor/objects?object_type=fontan&attribute=glubina&operator=missing")
    links = boss.links("/supervisor/objects?object_type=fontan", r"csv")
    exported = boss.client.get(unescape(links[0]))
    lines = list(csv.reader(io.StringIO(exported.get_data(as_text=True).lstrip("\ufeff")), delimiter=";"))
    heads = lines[0]
    assert {"Чаша", "Струи"} < set(heads)
    assert any(one.startswith("Глубина") for one in heads)
    first: dict[str, str] = dict(zip(heads, lines[1], strict=True))
    assert first["Чаша"] == "Звезда"
    assert first["Струи"] == "Высокие, Низкие"


def test_a_change_that_values_do_not_fit_is_previewed(boss: Person, world: World) -> None:
    house = world.houses["two"]
    boss.do(f"/supervisor/object-add?house={house}&object_type=playground", **{"values.area": "150", "reason": "Обмер"})
    attribute = owner_value(
        world, "select attribute_id from estate.attributes where object_type = 'playground' and code = 'area'"
    )
    path = f"/supervisor/object-type-change?attribute={attribute}"
    answer = boss.send(path, maximum="100", reason="Больше не бывает")
    assert answer.status_code == 200
    assert "«150»: нужно от 1 до 100" in words(answer.get_data(as_text=True))
    boss.do(path, maximum="100", reason="Больше не бывает")
    value = owner_value(world, "select \"values\" ->> 'area' from estate.objects where object_type = 'playground'")
    assert value == "150"


def test_english_readers_get_english_fields(app: Flask, world: World) -> None:
    client = signed_in(app, world, "supervisor")
    owner_run(world, "update people.users set language = 'en' where user_id = ?", world.users["supervisor"])
    try:
        page = words(Person(client, "en").html(edit(world)))
    finally:
        owner_run(world, "update people.users set language = 'ru' where user_id = ?", world.users["supervisor"])
    assert "Year built" in page
    assert "Energy class" in page
    assert "Finding" not in page  # an id that nobody can choose is not asked for


def test_foreign_houses_and_objects_are_not_there(app: Flask, world: World) -> None:
    manager = Person(signed_in(app, world, "west"))
    mine = owner_value(
        world, "insert into estate.objects (object_type, house_id, name) values ('roof', ?, 'Кровля') returning object_id",
        world.houses["three"],
    )  # fmt: skip
    for path in (
        f"/manager/house?house={world.houses['three']}", f"/manager/house-edit?house={world.houses['three']}",
        f"/manager/object?object={mine}", f"/manager/object-edit?object={mine}", f"/manager/object-retire?object={mine}",
        f"/manager/emergency-sheet?house={world.houses['three']}", "/manager/object?object=999999",
        f"/manager/entrance?entrance={world.entrances['three/1']}",
    ):  # fmt: skip
        manager.missing(path)
    assert "Паспорт дома" in manager.see(f"/manager/house?house={world.houses['one']}")


def test_long_sections_of_a_house_are_folded_with_their_number_until_asked_for(boss: Person, world: World) -> None:
    house = world.houses["one"]
    boss.do(edit(world), **{"values.built_year": "1991", "reason": "Осмотр"})

    def section(name: str, more: str = "") -> str:
        return (
            boss.html(f"/supervisor/house?house={house}{more}").partition(f'id="{name}"')[2].partition("</section>")[0]
        )

    history = section("house-history")
    assert '<details class="fold-block"><summary>' in history
    said = int(re.findall(r'class="fold-count">(\d+)<', history)[0])
    assert min(said, 10) == history.count('<tr role="row"><td') > 0
    assert '<details class="fold-block"><summary>' in section("house-hours")
    assert '<details class="fold-block" open>' in section("house-hours", "&month=2026-11-01")
