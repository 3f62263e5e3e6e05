"""Pages of duty, leave, permits and contractors through their real forms: what is done, what is refused at its field with what was
typed kept, what is not theirs."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask

from tests.web.person import Person, form_on, in_days, signed_in
from tests.world import World, make_world, owner_run, owner_value
from webapp.settings import Settings

WRONG = "987654321"


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    made = make_world(sokol_db)
    owner_run(made, "update cabinet.settings set value = 'https://uk.example' where key = 'public_address'")
    return made


@pytest.fixture
def boss(app: Flask, world: World) -> Person:
    return Person(signed_in(app, world, "supervisor"))


@pytest.fixture
def chief(app: Flask, world: World) -> Person:
    return Person(signed_in(app, world, "west"))


@pytest.fixture
def plumber(app: Flask, world: World) -> Person:
    return Person(signed_in(app, world, "plumber"))


def sent(person: Person, path: str, **values: Any) -> Any:
    """The answer, through what is asked before it is done."""
    answer = person.send(path, **values)
    if answer.status_code == 200:
        address, fields = form_on(answer.get_data(as_text=True), path)
        answer = person.client.post(address, data=fields, headers=person.headers)
    return answer


def wrong_at(person: Person, path: str, field: str, kept: str = "", **values: Any) -> None:
    """Refused at that field, with the typed text still there."""
    answer = sent(person, path, **values)
    page = answer.get_data(as_text=True)
    assert answer.status_code in {409, 422}, (path, answer.status_code)
    assert re.search(rf'name="{field}"[^>]*aria-invalid|id="[^"]*\b{field}-error"', page), (path, field)
    assert kept in page, kept


def test_a_pattern_is_kept_changed_and_laid_on_a_person(boss: Person, world: World) -> None:
    pattern = {"cycle_days": "2", "days": "1", "starts": "08:00", "hours": "24", "on_call": "true"}
    wrong_at(boss, "/supervisor/patterns-add", "days", "Через день", **{**pattern, "days": "5", "title": "Через день"})
    assert "Через день" in boss.do("/supervisor/patterns-add", title="Через день", **pattern)
    number = owner_value(world, "select duty_pattern_id from people.duty_patterns where title = 'Через день'")
    lay = f"/supervisor/roster-lay?staff={world.staff['plumber']}"
    page = boss.do(lay, pattern=str(number), **{"from": in_days(2), "to": in_days(9)})
    assert "Пётр Т." in page
    wrong_at(boss, lay, "to", pattern=str(number), **{"from": in_days(9), "to": in_days(2)})
    # all of it clashes with what is laid: nothing more comes
    wrong_at(boss, lay, "from", pattern=str(number), **{"from": in_days(2), "to": in_days(9)})
    boss.missing(f"/supervisor/patterns-edit?pattern={WRONG}")
    boss.missing(f"/supervisor/roster-move?shift={WRONG}")


def test_a_shift_is_moved_by_the_manager_of_its_zone_only(app: Flask, chief: Person, world: World) -> None:
    times = {"from": in_days(20) + "T08:00", "to": in_days(20) + "T20:00"}
    given = {"staff": str(world.staff["plumber"]), "zone": str(world.zones["west"])}
    wrong_at(chief, "/manager/duty-add", "to", **given, **{**times, "to": in_days(19) + "T20:00"})
    chief.do("/manager/duty-add", **given, **times)
    shift = owner_value(world, "select shift_id from people.duty_shifts where zone_id = ?", world.zones["west"])
    page = chief.do(f"/manager/duty-move?shift={shift}", resource=given["staff"], start=in_days(21) + "T08:00")
    assert "Дежурства" in page
    assert owner_value(world, "select lower(during)::date::text from people.duty_shifts where shift_id = ?", shift) in {
        in_days(21), in_days(20),
    }  # fmt: skip
    stranger = Person(signed_in(app, world, "east"))
    move = f"/manager/duty-move?shift={shift}"
    assert sent(stranger, move, resource=given["staff"], start=in_days(22) + "T08:00").status_code == 404


def test_leave_is_asked_for_refused_asked_again_and_granted(
    boss: Person, plumber: Person, chief: Person, world: World
) -> None:
    ask = "/manager/schedule-leave"
    days = {"from": in_days(60), "to": in_days(70)}
    wrong_at(plumber, ask, "to", "Сын женится", **{**days, "to": in_days(50)}, note="Сын женится")
    plumber.do(ask, **days, note="Сын женится")
    assert "Сын женится" in chief.see("/manager/team")
    leave = owner_value(world, "select leave_request_id from people.leave_requests where state = 'new'")
    wrong_at(chief, f"/manager/leave-refuse?leave={leave}", "reason", reason="")
    chief.do(f"/manager/leave-refuse?leave={leave}", reason="Отопление пускают")
    assert "Отопление пускают" in plumber.see("/manager/schedule")
    # decided once
    assert sent(chief, f"/manager/leave-approve?leave={leave}").status_code in {404, 409}

    plumber.do(ask, **days)
    leave = owner_value(world, "select leave_request_id from people.leave_requests where state = 'new'")
    # nobody else of the trade there: the manager must name who stands in
    wrong_at(chief, f"/manager/leave-approve?leave={leave}", "replacement")
    assert "Дежурства" in boss.do(f"/supervisor/leave-approve?leave={leave}", alone="true")
    assert owner_value(world, "select count(*) from people.leaves where staff_id = ?", world.staff["plumber"]) == 1
    plumber.do(f"/manager/schedule-leave-drop?leave={leave}")
    assert owner_value(world, "select count(*) from people.leaves where staff_id = ?", world.staff["plumber"]) == 0
    for path in (
        "leave-approve?leave=",
        "leave-refuse?leave=",
        "schedule-leave-drop?leave=",
        "leave-swap-confirm?swap=",
    ):
        chief.missing(f"/manager/{path}{WRONG}")


def test_ill_today_and_back(plumber: Person, chief: Person, world: World) -> None:
    page = plumber.do("/manager/schedule-ill", until=in_days(2))
    assert "больничный" in page.lower()
    assert sent(plumber, "/manager/schedule-ill", until=in_days(2)).status_code in {409, 422}
    assert "больничный" not in chief.do(f"/manager/absence-back?staff={world.staff['plumber']}").lower()
    chief.missing(f"/manager/absence-back?staff={WRONG}")
    # about a colleague of another zone somebody else decides
    chief.refused(f"/manager/absence-back?staff={world.staff['east']}", 404)


def test_permits_are_kept_seen_on_the_person_and_withdrawn(boss: Person, plumber: Person, world: World) -> None:
    staff = str(world.staff["plumber"])
    permit = {"staff": staff, "title": "Работы в колодцах", "number": "К-77"}
    wrong_at(boss, "/supervisor/permits-add", "valid_until", "Работы в колодцах", **permit, valid_until=in_days(1),
             issued_on=in_days(5))  # fmt: skip
    assert "Работы в колодцах" in boss.do("/supervisor/permits-add", **permit, valid_until=in_days(300))
    card = f"/supervisor/employee?staff={staff}"
    assert "Работы в колодцах" in boss.see(card)
    number = owner_value(world, "select permit_id from people.permits where number = 'К-77'")
    withdraw = f"/supervisor/permits-withdraw?permit={number}"
    wrong_at(boss, withdraw, "reason", reason="")
    boss.do(withdraw, reason="Проверку не сдал")
    assert "Проверку не сдал" in boss.see(card)
    boss.missing(f"/supervisor/permits-withdraw?permit={WRONG}")
    assert plumber.client.get(card).status_code == 403


def test_a_firm_its_link_and_its_acts(app: Flask, boss: Person, world: World) -> None:
    add = "/supervisor/contractors-add"
    firm: dict[str, Any] = {
        "name": "ООО «Тепло и Свет»", "contract_number": "7-П", "contract_on": in_days(-40), "from": in_days(-30),
        "to": in_days(200), "trades": ["plumber"], "houses": [str(world.houses["three"])], "email": "heat@firm.example",
    }  # fmt: skip
    wrong_at(boss, add, "inn", "7-П", **firm, inn="12")
    wrong_at(boss, add, "to", **{**firm, "to": in_days(-31)})
    assert "ООО «Тепло и Свет»" in boss.do(add, **firm, inn="2536000019")
    number, staff = owner_run(world, "select contractor_id, staff_id from people.contractors")[0]
    card = f"/supervisor/contractor?contractor={number}"
    assert "№ 7-П" in boss.see(card)

    clerk = Person(signed_in(app, world, "operator"))
    service = str(world.services["world_yard"])
    clerk.do(
        f"/operator/call-create?house={world.houses['three']}&place=yard&service={service}", description="Лампа мигает",
        contact_phone="+79245550101", caller_name="Сосед",
    )  # fmt: skip
    order = owner_value(world, "select max(order_id) from desk.orders")
    assert owner_value(world, "select assignee_id from desk.orders where order_id = ?", order) == staff
    assert "Работа world_yard" in boss.see(card)
    told = boss.do(f"/supervisor/contractor-send?order={order}")
    token = re.search(r"/go/([0-9a-f]{64})", told)
    assert token, told[:300]
    guest = Person(signed_in(app, world, None))
    assert "Садовая mark_three_h" in guest.see(f"/guest/link?token={token[1]}")
    guest.do(f"/guest/link-accept?token={token[1]}")
    assert owner_value(world, "select state from desk.orders where order_id = ?", order) == "in_progress"

    act = f"/supervisor/contractor-act?contractor={number}"
    wrong_at(boss, act, "amount", "А-1", number="А-1", amount="-5")
    assert "№ А-1" in boss.do(act, number="А-1", amount="1500", order=str(order))
    wrong_at(boss, act, "number", number="А-1", amount="5")
    paper = owner_value(world, "select contractor_act_id from people.contractor_acts")
    wrong_at(boss, f"/supervisor/contractor-act-refuse?act={paper}", "reason", reason="")
    boss.do(f"/supervisor/contractor-act-accept?act={paper}")
    boss.do(f"/supervisor/contractor-act-paid?act={paper}")
    assert sent(boss, f"/supervisor/contractor-act-refuse?act={paper}", reason="поздно").status_code == 409
    for path in ("contractor?contractor=", "contractor-extend?contractor=", "contractor-act?contractor=",
                 "contractor-act-accept?act=", "contractor-send?order="):  # fmt: skip
        boss.missing(f"/supervisor/{path}{WRONG}")
    # the contract ends: the open order has nobody of the firm any more, the link is dead
    boss.do(f"/supervisor/contractor-extend?contractor={number}", to=in_days(-1), reason="Договор расторгнут")
    assert owner_value(world, "select assignee_id from desk.orders where order_id = ?", order) is None
    assert "Что случилось" not in guest.see(f"/guest/link?token={token[1]}")


def test_a_dismissal_shows_before_what_goes_to_whom_and_then_it_goes(boss: Person, world: World) -> None:
    staff = world.staff["plumber"]
    owner_run(world, "delete from people.duty_shifts where staff_id = ?", staff)
    store = owner_value(
        world,
        "insert into upkeep.stores (title, kind, staff_id) values ('Сумка', 'person', ?) returning store_id",
        staff,
    )
    owner_run(
        world,
        "insert into upkeep.movements (kind, store_id, material_id, quantity) "
        "select 'receipt', ?, material_id, 3 from upkeep.materials where code = 'gasket'",
        store,
    )
    owner_run(
        world,
        "insert into people.duty_shifts (staff_id, during) values (?, tstzrange(lib.moment() + interval '2 days', "
        "lib.moment() + interval '3 days'))",
        staff,
    )
    block = f"/supervisor/employee-block?staff={staff}"
    answer = boss.send(block, reason="По собственному желанию", dismiss="true")
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 200
    for word in ("Материалы", "Главный склад", "Смены", "взять некому"):
        assert word in shown, word
    boss.do(block, reason="По собственному желанию", dismiss="true")
    assert owner_run(world, "select 1 from people.duty_shifts where staff_id = ?", staff) == []
    assert owner_run(world, "select active from upkeep.stores where store_id = ?", store)[0][0] is False
    assert owner_value(
        world,
        "select s.quantity from upkeep.stock as s join upkeep.stores as t using (store_id) "
        "join upkeep.materials as m using (material_id) where t.title = 'Главный склад' and m.code = 'gasket'",
    ) == 3  # fmt: skip
