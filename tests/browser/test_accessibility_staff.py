"""The same for those who answer the telephone and count the money; a file of its own, to be walked beside the others."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.looking import wrong_in


@pytest.mark.parametrize("cabinet", ["operator", "accountant"])
def test_nothing_is_wrong_for_anybody(browser: Browser, demo_web: str, interface: dict[str, str], cabinet: str) -> None:
    wrong = wrong_in(browser, demo_web, cabinet, interface)
    assert not wrong, "\n".join(wrong)
