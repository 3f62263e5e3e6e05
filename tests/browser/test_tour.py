"""The tour of the README, walked by its own words: what stands there in «» is what is clicked here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, SignIn, login_of, performer_of, photo
from webapp.settings import ROOT, Settings

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def steps() -> list[str]:
    tour = README.split("## A tour", 1)[1].split("\n## ", 1)[0]
    return [re.sub(r"\s+", " ", step) for step in re.split(r"(?m)^\d+\. ", tour)[1:]]


def words(step: str) -> list[str]:
    return re.findall("«([^»]+)»", step)


def press(page: Page, word: str) -> None:
    main = page.locator("main, nav")
    main.get_by_role("link", name=re.compile(re.escape(word))).or_(
        main.get_by_role("button", name=re.compile(re.escape(word)))
    ).locator("visible=true").first.click()
    page.wait_for_load_state()


def test_the_tour(open_page: OpenPage, sign_in: SignIn, steps: list[str], demo_db: Settings, tmp_path: Path) -> None:
    shot = photo(tmp_path / "tap.jpg")
    assert len(steps) == 6, "the README's tour has changed: walk the new one here"

    # 1. the resident
    who = re.search(r"`(\w+)@example\.ru`", steps[0])
    assert who
    resident = open_page()
    sign_in(resident, who[1])
    resident.goto("/")
    expect(resident.locator("main")).to_contain_text("Нужно от вас")

    # 2. an order
    said = words(steps[1])
    assert len(said) == 4
    for word in said:
        press(resident, word)
    expect(resident.get_by_role("status")).to_contain_text(re.compile(r"№\s\d+"))
    card = resident.locator("#order-card")
    order = resident.url.rsplit("order=", 1)[1]
    expect(card.locator(".fact", has_text="Сделаем до").locator("time")).to_be_visible()
    performer = performer_of(resident)

    # 3. the performer
    login = login_of(demo_db, performer)
    master = open_page()
    sign_in(master, login)
    said = words(steps[2])
    assert said[0] == "Сегодня"
    master.goto("/")
    press(master, said[0])
    expect(master.locator("h1")).to_have_text(said[0])
    link = master.locator(f"main a[href$='order?order={order}']").first
    expect(link).to_be_visible()
    link.click()
    for word in said[1:]:
        press(master, word)
        if "order-begin" in master.url:
            master.locator("main input[type=file]").first.set_input_files(shot)
            press(master, word)
    master.locator("main input[type=file]").first.set_input_files(shot)
    master.locator("main label.chip").first.click()
    press(master, "Отправить")

    # 4. the resident again
    resident.goto(f"/resident/order?order={order}")
    for word in words(steps[3]):
        press(resident, word)
    scales = {"four": 4, "five": 5}[re.search(r"(four|five) scales", steps[3])[1]]  # type: ignore[index]
    ratings = resident.locator(".chips-rating")
    expect(ratings).to_have_count(scales)
    for scale in ratings.all():
        scale.locator("label.chip:has(input[value='5'])").click()
    press(resident, "Отправить")
    expect(resident.get_by_role("status")).to_be_visible()

    # 5. the supervisor
    chief = open_page()
    sign_in(chief, "supervisor")
    chief.goto("/")
    press(chief, words(steps[4])[0])
    expect(chief.locator("h1")).to_have_text(words(steps[4])[0])
    chief.goto(f"/supervisor/order?order={order}")
    for part in ("Назначено, потому что", "История", "Фото"):
        expect(chief.get_by_role("heading", name=re.compile(part))).to_be_visible()
    expect(chief.locator("main")).to_contain_text(performer)

    # 6. the administrator
    keeper = open_page()
    sign_in(keeper, "admin")
    keeper.goto("/")
    press(keeper, words(steps[5])[0])
    expect(keeper.locator("h1")).to_have_text(words(steps[5])[0])
    expect(keeper.locator("main")).to_contain_text(re.compile(r"\b[a-z]+_[a-z_]+\b"))


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_what_the_readme_links_to_is_there(link: str) -> None:
    assert (ROOT / link).exists()
