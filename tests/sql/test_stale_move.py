"""Who moves an order by an old page learns that it has changed, and what may be done now."""

from __future__ import annotations

import pytest

from tests.desk_world import Desk
from webapp.database.errors import DatabaseRefusal


def test_a_stale_page_does_not_move_the_order(desk: Desk) -> None:
    order = desk.order(desk.mary)
    seen = desk.of(order, "version")
    desk.begin(order)
    with pytest.raises(DatabaseRefusal) as refusal:
        desk.act(desk.svetlana, "desk.order_move", order, "declined", "Ошибка", version=seen)
    assert (refusal.value.code, refusal.value.status) == ("order_changed", 409)
    assert refusal.value.message.startswith("Пока вы писали, заявку № 1001 изменили: ")
    assert "Теперь она «В работе», можно: " in refusal.value.message
    fresh = desk.of(order, "version")
    desk.act(desk.boss, "desk.order_move", order, "declined", "Ошибка", version=fresh)
    assert desk.of(order, "state") == "declined"
