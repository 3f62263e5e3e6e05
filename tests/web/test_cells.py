"""How values are shown, in both languages (ux: «Numbers», «dates», «names»)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp import cells, security
from webapp.cells import Look, Moment
from webapp.cells.markup import ALLOWED
from webapp.database.conversion import Interval, Range

ZONE = ZoneInfo("Asia/Vladivostok")
NOW = Moment(datetime(2026, 11, 21, 10, 42, tzinfo=ZONE), "resident")
WORDS = {
    "ui.yes": "Да",
    "ui.no": "Нет",
    "ui.overdue": "просрочено",
    "ui.of": "из",
    "ui.photo": "Фото",
    "ui.file": "Файл",
}


def show(value: object, **look: object) -> str:
    made = Look(**{"text": lambda key: WORDS.get(key, key), **look})  # type: ignore[arg-type]
    return str(cells.bind(made)(value, NOW))


def plain(html: str) -> str:
    import re

    return re.sub(r"<[^>]+>", "", html).replace("\u00a0", " ").replace("\u2011", "-").strip()


@pytest.mark.parametrize(
    ("value", "look", "shown"),
    [
        (Decimal("6482.37"), {"format": "rub"}, "6 482,37 ₽"),
        (Decimal("-37.1"), {"format": "rub"}, "−37,10 ₽"),
        (Decimal("0"), {"format": "rub"}, "0,00 ₽"),
        (Decimal("6482.37"), {"format": "rub", "language": "en"}, "6,482.37 ₽"),
        (Decimal("54.30"), {"format": "decimal", "unit": "м²"}, "54,3 м²"),
        (Decimal("184.120"), {"base": "numeric"}, "184,12"),
        (6214, {"base": "int4"}, "6 214"),
        (1978, {"format": "plain", "base": "int2"}, "1978"),
        (date(2026, 11, 21), {"base": "date"}, "21 ноября 2026 г."),
        (date(2026, 11, 21), {"base": "date", "language": "en"}, "21 November 2026"),
        (date(2026, 11, 21), {"base": "date", "compact": True}, "21.11.2026"),
        (datetime(2026, 11, 21, 18, 0, tzinfo=ZONE), {"base": "timestamptz"}, "сегодня, 18:00"),
        (datetime(2026, 11, 20, 20, 5, tzinfo=ZONE), {"base": "timestamptz"}, "вчера, 20:05"),
        (datetime(2026, 11, 22, 8, 0, tzinfo=ZONE), {"base": "timestamptz", "language": "en"}, "tomorrow, 8:00"),
        (datetime(2026, 11, 24, 12, 0, tzinfo=ZONE), {"base": "timestamptz"}, "24 ноября, 12:00"),
        (datetime(2025, 11, 24, 12, 0, tzinfo=ZONE), {"base": "timestamptz"}, "24 ноября 2025 г., 12:00"),
        (400, {"format": "duration"}, "6 ч 40 мин"),
        (0, {"format": "duration"}, "0 мин"),
        (Interval(0, 2, 3 * 3_600_000_000), {"base": "interval"}, "2 дн 3 ч"),
        (1_258_291, {"format": "bytes"}, "1,2 МБ"),
        (512, {"format": "bytes"}, "512 Б"),
        ("+79241234567", {"format": "phone"}, "+7 924 123-45-67"),
        (True, {"base": "bool"}, "Да"),
        (4, {"format": "rating"}, "4 из 5"),
        (None, {"format": "rub"}, "—"),
        ([], {"base": "array"}, "—"),
        (["а", None, "б"], {"base": "array"}, "а, б"),
    ],
)
def test_formats(value: object, look: dict[str, object], shown: str) -> None:
    assert plain(show(value, **look)) == shown


def test_a_window_of_one_day_is_said_once() -> None:
    start = datetime(2026, 11, 22, 8, 0, tzinfo=ZONE)
    assert plain(show(Range(start, start + timedelta(minutes=90)), base="range")) == "завтра, 8:00–9:30"


def test_a_range_of_days_ends_on_its_last_day() -> None:
    assert plain(show(Range(date(2026, 12, 3), date(2026, 12, 6)), base="range")) == "с 3 декабря по 5 декабря"
    assert plain(show(Range(date(2026, 12, 3), None), base="range")) == "с 3 декабря"


def test_a_term_that_has_passed_says_so_in_a_word() -> None:
    assert "просрочено" in show(datetime(2026, 11, 21, 10, 0, tzinfo=ZONE), format="due", base="timestamptz")
    assert "просрочено" not in show(datetime(2026, 11, 21, 11, 0, tzinfo=ZONE), format="due", base="timestamptz")


def test_a_phone_is_a_link_and_a_masked_one_is_not() -> None:
    assert 'href="tel:+79241234567"' in show("89241234567", format="phone")
    assert "href" not in show("+7 924 ···-··-67", format="phone")


def test_an_address_opens_the_map_of_the_device() -> None:
    address = show("Тихогорск, Мира, 8", format="place")
    assert 'href="geo:0,0?q=%D0%A2' in address
    assert plain(address) == "Тихогорск, Мира, 8"


def test_a_code_is_shown_as_its_word_with_an_icon() -> None:
    lookup = {"new": {"table": "states", "title": "Новая", "title_en": "New", "badge": "info", "icon": "tools"}}
    assert plain(show("new", format="badge", lookup=lookup)) == "Новая"
    assert plain(show("new", format="badge", lookup=lookup, language="en")) == "New"
    assert "<svg" in show("new", format="badge", lookup=lookup)
    assert "tag-info" in show("new", format="badge", lookup=lookup)
    assert plain(show("Своё слово", format="badge", lookup=lookup)) == "Своё слово"


def test_photos_are_thumbnails_of_this_cabinet() -> None:
    one = UUID("00000000-0000-4000-8000-000000000001")
    html = show([one], format="photos", base="array")
    assert f'src="/file/resident/{one}/thumb"' in html
    assert 'alt="Фото 1"' in html
    assert 'width="72"' in html


@given(st.text())
def test_no_text_becomes_markup(value: str) -> None:
    shown = show(value + "<script>")
    assert "<script>" not in shown


@given(st.text(alphabet="<>/abp scriptonlad=\"'javascript:hrefx&;!-", max_size=60))
def test_cleaned_html_holds_only_what_is_allowed(value: str) -> None:
    import re

    html = str(cells.clean_html(value))
    assert all(tag in ALLOWED for tag in re.findall(r"</?([a-z0-9]+)", html))
    assert "javascript:" not in re.sub(r">[^<]*<", "><", f">{html}<")


def test_a_word_without_an_end_may_break_and_others_stay_whole() -> None:
    shown = show("Очень " + "длинно" * 12 + " и <b>", format="text")
    assert "<wbr>" in shown
    assert shown.replace("<wbr>", "") == "Очень " + "длинно" * 12 + " и &lt;b&gt;"
    assert "<wbr>" not in show("Сельскохозяйственное машиностроение", format="text")


def test_cleaned_html_keeps_text_and_drops_programs() -> None:
    assert cells.clean_html("<p onclick=x>а<script>1</script><a href='javascript:1'>б</a><a href='/x'>в") == (
        '<p>а<a>б</a><a href="/x" rel="noopener nofollow">в</a></p>'
    )


def test_only_our_own_and_plain_addresses_are_links() -> None:
    assert cells.safe_path("/resident/order?order=1")
    assert cells.safe_path("https://example.org")
    for bad in ("//evil", "/\\evil", "javascript:alert(1)", "data:text/html,x"):
        assert cells.safe_path(bad) is None


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_brand_colours_are_always_readable(rgb: tuple[int, int, int]) -> None:
    colour = "#{:02x}{:02x}{:02x}".format(*rgb)
    assert security.contrast(security.readable(colour, "#ffffff", 5.5, "#000000"), "#ffffff") >= 4.5
