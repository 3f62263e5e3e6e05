"""The same for those who work: the supervisor's cabinet has as many pages as all the others. A zone's manager and a
performer meet in one cabinet and see other pages of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.looking import wrong_in

PERFORMER = "plumber"


@pytest.mark.parametrize(
    ("cabinet", "who"),
    [
        ("manager", ""),
        *(
            pytest.param(cabinet, who, marks=pytest.mark.long)
            for cabinet, who in (("manager", PERFORMER), ("supervisor", ""), ("admin", ""))
        ),
    ],
)
def test_nothing_is_wrong_for_anybody(
    browser: Browser, demo_web: str, interface: dict[str, str], cabinet: str, who: str
) -> None:
    wrong = wrong_in(browser, demo_web, cabinet, interface, who)
    assert not wrong, "\n".join(wrong)
