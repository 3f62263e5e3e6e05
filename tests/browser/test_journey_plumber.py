"""Journey 7 (pages.md): the plumber from the notification to the act in nine taps, the resident's confirmation and rating."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Clicks, OpenPage, SignIn, photo
from tests.conftest import TELL, administration
from webapp.settings import Settings


@pytest.fixture(scope="module")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return photo(tmp_path_factory.mktemp("shots") / "tap.jpg")


@pytest.fixture(scope="module", autouse=True)
def plumber_gets_it(demo_db: Settings) -> None:
    """A routing rule: leaks of this house go to the plumber who signs in here, whatever the others have to do."""
    with administration(demo_db, demo_db.database.name) as sql:
        sql.execute("set role sokol_owner")
        sql.execute(
            """
            insert into desk.routing_rules (position, specialization, staff_id)
            select 1, 'plumber', s.staff_id
            from people.staff as s
            join people.users as u on u.user_id = s.user_id
            where u.email = 'plumber@example.ru'
            """
        )
        sql.execute(
            "update people.staff set capacity = 90 where name = (select name from people.users where email = 'plumber@example.ru')"
        )


@pytest.fixture
def order(open_page: OpenPage, sign_in: SignIn, shots: Path, demo_db: Settings) -> tuple[str, str]:
    """Id and number of an order that petrova has just filed and the plumber was given and told of."""
    page = open_page(PHONE)
    sign_in(page, "petrova")
    page.goto("/resident/report?place=flat")
    page.locator("main .tile a", has_text="Течёт").first.click()
    page.locator("main textarea").first.fill(f"Капает, {uuid4().hex[:6]}")
    page.locator("main").get_by_role("button", name="Отправить").click()
    expect(page).to_have_url(re.compile("/resident/order"))
    expect(page.locator("#order-card")).to_contain_text("Ковалёв Сергей Иванович")
    number = re.search(r"№\s(\d+)", page.locator("#order-card .fact", has_text="Номер").inner_text())
    assert number
    with administration(demo_db, demo_db.database.name) as sql:
        sql.execute(TELL)
    return page.url.rsplit("order=", 1)[1], number[1]


def begun(phone: Page, order: str, hand: Clicks, shots: Path) -> None:
    """From the notification to the started work: four taps, and the photo «before» where it is demanded."""
    phone.goto("/manager/inbox")
    main = phone.locator("main")
    hand.at(main.locator(f"a[href$='order?order={order}']").first)
    expect(phone).to_have_url(re.compile("/manager/order"))
    for word in ("Принять", "Еду", "Начать"):
        hand.at(
            main.get_by_role("button", name=word, exact=True).or_(main.get_by_role("link", name=word, exact=True)).first
        )
    if "order-begin" in phone.url:
        main.locator("input[type=file]").first.set_input_files(shots)
        hand.at(main.get_by_role("button", name="Начать"))


def test_nine_taps_from_the_notification_to_the_act(
    phone: Page, open_page: OpenPage, sign_in: SignIn, order: tuple[str, str], shots: Path
) -> None:
    sign_in(phone, "plumber")
    hand = Clicks(phone)
    begun(phone, order[0], hand, shots)
    main = phone.locator("main")
    hand.at(main.get_by_role("link", name="Выполнено").first)
    hand.done += 1
    main.locator("input[type=file]").first.set_input_files(shots)
    hand.at(main.locator("label.chip").first)
    hand.at(main.get_by_role("button", name="Отправить жителю"))
    assert hand.done <= 9
    expect(phone).to_have_url(re.compile("/manager/today"))
    expect(phone.get_by_role("status")).to_contain_text(order[1])

    resident = open_page(PHONE)
    sign_in(resident, "petrova")
    resident.goto("/resident/home")
    need = resident.locator("#home-needs li", has_text=order[1])
    need.get_by_role("button", name="Сделано").click()
    expect(resident).to_have_url(re.compile("/resident/rate"))
    for scale in resident.locator("fieldset").all():
        scale.locator("label.chip:has(input[value='5'])").click()
    resident.locator("main").get_by_role("button", name="Отправить").click()
    expect(resident).to_have_url(re.compile("/resident/orders"))
    resident.goto("/resident/orders?tab=closed")
    resident.locator("main").get_by_role("link", name="Закрытые").click()
    expect(resident.locator("main")).to_contain_text(order[1])


def test_done_without_a_photo_is_refused_with_the_way_out(
    phone: Page, sign_in: SignIn, order: tuple[str, str], shots: Path
) -> None:
    sign_in(phone, "plumber")
    begun(phone, order[0], Clicks(phone), shots)
    main = phone.locator("main")
    main.get_by_role("link", name="Выполнено").first.click()
    main.locator("label.chip").first.click()
    main.locator("textarea").first.fill("Заменил картридж смесителя")
    main.get_by_role("button", name="Отправить жителю").click()
    refused = phone.get_by_role("alert")
    expect(refused).to_be_visible()
    expect(refused).to_be_focused()
    expect(refused).to_contain_text(re.compile("фото", re.I))
    expect(main.locator("textarea").first).to_have_value("Заменил картридж смесителя")
    expect(main.locator("label.chip input").first).to_be_checked()
    # the way out: the camera is right here
    link = refused.locator("a").first
    link.click()
    main.locator("input[type=file]").first.set_input_files(shots)
    main.get_by_role("button", name="Отправить жителю").click()
    expect(phone).to_have_url(re.compile("/manager/today"))


def test_the_report_is_written_without_a_connection_and_goes_when_it_is_back(
    phone: Page, sign_in: SignIn, order: tuple[str, str], shots: Path
) -> None:
    """Steps 6 to 9 in a cellar: photo, chip and «send» wait on the phone."""
    sign_in(phone, "plumber")
    begun(phone, order[0], Clicks(phone), shots)
    main = phone.locator("main")
    main.get_by_role("link", name="Выполнено").first.click()
    expect(main.locator("input[type=file]").first).to_be_attached()
    phone.context.set_offline(True)
    expect(phone.locator(".offline-strip")).to_contain_text("Нет связи")
    main.locator("input[type=file]").first.set_input_files(shots)
    main.locator("label.chip").first.click()
    main.get_by_role("button", name="Отправить жителю").click()
    expect(phone.locator(".offline-strip")).to_contain_text("Отправим, когда появится связь")
    expect(phone).to_have_url(re.compile("/manager/report"))
    phone.context.set_offline(False)
    expect(phone).to_have_url(re.compile("/manager/today"))
    expect(phone.get_by_role("status")).to_contain_text(order[1])
