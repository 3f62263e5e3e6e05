"""The form of an action opens only for what its visitor may open: a wrong and a foreign id are the same 404.

Generated from the catalogue: every action of every cabinet, every argument that is an id of a type of its own (not
lib.row_ref, which its action judges when it is sent).
"""

from __future__ import annotations

import re

import pyodbc
import pytest

from tests.web.visitor import Visitor

WRONG = "987654321"
PEOPLE = {
    "resident": "petrova", "manager": "plumber", "operator": "operator", "supervisor": "supervisor",
    "accountant": "accountant", "admin": "admin",
}  # fmt: skip
# Who may open what the first of a cabinet may not open with any id: the pages of those who manage zones.
SENIOR = {"manager": "manager"}
# What is not theirs, said without the functions that the platform asks: by household, by assignment, by owner.
FOREIGN = {
    "resident": {
        "order": """
            select o.order_id from desk.orders as o
            where o.place = 'flat' and o.premise_id not in (
                select r.premise_id from people.relations as r join people.users as u using (user_id)
                where u.email = 'petrova@example.ru') order by 1 limit 1""",
        "premise": """
            select p.premise_id from estate.premises as p
            where p.premise_id not in (
                select r.premise_id from people.relations as r join people.users as u using (user_id)
                where u.email = 'petrova@example.ru') order by 1 limit 1""",
        "relation": """
            select r.relation_id from people.relations as r
            where r.premise_id not in (
                select k.premise_id from people.relations as k join people.users as u using (user_id)
                where u.email = 'petrova@example.ru') order by 1 limit 1""",
        "session": """
            select s.session_id from people.sessions as s join people.users as u using (user_id)
            where u.email <> 'petrova@example.ru' order by 1 limit 1""",
        "notice": """
            select n.notice_id from talk.notices as n join people.users as u using (user_id)
            where u.email <> 'petrova@example.ru' order by 1 limit 1""",
    },
    "manager": {
        "order": """
            select o.order_id from desk.orders as o
            join people.staff as s on s.staff_id = o.assignee_id
            join people.users as u using (user_id)
            where u.email = 'carpenter@example.ru' and not exists (
                select from desk.order_members as m where m.order_id = o.order_id) order by 1 desc limit 1""",
        "session": """
            select s.session_id from people.sessions as s join people.users as u using (user_id)
            where u.email = 'petrova@example.ru' order by 1 limit 1""",
        "notice": """
            select n.notice_id from talk.notices as n join people.users as u using (user_id)
            where u.email = 'petrova@example.ru' order by 1 limit 1""",
    },
}  # fmt: skip
ACTIONS = """
    select n.nspname, p.proname, a.name, t.typname
    from pg_proc as p
    join pg_namespace as n on n.oid = p.pronamespace
    join cabinet.cabinets as c on c.cabinet = n.nspname
    cross join lateral unnest(p.proargtypes::oid[], p.proargnames[1:p.pronargs]) as a (type, name)
    join pg_type as t on t.oid = a.type
    where p.prorettype = 'lib.outcome'::regtype and t.typname ~ '_ref$' and t.typname <> 'row_ref' and t.typbasetype = 'bigint'::regtype
    order by 1, 2, 3
"""


@pytest.fixture(scope="module")
def visitors(demo_web: str) -> dict[str, Visitor]:
    made = {}
    for cabinet, who in PEOPLE.items():
        made[cabinet] = Visitor(demo_web)
        made[cabinet].sign_in(who)
    made["guest"] = Visitor(demo_web)
    for cabinet, who in SENIOR.items():
        made[f"{cabinet}, senior"] = Visitor(demo_web)
        made[f"{cabinet}, senior"].sign_in(who)
    return made


def bare(text: str) -> str:
    """A page without what differs by request: its number."""
    return re.sub(r"[0-9a-f]{12}", "", text)


@pytest.mark.parametrize("cabinet", [*PEOPLE, "guest"])
def test_an_id_that_is_not_theirs_opens_no_form(
    sql: pyodbc.Connection, visitors: dict[str, Visitor], cabinet: str
) -> None:
    tried = 0
    foreign = {noun: str(sql.execute(query).fetchval()) for noun, query in FOREIGN.get(cabinet, {}).items()}
    assert "None" not in foreign.values(), foreign
    for _schema, function, argument, kind in [row for row in sql.execute(ACTIONS) if row[0] == cabinet]:
        path = f"/{cabinet}/{function.replace('_', '-')}?{argument.removeprefix('p_')}="
        visitor = visitors[cabinet]
        wrong = visitor.get(path + WRONG)
        if wrong.status == 403:  # the page is not theirs, with any id: asked as whoever has it
            assert visitor.get(path + "abc").status == 403, path
            visitor = visitors[f"{cabinet}, senior"]
            wrong = visitor.get(path + WRONG)
        assert wrong.status == 404, path
        values = ["abc", "9" * 30]  # no number, none that fits
        if not tried:  # the same for all: the layer reads them
            values += ["-1", "0", "1e3"]
        if kind.removesuffix("_ref") in foreign:
            values.append(foreign[kind.removesuffix("_ref")])
        for value in values:
            answer = visitor.get(path + value)
            assert answer.status == 404, path + value
            assert bare(answer.text) == bare(wrong.text), path + value
        tried += 1
    assert tried or cabinet == "accountant"


def test_what_is_theirs_opens(sql: pyodbc.Connection, visitors: dict[str, Visitor]) -> None:
    own = sql.execute(
        """
        select o.order_id from desk.orders as o join people.users as u on u.user_id = o.resident_id
        where u.email = 'petrova@example.ru' order by 1 limit 1
        """
    ).fetchval()
    assert visitors["resident"].get(f"/resident/order-return?order={own}").status == 200
    assert visitors["operator"].get(f"/operator/order-assign?order={own}").status == 200


def test_a_foreign_id_is_not_confirmed_either(sql: pyodbc.Connection, visitors: dict[str, Visitor]) -> None:
    foreign = sql.execute(FOREIGN["resident"]["order"]).fetchval()
    visitor = visitors["resident"]
    _address, hidden = visitor.form("/resident/report?place=flat&service=1", "report-send")
    answers = [
        visitor.post("/resident/order-cancel", {**hidden, "order": str(value), "_hidden_order": "1"})
        for value in (foreign, WRONG)
    ]
    assert [answer.status for answer in answers] == [404, 404]
