"""Board and calendar by mouse, by keyboard and without JavaScript: the server decides, what it refuses stays where it was."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, OpenPage, SignIn
from tests.conftest import administration
from webapp.settings import Settings

PORTFOLIO = "/admin/portfolio"
DRAG = """
([item, target]) => {
    const data = new DataTransfer();
    const tell = (one, name) => one.dispatchEvent(new DragEvent(name, {bubbles: true, cancelable: true, dataTransfer: data}));
    tell(item, 'dragstart'); tell(target, 'dragover'); tell(target, 'drop'); tell(item, 'dragend');
}
"""


def drag(page: Page, item: Locator, target: Locator) -> None:
    page.evaluate(DRAG, [item.element_handle(), target.element_handle()])


def card(page: Page, title: str) -> Locator:
    return page.locator(".board-card", has_text=title)


def column(page: Page, lane: str) -> Locator:
    return page.locator(f".board-column[data-lane={lane}]")


@pytest.fixture
def portfolio(page: Page, sign_in: SignIn) -> Page:
    sign_in(page, "admin")
    page.goto(PORTFOLIO)
    return page


def test_a_dragged_card_is_moved_by_the_server_and_its_answer_is_shown(portfolio: Page) -> None:
    drag(portfolio, card(portfolio, "Течёт кран"), column(portfolio, "work"))
    expect(portfolio.locator(".banner-ok")).to_have_text("1")  # what the action said


def test_a_refused_card_stays_and_the_refusal_is_read_out(portfolio: Page) -> None:
    drag(portfolio, card(portfolio, "Течёт кран"), column(portfolio, "done"))
    said = portfolio.locator("#portfolio-board .said")
    expect(said).to_have_attribute("role", "alert")
    expect(said).to_be_focused()
    expect(said.get_by_role("link")).to_have_text("Открыть форму")
    expect(column(portfolio, "new").locator(".board-card")).to_contain_text("Течёт кран")


def test_a_card_that_needs_more_opens_its_form(portfolio: Page) -> None:
    drag(portfolio, card(portfolio, "Течёт кран"), column(portfolio, "wait"))
    expect(portfolio).to_have_url(re.compile(r"/admin/portfolio-send\?title=1"))


def test_a_card_is_moved_by_keyboard(portfolio: Page) -> None:
    menu = card(portfolio, "Течёт кран").locator(".board-menu summary")
    menu.focus()
    portfolio.keyboard.press("Enter")
    portfolio.keyboard.press("Tab")
    expect(portfolio.locator(":focus")).to_have_text("В работе")
    portfolio.keyboard.press("Enter")
    expect(portfolio.locator(".banner-ok")).to_have_text("1")


def test_a_dragged_visit_goes_to_another_person_and_time(portfolio: Page) -> None:
    portfolio.goto(f"{PORTFOLIO}?_view=day")
    item = portfolio.locator("td .cal-item", has_text="Течёт кран").first
    target = portfolio.locator("tr[data-lane='3'] td[data-at$='T16:30']").first
    if not target.count():  # a span of several days covers the whole row: another time of the same person
        target = portfolio.locator("tr[data-lane='1'] td[data-at$='T16:30']").first
    drag(portfolio, item, target)
    expect(portfolio.locator(".banner-ok")).to_contain_text("16:30")


def test_a_refused_visit_stays(portfolio: Page) -> None:
    item = portfolio.locator("td .cal-item", has_text="Течёт кран").first
    before = item.get_attribute("data-form")
    drag(portfolio, item, portfolio.locator("tr[data-lane='2'] td[data-at]").last)
    expect(portfolio.locator("#portfolio-calendar .said")).to_be_focused()
    assert portfolio.locator("td .cal-item", has_text="Течёт кран").first.get_attribute("data-form") == before


def test_a_visit_is_moved_without_javascript_by_its_form(open_page: OpenPage, sign_in: SignIn) -> None:
    page = open_page(PHONE, java_script_enabled=False)
    sign_in(page, "admin")
    page.goto(f"{PORTFOLIO}?_view=month")
    entry = page.locator(".cal-agenda .cal-item", has_text="Течёт кран").first
    expect(entry).to_be_visible()
    entry.get_by_role("link", name="Перенести…").click()
    expect(page.locator("[name=start]")).to_have_value(re.compile("T09:00"))
    page.locator("[name=start]").fill("2026-12-01T10:30")
    page.get_by_role("button", name="Перенести").click()
    expect(page.locator(".banner-ok")).to_contain_text("01.12 10:30")


def test_a_card_is_moved_without_javascript(open_page: OpenPage, sign_in: SignIn) -> None:
    page = open_page(PHONE, java_script_enabled=False)
    sign_in(page, "admin")
    page.goto(PORTFOLIO)
    card(page, "Течёт кран").locator("summary").click()
    card(page, "Течёт кран").get_by_role("button", name="В работе").click()
    expect(page.locator(".banner-ok")).to_have_text("1")


def test_the_list_of_orders_becomes_a_board_and_keeps_its_filter(page: Page, sign_in: SignIn) -> None:
    sign_in(page, "supervisor")
    page.goto("/supervisor/orders?search=кран")
    page.get_by_role("link", name="Доска").click()
    expect(page.locator(".board-column")).to_have_count(7)
    expect(page.locator(".filters input[type=search]")).to_have_value("кран")
    assert all("кран" in text.lower() for text in page.locator(".board-card h4").all_inner_texts())


FREED = """
with pair as (
    select a.work_id as a, b.crew_id, (b.starts_at at time zone 'Asia/Vladivostok') as at
    from upkeep.works as b
    join upkeep.works as a on a.crew_id = b.crew_id and a.work_id <> b.work_id and a.state = 'planned' and a.starts_at is not null
        and a.people_count = 1 and a.planned_minutes <= 60
    where b.state = 'planned' and b.starts_at > now() + interval '1 day'
        and a.span @> (b.starts_at at time zone 'Asia/Vladivostok')::date
        and (select count(*) from upkeep.crew_members as m where m.crew_id = b.crew_id) = 1
        and extract(month from b.starts_at) = any (array(select n.months from upkeep.norms as n where n.norm_id = a.norm_id))
        and not exists (
            select
            from people.bookings as k
            join upkeep.crew_members as m on m.staff_id = k.staff_id and m.crew_id = b.crew_id
            where k.during && tstzrange(
                ((b.starts_at at time zone 'Asia/Vladivostok')::date + time '16:00') at time zone 'Asia/Vladivostok',
                ((b.starts_at at time zone 'Asia/Vladivostok')::date + time '17:00') at time zone 'Asia/Vladivostok')
        )
    order by b.starts_at, a.work_id
    limit 1
),

freed as (
    update upkeep.works as w
    set starts_at = null, ends_at = null, staff_ids = '{}', unplaced = 'busy'
    from pair as p
    where w.work_id = p.a
),

rest as (delete from people.bookings as k using pair as p where k.source = 'planned_work' and k.object_id = p.a)

select p.a, p.crew_id, to_char(p.at, 'YYYY-MM-DD"T"HH24:MI'), c.specialization
from pair as p
join upkeep.crews as c on c.crew_id = p.crew_id
"""


def test_a_planned_work_is_dragged_to_a_crew_that_is_free_and_stays_where_it_is_busy(
    page: Page, sign_in: SignIn, demo_db: Settings
) -> None:
    """The real plan: a refusal says until when the crew is busy and from when it is free."""
    with administration(demo_db, demo_db.database.name) as connection:
        work, crew, at, trade = connection.execute(FREED).fetchone()
    sign_in(page, "supervisor")
    page.goto(f"/supervisor/plan?_look=calendar&_view=day&_on={at[:10]}&trade={trade}")
    block = page.locator("#plan-calendar")
    item = block.locator(f".cal-item:has(a[href*='work={work}'])").first
    row = block.locator(f"tr[data-lane='{crew}']").first
    taken = block.locator(
        f"tr[data-lane='{crew}'] td[data-at='{at[:14]}00'], tr[data-lane='{crew}'] td[data-at='{at}']"
    )
    drag(page, item, taken.last)
    said = block.locator(".said")
    expect(said).to_be_focused()
    expect(said).to_contain_text(re.compile(r"занята до .+\d+:\d\d\. Свободна: .+\d+:\d\d"))
    expect(row.locator(f"a[href*='work={work}']")).to_have_count(0)
    drag(page, item, block.locator(f"tr[data-lane='{crew}'] td[data-at='{at[:10]}T16:00']").first)
    expect(page.locator(".banner-ok")).to_be_visible()
    expect(block.locator(f"tr[data-lane='{crew}'] a[href*='work={work}']").first).to_be_visible()


SHIFTS = """
select a.shift_id, b.staff_id, to_char(lower(b.during) at time zone 'Asia/Vladivostok', 'YYYY-MM-DD')
from people.duty_shifts as a
join people.duty_shifts as b on b.staff_id <> a.staff_id and lower(b.during) between lower(a.during) and upper(a.during) + interval '3 days'
    and (lower(b.during) at time zone 'Asia/Vladivostok')::time = (lower(a.during) at time zone 'Asia/Vladivostok')::time
where lower(a.during) > now() + interval '1 day'
order by lower(a.during), a.shift_id, b.shift_id
limit 1
"""


def test_a_shift_dragged_to_somebody_on_duty_stays_and_says_until_when(
    page: Page, sign_in: SignIn, demo_db: Settings
) -> None:
    with administration(demo_db, demo_db.database.name) as connection:
        shift, other, day = connection.execute(SHIFTS).fetchone()
    sign_in(page, "supervisor")
    page.goto(f"/supervisor/roster?_look=calendar&_view=week&_on={day}")
    block = page.locator("#roster-calendar")
    item = block.locator(f"[data-drop*='shift={shift}'], [data-form*='shift={shift}']").first
    before = item.get_attribute("data-form")
    drag(page, item, block.locator(f"tr[data-lane='{other}'] td[data-at^='{day}']").first)
    said = block.locator(".said")
    expect(said).to_be_focused()
    expect(said).to_contain_text(re.compile(r"уже дежурит до .+\d+:\d\d\. С этого времени свободно"))
    assert item.get_attribute("data-form") == before
