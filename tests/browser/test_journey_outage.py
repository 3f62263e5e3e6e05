"""Journey 10 (pages.md): an outage is announced from an order in five clicks and ended in three, without JavaScript."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from playwright.sync_api import Page, expect

from tests.browser.conftest import Clicks, OpenPage, SignIn
from tests.conftest import administration
from webapp.settings import Settings

LOCAL = "%Y-%m-%dT%H:%M"


def test_an_outage_is_announced_in_five_clicks_and_ended_in_three(
    open_page: OpenPage, sign_in: SignIn, demo_db: Settings
) -> None:
    resident = open_page(width=390, java_script_enabled=False)
    sign_in(resident, "petrova")
    number = report(resident, "Нет горячей воды")
    other = report(resident, "Холодный полотенцесушитель")

    page = open_page(java_script_enabled=False)
    sign_in(page, "operator")
    page.goto(f"/operator/orders?tab=open&search={number}")
    page.locator("main a[href*='order?order=']").first.click()
    main = page.locator("main")
    hand = Clicks(page)

    hand.at(main.get_by_role("link", name="Отключение", exact=True))  # 1: the place comes with the order
    expect(main.locator("select[name=place] option:checked")).to_contain_text("Садовая")
    expect(main.locator("input[name=utility][value=hot_water]")).to_be_checked()
    hand.at(main.get_by_role("button", name="Дальше"))  # 2
    starts = main.locator("input[name=starts]")
    now = datetime.strptime(starts.input_value()[:16], LOCAL)
    starts.fill((now - timedelta(hours=2)).strftime(LOCAL))
    main.locator("input[name=end]").fill((now + timedelta(hours=3)).strftime(LOCAL))
    hand.at(main.get_by_role("button", name="Дальше"))  # 3
    expect(main.locator("textarea[name=body]")).to_have_value(re.compile("^Авария: нет горячей воды. Садовая"))
    hand.at(main.get_by_role("button", name="Дальше"))  # 4
    expect(main).to_contain_text(re.compile(r"Лист в подъезде"))
    hand.at(main.get_by_role("button", name=re.compile(r"^Оповестить \d+ жител")))  # 5
    assert hand.done <= 5
    expect(page).to_have_url(re.compile(r"/operator/outage\?outage=\d+"))
    expect(page.get_by_role("button", name="Отменить отправку")).to_be_visible()
    outage = page.url.split("=")[-1].split("&")[0]

    # what else was reported from there about the same is offered and joined; the order it came from is there by itself
    joined = main.locator("form[action*=outage-link]")
    expect(joined).to_contain_text(other)
    expect(joined).not_to_contain_text(number)
    joined.get_by_role("button", name="Присоединить").click()
    expect(page.get_by_role("status").first).to_contain_text("1")
    # the sheets for the boards of the entrances are one document, printed in the background
    main.get_by_role("button", name="Напечатать листы").click()
    expect(page).to_have_url(re.compile(r"/operator/document\?document=\d+"))

    # the seconds in which it could be taken back are over: a resident says «У меня тоже» instead of a third order
    with administration(demo_db, demo_db.database.name) as sql:
        sql.execute("set role sokol_owner")
        sql.execute(
            "update talk.outages set announced_at = announced_at - interval '1 minute' where outage_id = ?", outage
        )
        sql.execute(
            "update talk.outage_messages set sent_at = sent_at - interval '1 minute' where outage_id = ?", outage
        )
    resident.goto(f"/resident/outage?outage={outage}")
    resident.locator("main").get_by_role("button", name="У меня тоже").click()
    expect(resident.locator("main")).to_contain_text("Вы ответили")

    page.goto(f"/operator/outage?outage={outage}")
    hand = Clicks(page)
    hand.at(main.get_by_role("link", name="Авария устранена"))  # 1
    # the time of return stands there: now
    expect(main.locator("input[name=ended]")).not_to_have_value("")
    hand.at(main.get_by_role("button", name="Авария устранена"))  # 2
    told = main.locator(".preview, dl").filter(has_text="Заявок получат ответ").first
    expect(told.locator(".fact", has_text="Заявок получат ответ").locator("dd")).to_have_text("2")
    expect(told.locator(".fact", has_text="Отключение длилось").locator("dd")).to_contain_text("2 ч")
    hand.at(main.get_by_role("button", name="Закрыть и ответить 2 жителям"))  # 3
    assert hand.done <= 3

    # it is over, both orders are answered, and whoever is still without water says so from the same page
    expect(page.get_by_role("status").first).to_contain_text("2")
    expect(main.locator("#outage-card .fact", has_text="Закончено").locator("time")).to_be_visible()
    for one in (number, other):
        expect(main.locator("#outage-orders tr", has_text=one)).to_contain_text("Выполнена")
    expect(main.get_by_role("link", name="Авария устранена")).to_have_count(0)
    here = resident.locator("main")
    resident.goto(f"/resident/outage?outage={outage}")
    expect(here).to_contain_text("Горячая вода снова есть. Садовая")
    expect(here.get_by_role("button", name="У меня нет", exact=True)).to_be_visible()
    resident.goto("/resident/home")
    for one in (number, other):
        expect(here.locator("li, article, .card", has_text=one).last).to_contain_text("Готово, проверьте")


def report(page: Page, problem: str) -> str:
    """A resident's order from the own flat; its number."""
    page.goto("/resident/report?place=flat")
    page.locator("main").get_by_role("link", name=re.compile(problem)).first.click()
    page.locator("main").get_by_role("button", name="Отправить").click()
    expect(page).to_have_url(re.compile(r"/resident/order\?order=\d+"))
    found = re.search(r"№ (\d+)", page.get_by_role("status").inner_text())
    assert found
    return found[1]


def test_the_short_address_of_a_sheet_tells_a_guest(open_page: OpenPage) -> None:
    page = open_page(width=390, java_script_enabled=False)
    page.goto("/o/102")
    expect(page.locator("main")).to_contain_text("Меняем кран на стояке".lower())
    page.goto("/guest/home")
    expect(page.locator("main")).to_contain_text("Сейчас отключено")
