"""Many rows at once: ticked, seen before, done through the ordinary action, with an outcome for each row."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

import pyodbc
import pytest

from tests.web.person import in_days
from tests.web.visitor import Answer, Visitor, form_of

TERM = "/operator/_bulk/order-term"


@pytest.fixture(scope="module")
def operator(demo_web: str) -> Visitor:
    visitor = Visitor(demo_web)
    visitor.sign_in("operator")
    return visitor


def ticks(page: Answer) -> list[str]:
    return re.findall(r'name="tick" value="([0-9~]+)" form="bulk-orders-list"', page.body.decode())


def fill(page: Answer, action: str, **values: str) -> list[tuple[str, str]]:
    """The fields of the form as a browser sends them: a name may stand often."""
    found = re.search(rf'<form class="form"[^>]*action="{re.escape(action)}"(.*?)</form>', page.body.decode(), re.S)
    assert found, page.text[-3000:]
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', found[1])
    return [*((name, value.replace("&amp;", "&")) for name, value in hidden), *values.items()]


def post(visitor: Visitor, path: str, fields: list[tuple[str, str]]) -> Answer:
    return visitor.ask("POST", path, urlencode(fields).encode(), Content_Type="application/x-www-form-urlencoded")


def chosen(visitor: Visitor, rows: list[str], action: str = TERM) -> Answer:
    query = "&".join(f"tick={quote(one)}" for one in rows)
    return visitor.get(f"{action}?_at=/operator/orders&{query}")


def later(days: int) -> str:
    return in_days(days) + "T10:00"


def changes(sql: pyodbc.Connection) -> int:
    return int(sql.execute("select count(*) from desk.order_events where kind = 'term_changed'").fetchval())


def test_ticked_rows_are_previewed_done_and_answered_one_by_one(operator: Visitor, sql: pyodbc.Connection) -> None:
    rows = ticks(operator.get("/operator/orders"))[:4]
    assert len(rows) == 4
    form = chosen(operator, rows)
    assert form.status == 200
    assert len(re.findall(r'<li class="">', form.text)) == 4
    assert "№ " in form.text
    before = changes(sql)
    due = {"due": "2099-01-01T10:00", "reason": "Ждём деталь"}
    wrong = post(operator, TERM, fill(form, TERM, **due))
    assert wrong.status == 409  # beyond a year: no row can take it, each says so
    assert "Ни с одной отмеченной строкой так нельзя" in wrong.text
    assert wrong.text.count("bulk-left") == 4
    due["due"] = later(9)
    plan = post(operator, TERM, fill(form, TERM, **due))
    assert plan.status == 200
    assert "Получится со всеми: 4" in plan.text
    assert "Изменить срок: 4" in plan.text
    assert changes(sql) == before, "a preview leaves nothing"
    # meanwhile one of them is changed by somebody else
    sql.execute("update desk.orders set version = version + 1 where order_id = ?", rows[1].partition("~")[0])
    sent = fill(plan, TERM)
    done = post(operator, TERM, sent)
    assert done.status == 303
    outcome = operator.get(done.headers["Location"])
    assert "3 сделано, 1 нет" in outcome.text
    assert outcome.text.count("bulk-done") == 3
    assert "Пока вы писали, заявку №" in outcome.text
    assert changes(sql) == before + 3
    again = post(operator, TERM, sent)
    assert again.headers["Location"] == done.headers["Location"], "sent twice, done once"
    assert "3 сделано, 1 нет" in operator.get(again.headers["Location"]).text
    assert changes(sql) == before + 3


def test_an_outcome_is_shown_to_its_own_person_only(operator: Visitor, demo_web: str) -> None:
    rows = ticks(operator.get("/operator/orders"))[:1]
    plan = post(operator, TERM, fill(chosen(operator, rows), TERM, due=later(5), reason="Проба"))
    done = post(operator, TERM, fill(plan, TERM))
    assert operator.get(done.headers["Location"]).status == 200
    other = Visitor(demo_web)
    other.sign_in("operator2")
    assert other.get(done.headers["Location"]).status == 404


def test_what_was_not_ticked_or_not_understood_is_said(operator: Visitor) -> None:
    assert "Ничего не отмечено" in chosen(operator, []).text
    many = chosen(operator, [str(number) for number in range(1, 103)])
    assert many.status == 422
    assert "до 100 строк" in many.text
    rows = ticks(operator.get("/operator/orders"))[:2]
    empty = post(operator, TERM, fill(chosen(operator, rows), TERM, due="", reason="текст останется"))
    assert empty.status == 422
    assert "текст останется" in empty.text
    assert empty.text.count('name="tick"') == 2
    bad = post(operator, TERM, fill(chosen(operator, rows), TERM, due="завтра", reason="x"))
    assert bad.status == 422
    assert 'aria-invalid="true"' in bad.text


def test_only_what_a_list_offers_can_be_asked_for(operator: Visitor) -> None:
    assert chosen(operator, ["1"], "/operator/_bulk/order-cancel").status == 404
    assert chosen(operator, ["1"], "/operator/_bulk/people-me").status == 404


def test_a_foreign_row_is_as_a_wrong_one(demo_web: str, sql: pyodbc.Connection) -> None:
    plumber = Visitor(demo_web)
    plumber.sign_in("plumber")
    foreign = sql.execute(
        """
        select o.order_id from desk.orders as o
        join people.staff as s on s.staff_id = o.assignee_id join people.users as u using (user_id)
        where u.email = 'carpenter@example.ru'
            and not exists (select from desk.order_members as m where m.order_id = o.order_id)
        order by 1 desc limit 1
        """
    ).fetchval()
    action = "/manager/_bulk/order-queue"
    said = []
    for value in (str(foreign), "987654321"):
        form = plumber.get(f"{action}?tick={value}")
        plan = post(plumber, action, fill(form, action, reason="нужен другой"))
        assert plan.status == 409
        said.append(re.findall(r'<li class="bulk-left">.*?</li>', plan.text, re.S))
    assert said[0] == said[1]
    assert said[0]


def test_all_of_a_page_are_ticked_without_script(operator: Visitor) -> None:
    page = operator.get("/operator/orders?_ticked=orders_list")
    assert page.text.count('form="bulk-orders-list" checked') == len(ticks(page)) > 1


def test_notices_are_read_together(demo_web: str, sql: pyodbc.Connection) -> None:
    petrova = Visitor(demo_web)
    petrova.sign_in("petrova")
    sql.execute(
        """
        update talk.notices as n set read_at = null
        from people.users as u where u.user_id = n.user_id and u.email = 'petrova@example.ru'
        """
    )
    page = petrova.get("/resident/inbox")
    rows = re.findall(r'name="tick" value="([0-9]+)" form="bulk-inbox-list"', page.body.decode())[:2]
    assert len(rows) == 2
    action = "/resident/_bulk/inbox-seen"
    form = petrova.get(f"{action}?_at=/resident/inbox&" + "&".join(f"tick={one}" for one in rows))
    done = post(petrova, action, fill(form, action))
    assert done.status == 303
    assert "Сделано: 2" in petrova.get(done.headers["Location"]).text
    left = petrova.get("/resident/inbox").text
    assert not any(f'name="tick" value="{one}"' in left for one in rows)


def test_a_single_form_of_a_stale_page_is_refused_with_the_way_to_what_changed(
    operator: Visitor, demo_web: str
) -> None:
    order = ticks(operator.get("/operator/orders"))[0].partition("~")[0]
    form = operator.get(f"/operator/order-term?order={order}")
    address, hidden = form_of(form, "/operator/order-term")
    assert hidden["version"]
    boss = Visitor(demo_web)
    boss.sign_in("supervisor")
    member = boss.get(f"/supervisor/order-term?order={order}")
    other_address, other = form_of(member, "/supervisor/order-term")
    due = later(6)
    assert boss.post(other_address, {**other, "due": due, "reason": "Перенёс"}).status == 303
    stale = operator.post(address, {**hidden, "due": due, "reason": "Житель просил"})
    assert stale.status == 409
    assert "Пока вы писали, заявку №" in stale.text
    assert "Зимин А. Б." in stale.text
    assert "Ваш текст сохранён" in stale.text
    assert f'href="/operator/order?order={order}">Показать изменения</a>' in stale.text
    assert 'value="Житель просил"' in stale.text or ">\nЖитель просил</textarea>" in stale.text
    address, hidden = form_of(stale, "/operator/order-term")
    assert operator.post(address, {**hidden, "due": due, "reason": "Житель просил"}).status == 303
