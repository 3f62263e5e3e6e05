"""Journey 8 (pages.md): the manager of a zone lays out the day in about six clicks, without JavaScript, and prints it."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import Clicks, OpenPage, SignIn


def test_a_day_is_laid_out_and_printed(open_page: OpenPage, sign_in: SignIn) -> None:
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
    expect(main).to_contain_text("Что получится")
    shown = main.inner_text()
    assert re.search(r"\d{1,2}:\d\d", shown), shown
    hand.at(main.get_by_role("button", name="Разложить автоматически"))  # 3
    expect(page.get_by_role("status").first).to_contain_text(re.compile(r"\d"))
    expect(page).to_have_url(re.compile(r"/manager/calendar\?_view=day"))

    # what found no time goes to a person by hand
    hand.at(main.get_by_role("link", name="Перенести…").first)  # 4
    form = main.locator("form.form").first
    expect(form.locator("[name=start]")).to_be_visible()
    page.go_back()

    hand.at(
        main.get_by_role("link", name="Наряды на день").or_(main.get_by_role("button", name="Наряды на день")).first
    )  # 5
    if "documents-day" in page.url:
        hand.at(main.get_by_role("button", name="Наряды на день"))  # 6
    expect(page).to_have_url(re.compile(r"/manager/documents?\?(task|document)="))
    assert hand.done <= 6
