"""The supervisor's pages of rules (pattern E of pages.md): what is there, another value with its reason, the history.

Each rule is changed through its page, must then hold for what people do, and must refuse what cannot be.
"""

from __future__ import annotations

import io
import re

import pytest
from flask import Flask
from PIL import Image

from tests.web.person import Person, client_of, in_days, signed_in
from tests.world import World, file_order, make_probes, make_world, owner_run, owner_value
from webapp.settings import Settings

OFFICE = "/supervisor/"
REASON = "По приказу № 7"


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    made = make_world(sokol_db)
    make_probes(made)
    return made


@pytest.fixture
def boss(app: Flask, world: World) -> Person:
    return Person(signed_in(app, world, "supervisor"))


def test_the_calendar(boss: Person, world: World) -> None:
    """ТК РФ ст. 112: days are moved; terms in working hours follow the hours of the office."""
    edit = OFFICE + "calendars-hours-edit?weekday=6"
    boss.do(edit, working="true", opens="09:00", closes="14:00", lunch_from=None, lunch_to=None, reason=REASON)
    page = boss.see(OFFICE + "calendars")
    assert "9:00–14:00" in page
    assert REASON in page
    # what stands there is in the form again
    assert 'value="09:00' in boss.html(edit)
    for wrong, field in (
        ({"opens": "14:00", "closes": "09:00"}, "closes"),
        ({"opens": "09:00", "closes": "18:00", "lunch_from": "12:00"}, "lunch"),
        ({"opens": "09:00", "closes": "18:00", "lunch_from": "17:00", "lunch_to": "19:00"}, "lunch"),
    ):
        values = {"lunch_from": None, "lunch_to": None, "working": "true", "reason": REASON, **wrong}
        answer = boss.send(edit, **values)
        assert answer.status_code == 422
        assert re.search(rf'name="[^"]*{field}[^"]*"[^>]*aria-invalid', answer.get_data(as_text=True)), wrong
    boss.do(edit, working=None, reason=REASON)
    assert owner_run(world, "select weekday from people.working_hours where weekday = 6") == []

    boss.do(OFFICE + "calendars-day", day=in_days(30), shortened="true", title="Перед праздником", reason=REASON)
    assert "Перед праздником" in boss.see(OFFICE + "calendars")
    assert boss.send(OFFICE + "calendars-day", day=in_days(-2), reason=REASON).status_code == 422


def test_a_day_of_the_week_always_remains_a_working_day(boss: Person, world: World) -> None:
    for weekday in range(1, 8):
        answer = boss.send(OFFICE + f"calendars-hours-edit?weekday={weekday}", working=None, reason=REASON)
        assert answer.status_code in {303, 422}
    left = owner_run(world, "select weekday from people.working_hours")
    assert len(left) == 1


def test_a_term_from_a_day_on(boss: Person, world: World) -> None:
    term = owner_value(
        world,
        "select term_id from desk.terms where priority = 'ordinary' and kind = 'resolution' and upper_inf(during)",
    )
    edit = OFFICE + f"terms-edit?term={term}"
    page = boss.do(edit, days="3", hours="0", minutes="0", clock="working_days", ground="Договор, п. 4.2",
                   **{"from": in_days(10)}, reason=REASON)  # fmt: skip
    assert "Договор, п. 4.2" in page
    assert REASON in page
    ends = owner_value(world, "select upper(during)::text from desk.terms where term_id = ?", term)
    assert ends == in_days(10)
    values = {"days": "3", "hours": "0", "minutes": "0", "clock": "calendar", "ground": "x", "reason": REASON}
    boss.refused(edit, 422, **{**values, "from": in_days(-1)})  # the past is kept
    boss.refused(edit, 422, **{**values, "days": "0", "from": in_days(1)})
    gone = {**values, "from": in_days(1)}
    boss.refused(OFFICE + "terms-edit?term=987654321", 404, **gone)


def test_what_a_move_demands(boss: Person, world: World) -> None:
    """The scenario is a table with versions: a new one for new orders, the old one for those begun."""
    path = OFFICE + "scenarios-edit?from_state=in_progress&to_state=completed&scenario=repair"
    page = boss.do(path, requires=["photo_after"], reason=REASON)
    assert REASON in page
    assert owner_value(
        world,
        "select m.requires = '{photo_after}' from desk.moves as m join desk.scenarios as c "
        "using (scenario, version) where c.current and m.from_state = 'in_progress' and m.to_state = 'completed' "
        "and m.scenario = 'repair'",
    )
    assert len(re.findall(r'name="requires"[^>]*checked', boss.html(path))) == 1
    fixed = OFFICE + "scenarios-edit?from_state=in_progress&to_state=deferred&scenario=repair"
    assert boss.send(fixed, requires=None, reason=REASON).status_code == 422
    nowhere = OFFICE + "scenarios-edit?from_state=closed&to_state=new&scenario=repair"
    assert boss.send(nowhere, reason=REASON).status_code in {404, 422}


def test_an_option_for_the_company_and_one_zone_otherwise(app: Flask, boss: Person, world: World) -> None:
    path = OFFICE + "features-save?feature=invitations"
    boss.do(path, enabled=None, reason=REASON)
    assert owner_value(world, "select not enabled from cabinet.features where feature = 'invitations'")
    boss.do(path, enabled="true", zone=str(world.zones["west"]), reason=REASON)
    page = boss.see(OFFICE + "features")
    assert "mark_zone_west" in page
    anna = Person(signed_in(app, world, "anna"))
    fedor = Person(signed_in(app, world, "fedor"))
    assert anna.see("/resident/home")
    assert fedor.see("/resident/home")
    (drop,) = boss.links(OFFICE + "features", r"features-drop\?override=")
    boss.do(drop, reason=REASON)
    assert owner_run(world, "select 1 from cabinet.feature_overrides") == []
    assert REASON in boss.see(OFFICE + "features")
    boss.do(path, enabled="true", reason=REASON)
    assert boss.send(OFFICE + "features-drop?override=987654321", reason=REASON).status_code == 404
    assert boss.send(OFFICE + "features-save?feature=no_such", reason=REASON).status_code in {404, 422}


def test_name_phone_colour_and_logo(app: Flask, boss: Person, world: World) -> None:
    edit = OFFICE + "branding-edit?key="
    boss.do(edit + "company_name", value="Тёплый дом", reason=REASON)
    assert "Тёплый дом" in app.test_client().get("/guest/home").get_data(as_text=True)
    for key, wrong in (("emergency_phone", "позвоните"), ("office_email", "нет"), ("max_open_days", "x")):
        known = owner_run(world, "select 1 from cabinet.settings where key = ?", key)
        assert boss.send(edit + key, value=wrong, reason=REASON).status_code in ({422} if known else {404, 422})
    number = owner_run(
        world, "select key, maximum from cabinet.settings where kind = 'number' and maximum is not null limit 1"
    )[0]
    assert boss.send(edit + number[0], value=str(int(number[1]) + 1), reason=REASON).status_code == 422
    assert boss.send(edit + number[0], value=str(int(number[1])), reason=" ").status_code == 422

    for key in ("time_zone", "emergency_phone", number[0]):  # without it pages would fail
        assert boss.send(edit + key, value="", reason=REASON).status_code == 422
    for zone in ("Москва", "+7", "posix/Asia/Vladivostok", "localtime"):
        assert "Asia/Vladivostok" in boss.refused(edit + "time_zone", 422, value=zone, reason=REASON)
    before = owner_value(world, "select value from cabinet.settings where key = 'time_zone'")
    for zone in ("Asia/Kamchatka", before):
        boss.do(edit + "time_zone", value=zone, reason=REASON)
        boss.see(OFFICE + "home")

    pale = boss.send(OFFICE + "branding-colour", value="#ffffaa", reason=REASON)
    assert pale.status_code == 422  # white on it could not be read: WCAG 2.1, 1.4.3
    boss.do(OFFICE + "branding-colour", value="#703070", reason=REASON)
    assert "#703070" in app.test_client().get("/brand.css").get_data(as_text=True)

    picture = io.BytesIO()
    Image.new("RGB", (200, 80), "navy").save(picture, "PNG")
    picture.seek(0)
    boss.do(OFFICE + "branding-logo", logo=(picture, "logo.png"), reason=REASON)
    logo = owner_value(world, "select value from cabinet.settings where key = 'brand_logo'")
    assert app.test_client().get(f"/file/guest/{logo}").status_code == 200
    page = boss.see(OFFICE + "branding")
    assert REASON in page
    assert "Заявок жителя в день" not in page
    page = boss.do(edit + "order_day_limit", value="12", reason=REASON)  # leads to the settings of its area
    assert "Заявок жителя в день" in page
    assert "Название компании" not in boss.html(OFFICE + "branding?area=orders").split("</table>")[0]


def test_hints_and_texts_are_edited_in_both_languages(app: Flask, boss: Person, world: World) -> None:
    boss.do(OFFICE + "hints-save", key="resident.home", hint="Счёт придёт до пятого", shown="true", reason=REASON)
    assert "Счёт придёт до пятого" in boss.see(OFFICE + "hints")
    assert "Счёт придёт до пятого" in Person(signed_in(app, world, "anna")).see("/resident/home")
    boss.do(OFFICE + "hints-save?key=resident.home", hint="Счёт придёт до пятого", shown=None, reason=REASON)
    assert "Счёт придёт до пятого" not in Person(signed_in(app, world, "anna")).see("/resident/home")
    assert boss.send(OFFICE + "hints-save", key="resident.nowhere", hint="x", reason=REASON).status_code in {404, 422}

    boss.do(OFFICE + "texts-save?key=refusal.hours_order", current="Конец раньше начала", reason=REASON)
    wrong = {"working": "true", "opens": "14:00", "closes": "09:00", "reason": REASON}
    assert "Конец раньше начала" in boss.refused(OFFICE + "calendars-hours-edit?weekday=3", 422, **wrong)
    assert boss.send(OFFICE + "texts-save?key=no.such.key", current="x", reason=REASON).status_code == 404


def test_a_template_is_a_draft_until_it_is_published(app: Flask, boss: Person, world: World) -> None:
    source = "{% extends 'page.html' %}{% block blocks %}<p>Свой вид страницы</p>{{ super() }}{% endblock %}"
    page = boss.do(OFFICE + "templates-save", name="guest/contacts.html", source=source)
    assert "guest/contacts.html" in page
    number = re.search(r"template=(\d+)", boss.at)
    assert number
    assert source[:20] in boss.see(OFFICE + f"templates-view?template={number[1]}")
    boss.do(OFFICE + f"templates-publish?template={number[1]}", reason=REASON)
    assert owner_value(world, "select published from cabinet.templates where template_id = ?", int(number[1]))
    boss.do(OFFICE + f"templates-withdraw?template={number[1]}", reason=REASON)
    assert not owner_value(world, "select published from cabinet.templates where template_id = ?", int(number[1]))
    again = boss.html(OFFICE + f"templates-save?template={number[1]}")
    assert "guest/contacts.html" in again
    boss.missing(OFFICE + "templates-view?template=987654321")


def test_shifts_and_leave(boss: Person, world: World) -> None:
    staff = str(world.staff["plumber"])
    times = {"from": in_days(3) + "T20:00", "to": in_days(4) + "T08:00"}
    boss.do(OFFICE + "roster-add", staff=staff, on_call="true", zone=str(world.zones["west"]), **times)
    roster = OFFICE + f"roster?_view=week&_on={in_days(3)}"
    assert "Пётр Т." in boss.see(roster).replace("\u00a0", " ")
    assert boss.send(OFFICE + "roster-add", staff=staff, **times).status_code in {409, 422}  # twice at once
    back = {"from": times["to"], "to": times["from"]}
    assert boss.send(OFFICE + "roster-add", staff=staff, **back).status_code == 422
    shift = owner_value(world, "select shift_id from people.duty_shifts")
    boss.do(OFFICE + f"roster-drop?shift={shift}")
    assert owner_run(world, "select 1 from people.duty_shifts") == []
    assert boss.send(OFFICE + "roster-drop?shift=987654321").status_code == 404

    leave = {"from": in_days(20), "to": in_days(34)}
    page = boss.do(OFFICE + "roster-leave", staff=staff, kind="vacation", **leave)
    assert "Пётр Трубин" in page
    assert boss.send(OFFICE + "roster-leave", staff=staff, kind="sick", **leave).status_code in {409, 422}
    itself = {"from": in_days(60), "to": in_days(61)}
    assert boss.send(OFFICE + "roster-leave", staff=staff, kind="sick", replacement=staff, **itself).status_code in {
        404,
        422,
    }


def test_somebody_is_hired_given_a_zone_a_cabinet_and_dismissed(app: Flask, boss: Person, world: World) -> None:
    boss.do(
        OFFICE + "staff-hire", name="Новиков Никита Нилович", position="Плотник", phone="8 (924) 555-44-33",
        email="novikov@world.example", trades=["carpenter"], zones=[str(world.zones["east"])],
    )  # fmt: skip
    staff, user, phone = owner_run(
        world,
        "select s.staff_id, s.user_id, u.phone::text from people.staff as s join people.users as u using (user_id) "
        "where u.email = 'novikov@world.example'",
    )[0]
    assert phone == "+79245554433"
    card = f"{OFFICE}employee?staff={staff}"
    assert "Новиков" in boss.see(card)
    one = f"?staff={staff}"
    boss.do(OFFICE + "employee-edit" + one, position="Старший плотник", capacity="5", reason=REASON,
            trades=["carpenter", "general"])  # fmt: skip
    assert "Старший плотник" in boss.see(card)
    boss.do(OFFICE + "employee-scope" + one, zones=[str(world.zones["west"])], houses=[str(world.houses["three"])])
    scopes = owner_run(
        world, "select count(*) from people.staff_scopes where staff_id = ? and upper_inf(during)", staff
    )
    assert scopes[0][0] == 2
    boss.do(OFFICE + "employee-cabinet" + one, cabinet="operator", reason=REASON)
    newcomer = Person(client_of(app, world, user))
    newcomer.see("/operator/call")
    boss.do(OFFICE + "employee-block" + one, reason="Потерял телефон")
    assert newcomer.client.get("/operator/call").status_code == 303
    boss.do(OFFICE + "employee-unblock" + one, reason="Нашёл")
    boss.do(OFFICE + "employee-block" + one, reason="Уволен", dismiss="true")
    assert not owner_value(world, "select employed @> people.today() + 1 from people.staff where staff_id = ?", staff)
    boss.missing(f"{OFFICE}employee?staff=987654321")


def test_zones_houses_and_their_manager(boss: Person, world: World) -> None:
    boss.do(OFFICE + "zones-add", name="Заречье", parent=str(world.zones["west"]))
    zone = owner_value(world, "select zone_id from estate.zones where name = 'Заречье'")
    one = f"?zone={zone}"
    boss.do(OFFICE + "zone-rename" + one, name="Заречье и набережная", reason=REASON)
    boss.do(OFFICE + "zone-manager" + one, staff=str(world.staff["west"]), reason=REASON, **{"from": in_days(0)})
    boss.do(OFFICE + "zone-houses" + one, houses=[str(world.houses["two"])], reason=REASON)
    assert owner_value(world, "select zone_id from estate.houses where house_id = ?", world.houses["two"]) == zone
    page = boss.see(f"{OFFICE}zone?zone={zone}")
    assert "Заречье и набережная" in page
    assert "Вера Западная" in page
    boss.missing(f"{OFFICE}zone?zone=987654321")


def test_a_house_is_corrected_with_a_reason(boss: Person, world: World) -> None:
    edit = f"{OFFICE}house-edit?house={world.houses['one']}"
    known = {"built_year": "1974", "floors_max": "9", "entrances_count": "4", "area_total": "3 184,5"}
    boss.do(edit, reason=REASON, **{f"values.{code}": value for code, value in known.items()})
    page = boss.see(f"{OFFICE}house?house={world.houses['one']}")
    assert "1974" in page
    assert REASON in page
    assert boss.send(edit, reason=REASON, **{"values.built_year": "3000"}).status_code == 422
    assert boss.send(edit, reason="", **{"values.built_year": "1975"}).status_code == 422


def test_a_service_and_a_routing_rule(boss: Person, world: World) -> None:
    boss.do(
        OFFICE + "catalogue-add", place="flat", category="Окна", title="Не закрывается окно",
        specialization="carpenter", priority="ordinary", planned_minutes="45", reason=REASON,
    )  # fmt: skip
    service = owner_value(world, "select service_id from desk.services where title = 'Не закрывается окно'")
    boss.do(f"{OFFICE}catalogue-edit?service={service}", title="Не закрывается окно или форточка",
            planned_minutes="50", advice="Не тяните силой", reason=REASON)  # fmt: skip
    assert "Не закрывается окно или форточка" in boss.see(OFFICE + "catalogue?search=форточка")

    # what a defect of a checklist becomes is not taken away from under it
    used = owner_value(world, "select service_id from desk.services where code = 'panel_sparks'")
    for field, value in (("active", None), ("place", "flat")):
        kept = boss.send(f"{OFFICE}catalogue-edit?service={used}", **{field: value}, reason=REASON)
        assert (kept.status_code, "ВРУ и электрощиты" in kept.get_data(as_text=True)) == (409, True)

    tap = world.services["world_tap"]
    boss.do(OFFICE + "routing-add", staff=str(world.staff["plumber"]), service=str(tap), position="5", reason=REASON)
    rule = owner_value(world, "select max(rule_id) from desk.routing_rules")
    boss.do(f"{OFFICE}routing-edit?rule={rule}", position="7", active=None, reason="Больше не нужно")
    page = boss.see(OFFICE + "routing")
    assert "Больше не нужно" in page
    said = boss.see(f"{OFFICE}routing?service={tap}&house={world.houses['one']}")
    assert "Пётр Трубин" in said
    assert boss.send(f"{OFFICE}routing-edit?rule=987654321", reason=REASON).status_code in {404, 422}


def test_what_is_seen_of_orders_quality_and_people(boss: Person, world: World) -> None:
    order = file_order(world, "anna", "one/1", "Капает на кухне")
    assert "Капает на кухне" in boss.see(f"{OFFICE}order?order={order}")
    number = owner_value(world, "select number from desk.orders where order_id = ?", order)
    assert str(number) in boss.see(f"{OFFICE}orders?search={number}")
    assert "Анна" in boss.see(f"{OFFICE}residents?search=Садовая")
    assert "Анна" in boss.see(f"{OFFICE}resident?person={world.users['anna']}")
    for tab in ("orders", "quality", "news", "audit", "inbox", "roles", "residents"):
        boss.see(OFFICE + tab)
    boss.do(OFFICE + "roles-grant", person=str(world.users["clara"]), cabinet="operator", reason=REASON)
    boss.do(f"{OFFICE}roles-revoke?person={world.users['clara']}&cabinet=operator", reason=REASON)
    assert owner_run(world, "select 1 from people.user_cabinets where user_id = ?", world.users["clara"]) == []
    assert REASON in boss.see(OFFICE + "audit")
