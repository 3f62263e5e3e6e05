"""Who gives and takes cabinets: the administrator every one, a supervisor all but the administrator's; the last one stays."""

from __future__ import annotations

import pytest

from tests.desk_world import Desk, Person


@pytest.fixture
def admin(desk: Desk) -> Person:
    return desk.person("Тарасова Вера Николаевна", "admin")


def held(desk: Desk, user: int) -> list[str]:
    return [
        row[0]
        for row in desk.rows("select cabinet from people.user_cabinets where user_id = ?::bigint order by 1", user)
    ]


def test_a_supervisor_gives_all_but_the_administrators_cabinet(desk: Desk, admin: Person) -> None:
    give = "supervisor.roles_grant"
    desk.act(desk.boss, give, desk.svetlana.user, "accountant", "заменяет бухгалтера")
    assert held(desk, desk.svetlana.user) == ["accountant", "operator"]
    desk.refused("role_admin_only", desk.boss, give, desk.svetlana.user, "admin", "помогает")
    desk.refused("role_admin_only", desk.boss, "supervisor.roles_revoke", admin.user, "admin", "ушла")
    desk.act(admin, "admin.roles_grant", desk.svetlana.user, "admin", "помогает")
    assert held(desk, desk.svetlana.user) == ["accountant", "admin", "operator"]
    told = "select new_value from cabinet.rule_changes where area = 'roles' order by rule_change_id"
    assert [row[0] for row in desk.rows(told)] == ["accountant", "admin"]


def test_what_is_no_cabinet_of_staff_and_who_is_blocked_get_none(desk: Desk) -> None:
    give = "supervisor.roles_grant"
    for cabinet in ("resident", "guest", "nowhere"):
        desk.refused("not_found", desk.boss, give, desk.svetlana.user, cabinet, "так")
    desk.sql("update people.users set blocked_at = lib.moment() where user_id = ?::bigint", desk.svetlana.user)
    desk.refused("not_found", desk.boss, give, desk.svetlana.user, "accountant", "так")
    system = desk.sql("select user_id from people.users where is_system")
    desk.refused("not_found", desk.boss, give, system, "supervisor", "так")


def test_the_last_supervisor_and_the_last_administrator_stay(desk: Desk, admin: Person) -> None:
    take = "supervisor.roles_revoke"
    desk.refused("role_last_admin", desk.boss, take, desk.boss.user, "supervisor", "устал")
    desk.refused("role_last_admin", admin, "admin.roles_revoke", admin.user, "admin", "устала")
    desk.refused("not_found", desk.boss, take, desk.svetlana.user, "accountant", "нет у неё")
    second = desk.person("Второй Игорь Львович", "supervisor")
    desk.act(second, take, desk.boss.user, "supervisor", "ушёл на пенсию")
    assert held(desk, desk.boss.user) == []
    desk.refused("role_last_admin", second, take, second.user, "supervisor", "устал")


def test_a_cabinet_that_was_taken_is_closed_at_the_next_click(desk: Desk) -> None:
    second = desk.person("Второй Игорь Львович", "supervisor")
    desk.act(second, "supervisor.roles_revoke", desk.boss.user, "supervisor", "ушёл на пенсию")
    desk.refused("forbidden", desk.boss, "people.zone_manager_set", desk.north, desk.chief.staff, "2026-11-16", "так")
