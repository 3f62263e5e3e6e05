"""Numbers as they are shown are read back the same: money, areas, counts, in both languages (hypothesis)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.catalog import Type
from webapp.cells import number_text, phone_text, rub_text
from webapp.database.conversion import ColumnType
from webapp.forms.values import editable, normal

RUB = Type("lib.rub", ColumnType("numeric"), tags={"unit": "₽"})
COUNT = Type("integer", ColumnType("int4"))
MONEY = st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False, allow_infinity=False)


@given(amount=MONEY, language=st.sampled_from(["ru", "en"]))
def test_money_is_read_back_to_the_kopeck(amount: Decimal, language: str) -> None:
    assert Decimal(normal(rub_text(amount, language), RUB, "text")) == amount
    assert Decimal(normal(editable(format(amount, "f"), RUB, language), RUB, "text")) == amount


@given(count=st.integers(-(2**31), 2**31 - 1))
def test_a_count_is_read_back(count: int) -> None:
    assert int(normal(number_text(count, "ru"), COUNT, "text")) == count


@given(text=st.text(max_size=30))
def test_what_is_no_number_stays_what_was_typed_for_postgresql_to_refuse(text: str) -> None:
    """Nothing is guessed: signs other than separators, spaces and the unit pass unchanged."""
    kept = normal(text, RUB, "text")
    strange = {sign for sign in text if not sign.isspace() and sign not in ",.₽\u2212\r\n"}
    assert strange <= set(kept) | {" "}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1 840,50", "1840.50"), ("1\u00a0840,50\u00a0₽", "1840.50"), ("1840.5", "1840.5"), ("1,840.50", "1840.50"),
        ("1,234,567", "1234567"), ("0,5", "0.5"), ("\u22127,25", "-7.25"), ("184,120", "184.120"),
    ],
)  # fmt: skip
def test_a_number_is_understood_however_it_is_spelled(typed: str, meant: str) -> None:
    assert normal(typed, RUB, "text") == meant


@given(digits=st.from_regex(r"\A9[0-9]{9}\Z"))
def test_a_telephone_is_shown_in_groups_and_keeps_its_digits(digits: str) -> None:
    shown = phone_text("+7" + digits)
    assert "".join(sign for sign in shown if sign.isdigit()) == "7" + digits
    assert phone_text(shown) == shown
