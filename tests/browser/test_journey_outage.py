"""Journey 10 (pages.md): an outage is announced from an order in five clicks and ended in three, without JavaScript."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, SignIn


def test_an_outage_is_announced_in_five_clicks_and_ended_in_three(open_page: OpenPage, sign_in: SignIn) -> None:
    page = open_page(java_script_enabled=False)
    sign_in(page, "operator")
    page.goto("/operator/orders?tab=open&search=Садовая")
    page.locator("main a[href*='order?order=']").first.click()
    main = page.locator("main")

    # click 1: the place comes with the order
    main.get_by_role("link", name="Отключение", exact=True).click()
    expect(main.locator("select[name=place] option:checked")).to_contain_text("Садовая")
    main.locator("input[name=utility][value=hot_water]").check(force=True)
    main.get_by_role("button", name="Дальше").click()  # 2
    start = main.locator("input[name=starts]").input_value()
    main.locator("input[name=end]").fill(f"{int(start[:4]) + 1}{start[4:]}")
    main.get_by_role("button", name="Дальше").click()  # 3
    expect(main.locator("textarea[name=body]")).to_have_value(re.compile("^Авария: нет горячей воды. Садовая"))
    main.get_by_role("button", name="Дальше").click()  # 4
    expect(main).to_contain_text(re.compile(r"Лист в подъезде"))
    main.get_by_role("button", name=re.compile(r"^Оповестить \d+ жител")).click()  # 5
    expect(page).to_have_url(re.compile(r"/operator/outage\?outage=\d+"))
    expect(page.get_by_role("button", name="Отменить отправку")).to_be_visible()
    here = page.url

    main.get_by_role("link", name="Авария устранена").click()  # 1
    start_field = main.locator("input[name=ended]")
    expect(start_field).not_to_have_value("")
    # it lasted less than a minute: the return is refused at its field, with what was typed kept
    main.get_by_role("button", name="Авария устранена").click()  # 2
    expect(main).to_contain_text("Отключение длилось")
    expect(main.get_by_role("button", name=re.compile("^Закрыть"))).to_be_visible()

    # the sheets for the boards of the entrances are one document, printed in the background
    page.goto(here)
    main.get_by_role("button", name="Напечатать листы").click()
    expect(page).to_have_url(re.compile(r"/operator/document\?document=\d+"))


def test_the_short_address_of_a_sheet_tells_a_guest(open_page: OpenPage) -> None:
    page = open_page(width=390, java_script_enabled=False)
    page.goto("/o/102")
    expect(page.locator("main")).to_contain_text("Меняем кран на стояке".lower())
    page.goto("/guest/home")
    expect(page.locator("main")).to_contain_text("Сейчас отключено")
