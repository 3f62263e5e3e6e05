"""Leave, illness and who stands in (rules.md, Places and time; Routing)."""

from __future__ import annotations

import pytest

from tests.desk_world import Desk, Person
from tests.sql.test_contractors import firm as firm_of
from tests.sql.test_contractors import staff_of
from tests.sql.test_desk_races import deed, together
from webapp.database.errors import DatabaseRefusal


def ask(desk: Desk, who: Person, first: str, last: str, replacement: int | None = None) -> int:
    return int(desk.act(who, "people.leave_ask", first, last, "vacation", replacement))


def notices(desk: Desk, who: Person, kind: str) -> list[str]:
    desk.tell()
    return [
        str(row[0])
        for row in desk.rows(
            "select body from talk.notices where user_id = ?::bigint and kind = ? order by notice_id", who.user, kind
        )
    ]


def test_what_is_asked_is_told_and_an_approval_makes_the_leave(desk: Desk) -> None:
    request = ask(desk, desk.ivanov, "2026-12-03", "2026-12-05", desk.lukin.staff)
    assert notices(desk, desk.chief, "leave_asked") == [
        "Иванов Сергей Петрович просит отпуск: 3–5 декабря. Согласуйте или откажите с причиной."
    ]
    assert notices(desk, desk.boss, "leave_asked") == notices(desk, desk.chief, "leave_asked")
    desk.act(desk.chief, "people.leave_approve", request, desk.lukin.staff)
    assert desk.rows("select staff_id, during::text, replacement_id from people.leaves") == [
        (desk.ivanov.staff, "[2026-12-03,2026-12-06)", desk.lukin.staff)
    ]
    assert notices(desk, desk.ivanov, "leave_approved") == ["Отпуск согласован: 3–5 декабря."]
    assert notices(desk, desk.lukin, "replacing") == ["Вы заменяете коллегу: Иванов С. П., 3–5 декабря."]
    with pytest.raises(DatabaseRefusal) as again:
        desk.act(desk.boss, "people.leave_approve", request, desk.lukin.staff)
    assert again.value.code == "leave_decided"


def test_without_a_plumber_the_manager_must_name_a_replacement_and_the_supervisor_may_let_go(desk: Desk) -> None:
    desk.call("people.leave_create", desk.lukin.staff, "2026-12-04", "2026-12-04", "vacation")
    request = ask(desk, desk.ivanov, "2026-12-03", "2026-12-05")
    for who, alone in ((desk.chief, "true"), (desk.chief, "false"), (desk.boss, "false")):
        with pytest.raises(DatabaseRefusal) as refused:
            desk.act(who, "people.leave_approve", request, None, alone)
        assert refused.value.code == "leave_alone"
        assert refused.value.message.startswith("Без сантехника 4 декабря: назначьте замену")
    desk.act(desk.boss, "people.leave_approve", request, None, "true")
    assert desk.sql("select state from people.leave_requests where leave_request_id = ?::bigint", request) == "approved"


def test_a_refusal_needs_a_reason_and_is_told_with_it(desk: Desk) -> None:
    request = ask(desk, desk.ivanov, "2026-12-03", "2026-12-05")
    with pytest.raises(DatabaseRefusal):
        desk.act(desk.chief, "people.leave_refuse", request, " ")
    desk.act(desk.chief, "people.leave_refuse", request, "запуск отопления")
    assert notices(desk, desk.ivanov, "leave_refused") == ["Отпуск 3–5 декабря не согласован: запуск отопления."]
    assert desk.sql("select count(*) from people.leaves") == 0


def test_nobody_decides_about_oneself_or_about_strangers(desk: Desk) -> None:
    own = ask(desk, desk.chief, "2026-12-03", "2026-12-05")
    far = desk.performer("Северный Иван Ильич", zones=[desk.north])
    foreign = ask(desk, far, "2026-12-03", "2026-12-05")
    for request, code in ((own, "leave_own"), (foreign, "not_found"), (987654, "not_found")):
        with pytest.raises(DatabaseRefusal) as refused:
            desk.act(desk.chief, "people.leave_approve", request, desk.lukin.staff)
        assert refused.value.code == code
    with pytest.raises(DatabaseRefusal) as stolen:
        desk.act(desk.lukin, "people.leave_withdraw", own)
    assert stolen.value.code == "not_found"


def test_withdrawn_before_it_begins_the_days_are_free_again(desk: Desk) -> None:
    request = ask(desk, desk.ivanov, "2026-12-03", "2026-12-05")
    desk.act(desk.chief, "people.leave_approve", request, desk.lukin.staff)
    desk.act(desk.ivanov, "people.leave_withdraw", request)
    assert desk.sql("select count(*) from people.leaves") == 0
    assert desk.sql("select count(*) from people.bookings where source = 'leave'") == 0
    assert ask(desk, desk.ivanov, "2026-12-03", "2026-12-05") != request


def test_who_falls_ill_says_it_once_and_all_of_today_moves(desk: Desk) -> None:
    order = desk.order(desk.mary)
    ill = desk.ivanov if desk.assignee(order) == desk.ivanov.staff else desk.lukin
    other = desk.lukin if ill is desk.ivanov else desk.ivanov
    desk.act(ill, "desk.order_accept", order)
    desk.act(ill, "desk.order_visit_set", order, "2026-11-16 14:00+03", "2026-11-16 16:00+03")
    desk.call("people.shift_create", ill.staff, "2026-11-16 08:00+03", "2026-11-17 08:00+03")
    desk.sql("select set_config('timezone', 'Europe/Moscow', false)")
    told = {row.kind for row in desk.see(ill, "people.absence_preview", to="2026-11-18")}
    assert told == {"visit", "order", "shift"}
    desk.act(ill, "people.staff_ill", until="2026-11-18")
    assert desk.assignee(order) == other.staff
    assert desk.of(order, "visit_from") is None
    # of the shift that runs the hours so far stay with who worked them
    assert desk.rows(
        "select staff_id, lower(during) at time zone 'UTC', upper(during) at time zone 'UTC' from people.duty_shifts "
        "order by 2"
    ) == desk.rows(
        "select ?::bigint, timestamp '2026-11-16 05:00', timestamp '2026-11-16 07:00' union all "
        "select ?::bigint, timestamp '2026-11-16 07:00', timestamp '2026-11-17 05:00'", ill.staff, other.staff,
    )  # fmt: skip
    assert len(notices(desk, other, "shift_given")) == 1
    assert len(notices(desk, desk.svetlana, "staff_ill")) == len(notices(desk, desk.chief, "staff_ill")) == 1


def test_a_duty_that_nobody_can_take_is_a_gap_that_is_told(desk: Desk) -> None:
    desk.call("people.leave_create", desk.lukin.staff, "2026-11-16", "2026-11-20", "vacation")
    desk.call("people.shift_create", desk.ivanov.staff, "2026-11-16 08:00+03", "2026-11-16 20:00+03")
    desk.sql("select set_config('timezone', 'Europe/Moscow', false)")
    desk.act(desk.svetlana, "people.staff_ill", desk.ivanov.staff)
    assert notices(desk, desk.boss, "duty_gap") == [
        "Некому дежурить 16 ноября с 10 до 20: Иванов С. П. не выйдет. Поставьте смену."
    ]


def test_a_firm_in_place_of_a_person_takes_orders_and_no_duties(desk: Desk) -> None:
    """Who takes the duty is said before, and the supervisor is told after; a visit of a colleague is no reason to refuse."""
    desk.sql("select set_config('timezone', 'Europe/Moscow', false)")
    order = desk.order(desk.mary)
    firm = staff_of(desk, firm_of(desk))
    ill, other = (desk.ivanov, desk.lukin) if desk.assignee(order) == desk.ivanov.staff else (desk.lukin, desk.ivanov)
    for day, call in (("16", "true"), ("17", "false")):
        desk.call("people.shift_create", ill.staff, f"2026-11-{day} 12:00+03", f"2026-11-{day} 20:00+03", on_call=call)
    # tomorrow the colleague has a visit: beside it they can be on call, and not on an exclusive shift
    desk.call("people.booking_take", [other.staff], "[2026-11-17 14:00+03,2026-11-17 16:00+03)", "visit", order)
    told = desk.see(desk.boss, "people.absence_preview", staff=ill.staff, to="2026-11-18", replacement=firm)
    name = desk.sql("select lib.person_short(name) from people.staff where staff_id = ?::bigint", other.staff)
    assert [row.goes_to for row in told if row.kind == "shift"] == [
        f"{name}. Подрядчик Лифт Сервис Плюс дежурств не берёт",
        "взять некому, будет дыра. Подрядчик Лифт Сервис Плюс дежурств не берёт",
    ]
    desk.act(desk.boss, "people.staff_ill", ill.staff, "2026-11-18", firm)
    assert desk.assignee(order) == firm
    assert desk.rows("select staff_id from people.duty_shifts") == [(other.staff,)]
    (said,) = notices(desk, desk.boss, "shifts_not_firm")
    assert said.startswith("Лифт Сервис Плюс вместо ")
    assert said.endswith("берёт заявки, но не дежурства. Перешло другим: 1, взять некому: 1.")
    assert len(notices(desk, desk.boss, "duty_gap")) == 1


def test_days_that_are_over_or_turned_round_are_refused_in_words(desk: Desk) -> None:
    """A request that lay until its days had passed is opened all the same: there is nothing left to move."""
    desk.sql("select set_config('timezone', 'Europe/Moscow', false)")
    who = desk.ivanov.staff
    desk.call("people.shift_create", who, "2026-11-16 08:00+03", "2026-11-16 20:00+03")
    assert desk.see(desk.boss, "people.absence_preview", who, "2026-11-10", "2026-11-12") == []
    assert desk.see(desk.boss, "people.absence_preview", who, "2026-11-20", "2026-11-12") == []
    for function, days in (("leave_create", ("2026-11-20", "2026-11-16", "sick")), ("staff_ill", ("2026-11-10",))):
        with pytest.raises(DatabaseRefusal) as refused:
            desk.act(desk.boss, f"people.{function}", who, *days)
        assert refused.value.code == "period_wrong"


def test_back_at_work_routing_counts_with_them_at_once(desk: Desk) -> None:
    desk.act(desk.boss, "people.staff_ill", desk.ivanov.staff, "2026-11-20")
    desk.act(desk.boss, "people.staff_ill", desk.lukin.staff, "2026-11-20")
    assert desk.assignee(desk.order(desk.mary)) is None
    desk.act(desk.ivanov, "people.staff_back")
    assert desk.sql("select count(*) from people.bookings where staff_id = ?::bigint", desk.ivanov.staff) == 0
    assert desk.assignee(desk.order(desk.mary)) == desk.ivanov.staff
    with pytest.raises(DatabaseRefusal) as twice:
        desk.act(desk.ivanov, "people.staff_back")
    assert twice.value.code == "leave_none"


def test_a_resident_and_a_colleague_cannot_send_anybody_home(desk: Desk) -> None:
    for who in (desk.mary, desk.lukin):
        with pytest.raises(DatabaseRefusal):
            desk.act(who, "people.staff_ill", desk.ivanov.staff)
        with pytest.raises(DatabaseRefusal):
            desk.act(who, "people.leave_create", desk.ivanov.staff, "2026-11-16", "2026-11-17", "sick")
    assert desk.sql("select count(*) from people.leaves") == 0


def test_two_approvals_of_one_request_make_one_leave(own_desk: Desk) -> None:
    desk = own_desk
    request = ask(desk, desk.ivanov, "2026-12-03", "2026-12-05")
    won, refused, broken = together(desk, [
        deed(who, "people.leave_approve", request, desk.lukin.staff) for who in (desk.chief, desk.boss) * 4
    ])  # fmt: skip
    assert broken == []
    assert (won, {refusal.code for refusal in refused}) == (1, {"leave_decided"})
    assert desk.sql("select count(*) from people.leaves") == 1


def test_two_illnesses_visits_and_orders_at_once_leave_no_overlap_and_no_deadlock(own_desk: Desk) -> None:
    desk = own_desk
    desk.sql("update people.staff set capacity = 100")
    third = desk.performer("Третий Иван Ильич", zones=[desk.centre], capacity=100)
    orders = [desk.order() for _ in range(8)]
    deeds = [
        deed(desk.svetlana, "desk.order_visit_set", order, f"2026-11-16 {12 + n % 4}:00+03", f"2026-11-16 {13 + n % 4}:00+03")
        for n, order in enumerate(orders)
    ]  # fmt: skip
    deeds += [deed(desk.svetlana, "people.staff_ill", who.staff, "2026-11-17") for who in (desk.ivanov, desk.lukin)]
    deeds += [deed(desk.svetlana, "desk.order_create", desk.tap, desk.flat) for _ in range(6)]
    _, refused, broken = together(desk, deeds)
    assert broken == []
    assert {refusal.code for refusal in refused} <= {"booking_busy", "visit_nobody"}
    assert desk.sql(
        """select count(*) from people.bookings as a join people.bookings as b
        on b.staff_id = a.staff_id and b.booking_id > a.booking_id and b.during && a.during"""
    ) == 0  # fmt: skip
    # whoever is ill keeps no order that is due meanwhile and no visit
    assert {desk.assignee(order) for order in orders} == {third.staff}
    assert desk.rows("select distinct assignee_id from desk.orders where open") == [(third.staff,)]
    assert desk.rows(
        """select b.booking_id from people.bookings as b join people.leaves as l on l.staff_id = b.staff_id
        where b.source = 'visit' and b.during && tstzrange('2026-11-16 10:00+03', '2026-11-18 00:00+03')"""
    ) == []  # fmt: skip


def test_exchange_of_shifts_is_asked_agreed_and_confirmed(desk: Desk) -> None:
    desk.sql("select set_config('timezone', 'Europe/Moscow', false)")
    mine = desk.call("people.shift_create", desk.ivanov.staff, "2026-11-20 08:00+03", "2026-11-20 20:00+03")
    theirs = desk.call("people.shift_create", desk.lukin.staff, "2026-11-21 08:00+03", "2026-11-21 20:00+03")
    swap = desk.act(desk.ivanov, "people.swap_ask", mine, desk.lukin.staff, theirs)
    assert notices(desk, desk.lukin, "swap_asked") == [
        "Иванов С. П. просит вас взять смену: 20 ноября с 8 до 20. Ответьте, возьмёте ли."
    ]
    for who, function, answer in (
        (desk.chief, "people.swap_confirm", "true"), (desk.ivanov, "people.swap_answer", "agreed"),
    ):  # fmt: skip
        with pytest.raises(DatabaseRefusal):
            desk.act(who, function, swap, answer)
    desk.act(desk.lukin, "people.swap_answer", swap, "agreed")
    desk.act(desk.chief, "people.swap_confirm", swap)
    held = dict(desk.rows("select shift_id, staff_id from people.duty_shifts"))
    assert held == {mine: desk.lukin.staff, theirs: desk.ivanov.staff}
    with pytest.raises(DatabaseRefusal) as twice:
        desk.act(desk.boss, "people.swap_confirm", swap)
    assert twice.value.code == "swap_decided"


def test_a_foreign_shift_cannot_be_given_away(desk: Desk) -> None:
    shift = desk.call("people.shift_create", desk.ivanov.staff, "2026-11-20 08:00+03", "2026-11-20 20:00+03")
    with pytest.raises(DatabaseRefusal) as refused:
        desk.act(desk.lukin, "people.swap_ask", shift, desk.chief.staff)
    assert refused.value.code == "not_found"


def test_a_leave_ahead_leaves_what_is_due_before_it_where_it_is(desk: Desk) -> None:
    order = desk.order(desk.mary)
    holder = desk.holder(order)
    desk.act(desk.boss, "people.leave_create", holder.staff, "2026-12-20", "2026-12-30", "vacation")
    assert desk.assignee(order) == holder.staff
    moved = desk.act(desk.boss, "people.leave_create", holder.staff, "2026-11-16", "2026-11-20", "sick")
    assert int(moved) == 1
    assert desk.assignee(order) != holder.staff
