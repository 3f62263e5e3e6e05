"""The shell of the application: service worker, offline page, manifest, icons; and text typed when the connection is gone."""

from __future__ import annotations

import io
import re
from pathlib import Path

from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, OpenPage, SignIn, photo, submit_sign_in

READY = "() => navigator.serviceWorker.ready.then(r => r.active && (r.active.state === 'activated' ? true : new Promise(done => r.active.addEventListener('statechange', () => done(true)))))"


def test_without_connection_the_emergency_telephone_is_there(open_page: OpenPage) -> None:
    page = open_page(PHONE, service_workers="allow")
    page.goto("/")
    assert page.evaluate(READY)
    page.context.set_offline(True)
    page.goto("/guest/contacts")
    expect(page.locator("h1")).to_have_text(re.compile("[Сс]вяз"))
    telephone = page.locator("a[href^='tel:']").first
    expect(telephone).to_be_visible()
    assert telephone.get_attribute("href") == "tel:+74232000112"
    # with its own style, out of the store
    assert page.evaluate("() => getComputedStyle(document.body).fontFamily").startswith("Inter")
    page.context.set_offline(False)
    page.goto("/guest/contacts")
    expect(page.locator("h1")).not_to_have_text(re.compile("[Сс]вяз"))


def test_the_store_holds_no_page_of_a_person(open_page: OpenPage, sign_in: SignIn) -> None:
    page = open_page(PHONE, service_workers="allow")
    sign_in(page, "petrova")
    page.goto("/resident/home")
    assert page.evaluate(READY)
    page.goto("/resident/orders")
    kept = page.evaluate(
        """async () => { const all = []; for (const name of await caches.keys())
        for (const one of await (await caches.open(name)).keys()) all.push(new URL(one.url).pathname); return all }"""
    )
    assert "/offline" in kept
    assert not [path for path in kept if path.startswith(("/resident", "/file", "/guest"))]


def test_a_report_sent_without_a_connection_goes_when_it_is_back(
    open_page: OpenPage, sign_in: SignIn, tmp_path: Path
) -> None:
    page = open_page(PHONE)
    sign_in(page, "petrova")
    page.goto("/resident/report?place=flat&service=1")
    main = page.locator("main")
    main.locator("textarea").first.fill("Под раковиной лужа, таз полон")
    main.locator("input[type=file]").first.set_input_files(photo(tmp_path / "leak.jpg"))
    page.context.set_offline(True)
    expect(page.locator(".offline-strip")).to_contain_text(re.compile(r"Показано на \d\d:\d\d"))
    main.get_by_role("button", name="Отправить").click()
    expect(page.locator(".offline-strip")).to_contain_text("Отправим, когда появится связь")
    page.context.set_offline(False)
    expect(page).to_have_url(re.compile(r"/resident/order\?order=\d+"))
    expect(page.locator("main")).to_contain_text("Под раковиной лужа, таз полон")
    expect(page.locator("#order-gallery img")).to_have_count(1)
    # once: nothing is left to send
    page.goto("/resident/report?place=flat&service=1")
    expect(page.locator("main textarea").first).to_have_value("")
    expect(page.locator(".offline-strip")).to_have_count(0)


def test_a_form_held_on_the_phone_is_found_again_after_its_page_was_closed(
    open_page: OpenPage, sign_in: SignIn, tmp_path: Path
) -> None:
    page = open_page(PHONE)
    sign_in(page, "petrova")
    page.goto("/resident/report?place=flat&service=1")
    page.locator("main textarea").first.fill("Вода на полу в коридоре")
    page.locator("main input[type=file]").first.set_input_files(photo(tmp_path / "floor.jpg"))
    page.context.set_offline(True)
    page.locator("main").get_by_role("button", name="Отправить").click()
    expect(page.locator(".offline-strip")).to_contain_text("Отправим")
    later = page.context.new_page()
    page.close()
    later.context.set_offline(False)
    later.goto("/resident/home")
    link = later.locator(".offline-strip a")
    expect(link).to_contain_text("неотправленное")
    link.click()
    expect(later).to_have_url(re.compile(r"/resident/order\?order=\d+"))
    expect(later.locator("main")).to_contain_text("Вода на полу в коридоре")
    expect(later.locator("#order-gallery img")).to_have_count(1)


def test_signing_out_leaves_nothing_typed_on_the_device(open_page: OpenPage, sign_in: SignIn) -> None:
    page = open_page(PHONE)
    submit_sign_in(page, "renter")
    page.goto("/resident/report?place=flat&service=1")
    page.locator("main textarea").first.fill("Личное")
    page.wait_for_function("() => Object.keys(localStorage).some(one => one.startsWith('draft:'))")
    page.context.set_offline(True)
    page.locator("main").get_by_role("button", name="Отправить").click()
    expect(page.locator(".offline-strip")).to_contain_text("Отправим")
    page.context.set_offline(False)
    page.wait_for_url(re.compile(r"/resident/order\?"))
    page.goto("/resident/report?place=flat&service=1")
    page.locator("main textarea").first.fill("Ещё личное")
    page.wait_for_function("() => Object.keys(localStorage).some(one => one.startsWith('draft:'))")
    page.evaluate("() => document.querySelector('form[action*=\"sign-out\"]').requestSubmit()")
    page.wait_for_url(lambda url: "/resident" not in url)
    assert page.evaluate("() => Object.keys(localStorage).filter(one => one.startsWith('draft:'))") == []
    held = """() => new Promise(done => { const asked = indexedDB.open('sokol', 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore('unsent', { keyPath: 'page' });
        asked.onsuccess = () => { const all = asked.result.transaction('unsent').objectStore('unsent').count();
            all.onsuccess = () => done(all.result); }; })"""
    assert page.evaluate(held) == 0


def test_a_printed_page_is_its_content_alone(open_page: OpenPage, sign_in: SignIn) -> None:
    page = open_page()
    sign_in(page, "operator")
    page.goto("/operator/orders")
    expect(page.locator("nav.side")).to_be_visible()
    page.emulate_media(media="print", color_scheme="dark")
    for gone in ("nav.side", ".filters", ".exports", ".paging nav"):
        for one in page.locator(gone).all():
            expect(one).to_be_hidden()
    expect(page.locator("main h1")).to_be_visible()
    expect(page.locator("main table").first).to_be_visible()
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("() => getComputedStyle(document.querySelector('main h1')).color") != "rgb(255, 255, 255)"


def test_manifest_and_icons(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/")
    link = page.locator("link[rel=manifest]").get_attribute("href")
    answer = page.request.get(str(link))
    assert answer.headers["content-type"].startswith("application/manifest+json")
    manifest = answer.json()
    assert manifest["name"]
    assert manifest["short_name"]
    assert manifest["lang"] == "ru"
    assert manifest["display"] in {"standalone", "minimal-ui"}
    assert page.request.get(manifest["start_url"]).ok
    purposes = set()
    sizes = set()
    for icon in manifest["icons"]:
        with Image.open(io.BytesIO(page.request.get(icon["src"]).body())) as image:
            assert f"{image.width}x{image.height}" == icon["sizes"]
            assert image.format == "PNG"
        purposes |= set(icon.get("purpose", "any").split())
        sizes.add(icon["sizes"])
    assert {"any", "maskable"} <= purposes
    assert {"192x192", "512x512"} <= sizes
    for shortcut in manifest.get("shortcuts", []):
        assert page.request.get(shortcut["url"]).ok
    for rel in ("icon", "apple-touch-icon"):
        found = page.request.get(str(page.locator(f"link[rel='{rel}']").first.get_attribute("href")))
        assert found.ok
        assert found.headers["content-type"] == "image/png"


def test_the_worker_is_taken_from_the_root_and_asked_for_anew(open_page: OpenPage) -> None:
    answer = open_page().request.get("/service-worker.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"


def test_the_emergency_sheet_opens_without_a_connection_and_not_after_the_sign_out(
    open_page: OpenPage, sign_in: SignIn
) -> None:
    page = open_page(PHONE, service_workers="allow")
    sign_in(page, "supervisor")
    page.goto("/supervisor/zones")
    assert page.evaluate(READY)
    page.goto("/supervisor/emergency-sheet?house=1")
    heading = page.locator("h1").inner_text()
    # the sheets of the other houses of the zone, when asked for
    page.locator("[data-keep-links]").click()
    expect(page.locator("[data-keep-links]")).to_have_text(re.compile("откроются и без связи"))
    other = page.locator("section:has([data-keep-links]) h3 a").first.get_attribute("href")
    assert other
    page.context.set_offline(True)
    page.goto("/supervisor/emergency-sheet?house=1")
    expect(page.locator("h1")).to_have_text(heading)
    expect(page.locator("main")).to_contain_text("Ввод холодной воды")
    page.goto(other)
    expect(page.locator("h1")).to_contain_text("Аварийный лист")
    page.goto("/supervisor/house?house=1")  # no other page of a person is kept
    expect(page.locator("h1")).to_have_text(re.compile("[Сс]вяз"))
    page.context.set_offline(False)
    page.goto("/supervisor/zones")
    with page.expect_navigation():
        page.locator("form[action$='sign-out'] button").first.evaluate("one => one.form.requestSubmit(one)")
    page.context.set_offline(True)
    page.goto("/supervisor/emergency-sheet?house=1")
    expect(page.locator("h1")).to_have_text(re.compile("[Сс]вяз"))


def test_the_emergency_sheet_is_one_page_of_paper(open_page: OpenPage, sign_in: SignIn) -> None:
    page = open_page(PHONE)
    sign_in(page, "supervisor")
    page.goto("/supervisor/emergency-sheet?house=1")
    printed = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
