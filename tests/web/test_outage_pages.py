"""An outage through its pages by their real forms, in both languages: announced, extended, ended; its hours stand in the house."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from tests.web.person import Person, form_on, signed_in
from tests.world import World, file_order, make_probes, make_world, owner_run, owner_value
from webapp.settings import Settings

WORDS: dict[str, dict[str, str]] = {
    "ru": {
        "tell": "Оповестить", "body": "Авария: нет горячей воды", "going": "15 секунд можно отменить", "now": "Идёт",
        "extended": "Продлили до", "over": "Закончено", "hours": "Часы без услуги за месяц",
    },
    "en": {
        "tell": "Tell", "body": "no hot water", "going": "You can take it back for 15 seconds", "now": "On now",
        "extended": "Extended until", "over": "Over", "hours": "Hours without it this month",
    },
}  # fmt: skip
# What stays Russian is what people wrote: the reason, the street, names, the title of the order.
WRITTEN = {"Прорыв", "прорыв", "на", "вводе", "Садовая", "Работа", "Ольга", "З", "Семён", "Г"}
CYRILLIC = re.compile("[А-Яа-яЁё]+")


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    made = make_world(sokol_db)
    make_probes(made)
    return made


def local(value: str, **shift: float) -> str:
    """A time of a form, moved."""
    return (datetime.fromisoformat(value) + timedelta(**shift)).strftime("%Y-%m-%dT%H:%M")


def filled_in(person: Person, path: str) -> dict[str, Any]:
    return form_on(person.html(path), path)[1]


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("who", ["operator", "supervisor"])
def test_from_the_announcement_to_the_hours(app: Flask, world: World, who: str, language: str) -> None:
    owner_run(world, "update people.users set language = ? where user_id = ?", language, world.users[who])
    said = WORDS[language]
    person, room = Person(signed_in(app, world, who), language), f"/{who}"
    order = file_order(world, "anna", "one/1", f"Нет горячей воды: {who}, {language}")

    # what and where: the place comes with the order
    first = f"{room}/outage-new-save?order={order}"
    assert filled_in(person, first)["place"] == f"house:{world.houses['one']}"
    person.do(first, utility="hot_water")
    outage = int(re.search(r"outage=(\d+)", person.at)[1])  # type: ignore[index]

    # when: an end before the start is refused at its field, what was typed stays
    step = f"{room}/outage-when-save?outage={outage}"
    now = str(filled_in(person, step)["starts"])
    person.refused(step, 422, starts=now, end=local(now, hours=-1))
    person.do(step, starts=local(now, hours=-2), end=local(now, hours=3), reason="Прорыв на вводе")
    step = f"{room}/outage-text-save?outage={outage}"
    assert said["body"] in str(filled_in(person, step)["body" if language == "ru" else "body_en"])
    person.do(step)
    person.see(f"{room}/outage-send?outage={outage}")
    assert said["going"] in person.do(f"{room}/outage-send-go?outage={outage}")
    owner_run(
        world,
        "update talk.outages set announced_at = lib.moment() - interval '1 minute' where outage_id = ? returning 1",
        outage,
    )
    owner_run(
        world,
        "update talk.outage_messages set sent_at = lib.moment() - interval '1 minute' where outage_id = ? returning 1",
        outage,
    )

    # longer, then over; each version stands below the card
    person.do(f"{room}/outage-extend?outage={outage}", end=local(now, hours=5))
    owner_run(
        world,
        "update talk.outage_messages set sent_at = lib.moment() - interval '1 minute' where outage_id = ? returning 1",
        outage,
    )
    shown = person.see(f"{room}/outage?outage={outage}")
    assert said["now"] in shown
    assert said["extended"] in shown
    person.do(f"{room}/outage-end?outage={outage}", ended=local(now, minutes=-1))
    shown = person.see(f"{room}/outage?outage={outage}")
    assert said["over"] in shown
    assert said["hours"] in shown
    hours = owner_value(
        world,
        "select sum(i.hours) from (select distinct date_trunc('month', people.today() - n)::date as month "
        "from generate_series(0, 1) as n) as m cross join lateral talk.interruption_hours(?::bigint, m.month) as i "
        "where i.utility = 'hot_water'",
        world.houses["one"],
    )  # two hours ago may be another month
    assert float(hours) > 1.9
    if language == "en":
        assert sorted(set(CYRILLIC.findall(shown)) - WRITTEN) == []


@pytest.mark.parametrize(
    ("who", "page", "to"),
    [
        ("operator", "/operator/orders", "/operator/call"),
        ("operator", "/operator/outages", "/operator/outage-new"),
        ("operator", "/operator/houses", "/operator/call"),
        ("plumber", "/manager/orders", "/manager/order-new"),
        ("plumber", "/manager/outages", "/manager/outage-new"),
        ("supervisor", "/supervisor/staff", "/supervisor/staff-hire"),
        ("supervisor", "/supervisor/outages", "/supervisor/outage-new"),
        ("supervisor", "/supervisor/audit", None),
    ],
)
def test_create_leads_where_the_list_of_the_page_says(
    app: Flask, world: World, who: str, page: str, to: str | None
) -> None:
    found = re.search(r'class="btn btn-primary create" href="([^"]+)"', Person(signed_in(app, world, who)).html(page))
    assert (found[1] if found else None) == to


def test_the_manager_announces_out_of_the_order_page(app: Flask, world: World) -> None:
    order = file_order(world, "anna", "one/1", "Течёт стояк")
    assert Person(signed_in(app, world, "west")).links(
        f"/manager/order?order={order}", rf"/manager/outage-new\?order={order}$"
    )
