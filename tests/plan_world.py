"""The company of tests.desk_world with crews, norms and plans.

plan = Plan(desk)                       a crew of plumbers (Иванов, Лукин) and one electrician (Волков) in «Центр»
norm = plan.norm("roof", ...)           a norm of its own; the stock ones are switched off
year = plan.made(2027)                  a draft, made step by step as the worker does it
plan.approve(year)
"""

from __future__ import annotations

from typing import Any

from tests.desk_world import Desk

YEAR = 2027


class Plan:
    def __init__(self, desk: Desk, *, minutes: int = 420) -> None:
        self.desk = desk
        desk.sql("select set_config('timezone', 'Europe/Moscow', false)")
        desk.sql("update upkeep.norms set active = false")
        self.volkov = desk.performer(
            "Волков Пётр Ильич", zones=[desk.centre], trades=["electrician"], permit="2030-01-01"
        )
        self.crew = self.team("Сантехники", "plumber", [desk.ivanov.staff, desk.lukin.staff], minutes=minutes)
        self.spark = self.team("Электрики", "electrician", [self.volkov.staff], minutes=minutes)

    def team(self, name: str, trade: str, staff: list[int], *, minutes: int = 420, zone: int | None = None) -> int:
        return int(self.desk.act(
            self.desk.boss, "upkeep.crew_save", None, name, trade, zone or self.desk.centre, minutes, staff,
        ))  # fmt: skip

    def norm(
        self, code: str, *, trade: str = "plumber", times: int = 1, per: int = 12, months: str = "{4,5}",
        minutes: int = 60, people: int = 1, conditions: str = "[]", object_type: str = "house",
        checklist: str | None = None, due: str | None = None, lead: int = 60,
    ) -> int:  # fmt: skip
        return int(self.desk.sql(
            """insert into upkeep.norms (code, title, object_type, conditions, specialization, times, per_months, months,
                planned_minutes, people_count, checklist_id, due, lead_days, ground)
            select ?, ?, ?, ?::jsonb, ?, ?::smallint, ?::smallint, ?::smallint[], ?::integer, ?::smallint,
                (select c.checklist_id from upkeep.checklists as c where c.code = ?), ?::jsonb, ?::smallint, 'ПП № 290'
            returning norm_id""",
            "own_" + code, "Работа " + code, object_type, conditions, trade, times, per, months, minutes, people, checklist,
            due, lead,
        ))  # fmt: skip

    def run(self, plan: int) -> None:
        """The worker's part: step after step until there is no more to do."""
        task, function = self.desk.rows(
            "select t.task_id, t.function_name from upkeep.plans as p join cabinet.tasks as t using (task_id) "
            "where p.plan_id = ?::bigint",
            plan,
        )[0]
        self.desk.sql("update cabinet.tasks set state = 'running' where task_id = ?::bigint", task)
        while self.desk.sql(f"select {function}(?::bigint)", task) not in (False, "0", 0):
            pass
        self.desk.sql("update cabinet.tasks set state = 'done' where task_id = ?::bigint", task)

    def made(self, year: int = YEAR, zone: int | None = None) -> int:
        plan = int(self.desk.act(self.desk.boss, "upkeep.plan_make", year, zone))
        self.run(plan)
        return plan

    def approve(self, plan: int) -> None:
        self.desk.act(self.desk.boss, "upkeep.plan_approve", plan)
        self.run(plan)

    def works(self, plan: int, what: str = "w.work_id") -> list[Any]:
        return [row[0] for row in self.desk.rows(
            f"select {what} from upkeep.works as w where w.plan_id = ?::bigint order by w.starts_at, w.work_id", plan
        )]  # fmt: skip

    def overlaps(self) -> int:
        """Pairs of works of one person that meet, and bookings that are not those of the works."""
        return int(self.desk.sql(
            """select count(*)
            from upkeep.works as a
            cross join lateral unnest(a.staff_ids) as x (staff_id)
            join upkeep.works as b on b.work_id > a.work_id and x.staff_id = any (b.staff_ids)
                and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)"""
        )) + int(self.desk.sql(
            """select count(*)
            from (
                select w.work_id, s.staff_id, tstzrange(w.starts_at, w.ends_at) as during
                from upkeep.works as w cross join lateral unnest(w.staff_ids) as s (staff_id)
                where w.state in ('planned', 'in_progress')
            ) as w
            full join (select * from people.bookings where source = 'planned_work') as b
                on b.object_id = w.work_id and b.staff_id = w.staff_id and b.during = w.during
            where w.work_id is null or b.booking_id is null"""
        ))  # fmt: skip
