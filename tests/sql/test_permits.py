"""Permits with an end: warned of, withdrawn, and what routing does then."""

from __future__ import annotations

import pytest

from tests.desk_world import Desk
from webapp.database.errors import DatabaseRefusal


def electric(desk: Desk) -> int:
    desk.sql("update desk.services set priority = 'high' where code = 'no_power'")
    return desk.service("no_power")


def test_a_permit_opens_routing_and_its_withdrawal_closes_it_at_once(desk: Desk) -> None:
    man = desk.performer("Электрик Иван Ильич", zones=[desk.centre], trades=["electrician"])
    service = electric(desk)
    assert desk.assignee(desk.order(service=service)) is None
    permit = desk.act(
        desk.boss, "people.permit_add", man.staff, "Группа III", "2027-11-16", "electrician", "77", "2026-11-16"
    )
    order = desk.order(service=service)
    assert desk.assignee(order) == man.staff
    other = desk.performer("Другой Пётр Ильич", zones=[desk.centre], trades=["electrician"], permit="2027-01-01")
    assert int(desk.act(desk.boss, "people.permit_withdraw", permit, "проверка не сдана")) == 1
    assert desk.assignee(order) == other.staff
    assert desk.sql(
        "select permit_until is null from people.staff_specializations where staff_id = ?::bigint", man.staff
    )
    with pytest.raises(DatabaseRefusal) as twice:
        desk.act(desk.boss, "people.permit_withdraw", permit, "ещё раз")
    assert twice.value.code == "permit_withdrawn"


def test_the_longest_valid_permit_counts(desk: Desk) -> None:
    man = desk.performer("Электрик Иван Ильич", zones=[desk.centre], trades=["electrician"], permit="2026-12-01")
    longer = desk.act(desk.boss, "people.permit_add", man.staff, "Группа IV", "2028-01-01", "electrician")
    until = "select permit_until::text from people.staff_specializations where staff_id = ?::bigint"
    assert desk.sql(until, man.staff) == "2028-01-01"
    desk.act(desk.boss, "people.permit_withdraw", longer, "ошибка")
    assert desk.sql(until, man.staff) == "2026-12-01"


def test_the_end_is_warned_of_thirty_seven_and_no_days_before_once_each(desk: Desk) -> None:
    man = desk.performer("Электрик Иван Ильич", zones=[desk.centre], trades=["electrician"], permit="2026-12-10")
    counts = []
    for day in ("2026-11-09", "2026-11-10", "2026-11-20", "2026-12-03", "2026-12-04", "2026-12-10", "2026-12-11"):
        desk.at(f"{day} 10:00")
        desk.call("people.permits_warn")
        counts.append(int(desk.sql("select count(*) from talk.events where kind = 'permit_ends'")))
    assert counts == [0, 1, 1, 2, 2, 3, 3]
    desk.tell()
    told = desk.rows("select user_id, kind from talk.notices where kind like 'permit_ends%' order by 1, 2")
    assert sorted(set(told)) == sorted(
        [(man.user, "permit_ends"), (desk.chief.user, "permit_ends_crew"), (desk.boss.user, "permit_ends_crew")]
    )


def test_a_manager_keeps_permits_of_the_crew_and_not_of_strangers_or_oneself(desk: Desk) -> None:
    far = desk.performer("Северный Иван Ильич", zones=[desk.north])
    desk.act(desk.chief, "people.permit_add", desk.ivanov.staff, "Высота", "2027-01-01")
    for staff, code in ((far.staff, "not_found"), (desk.chief.staff, "leave_own"), (987654, "not_found")):
        with pytest.raises(DatabaseRefusal) as refused:
            desk.act(desk.chief, "people.permit_add", staff, "Высота", "2027-01-01")
        assert refused.value.code == code


def test_a_resident_reads_on_the_order_by_what_permit_the_performer_works(desk: Desk) -> None:
    man = desk.performer("Электрик Иван Ильич", zones=[desk.centre], trades=["electrician"])
    desk.act(desk.boss, "people.permit_add", man.staff, "Группа III", "2027-11-16", "electrician", "77", "2026-11-16")
    order = desk.order(desk.mary, service=electric(desk))
    assert desk.assignee(order) == man.staff
    read = "desk.order_permit"
    assert [row[0] for row in desk.see(desk.mary, read, order)] == ["Группа III, до 16.11.2027"]
    assert [row[0] for row in desk.see(desk.olga, read, order)] == [None]
    assert [row[0] for row in desk.see(desk.mary, read, desk.order(desk.mary))] == [None]
