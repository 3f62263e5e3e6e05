"""Settings of the company: each by its kind and within its bounds, with a reason, remembered; none can be broken."""

from __future__ import annotations

import pytest

from tests.desk_world import Desk
from webapp.database.errors import DatabaseRefusal

EDIT = "supervisor.branding_edit"
REASON = "По приказу № 7"


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("order_day_limit", "7,5", "setting_invalid"),  # a number is whole
        ("order_day_limit", "много", "setting_invalid"),
        ("order_day_limit", "0", "setting_bounds"),
        ("order_day_limit", "201", "setting_bounds"),
        ("order_day_limit", "", "setting_empty"),
        ("time_zone", "Владивосток", "setting_time_zone"),
        ("company_name", " ", "setting_empty"),
        ("brand_colour", "зелёный", "setting_invalid"),
        ("brand_colour", "#ffee00", "colour_contrast"),
        ("quiet_from", "25:00", "setting_invalid"),
        ("office_email", "почта", "setting_invalid"),
        ("staff_totp", "может быть", "setting_invalid"),
        ("no_such_setting", "1", "not_found"),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, key: str, value: str, code: str) -> None:
    desk.refused(code, desk.boss, EDIT, key, REASON, value)


def test_bounds_are_named(desk: Desk) -> None:
    refusal = desk.refused("setting_bounds", desk.boss, EDIT, "order_day_limit", REASON, "201")
    assert refusal.message == "«Заявок жителя в день»: можно от 1 до 200"
    english = """select e.* from set_config('sokol.language', 'en', true) as l (l)
        cross join lateral supervisor.branding_edit(left(l.l, 0) || 'order_day_limit', 'Order 7', '201') as e"""
    with pytest.raises(DatabaseRefusal, match="Orders of a resident a day: from 1 to 200 is possible"):
        desk._as(desk.boss, english, [])


def test_a_change_has_a_reason_and_is_remembered(desk: Desk) -> None:
    desk.refused("rule_reason_required", desk.boss, EDIT, "order_day_limit", " ", "12")
    desk.act(desk.boss, EDIT, "order_day_limit", REASON, "12")
    desk.act(desk.boss, EDIT, "order_day_limit", REASON, "12")  # no change, nothing to remember
    kept = desk.rows("select key, old_value, new_value, reason, user_id from cabinet.setting_history")
    assert [tuple(row) for row in kept] == [("order_day_limit", "10", "12", REASON, desk.boss.user)]


def test_yes_and_no_are_kept_alike(desk: Desk) -> None:
    for said, kept in (("on", "true"), ("f", "false")):
        desk.act(desk.boss, EDIT, "staff_totp", REASON, said)
        assert desk.sql("select value from cabinet.settings where key = 'staff_totp'") == kept


def test_every_number_stands_within_its_own_bounds_and_every_setting_is_explained_in_english(desk: Desk) -> None:
    assert (
        desk.rows(
            "select key from cabinet.settings where kind = 'number' and not coalesce(value::integer between minimum and maximum, false)"
        )
        == []
    )
    assert (
        desk.rows(
            """select s.key from cabinet.settings as s where not exists (
            select from cabinet.texts as t where t.key = 'setting.' || s.key and t.language = 'en')
        or s.help is not null and not exists (
            select from cabinet.texts as t where t.key = 'setting.' || s.key || '.help' and t.language = 'en')"""
        )
        == []
    )
