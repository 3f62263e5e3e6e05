"""Journey 3 (pages.md): a leak with a photo, reported from a telephone in five clicks."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Clicks, SignIn, photo


def test_leak_with_a_photo_takes_five_clicks(phone: Page, sign_in: SignIn, tmp_path: Path) -> None:
    sign_in(phone, "petrova")
    phone.goto("/resident/home")
    hand = Clicks(phone)
    main = phone.locator("main")

    report = main.get_by_role("link", name="Сообщить о проблеме")
    assert_above_the_fold(phone, report)
    hand.at(report)
    hand.at(main.get_by_role("link", name="Квартира"))
    hand.at(main.locator(".tile, .good").get_by_role("link", name=re.compile("Течёт")).first)

    expect(main).to_contain_text("Перекройте")
    expect(main.locator("a[href^='tel:']").first).to_be_visible()

    hand.done += 1
    main.locator("input[type=file]").set_input_files(photo(tmp_path / "leak.jpg"))
    expect(main.locator(".preview img")).to_be_visible()
    hand.at(main.get_by_role("button", name="Отправить"))

    assert hand.done <= 5
    expect(phone).to_have_url(re.compile(r"/resident/order\?order=\d+"))
    said = phone.get_by_role("status").inner_text()
    assert re.search(r"№ \d+", said), said
    card = phone.locator("#order-card")
    expect(card).to_contain_text(re.compile(r"№\s\d+"))
    expect(card.locator(".fact", has_text="Мастер").locator("dd")).to_have_text(re.compile(r"[А-ЯЁ][а-яё]+ [А-ЯЁ]"))
    expect(card.locator(".fact", has_text="Сделаем до").locator("time")).to_be_visible()
    expect(phone.locator("#order-gallery img")).to_have_count(1)


def test_a_photo_loses_where_it_was_taken(phone: Page, sign_in: SignIn, tmp_path: Path) -> None:
    from PIL import Image

    taken = photo(tmp_path / "plain.jpg")
    located = tmp_path / "located.jpg"
    with Image.open(taken) as image:
        exif = image.getexif()
        exif[0x010F] = "TelephoneMaker"
        exif.get_ifd(0x8825)[1] = "N"
        image.save(located, exif=exif)
    sign_in(phone, "petrova")
    phone.goto("/resident/report?place=lift")
    phone.locator("main .tile a, main .good a").first.click()
    phone.locator("main input[type=file]").set_input_files(located)
    phone.locator("main").get_by_role("button", name="Отправить").click()
    phone.wait_for_url(re.compile(r"/resident/order\?"))
    source = str(phone.locator("#order-gallery img").first.get_attribute("src")).removesuffix("/thumb")
    content = phone.request.get(source).body()
    assert content.startswith(b"\xff\xd8")
    assert b"TelephoneMaker" not in content
    assert b"Exif" not in content


def assert_above_the_fold(page: Page, target: object) -> None:
    box = target.bounding_box()  # type: ignore[attr-defined]
    size = page.viewport_size
    assert box is not None
    assert size is not None
    bar = page.locator("nav.bar").bounding_box()
    assert box["y"] + box["height"] <= (bar["y"] if bar else size["height"])
    assert box["height"] >= 44
