"""Materials: what comes, moves and is used; a stock never falls below zero; low stock is told once (features.md §2.7)."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from tests.desk_world import Desk, Person
from tests.plan_world import Plan
from tests.sql.test_desk_races import deed, together
from webapp.database.errors import ConstraintViolation, DatabaseRefusal


class Stores:
    """A warehouse of the zone where the orders are, one of the other zone, and what Ivanov and Lukin carry."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.centre = self.store("Склад центра", zone=desk.centre)
        self.north = self.store("Склад севера", zone=desk.north)
        self.ivanov = self.store("Машина Иванова", staff=desk.ivanov.staff)
        self.lukin = self.store("Машина Лукина", staff=desk.lukin.staff)
        self.cartridge = self.material("cartridge35")
        self.tape = self.material("fum")

    def store(self, title: str, **named: object) -> int:
        return int(self.desk.act(self.desk.boss, "upkeep.store_save", None, title, **named))

    def material(self, code: str) -> int:
        return int(self.desk.sql("select material_id from upkeep.materials where code = ?", code))

    def receive(self, store: int, quantity: object, material: int = 0, price: object = None) -> int:
        deed = "upkeep.stock_receive"
        return int(self.desk.act(self.desk.boss, deed, store, material or self.cartridge, quantity, price))

    def left(self, store: int, material: int = 0) -> float:
        found = self.desk.rows(
            "select quantity from upkeep.stock where store_id = ?::bigint and material_id = ?::bigint",
            store, material or self.cartridge,
        )  # fmt: skip
        return float(found[0][0]) if found else 0.0

    def line(self, store: int, quantity: object, material: int = 0) -> str:
        return f"({store},{material or self.cartridge},{quantity})"

    def complete(self, person: Person, order: int, *lines: str, words: str | None = None) -> None:
        photo = self.desk.photo(person)
        self.desk.act(
            person, "desk.order_complete", order, ["Картридж заменён"], None, 30, words, [photo], list(lines)
        )  # fmt: skip


@pytest.fixture
def stores(desk: Desk) -> Stores:
    return Stores(desk)


def test_material_comes_moves_and_is_counted(desk: Desk, stores: Stores) -> None:
    stores.receive(stores.centre, 10, price="412.50")
    assert stores.left(stores.centre) == 10
    assert desk.sql("select price from upkeep.materials where code = 'cartridge35'") == Decimal("412.50")
    desk.act(desk.boss, "upkeep.stock_transfer", stores.centre, stores.ivanov, stores.cartridge, 3)
    assert (stores.left(stores.centre), stores.left(stores.ivanov)) == (7, 3)
    desk.act(desk.boss, "upkeep.stock_count", stores.centre, stores.cartridge, "6.5", "пересчёт склада")
    assert stores.left(stores.centre) == 6.5
    assert desk.act(desk.boss, "upkeep.stock_count", stores.centre, stores.cartridge, "6.5", "ещё раз") is None
    desk.act(desk.boss, "upkeep.stock_discard", stores.centre, stores.cartridge, "0.5", "разбили")
    assert stores.left(stores.centre) == 6
    total = desk.sql(
        "select sum(case kind when 'write_off' then -quantity when 'transfer' then 0 else quantity end) from upkeep.movements"
    )
    assert float(total) == stores.left(stores.centre) + stores.left(stores.ivanov)


def test_the_report_writes_off_and_the_act_names_what_was_used(desk: Desk, stores: Stores) -> None:
    order = desk.order(desk.mary)
    person = desk.begin(order)
    mine = stores.ivanov if person == desk.ivanov else stores.lukin
    stores.receive(mine, 2, price=400)
    stores.receive(stores.centre, 5, stores.tape, price=35)
    stores.complete(person, order, stores.line(mine, 1), stores.line(stores.centre, 2, stores.tape), words="Ветошь")
    assert (stores.left(mine), stores.left(stores.centre, stores.tape)) == (1, 3)
    words = desk.sql("select materials from desk.work_reports where order_id = ?::bigint", order)
    assert words == "Картридж смесителя 35 мм, 1 шт.; Лента ФУМ, 2 шт.; Ветошь"
    cost = desk.sql("select sum(quantity * price) from upkeep.movements where order_id = ?::bigint", order)
    assert cost == 470
    assert desk.of(order, "state") == "completed"


def test_a_planned_work_takes_material_and_its_act_says_what_it_cost(desk: Desk, stores: Stores) -> None:
    plan = Plan(desk)
    plan.norm("spring", months="{4,5}", minutes=60)
    made = plan.made(zone=desk.centre)
    plan.approve(made)
    work = int(plan.works(made)[0])
    performer = next(p for p in (desk.ivanov, desk.lukin) if p.staff == desk.sql(
        "select staff_ids[1] from upkeep.works where work_id = ?::bigint", work))  # fmt: skip
    mine, foreign = (stores.ivanov, stores.lukin) if performer == desk.ivanov else (stores.lukin, stores.ivanov)
    for store in (mine, foreign, stores.north):
        stores.receive(store, 2, price="412.50")
    stores.receive(stores.centre, "1.5", stores.tape, price=35)

    def finish(*lines: str) -> None:
        desk.act(performer, "upkeep.work_finish", work, "Краны заменены", 45, [], None, list(lines))

    for store, quantity, code in (
        (mine, 3, "stock_short"), (mine, 0, "stock_quantity"), (mine, -1, "stock_quantity"), (mine, 10**9, "stock_quantity"),
        (foreign, 1, "not_found"), (stores.north, 1, "not_found"), (999999, 1, "not_found"),
    ):  # fmt: skip
        with pytest.raises(DatabaseRefusal) as refused:
            finish(stores.line(stores.centre, 1, stores.tape), stores.line(store, quantity))
        assert refused.value.code == code
    # nothing of what was refused was written
    assert (stores.left(mine), stores.left(stores.centre, stores.tape)) == (2, 1.5)
    assert desk.sql("select state from upkeep.works where work_id = ?::bigint", work) == "planned"

    finish(stores.line(mine, 1), stores.line(mine, 1), stores.line(stores.centre, "0.5", stores.tape))
    assert (stores.left(mine), stores.left(stores.centre, stores.tape), stores.left(foreign)) == (0, 1, 2)
    act = json.loads(desk.act(desk.boss, "upkeep.work_act_data", work))
    assert [(u["title"], u["quantity"], u["price"], u["amount"]) for u in act["used"]] == [
        ("Картридж смесителя 35 мм", 2, 412.5, 825), ("Лента ФУМ", 0.5, 35, 17.5)
    ]  # fmt: skip
    assert act["cost"] == 842.5
    assert act["result"] == "Краны заменены. Картридж смесителя 35 мм, 2 шт.; Лента ФУМ, 0.5 шт."
    # a mistaken line comes back: the act costs as much less; done is done
    wrong = desk.sql(
        "select movement_id from upkeep.movements where work_id = ?::bigint and material_id = ?::bigint",
        work,
        stores.tape,
    )
    desk.act(desk.boss, "upkeep.movement_return", wrong, "не ту ленту")
    act = json.loads(desk.act(desk.boss, "upkeep.work_act_data", work))
    assert (act["cost"], len(act["used"]), stores.left(stores.centre, stores.tape)) == (825, 1, 1.5)
    with pytest.raises(DatabaseRefusal) as refused:
        finish(stores.line(stores.centre, 1, stores.tape))
    assert refused.value.code == "work_over"


def test_more_than_there_is_stops_the_report_and_nothing_is_written(desk: Desk, stores: Stores) -> None:
    order = desk.order(desk.mary)
    person = desk.begin(order)
    mine = stores.ivanov if person == desk.ivanov else stores.lukin
    stores.receive(mine, 1)
    with pytest.raises(DatabaseRefusal) as refused:
        stores.complete(person, order, stores.line(mine, 2))
    assert refused.value.code == "stock_short"
    assert "есть 1 шт., а нужно 2" in refused.value.message
    assert (stores.left(mine), desk.of(order, "state")) == (1, "in_progress")


def test_a_performer_takes_from_his_own_and_from_stores_that_serve_the_place(desk: Desk, stores: Stores) -> None:
    order = desk.order(desk.mary)
    person = desk.begin(order)
    foreign = stores.lukin if person == desk.ivanov else stores.ivanov
    for store in (foreign, stores.north):
        stores.receive(store, 5)
        with pytest.raises(DatabaseRefusal) as refused:
            stores.complete(person, order, stores.line(store, 1))
        assert refused.value.code == "not_found"
    stores.receive(stores.centre, 5)
    stores.complete(person, order, stores.line(stores.centre, 1))
    assert stores.left(stores.centre) == 4


def test_a_mistaken_write_off_comes_back_once(desk: Desk, stores: Stores) -> None:
    stores.receive(stores.centre, 4)
    wrong = desk.act(desk.boss, "upkeep.stock_discard", stores.centre, stores.cartridge, 3, "не то")
    desk.act(desk.boss, "upkeep.movement_return", wrong, "ошиблись строкой")
    assert stores.left(stores.centre) == 4
    with pytest.raises(DatabaseRefusal) as refused:
        desk.act(desk.boss, "upkeep.movement_return", wrong, "ещё раз")
    assert refused.value.code == "movement_returned"
    with pytest.raises(DatabaseRefusal) as refused:
        desk.sql("delete from upkeep.movements")
    assert refused.value.code == "history_stays"


def test_low_stock_is_told_once_until_it_is_filled_up(desk: Desk, stores: Stores) -> None:
    def told() -> int:
        desk.tell()
        return int(
            desk.sql(
                "select count(*) from talk.notices where kind = 'material_low' and user_id = ?::bigint", desk.boss.user
            )
        )

    stores.receive(stores.centre, 6)  # the minimum is 5
    before = told()
    desk.act(desk.boss, "upkeep.stock_discard", stores.centre, stores.cartridge, 2, "в дело")
    assert told() == before + 1
    desk.act(desk.boss, "upkeep.stock_discard", stores.centre, stores.cartridge, 1, "в дело")
    assert told() == before + 1
    stores.receive(stores.centre, 10)
    desk.act(desk.boss, "upkeep.stock_discard", stores.centre, stores.cartridge, 10, "в дело")
    assert told() == before + 2


def test_a_performer_asks_and_gets_it_with_him(desk: Desk, stores: Stores) -> None:
    stores.receive(stores.centre, 5)
    asked = desk.act(desk.ivanov, "upkeep.supply_ask", stores.cartridge, 2, "для Садовой")
    assert desk.act(desk.ivanov, "upkeep.supply_ask", stores.cartridge, 3) == asked  # one request, the larger quantity
    desk.tell()
    assert (
        desk.sql(
            "select count(*) from talk.notices where kind = 'material_asked' and user_id = ?::bigint", desk.chief.user
        )
        == 1
    )
    with pytest.raises(DatabaseRefusal) as refused:
        desk.act(desk.lukin, "upkeep.supply_answer", asked, True, stores.centre)
    assert refused.value.code == "not_found"
    desk.act(desk.chief, "upkeep.supply_answer", asked, True, stores.centre)
    assert (stores.left(stores.ivanov), stores.left(stores.centre)) == (3, 2)
    with pytest.raises(DatabaseRefusal) as refused:
        desk.act(desk.boss, "upkeep.supply_answer", asked, False, reason="поздно")
    assert refused.value.code == "supply_answered"


@pytest.mark.parametrize("who", ["ivanov", "chief"])
def test_stores_of_others_are_not_there(desk: Desk, stores: Stores, who: str) -> None:
    stores.receive(stores.north, 5)
    person: Person = getattr(desk, who)
    for function, args in (
        ("upkeep.stock_discard", (stores.north, stores.cartridge, 1, "себе")),
        ("upkeep.stock_transfer", (stores.north, stores.ivanov, stores.cartridge, 1)),
        ("upkeep.stock_receive", (stores.north, stores.cartridge, 1)),
        ("upkeep.stock_count", (stores.north, stores.cartridge, 0, "пусто")),
    ):
        with pytest.raises(DatabaseRefusal) as refused:
            desk.act(person, function, *args)
        assert refused.value.code == "not_found"
    assert stores.left(stores.north) == 5


def test_a_zones_manager_uses_the_stores_of_his_zones_and_people(desk: Desk, stores: Stores) -> None:
    stores.receive(stores.centre, 5)
    desk.act(desk.chief, "upkeep.stock_transfer", stores.centre, stores.ivanov, stores.cartridge, 2)
    desk.act(desk.ivanov, "upkeep.stock_transfer", stores.ivanov, stores.centre, stores.cartridge, 1)
    assert (stores.left(stores.centre), stores.left(stores.ivanov)) == (4, 1)


def test_the_last_pieces_are_taken_once_by_many_at_once(own_desk: Desk) -> None:
    desk, stores = own_desk, Stores(own_desk)
    stores.receive(stores.centre, 3)
    stores.receive(stores.centre, 100, stores.tape)
    won, refused, broken = together(
        desk,
        [deed(desk.boss, "upkeep.stock_discard", stores.centre, stores.cartridge, 1, "разом") for _ in range(8)],
    )
    assert broken == []
    assert (won, {refusal.code for refusal in refused}) == (3, {"stock_short"})
    assert stores.left(stores.centre) == 0


def test_crosswise_transfers_never_wait_for_each_other(own_desk: Desk) -> None:
    desk, stores = own_desk, Stores(own_desk)
    stores.receive(stores.centre, 50)
    stores.receive(stores.north, 50)
    there = deed(desk.boss, "upkeep.stock_transfer", stores.centre, stores.north, stores.cartridge, 1)
    back = deed(desk.boss, "upkeep.stock_transfer", stores.north, stores.centre, stores.cartridge, 1)
    won, refused, broken = together(desk, [there, back] * 6)
    assert (won, refused, broken) == (12, [], [])
    assert stores.left(stores.centre) + stores.left(stores.north) == 100


def test_even_the_owner_cannot_take_a_stock_below_zero(desk: Desk, stores: Stores) -> None:
    stores.receive(stores.centre, 1)
    with pytest.raises(DatabaseRefusal) as refused:
        desk.sql(
            """insert into upkeep.movements (kind, store_id, material_id, quantity, note)
            values ('write_off', ?::bigint, ?::bigint, 2, 'мимо')""",
            stores.centre, stores.cartridge,
        )  # fmt: skip
    assert refused.value.code == "stock_short"


def test_units_and_sections_are_read_in_the_language_of_the_reader(desk: Desk) -> None:
    for word, said in (("unit", ("рул.", "roll")), ("section", ("Озеленение", "Greenery"))):
        desk.act(desk.boss, "upkeep.material_word_save", word, None, *said)
        with pytest.raises(DatabaseRefusal) as refused:
            desk.act(desk.boss, "upkeep.material_word_save", word, None, *said)
        assert refused.value.code == "name_taken"
    # a list that is none, a word that is none, and one too long for a unit
    for wrong in (
        ("materials", None, "а", None),
        ("unit", "нет такой", "пучок", None),
        ("section", "рул.", "пучок", None),
    ):
        with pytest.raises(DatabaseRefusal) as refused:
            desk.act(desk.boss, "upkeep.material_word_save", *wrong)
        assert refused.value.code == "not_found"
    with pytest.raises(ConstraintViolation, match="material_units_unit_check"):
        desk.act(desk.boss, "upkeep.material_word_save", "unit", None, "д" * 60, None)
    assert {(row.title, row.list) for row in desk.see(desk.boss, "supervisor.materials_words")} >= {
        ("рул.", "Единица"), ("Озеленение", "Раздел")
    }  # fmt: skip
    made = desk.act(
        desk.boss, "upkeep.material_save", None, None, "Газон рулонный", "рул.", "Озеленение", title_en="Turf"
    )
    row = "select title, unit, category from upkeep.stock_rows(p_search => ?)"
    assert desk.rows(row, "газон") == [("Газон рулонный", "рул.", "Озеленение")]
    english = """
        select r.title, r.unit, r.category from set_config('sokol.language', 'en', true) as l
        cross join lateral upkeep.stock_rows(p_search => case l when 'en' then 'turf' end) as r"""
    assert desk.rows(english) == [("Turf", "roll", "Greenery")]
    assert desk.sql("select code from upkeep.materials where material_id = ?::bigint", made) == "gazon_rulonnyy"
    # another name of a unit goes to what is counted in it
    desk.act(desk.boss, "upkeep.material_word_save", "unit", "рул.", "рулон газона", "roll")
    assert desk.sql("select unit from upkeep.materials where material_id = ?::bigint", made) == "рулон газона"
    with pytest.raises(DatabaseRefusal) as refused:
        desk.act(desk.boss, "upkeep.material_save", None, None, "Семена", "горсть", "Озеленение")
    assert refused.value.code == "not_found"
