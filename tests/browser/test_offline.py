"""The shell of the application: service worker, offline page, manifest, icons; and text typed when the connection is gone."""

from __future__ import annotations

import io
import re

from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, OpenPage, SignIn

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


def test_typed_text_stays_on_the_phone(open_page: OpenPage, sign_in: SignIn) -> None:
    page = open_page(PHONE)
    sign_in(page, "petrova")
    page.goto("/resident/report?place=flat&service=1")
    text = page.locator("main textarea").first
    text.fill("Под раковиной лужа, таз полон")
    page.context.set_offline(True)
    expect(page.locator(".offline-strip")).to_be_visible()
    page.locator("main").get_by_role("button", name="Отправить").click()
    expect(page.locator(".offline-strip")).to_contain_text("сохранён")
    page.context.set_offline(False)
    page.goto("/resident/report?place=flat&service=1")
    expect(page.locator("main textarea").first).to_have_value("Под раковиной лужа, таз полон")


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
