"""Pages of staff: a way back from what is not in the menu, places asked for as one types, the bell of the page."""

from __future__ import annotations

import re

import pytest

from tests.web.visitor import Visitor


@pytest.mark.parametrize(
    ("who", "cabinet", "lists", "page"),
    [
        ("operator", "operator", "orders", "order"),
        ("supervisor", "supervisor", "orders", "order"),
        ("supervisor", "supervisor", "staff", "employee"),
        ("plumber", "manager", "orders", "order"),
        ("accountant", "accountant", "accounts", "account"),
    ],
)
def test_what_a_list_opens_leads_back_to_the_list(demo_web: str, who: str, cabinet: str, lists: str, page: str) -> None:
    visitor = Visitor(demo_web)
    visitor.sign_in(who)
    found = visitor.get(f"/{cabinet}/{lists}").body.decode()
    link = re.search(rf'href="(/{cabinet}/{page}\?[^"]+)"', found)
    assert link is not None
    opened = visitor.get(link[1].replace("&amp;", "&")).body.decode()
    assert f'class="back" href="/{cabinet}/{lists}"' in opened
    assert 'class="back"' not in found


@pytest.mark.parametrize("action", ["call-back", "call-record"])
def test_a_call_asks_for_its_place_by_search_not_by_a_number(demo_web: str, action: str) -> None:
    visitor = Visitor(demo_web)
    visitor.sign_in("operator")
    page = visitor.get(f"/operator/{action}").body.decode()
    for name in ("house", "premise"):
        assert re.search(rf'<select[^>]*name="{name}"', page), name
        assert not re.search(rf'<input[^>]*name="{name}"[^>]*type="(?:number|text)"', page), name
