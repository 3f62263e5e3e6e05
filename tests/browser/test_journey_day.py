"""Journey 8 (pages.md): the manager of a zone lays out the day in about six clicks, without JavaScript, and prints it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Clicks, OpenPage, SignIn
from tests.conftest import administration
from webapp.settings import Settings

# of those who may be chosen: a person who has nothing on that day from 14 to 18
FREE = """
select s.staff_id::text
from people.staff as s
join people.staff_specializations as t using (staff_id)
cross join (select (?::date + time '14:00') at time zone 'Asia/Vladivostok' as at) as w
where s.staff_id::text = any (?::text[]) and not exists (
    select from people.bookings as b where b.staff_id = s.staff_id and b.during && tstzrange(w.at, w.at + interval '4 hours')
)
order by (select count(*) from desk.orders as o where o.assignee_id = s.staff_id and o.open), s.staff_id
"""


def test_a_day_is_laid_out_and_printed(open_page: OpenPage, sign_in: SignIn, demo_db: Settings) -> None:
    resident = open_page(width=390, java_script_enabled=False)
    sign_in(resident, "petrova")
    roof, gutter = report(resident, "Протекает крыша"), report(resident, "Сломан водосток")

    page = open_page(java_script_enabled=False)
    sign_in(page, "manager")
    page.goto("/manager/today")
    main = page.locator("main")
    expect(main).to_contain_text("Решить сейчас")
    hand = Clicks(page)

    hand.at(page.locator("nav").get_by_role("link", name="Календарь").first)  # 1
    expect(main).to_contain_text("Не распределено")
    hand.at(main.get_by_role("button", name="Разложить автоматически"))  # 2
    # before anything is booked: what goes where, and why the rest finds no time
    shown = main.locator("table").filter(has_text="Почему нет")
    expect(shown).to_contain_text(re.compile(r"\d{1,2}:\d\d"))
    expect(shown.locator("tr", has_text="Протекает крыша").first).to_contain_text("Нет специалиста: кровельщик")
    day = main.locator("[name=on]").first.input_value()
    hand.at(main.get_by_role("button", name="Разложить автоматически"))  # 3
    expect(page.get_by_role("status").first).to_contain_text(re.compile(r"\d"))
    expect(page).to_have_url(re.compile(r"/manager/calendar\?_view=day"))

    # what found no time goes to a person by hand
    hand.at(main.locator(f"a[href*='calendar-move?order={roof}']"))  # 4
    people = main.locator("[name=resource] option[value]:not([value=''])").evaluate_all("all => all.map(o => o.value)")
    with administration(demo_db, demo_db.database.name) as sql:
        sql.execute("set role sokol_owner")
        free = str(sql.execute(FREE, day, "{" + ",".join(people) + "}").fetchval())
    main.locator("[name=resource]").select_option(free)
    main.locator("[name=start]").fill(f"{day}T14:00")
    hand.at(main.get_by_role("button", name="Назначить визит"))  # 5
    expect(page.get_by_role("status").first).to_contain_text("Время назначено")
    expect(page).to_have_url(re.compile(rf"/manager/calendar\?_view=day&_on={day}"))
    expect(visit(page, free, "Протекает крыша")).to_contain_text("14:00–16:00")
    # a fact that shows no name has one for whoever listens: that of its block
    expect(main.locator("#calendar-papers dt").first).to_have_text("На бумаге")
    hand.at(main.get_by_role("button", name="Наряды на день"))  # 6
    expect(page).to_have_url(re.compile(r"/manager/documents?\?(task|document)="))
    assert hand.done <= 6

    # that person is taken now: the refusal says until when and leads to the nearest free time
    page.goto(f"/manager/calendar?_view=day&_on={day}")
    main.locator(f"a[href*='calendar-move?order={gutter}']").click()
    main.locator("[name=resource]").select_option(free)
    main.locator("[name=start]").fill(f"{day}T15:00")
    main.get_by_role("button", name="Назначить визит").click()
    said = page.get_by_role("alert").first
    expect(said).to_contain_text(re.compile(r"занята? до \d+ \S+, 16:00\. Ближайшее свободное время: \d+ \S+, 16:00"))
    said.get_by_role("link", name=re.compile("^Поставить на")).click()
    expect(main.locator("[name=resource]")).to_have_value(free)
    expect(main.locator("[name=start]")).to_have_value(f"{day}T16:00")
    main.get_by_role("button", name="Назначить визит").click()
    expect(page.get_by_role("status").first).to_contain_text("Время назначено")
    expect(visit(page, free, "Сломан водосток")).to_contain_text("16:00–18:00")


def visit(page: Page, person: str, title: str) -> Locator:
    """What stands in a person's row of the calendar."""
    return page.locator(
        f"main tbody[data-lane='{person}'] .cal-item, main tr[data-lane='{person}'] .cal-item", has_text=title
    )


def report(page: Page, problem: str) -> str:
    """A resident's order about the house; its id."""
    page.goto("/resident/report?place=house")
    page.locator("main").get_by_role("link", name=re.compile(problem)).first.click()
    page.locator("main").get_by_role("button", name="Отправить").click()
    expect(page).to_have_url(re.compile(r"/resident/order\?order=\d+"))
    found = re.search(r"order=(\d+)", page.url)
    assert found
    return found[1]
