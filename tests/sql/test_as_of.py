"""«На дату»: a list as it was on a day, out of dated rows and of events (pages.md, pattern L)."""

from __future__ import annotations

from tests.desk_world import Desk


def test_orders_stand_as_they_stood_then(desk: Desk) -> None:
    first = desk.order(desk.mary)
    worker = desk.begin(first)
    desk.at("2026-11-17 10:00")
    second = desk.order(desk.mary, description="Ещё")
    later = desk.holder(second)
    desk.complete(first)
    desk.at("2026-11-18 10:00")
    desk.act(desk.mary, "desk.order_move", first, "closed")
    desk.act(desk.boss, "desk.order_assign", second, (desk.lukin if later is desk.ivanov else desk.ivanov).staff, "так")
    desk.begin(second)

    def on(day: str) -> list[tuple[str, str, str]]:
        return [
            (row._link, row.state, row.assignee_name) for row in desk.see(desk.boss, "supervisor.orders_at_list", day)
        ]

    def short(staff: int) -> str:
        return str(desk.sql("select lib.person_short(name) from people.staff where staff_id = ?::bigint", staff))

    assert on("2026-11-15") == []
    assert on("2026-11-16") == [(f"order?order={first}", "В работе", short(worker.staff))]
    assert on("2026-11-17") == [(f"order?order={second}", "Назначена", short(later.staff))]
    assert on("2026-11-18") == [(f"order?order={second}", "В работе", short(desk.holder(second).staff))]
    assert [row._link for row in desk.see(desk.svetlana, "operator.orders_at_list", "2026-11-17", state="new")] == []


def test_people_are_those_of_the_day(desk: Desk) -> None:
    desk.sql(
        "update people.relations set during = daterange('2020-01-01', '2026-11-10') where user_id = ?::bigint",
        desk.mary.user,
    )
    name = "Петрова Мария Ивановна"
    assert name not in [row.name for row in desk.see(desk.boss, "supervisor.residents_list", "Петрова")]
    assert name in [row.name for row in desk.see(desk.boss, "supervisor.residents_list", "Петрова", on="2026-11-09")]
    assert name not in [
        row.name for row in desk.see(desk.boss, "supervisor.residents_list", "Петрова", on="2026-11-10")
    ]


def test_staff_are_those_who_worked_then(desk: Desk) -> None:
    desk.sql(
        "update people.staff set employed = daterange('2020-01-01', '2026-11-10') where staff_id = ?::bigint",
        desk.lukin.staff,
    )

    def named(**filters: str) -> set[str]:
        return {row.name for row in desk.see(desk.boss, "supervisor.staff_list", **filters)}

    assert "Лукин Олег Ильич" not in named()
    assert "Лукин Олег Ильич" in named(on="2026-11-09")
    assert "Лукин Олег Ильич" in named(former="true")
    assert "Лукин Олег Ильич" not in named(on="2019-12-31")


def test_accounts_are_those_open_then_with_their_owner_of_the_day(desk: Desk) -> None:
    accountant = desk.person("Счетова Анна Павловна", "accountant")
    desk.sql("grant usage on schema accountant to cab_accountant")
    flat = desk.flat
    for number, opened, closed in (("77700001", "2020-01-01", "2026-11-01"), ("77700002", "2026-11-01", None)):
        desk.sql(
            "insert into money.accounts (number, premise_id, house_id, opened_on, closed_on) "
            "select ?, p.premise_id, p.house_id, ?::date, ?::date from estate.premises as p where premise_id = ?::bigint",
            number, opened, closed, flat,
        )  # fmt: skip
    desk.sql(
        "update people.relations set during = daterange('2026-11-05', null) where user_id = ?::bigint", desk.mary.user
    )

    def on(day: str) -> list[tuple[str, str | None]]:
        found = desk.see(accountant, "accountant.accounts_list", "777", on=day)
        return [(row.number, row.owner_name) for row in found]

    assert on("2026-10-31") == [("77700001", None)]
    assert on("2026-11-03") == [("77700002", None)]
    assert on("2026-11-06") == [("77700002", "Петрова М. И.")]
    account = desk.sql("select account_id from money.accounts where number = '77700002'")
    assert desk.see(accountant, "accountant.account_people", account, "2026-11-03") == []
    assert len(desk.see(accountant, "accountant.account_people", account, "2026-11-06")) == 1
