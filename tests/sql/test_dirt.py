"""Whatever is typed or loaded: nothing breaks, nothing is half done, what is meant is understood (hypothesis)."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.desk_world import Desk
from webapp.database.errors import BadValue

ROUGH = hypothesis_settings(
    max_examples=40, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
# what PostgreSQL can hold: no NUL and no half of a pair
TEXT = st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=40)


@ROUGH
@given(
    digits=st.from_regex(r"\A9[0-9]{9}\Z"),
    head=st.sampled_from(["+7", "8", "7", ""]),
    dress=st.sampled_from(
        ["{0}{1}{2}{3}", " {0} {1} {2}-{3} ", "{0}-{1}-{2}-{3}", "({0}) {1} {2} {3}", "{0}.{1}.{2}.{3}"]
    ),
)
def test_a_telephone_is_one_number_however_it_is_written(desk: Desk, digits: str, head: str, dress: str) -> None:
    written = head + dress.format(digits[:3], digits[3:6], digits[6:8], digits[8:])
    assert desk.sql("select lib.phone_digits(?)", written) == "+7" + digits
    # a digit is missing: no number, and no other person's either
    assert desk.sql("select lib.phone_digits(?)", "+7" + digits[:-1]) is None
    # what is normal stays as it is
    assert desk.sql("select lib.phone_digits(?)", "+7" + digits) == "+7" + digits


@ROUGH
@given(text=TEXT)
def test_any_text_is_a_telephone_or_none(desk: Desk, text: str) -> None:
    found = desk.sql("select lib.phone_digits(?)", text)
    assert found is None or (found[0] == "+" and found[1:].isdigit() and 8 <= len(found) <= 16)
    try:
        accepted = desk.sql("select ?::lib.phone", text) is not None
    except BadValue:
        accepted = False
    assert accepted == (found is not None)


WORDS = st.one_of(
    TEXT,
    st.lists(
        st.sampled_from(
            [
                "сад",
                "12",
                "47",
                "кв",
                "Петрова",
                "+7 924",
                "№",
                "1001",
                "%",
                "_",
                "\\",
                "'",
                "кран",
                "& | !",
                "<->",
                ":*",
            ]
        ),
        max_size=6,
    ).map(" ".join),
)


@ROUGH
@given(text=WORDS)
def test_any_words_may_be_searched_for(desk: Desk, text: str) -> None:
    """Callers, services, orders: some rows or none, never an error, never everything for a sign that matches all."""
    callers: list[Any] = desk.see(desk.svetlana, "desk.caller_find", text)
    assert len(callers) <= 50
    services = desk.see(desk.mary, "desk.service_search", text)
    if text.strip() in {"%", "_", "\\"}:
        assert services == []
    desk.see(desk.svetlana, "operator.orders_list", search=text)
