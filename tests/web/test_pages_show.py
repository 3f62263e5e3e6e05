"""A page is an address: its blocks, filters, order, pages and polls by plain GET."""

from __future__ import annotations

import re

from flask import Flask
from flask.testing import FlaskClient


def text(client: FlaskClient, path: str, **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, answer.status
    return answer.get_data(as_text=True)


def test_a_page_shows_its_blocks_with_labels_formats_and_links(trial: FlaskClient) -> None:
    page = text(trial, "/guest/trial")
    assert "<h1>Проба</h1>" in page
    assert "Помощь к списку." in page
    assert "1\u00a0000,50\u00a0₽" in page
    assert "2\u00a0ноября 2026\u00a0г." in page
    assert 'href="/guest/trial?number=1"' in page
    assert "просрочено" in page
    assert re.search(r'class="tag tag-ok">.*?Готово', page)


def test_text_of_the_database_is_never_markup(trial: FlaskClient) -> None:
    page = text(trial, "/guest/trial")
    assert "Строка 7 &lt;b&gt;" in page
    assert "Строка 7 <b>" not in page


def test_a_list_is_paged_and_its_pages_are_links(trial: FlaskClient) -> None:
    first = text(trial, "/guest/trial")
    assert "1–10 из 45" in first
    assert 'href="/guest/trial?_page=2" rel="next"' in first
    last = text(trial, "/guest/trial?_page=5")
    assert "41–45 из 45" in last
    assert "Строка 45" in last
    assert 'rel="next"' not in last


def test_a_page_beyond_the_last_is_empty_and_not_an_error(trial: FlaskClient) -> None:
    assert "Пока пусто" in text(trial, "/guest/trial?_page=99")
    assert "Строка 1" in text(trial, "/guest/trial?_page=ноль")


def test_a_list_is_sorted_by_its_head_up_then_down(trial: FlaskClient) -> None:
    up = text(trial, "/guest/trial?_sort=amount")
    assert 'aria-sort="ascending"' in up
    assert "_sort=-amount" in up
    down = text(trial, "/guest/trial?_sort=-amount")
    assert "Строка 45" in down
    assert "Строка 1<" not in down


def test_an_unknown_order_is_ignored(trial: FlaskClient) -> None:
    assert "Строка 1" in text(trial, '/guest/trial?_sort=number"%3Bselect')


def test_a_function_that_sorts_itself_gets_order_and_page(trial: FlaskClient) -> None:
    page = text(trial, "/guest/trial-order?_sort=-number&_page=2")
    assert ">25</td>" in page
    assert "6–10 из 30" in page


def test_filters_and_tabs_live_in_the_address(trial: FlaskClient) -> None:
    page = text(trial, "/guest/trial?search=12&kind=all")
    assert "Строка 12" in page
    assert "Строка 13" not in page
    assert 'value="12"' in page
    assert "Сбросить фильтры" in page
    assert "Строка 3" in text(trial, "/guest/trial?kind=few")


def test_nothing_found_offers_the_way_back(trial: FlaskClient) -> None:
    page = text(trial, "/guest/trial?search=777")
    assert "По этим условиям ничего нет" in page
    assert "Сбросить фильтры" in page


def test_a_block_that_needs_an_argument_waits_for_it(trial: FlaskClient) -> None:
    assert 'id="trial-card"' not in text(trial, "/guest/trial")
    assert "3\u00a0001,50\u00a0₽" in text(trial, "/guest/trial?number=3")


def test_wrong_and_foreign_are_the_same_404(trial: FlaskClient) -> None:
    for path in ("/guest/nowhere", "/nobody/trial", "/guest/trial?number=99", "/guest/Trial", "/guest/trial_list"):
        answer = trial.get(path)
        assert answer.status_code == 404, path
        assert "Не нашли" in answer.get_data(as_text=True)


def test_a_bad_value_in_the_address_is_not_a_fault_of_ours(trial: FlaskClient) -> None:
    assert trial.get("/guest/trial?number=abc").status_code in {404, 422}
    assert trial.get("/guest/trial?search=%00").status_code in {404, 422}


def test_a_live_block_is_polled_and_answers_304_while_nothing_changed(trial: FlaskClient) -> None:
    page = text(trial, "/guest/trial?number=2")
    poll = re.search(r'hx-get="([^"]*_block=trial_live[^"]*)"', page)
    assert poll
    address = poll.group(1).replace("&amp;", "&")
    assert trial.get(address).status_code == 304
    other = trial.get(address.replace("number=2", "number=3"))
    assert other.status_code == 200
    fragment = other.get_data(as_text=True)
    assert "Событие 3" in fragment
    assert "<html" not in fragment
    assert "_seen=" in fragment


def test_another_language_by_the_browser_or_the_cookie(trial: FlaskClient) -> None:
    english = text(trial, "/guest/trial", **{"Accept-Language": "en"})
    assert '<html lang="en"' in english
    assert "1,000.50\u00a0₽" in english
    assert "2 of 45" not in english
    assert "1–10 of 45" in english
    trial.post("/language/en", data={"next": "/guest/trial"})
    assert '<html lang="en"' in text(trial, "/guest/trial", **{"Accept-Language": "ru"})


def test_a_changed_release_is_seen_without_a_restart(trial_app: Flask, trial: FlaskClient) -> None:
    from webapp.catalog import Catalog

    text(trial, "/guest/trial")
    keeper = trial_app.extensions["sokol"].keeper
    known: Catalog = keeper.current
    known.release -= 1
    assert "Строка 1" in text(trial, "/guest/trial")
    assert keeper.current is not known


def test_every_answer_is_protected(trial: FlaskClient) -> None:
    for path in ("/guest/trial", "/guest/nowhere", "/offline", "/manifest.webmanifest"):
        headers = trial.get(path).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


def test_a_page_has_no_inline_script_or_style_and_calls_no_foreign_host(trial: FlaskClient) -> None:
    page = text(trial, "/guest/trial?number=3")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*src=)", page)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)


def test_pages_are_small_and_the_first_visit_is_within_its_budget(trial: FlaskClient, trial_app: Flask) -> None:
    answer = trial.get("/guest/trial", headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br"
    assert len(answer.data) <= 15_000
    page = text(trial, "/guest/trial")
    assets = set(re.findall(r'"(/static/[^"]+)"', page)) | set(re.findall(r'"(/(?:brand\.css|menu\.svg)[^"#]+)', page))
    total = len(answer.data)
    for address in assets:
        got = trial.get(address, headers={"Accept-Encoding": "br"})
        assert got.status_code == 200
        total += len(got.get_data())
        if address.startswith("/static/"):
            assert "immutable" in got.headers["Cache-Control"]
    assert total <= 90_000, total


def test_an_overlay_template_wins_over_ours(trial_app: Flask) -> None:
    site = trial_app.extensions["sokol"].settings.site
    override = site / "templates/guest/blocks/trial_sorted.html"
    override.parent.mkdir(parents=True, exist_ok=True)
    override.write_text("<p>СВОЙ {{ block.rows|length }}</p>", encoding="utf-8")
    try:
        trial_app.extensions["sokol"].keeper.current.memo.clear()
        assert "СВОЙ 5" in text(trial_app.test_client(), "/guest/trial-order")
    finally:
        override.unlink()
        trial_app.extensions["sokol"].keeper.current.memo.clear()


def test_a_published_template_runs_in_a_sandbox(trial_app: Flask) -> None:
    keeper = trial_app.extensions["sokol"].keeper
    catalog = keeper.current
    catalog.templates = {"guest/blocks/trial_sorted.html": "<p>{{ block.rows|length }} {{ block.view.__class__ }}!</p>"}
    catalog.memo.clear()
    try:
        answer = trial_app.test_client().get("/guest/trial-order")
        assert "__class__" not in answer.get_data(as_text=True)
        assert "BlockView" not in answer.get_data(as_text=True)
    finally:
        keeper.reload()


def test_a_file_of_the_list_for_excel(trial: FlaskClient) -> None:
    answer = trial.get("/guest/trial.csv?block=trial_list&kind=few")
    rows = answer.get_data().decode("utf-8-sig").splitlines()
    assert answer.get_data().startswith(b"\xef\xbb\xbf")
    assert rows[0] == "№;Название;Сумма;День;Срок;Состояние"
    assert len(rows) == 4
    assert rows[1].startswith("1;Строка 1;1000,50;02.11.2026;")


def test_lists_only_of_the_page_leave_as_files(trial: FlaskClient) -> None:
    assert trial.get("/guest/trial.csv?block=trial_sorted").status_code == 404
    assert trial.get("/guest/trial.xlsx?block=trial_card").status_code == 404


def test_a_short_address_leads_to_its_page(trial: FlaskClient) -> None:
    answer = trial.get("/thing/7")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/guest/trial-object?number=7"
    assert trial.get("/q/ЭТОТ код").headers["Location"].startswith("/guest/report?code=%D0%AD")
    assert trial.get("/join/sadovaya-12").headers["Location"] == "/guest/join?slug=sadovaya-12"
    assert trial.get("/nothing/7").status_code == 404


def test_a_page_is_called_by_its_object_each_time_anew(trial: FlaskClient) -> None:
    for number in (7, 8, 7):
        page = text(trial, f"/guest/trial-object?number={number}")
        assert f"<h1>Вещь № {number}: &lt;b&gt;</h1>" in page
        assert f"<title>Вещь № {number}: &lt;b&gt; ·" in page


def test_more_than_three_buttons_fold(trial: FlaskClient) -> None:
    shown, folded = text(trial, "/guest/trial-object?number=7").split('<details class="acts-more">')
    assert shown.count("formaction=") == 3
    assert folded.split("</details>")[0].count("formaction=") == 2
    assert ">Ещё</summary>" in folded


def test_shell(trial: FlaskClient) -> None:
    manifest = trial.get("/manifest.webmanifest").get_json(force=True)
    assert manifest["display"] == "standalone"
    for one in manifest["icons"]:
        assert trial.get(one["src"]).data.startswith(b"\x89PNG")
    assert "Нет связи" in text(trial, "/offline")
    assert "/offline" in text(trial, "/service-worker.js")


def test_the_icons_of_menus_are_one_file_that_browsers_keep(trial: FlaskClient) -> None:
    used = set(re.findall(r'<use href="([^"#]+)#([^"]+)"', text(trial, "/guest/trial")))
    (address,) = {address for address, _name in used}
    answer = trial.get(address)
    assert answer.mimetype == "image/svg+xml"
    assert "max-age=31536000" in answer.headers["Cache-Control"]
    drawn = dict(re.findall(r'<symbol id="([^"]+)"[^>]*>(.*?)</symbol>', answer.get_data(as_text=True)))
    assert used
    assert all(drawn[name] for _address, name in used)
    assert "max-age=60" in trial.get("/menu.svg?v=old").headers["Cache-Control"]
    assert address in trial.get("/service-worker.js").get_data(as_text=True)
