"""A form is an action's signature: what it asks, what it keeps after an error, what happens once only."""

from __future__ import annotations

import io
import re
from html import unescape

from flask.testing import FlaskClient
from PIL import Image

from tests.web.trial import form_of, send

SAVE = "/guest/trial-save"


def words(answer: object) -> str:
    return unescape(answer.get_data(as_text=True))  # type: ignore[attr-defined]


def test_fields_follow_the_signature(trial: FlaskClient) -> None:
    page = words(trial.get(SAVE))
    assert re.search(r'name="title" required', page)
    assert 'type="tel"' in page
    assert 'type="date"' in page
    assert "Было 5,00 ₽" in page
    assert 'aria-describedby="trial-save-amount-hint"' in page
    assert "<textarea" in page
    assert "заранее" in page
    assert page.count('type="radio"') == 2
    assert 'accept="image/*"' in page
    assert 'class="optional">обязательно' in page  # the required fields are fewer, so they are marked
    assert "необязательно" not in page


def test_a_sent_form_leads_on_with_its_message(trial: FlaskClient) -> None:
    answer = send(trial, SAVE, title="Имя", amount="1 840,50", day="22.11.2026", kind="few", sure="true")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/guest/trial?number=1"
    page = words(trial.get("/guest/trial?number=1"))
    assert re.search(r"Имя\|1840\.50\|2026-11-22\|заранее\|few\|t", page)


def test_a_required_field_left_empty_is_said_at_the_field(trial: FlaskClient) -> None:
    answer = send(trial, SAVE, title=" ", note="мой текст")
    page = words(answer)
    assert answer.status_code == 422
    assert "Заполните это поле" in page
    assert 'aria-invalid="true"' in page
    assert "мой текст" in page
    assert 'href="#trial-save-title"' in page


def test_a_value_its_type_refuses_is_said_at_its_field_and_everything_typed_stays(trial: FlaskClient) -> None:
    answer = send(trial, SAVE, title="Имя", phone="12", amount="много", day="32.13.2026")
    page = words(answer)
    assert answer.status_code == 422
    assert "Введите номер целиком" in page
    assert "Введите сумму" in page
    assert 'value="много"' in page
    assert 'value="12"' in page


def test_a_refusal_with_a_field_stands_at_the_field(trial: FlaskClient) -> None:
    answer = send(trial, SAVE, title="занято")
    assert answer.status_code == 422
    assert 'id="trial-save-title-error"' in words(answer)
    assert "Это имя занято" in words(answer)


def test_a_refusal_names_the_way_out(trial: FlaskClient) -> None:
    answer = send(trial, SAVE, title="нельзя")
    page = words(answer)
    assert answer.status_code == 409
    assert "Так нельзя: поздно" in page
    assert 'href="/guest/trial?number=2">Другая строка</a>' in page


def test_an_unknown_failure_shows_a_number_and_no_secret(trial: FlaskClient) -> None:
    answer = send(trial, SAVE, title="сломать")
    page = words(answer)
    assert answer.status_code == 500
    assert "секрет" not in page
    assert answer.headers["X-Request-Id"] in page


def test_a_form_on_a_page_comes_back_on_that_page(trial: FlaskClient) -> None:
    answer = send(trial, SAVE, page="/guest/trial?number=3", title="занято")
    page = words(answer)
    assert "Это имя занято" in page
    assert "<h1>Проба</h1>" in page
    assert "3\u00a0001,50" in page


def test_a_repeated_form_does_nothing_twice(trial: FlaskClient) -> None:
    page = words(trial.get("/guest/trial"))
    button = re.search(r'formaction="(/guest/trial-quick\?number=1[^"]*)" name="_token" value="([^"]+)"', page)
    shared = re.search(r'<form id="act".*?name="csrf_token" value="([^"]+)".*?name="_at" value="([^"]+)"', page)
    assert button
    assert shared
    said = []
    for _time in range(2):
        answer = trial.post(
            unescape(button.group(1)),
            data={"csrf_token": shared.group(1), "_at": shared.group(2), "_token": button.group(2)},
        )
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith("/guest/trial")
        said.append(re.findall(r"Сделано 1 [0-9a-f-]{36}", words(trial.get("/guest/trial"))))
    assert said[0]
    assert said[0] == said[1]


def test_a_form_without_its_csrf_token_is_refused(trial: FlaskClient) -> None:
    answer = trial.post(SAVE, data={"title": "Имя"})
    assert answer.status_code == 400
    assert "Форма устарела" in words(answer)


def test_an_action_is_never_run_by_get_and_a_block_never_by_post(trial: FlaskClient) -> None:
    page = words(trial.get("/guest/trial-quick?number=1"))
    assert "Сделать" in page
    assert "Сделано 1" not in page
    token = form_of(page, "/guest/trial-quick")["csrf_token"]
    assert trial.post("/guest/trial-list", data={"csrf_token": token}).status_code == 404


def test_confirmation_and_preview_come_first_without_script(trial: FlaskClient) -> None:
    asked = send(trial, "/guest/trial-wide", title="Весть")
    page = words(asked)
    assert asked.status_code == 200
    assert "Отправить 3 жителям «Весть»?" in page
    assert "Житель 2" in page
    done = trial.post("/guest/trial-wide", data=form_of(asked.get_data(as_text=True), "/guest/trial-wide"))
    assert done.status_code == 303
    assert "Разослано: Весть" in words(trial.get("/guest/trial"))


def test_a_value_that_the_preview_cannot_take_is_said_at_its_field(trial: FlaskClient) -> None:
    answer = send(trial, "/guest/trial-wide", title="Весть", day="32.13.2026")
    page = words(answer)
    assert answer.status_code == 422
    assert 'value="Весть"' in page
    assert re.search(r'name="day"[^>]*aria-invalid="true"', page)
    assert "Здесь нужна дата" in page


def test_days_and_numbers_that_nobody_can_reckon_with_are_refused(trial: FlaskClient) -> None:
    """PostgreSQL itself would take them."""
    for name, value, said in (
        ("day", "infinity", "Здесь нужна дата"),
        ("day", "tomorrow", "Здесь нужна дата"),
        ("day", "99999-01-01", "Здесь нужна дата"),
        ("amount", "NaN", "Введите сумму"),
        ("amount", "Infinity", "Введите сумму"),
    ):
        answer = send(trial, SAVE, title="Имя", **{name: value})
        assert answer.status_code == 422, value
        assert said in words(answer)


def test_a_grid_takes_its_filled_rows(trial: FlaskClient) -> None:
    answer = send(trial, "/guest/trial-lines", **{
        "lines-0-name": "Кран", "lines-0-amount": "100,50", "lines-2-name": 'Труба, "d20"', "lines-2-amount": "1 000",
    })  # fmt: skip
    assert answer.status_code == 303
    assert "2 строк на 1100.50" in words(trial.get("/guest/trial"))


def test_a_grid_names_row_and_field_of_a_bad_value(trial: FlaskClient) -> None:
    answer = send(
        trial, "/guest/trial-lines", **{"lines-0-name": "Кран", "lines-2-name": "Труба", "lines-2-amount": "сто"}
    )
    page = words(answer)
    assert answer.status_code == 422
    assert re.search(r'name="lines-2-amount" value="сто"[^>]*aria-invalid="true"', page)
    assert 'id="trial-lines-lines-2-amount-error"' in page
    assert "Введите сумму" in page


def test_more_grid_rows_without_script(trial: FlaskClient) -> None:
    answer = send(trial, "/guest/trial-lines", **{"lines-0-name": "Кран", "_add": "lines"})
    page = words(answer)
    assert answer.status_code == 200
    assert 'name="lines-5-name"' in page
    assert 'value="Кран"' in page


def photo(size: tuple[int, int] = (60, 40), form: str = "JPEG", **more: object) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, form, **more)
    out.seek(0)
    return out


def test_photos_go_with_the_form(trial: FlaskClient) -> None:
    answer = send(trial, SAVE, title="Имя", photos=[(photo(), "кран.jpg"), (photo(form="PNG"), "b.png")])
    assert answer.status_code == 303
    assert re.search(r"Имя\|заранее\|f\|2\|", words(trial.get("/guest/trial?number=1")))


def test_photos_survive_an_error_in_another_field(trial: FlaskClient) -> None:
    answer = send(trial, SAVE, title="", photos=[(photo(), "кран.jpg")])
    page = answer.get_data(as_text=True)
    kept = re.search(r'name="photos" value="([0-9a-f-]{36})" checked', page)
    assert answer.status_code == 422
    assert kept
    fields = form_of(page, SAVE)
    again = trial.post(SAVE, data={**fields, "title": "Имя", "photos": kept.group(1)})
    assert again.status_code == 303
    assert re.search(r"Имя\|f\|1\||Имя\|заранее\|f\|1\|", words(trial.get("/guest/trial?number=1")))


def test_what_is_no_photo_is_refused_in_words(trial: FlaskClient) -> None:
    for content, name in (
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.jpg"),
        (b"<html>", "b.png"),
        (b"%PDF-1.4", "c.jpg"),
    ):
        answer = send(trial, SAVE, title="Имя", photos=[(io.BytesIO(content), name)])
        assert answer.status_code == 422
        assert "Подойдут JPEG, PNG и WebP" in words(answer)


def test_a_nul_byte_is_refused(trial: FlaskClient) -> None:
    answer = send(trial, SAVE, title="a\x00b")
    assert answer.status_code == 422


def test_a_telephone_stands_in_groups_and_is_read_however_it_is_typed(trial: FlaskClient) -> None:
    page = words(trial.get(f"{SAVE}?phone=%2B79241234567"))
    assert 'value="+7 924 123-45-67"' in page
    for typed in ("+7 924 123-45-67", "8 (924) 123-45-67", "9241234567"):
        answer = send(trial, SAVE, title="Имя", phone=typed)
        assert answer.status_code == 303, typed
