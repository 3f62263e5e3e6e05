"""Without JavaScript everything works: sign-in, report with a photo, lists, completing an order, confirmation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenPage, SignIn, login_of, performer_of, photo, submit_sign_in
from webapp.settings import Settings


@pytest.fixture
def plain(open_page: OpenPage) -> Page:
    return open_page(PHONE, java_script_enabled=False)


def test_report_work_and_confirmation(plain: Page, open_page: OpenPage, demo_db: Settings, tmp_path: Path) -> None:
    shot = photo(tmp_path / "tap.jpg")
    main = plain.locator("main")
    submit_sign_in(plain, "petrova")
    main.get_by_role("link", name="Сообщить о проблеме").click()
    main.get_by_role("link", name="Лифт").click()
    main.locator(".tile a").first.click()
    main.locator("input[type=file]").set_input_files(shot)
    main.locator("textarea").first.fill("Двери не закрываются")
    main.get_by_role("button", name="Отправить").click()
    expect(plain).to_have_url(re.compile("/resident/order"))
    order = plain.url.rsplit("order=", 1)[1]
    expect(plain.locator("#order-gallery img")).to_have_count(1)
    performer = performer_of(plain)

    master = open_page(PHONE, java_script_enabled=False)
    submit_sign_in(master, login_of(demo_db, performer))
    work = master.locator("main")
    master.goto(f"/manager/order?order={order}")
    for word in ("Принять", "Еду", "Начать"):
        work.get_by_role("button", name=word, exact=True).or_(
            work.get_by_role("link", name=word, exact=True)
        ).first.click()
        if "order-begin" in master.url:
            work.locator("input[type=file]").set_input_files(shot)
            work.get_by_role("button", name="Начать").click()
    work.get_by_role("link", name="Выполнено").first.click()
    work.locator("input[type=file]").first.set_input_files(shot)
    work.locator("label.chip").first.click()
    work.get_by_role("button", name="Отправить жителю").click()
    expect(master).to_have_url(re.compile("/manager/today"))

    plain.goto(f"/resident/order?order={order}")
    main.get_by_role("button", name="Сделано").click()
    expect(plain).to_have_url(re.compile("/resident/rate"))


def test_lists_filter_sort_and_page(open_page: OpenPage, sign_in: SignIn) -> None:
    page = open_page(java_script_enabled=False)
    sign_in(page, "supervisor")
    page.goto("/supervisor/orders")
    rows = page.locator("main table.rows tbody tr")
    first = rows.first.inner_text()
    count = rows.count()
    assert count == 20

    page.locator(".paging").get_by_role("link", name="Вперёд").click()
    assert rows.first.inner_text() != first
    page.locator(".paging").get_by_role("link", name="Назад").click()
    assert rows.first.inner_text() == first

    with page.expect_navigation():
        page.locator("th.head a").click()
    expect(page.locator("th[aria-sort]")).to_have_count(1)
    said = [text.strip() for text in page.locator("tbody td.head").all_inner_texts()]
    assert len(set(said)) > 1
    assert said in (sorted(said), sorted(said, reverse=True))

    page.locator(".filters input[type=search]").fill("лифт")
    page.locator(".filters").get_by_role("button", name="Найти").click()
    assert 0 < rows.count() < count
    expect(page).to_have_url(re.compile("search="))
    page.locator(".filters input[type=search]").fill("такого точно нет")
    page.locator(".filters").get_by_role("button", name="Найти").click()
    expect(page.locator("main")).to_contain_text("По этим условиям ничего нет")
    page.get_by_role("link", name="Сбросить фильтры").first.click()
    assert rows.count() == count


def test_a_dangerous_step_is_confirmed_on_a_page_of_its_own(open_page: OpenPage, sign_in: SignIn) -> None:
    page = open_page(java_script_enabled=False)
    sign_in(page, "petrova")
    page.goto("/resident/report?place=flat")
    page.locator("main .tile a").first.click()
    page.locator("main").get_by_role("button", name="Отправить").click()
    order = page.url
    page.locator("main").get_by_role("link", name="Отменить заявку").click()
    page.locator("main textarea, main input[type=text]").first.fill("починили сами")
    page.locator("main").get_by_role("button", name="Отменить заявку").click()
    expect(page.locator("main .confirm")).to_contain_text("Мастер не приедет")
    expect(page.locator("main .confirm")).to_contain_text("починили сами")
    page.locator("main .form-foot").get_by_role("button", name="Назад").click()
    expect(page.locator("main textarea, main input[type=text]").first).to_have_value("починили сами")
    page.locator("main").get_by_role("button", name="Отменить заявку").click()
    page.locator("main").get_by_role("button", name="Отменить заявку").click()
    expect(page).to_have_url(re.compile("/resident/orders"))
    page.goto(order)
    expect(page.locator("#order-card")).to_contain_text("Отклонена")


def test_the_own_menu_opens(open_page: OpenPage, sign_in: SignIn) -> None:
    page = open_page(PHONE, java_script_enabled=False)
    sign_in(page, "petrova")
    page.goto("/resident/home")
    page.locator("details.drop summary").first.click()
    page.get_by_role("button", name="Выйти").click()
    page.goto("/resident/home")
    expect(page).to_have_url(re.compile("/guest/sign-in"))
