"""The preventive plan (domain.md §8; rules.md, Places and time): what norms demand is spread over the crews' working
days without overlaps; what cannot be judged or finds no room says so."""

from __future__ import annotations

import pytest

from tests.desk_world import Desk, Person
from tests.plan_world import Plan
from webapp.database.errors import DatabaseRefusal

LOCAL = "(w.starts_at at time zone 'Europe/Moscow')"


@pytest.fixture
def plan(desk: Desk) -> Plan:
    return Plan(desk)


def test_a_norm_is_cut_into_equal_parts_of_its_months(desk: Desk) -> None:
    """Осмотр кровли: 2 раза в год, весной и осенью (domain.md §8)."""
    rows = desk.rows("select place, span::text from upkeep.norm_slots(2027, 2, 12, '{4,5,9,10}')")
    assert rows == [(1, "[2027-04-01,2027-06-01)"), (2, "[2027-09-01,2027-11-01)")]
    assert desk.sql("select count(*) from upkeep.norm_slots(2027, 12, 12, '{1,2,3,4,5,6,7,8,9,10,11,12}')") == 12
    weeks = desk.rows("select lower(span)::text from upkeep.norm_slots(2027, 4, 12, '{1,2}') order by 1")
    assert [row[0] for row in weeks] == ["2027-01-01", "2027-01-16", "2027-02-01", "2027-02-15"]
    assert desk.rows("select span::text from upkeep.norm_slots(2027, 1, 36, '{6,7}')") == [("[2027-06-01,2027-08-01)",)]


def test_works_stand_in_their_months_on_working_days_and_nobody_is_promised_twice(desk: Desk, plan: Plan) -> None:
    plan.norm("light", trade="electrician", times=12, months="{1,2,3,4,5,6,7,8,9,10,11,12}", minutes=200)
    plan.norm("spring", times=1, months="{4,5}", minutes=180, people=2)
    made = plan.made()
    # the house of «Север» has no crew: 13 of its works stand without a time and say why
    assert desk.sql("select works_count from upkeep.plans where plan_id = ?::bigint", made) == 26
    assert plan.works(made, "w.unplaced").count("no_crew") == 13
    assert desk.rows(
        f"""select count(*), bool_and(w.span @> {LOCAL}::date),
            bool_and(extract(isodow from {LOCAL}) < 6 or {LOCAL}::date in (
                select day from people.calendar_days where working)),
            bool_and({LOCAL}::date not in (select day from people.calendar_days where not working)),
            bool_and({LOCAL}::time >= '08:00' and (w.ends_at at time zone 'Europe/Moscow')::time <= '17:00'),
            bool_or(cardinality(w.staff_ids) = 2 and w.people_count = 2)
        from upkeep.works as w where w.plan_id = ?::bigint and w.starts_at is not null""", made
    )[0] == (13, True, True, True, True, True)  # fmt: skip
    assert desk.sql("select count(*) from people.bookings where source = 'planned_work'") == 0
    plan.approve(made)
    assert plan.overlaps() == 0
    assert desk.sql("select state from upkeep.plans where plan_id = ?::bigint", made) == "approved"
    assert desk.sql("select count(*) from people.bookings where source = 'planned_work'") == 14


def test_a_work_steps_over_lunch(desk: Desk, plan: Plan) -> None:
    plan.norm("long", minutes=300, months="{4}")
    made = plan.made()
    assert desk.rows(
        f"select {LOCAL}::time::text, (w.ends_at at time zone 'Europe/Moscow')::time::text "
        "from upkeep.works as w where w.plan_id = ?::bigint and w.starts_at is not null", made,
    ) == [("08:00:00", "14:00:00")]  # fmt: skip


def test_a_house_of_which_the_deciding_value_is_unknown_is_listed_and_not_planned(desk: Desk, plan: Plan) -> None:
    plan.norm("flush", conditions='[{"attribute":"heating_type","operator":"=","value":"central"}]')
    desk.sql(
        'update estate.houses set extra = \'{"heating_type": "stove"}\' where house_id = ?::bigint', desk.other_house
    )
    made = plan.made()
    assert plan.works(made) == []
    assert desk.rows("select house_id, attributes from upkeep.plan_gaps where plan_id = ?::bigint", made) == [
        (desk.house, "{heating_type}")
    ]
    assert desk.sql("select gaps_count from upkeep.plans where plan_id = ?::bigint", made) == 1
    desk.sql('update estate.houses set extra = \'{"heating_type": "central"}\' where house_id = ?::bigint', desk.house)
    assert len(plan.works(plan.made())) == 1


def test_a_finding_that_blocks_the_plan_keeps_its_house_out_until_mended_or_excused(desk: Desk, plan: Plan) -> None:
    plan.norm("spring")
    desk.sql(
        "update estate.check_rules set active = active and rule = 'house_floors_swapped' or rule = 'entrance_floors_above_house'"
    )
    swap = "update estate.houses set floors_min = ?::smallint, floors_max = 5 where house_id = ?::bigint"
    desk.sql(swap, 9, desk.house)
    desk.call("estate.objects_check", "button")

    def kept(made: int) -> list[tuple[str, str]]:
        return [(row.missing, row._link_missing) for row in desk.see(desk.boss, "supervisor.plan_new_gaps", made)]

    # the foreign house is planned as before, the works of this one wait and the list says why and leads to the field
    made = plan.made()
    finding = desk.sql("select finding_id from estate.check_findings where rule = 'house_floors_swapped'")
    assert plan.works(made, "w.house_id") == [desk.other_house]
    assert kept(made) == [
        ("Этажей от 9 до 5: перепутаны", f"house_edit?house={desk.house}&_focus=floors_min&next={finding}")
    ]
    [row] = desk.see(desk.boss, "supervisor.plan_new_gaps", made)
    assert row.norms_text == "Все работы по нормам: 1"
    desk.act(desk.boss, "estate.finding_excuse", finding, "Так в техническом паспорте")
    made = plan.made()
    assert (len(plan.works(made)), kept(made)) == (2, [])

    # a rule that looks at an entrance keeps its house out too, once it is said to block
    entrance = desk.sql(
        "update estate.entrances set floors = 9 where house_id = ?::bigint and number = 1 returning entrance_id",
        desk.house,
    )
    desk.call("estate.objects_check", "button")
    assert len(plan.works(plan.made())) == 2
    desk.sql("update estate.check_rules set blocks_plan = true where rule = 'entrance_floors_above_house'")
    made = plan.made()
    assert plan.works(made, "w.house_id") == [desk.other_house]
    [(said, form)] = kept(made)
    assert said == "подъезд 1: Этажей в подъезде 9, а в доме не больше 5"
    assert form.startswith(f"entrance_edit?entrance={entrance}&_focus=floors&")
    desk.sql("update estate.entrances set floors = 5 where entrance_id = ?::bigint", entrance)
    desk.call("estate.objects_check", "button")
    assert len(plan.works(plan.made())) == 2
    # the old draft names the rule when nothing is left to mend
    assert kept(made)[0][0] == "В подъезде этажей больше, чем в доме"


def test_approving_leaves_out_a_house_in_which_the_check_found_something_since(desk: Desk, plan: Plan) -> None:
    plan.norm("spring")
    plan.norm("vent", times=3, months="{1,4,9}")
    desk.sql("update estate.check_rules set active = rule = 'house_floors_swapped'")
    made = plan.made()
    assert len(plan.works(made)) == 8
    [before] = desk.see(desk.boss, "supervisor.plan_new_approve_preview", made)
    assert (before.works, before.left_out) == (8, None)
    desk.sql("update estate.houses set floors_min = 9, floors_max = 5 where house_id = ?::bigint", desk.house)
    desk.call("estate.objects_check", "button")
    # said before, said by the answer, and named with the way to mend it afterwards; nobody's time is taken for it
    [shown] = desk.see(desk.boss, "supervisor.plan_new_approve_preview", made)
    assert (shown.works, shown.title) == (4, "Утвердить работ: 4")
    assert shown.left_out == "Садовая, 12 (4)"
    said = desk.act(desk.boss, "supervisor.plan_new_approve", made)
    assert "Утверждаем работ: 4. Работы домов с ошибками в данных не вошли: Садовая, 12 (4)" in str(said)
    plan.run(made)
    assert set(plan.works(made, "w.house_id")) == {desk.other_house}
    assert desk.rows("select state, works_count, gaps_count from upkeep.plans where plan_id = ?::bigint", made) == [
        ("approved", 4, 1)
    ]
    [gap] = desk.see(desk.boss, "supervisor.plan_new_gaps", made)
    assert (gap.address, gap.missing) == ("Садовая, 12", "Этажей от 9 до 5: перепутаны")
    assert gap.norms_text == "Все работы по нормам: 2"
    assert desk.sql("select count(*) from people.bookings where source = 'planned_work'") == 0
    # mended, the next plan takes the house in
    desk.sql("update estate.houses set floors_min = 5 where house_id = ?::bigint", desk.house)
    desk.call("estate.objects_check", "button")
    again = plan.made()
    assert set(plan.works(again, "w.house_id")) == {desk.house}
    desk.sql("update estate.houses set floors_min = 9 where house_id = ?::bigint", desk.house)
    desk.call("estate.objects_check", "button")
    finding = desk.sql(
        "select finding_id from estate.check_findings where cleared_at is null and rule = 'house_floors_swapped'"
    )
    desk.act(desk.boss, "estate.finding_excuse", finding, "Так в техническом паспорте")
    [shown] = desk.see(desk.boss, "supervisor.plan_new_approve_preview", again)
    assert (shown.works, shown.left_out) == (4, None)


def test_a_lift_that_the_passport_counts_and_nobody_entered_is_a_gap(desk: Desk, plan: Plan) -> None:
    plan.norm("lift", object_type="lift", trade="electrician", times=12, months="{1,2,3,4,5,6,7,8,9,10,11,12}")
    desk.sql("update estate.houses set extra = '{\"elevators_count\": 0}'")
    desk.sql("update estate.houses set extra = '{\"elevators_count\": 2}' where house_id = ?::bigint", desk.house)
    desk.sql(
        "insert into estate.objects (object_type, house_id, name) values ('lift', ?::bigint, 'Лифт 1')", desk.house
    )
    made = plan.made()
    assert len(plan.works(made)) == 12
    assert desk.rows("select house_id from upkeep.plan_gaps where plan_id = ?::bigint", made) == [(desk.house,)]


def test_the_last_act_anchors_the_next_work(desk: Desk, plan: Plan) -> None:
    """Освидетельствование раз в 12 месяцев: от дня последнего акта."""
    norm = plan.norm("cert", months="{1,2,3,4,5,6,7,8,9,10,11,12}")
    third = plan.norm("insul", per=36, months="{1,2,3,4,5,6,7,8,9,10,11,12}")
    for one, day in ((norm, "2026-06-10"), (third, "2025-03-01")):
        desk.sql(
            """insert into upkeep.works (norm_id, house_id, title, specialization, state, span, wanted_on, planned_minutes,
                done_at) values (?::bigint, ?::bigint, 'Работа', 'plumber', 'done', '[2025-01-01,2026-12-31)', ?::date, 60,
                ?::timestamptz)""",
            one, desk.house, day, day,
        )  # fmt: skip
    made = plan.made(zone=desk.centre)
    assert plan.works(made, "w.wanted_on::text") == ["2027-06-10"]
    assert plan.works(made, f"{LOCAL}::date::text") == ["2027-06-10"]
    assert 2028 not in [int(y) for y in plan.works(made, "extract(year from w.starts_at)::integer")]


def test_what_stands_in_a_plan_is_not_planned_again(desk: Desk, plan: Plan) -> None:
    plan.norm("vent", times=3, months="{1,4,9}")
    first = plan.made(zone=desk.centre)
    plan.approve(first)
    assert len(plan.works(first)) == 3
    assert plan.works(plan.made(zone=desk.centre)) == []


def test_a_day_is_filled_no_further_than_the_crew_has_minutes(desk: Desk) -> None:
    plan = Plan(desk, minutes=120)
    plan.norm("many", times=40, months="{4}", minutes=60)
    made = plan.made(zone=desk.centre)
    assert max(row[0] for row in desk.rows(
        f"""select sum(w.planned_minutes) from upkeep.works as w
        where w.plan_id = ?::bigint and w.starts_at is not null group by {LOCAL}::date""", made
    )) <= 120  # fmt: skip
    # 22 working days of April 2027 by two works; spans are three quarters of a day, so a span may fall on a weekend
    assert desk.sql("select unplaced_count from upkeep.plans where plan_id = ?::bigint", made) == plan.works(
        made, "w.unplaced"
    ).count("no_room")


def test_reasons_of_works_without_a_time(desk: Desk) -> None:
    plan = Plan(desk, minutes=60)
    plan.norm("few", people=3, minutes=30)
    plan.norm("long", minutes=90)
    plan.norm("none", trade="carpenter")
    made = plan.made(zone=desk.centre)
    assert sorted(plan.works(made, "w.unplaced")) == ["few_people", "no_crew", "too_long"]


def test_leave_visits_and_exclusive_shifts_are_kept_free(desk: Desk, plan: Plan) -> None:
    desk.act(desk.boss, "people.leave_create", plan.volkov.staff, "2027-04-01", "2027-04-20", "vacation")
    plan.norm("board", trade="electrician", months="{4}", times=4, minutes=60)
    made = plan.made(zone=desk.centre)
    days = plan.works(made, f"{LOCAL}::date::text")
    assert (days.count(None), min(day for day in days if day)) == (2, "2027-04-21")
    plan.approve(made)
    assert plan.overlaps() == 0


def test_who_is_in_two_crews_is_never_in_both_on_a_day(desk: Desk, plan: Plan) -> None:
    both = desk.performer("Сизов Иван Ильич", zones=[desk.centre], trades=["heating", "carpenter"])
    plan.team("Тепло", "heating", [both.staff])
    plan.team("Плотники", "carpenter", [both.staff])
    plan.norm("heat", trade="heating", times=20, months="{5,6,7,8}", minutes=200)
    plan.norm("door", trade="carpenter", times=20, months="{5,6,7,8}", minutes=200)
    made = plan.made(zone=desk.centre)
    plan.approve(made)
    assert plan.overlaps() == 0
    assert "busy" not in plan.works(made, "w.unplaced")


def test_only_the_supervisor_makes_and_approves_plans(desk: Desk, plan: Plan) -> None:
    plan.norm("roof")
    for person in (desk.chief, desk.svetlana, desk.mary):
        with pytest.raises(DatabaseRefusal) as refusal:
            desk.act(person, "upkeep.plan_make", 2027)
        assert refusal.value.code in {"forbidden", None} or refusal.value.status in {403, 404}


def test_a_draft_is_thrown_away_and_nothing_of_it_stays(desk: Desk, plan: Plan) -> None:
    plan.norm("roof", conditions='[{"attribute":"gas_type","operator":"<>","value":"none"}]')
    plan.norm("spring")
    made = plan.made()
    desk.act(desk.boss, "upkeep.plan_drop", made)
    assert plan.works(made) == []
    assert desk.sql("select count(*) from upkeep.plan_gaps") == 0
    with pytest.raises(DatabaseRefusal):
        desk.act(desk.boss, "upkeep.plan_approve", made)


def test_illness_gives_works_to_a_mate_at_the_same_time_or_moves_them_within_their_days(desk: Desk, plan: Plan) -> None:
    plan.norm("spring", times=10, months="{4,5}", minutes=120)
    made = plan.made(zone=desk.centre)
    plan.approve(made)
    before = dict(
        desk.rows(
            "select work_id, starts_at::text from upkeep.works where staff_ids @> array[?::bigint]", desk.ivanov.staff
        )
    )
    desk.act(desk.boss, "people.leave_create", desk.ivanov.staff, "2027-04-01", "2027-05-31", "sick")
    assert plan.overlaps() == 0
    assert desk.sql("select count(*) from upkeep.works where staff_ids @> array[?::bigint]", desk.ivanov.staff) == 0
    after = dict(desk.rows("select work_id, starts_at::text from upkeep.works where plan_id = ?::bigint", made))
    assert {work: after[work] for work in before} == before
    # now the other one too: nobody is left until the span is over
    desk.act(desk.boss, "people.leave_create", desk.lukin.staff, "2027-04-01", "2027-05-31", "sick")
    assert set(plan.works(made, "w.unplaced")) == {"away"}
    assert plan.overlaps() == 0


def test_overdue_works_are_told_once(desk: Desk, plan: Plan) -> None:
    plan.norm("spring", months="{4}")
    plan.approve(plan.made(zone=desk.centre))
    assert desk.sql("select upkeep.works_overdue()") == 0
    desk.at("2027-05-03 10:00")
    assert desk.sql("select upkeep.works_overdue()") == 1
    assert desk.sql("select upkeep.works_overdue()") == 0
    desk.tell()
    told = desk.rows(
        "select u.name::text from talk.notices as n join people.users as u using (user_id) where n.kind = 'work_overdue'"
    )
    assert len(told) == 2
    assert ("Кравцов Андрей Викторович",) in told


def test_the_zone_of_a_manager_counts_what_its_links_lead_to(desk: Desk, plan: Plan) -> None:
    """Works, people and equipment of the zone, and the same figures on the supervisor's page of it."""
    plan.norm("light", trade="electrician", times=4, months="{4,5}")
    plan.approve(plan.made())
    desk.sql(
        "insert into estate.objects (object_type, house_id, name) values ('lift', ?::bigint, 'Лифт 1')", desk.house
    )
    order = desk.order(desk.mary)
    performer = desk.assignee(order)

    def links(person: Person, function: str, *args: object) -> dict[str, str]:
        return {row._link: row[1] for row in desk.see(person, function, *args) if row._link}

    desk.at("2027-04-20 10:00")
    # of eight works four stand in «Север», which is another manager's
    assert links(desk.chief, "manager.zone_tiles")["plan?tab=open"] == "4"
    assert [row._total for row in desk.see(desk.chief, "manager.plan_list", tab="open", limit=1)] == [4]
    assert {row.address for row in desk.see(desk.chief, "manager.zone_works")} == {"Садовая, 12"}
    assert [(row._link, row.in_use) for row in desk.see(desk.chief, "manager.zone_objects")] == [
        ("objects?object_type=lift", 1)
    ]
    people = {row._link: row.open_count for row in desk.see(desk.chief, "manager.zone_people")}
    assert people[f"orders?filter=open&assignee={performer}"] == 1
    assert sum(people.values()) == 1
    assert [row._total for row in desk.see(desk.chief, "manager.orders_list", assignee=performer)] == [1]
    assert desk.see(desk.chief, "manager.orders_list", assignee=plan.volkov.staff) == []

    facts = links(desk.boss, "supervisor.zone_facts", desk.centre)
    for page, count, rows in (
        (
            "plan?tab=open&zone=",
            4,
            desk.see(desk.boss, "supervisor.plan_list", tab="open", zone=desk.centre, limit=1),
        ),
        ("residents?zone=", 1, desk.see(desk.boss, "supervisor.residents_list", zone=desk.centre, limit=1)),
    ):
        assert (facts[f"{page}{desk.centre}"], [row._total for row in rows]) == (str(count), [count])
    assert facts[f"objects?zone={desk.centre}"] == "1"
    assert sum(row.in_use for row in desk.see(desk.boss, "supervisor.objects_types", zone=desk.centre)) == 1
    assert sum(row.in_use for row in desk.see(desk.boss, "supervisor.objects_types", zone=desk.north)) == 0
