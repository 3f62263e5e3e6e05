"""Documents: what stands in a printed paper, who gets it, how lots are printed."""

from __future__ import annotations

import io
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from babel.dates import format_date
from flask import Flask
from PIL import Image

from tests.desk_world import Desk
from tests.web.papers import all_printed, job, number_in, text_of
from tests.web.person import Person, client_of, in_days
from tests.world import World
from webapp import documents
from webapp.database.engine import Database
from webapp.settings import ROOT, Settings
from webapp.worker import work_once

# what stands in them ---------------------------------------------------------------------------------------------------


def test_the_resident_takes_the_act_of_a_done_order(
    desk: Desk, as_: Any, finished: int, database: Database, printer: documents.Printer
) -> None:
    mary = as_(desk.mary)
    assert "document?order=" in mary.html(f"/resident/order?order={finished}")
    said = mary.do(f"/resident/document-print?order={finished}")
    assert "Печатаем" in said
    document = number_in(mary.at)
    assert mary.client.get(f"/document/resident/{document}.pdf").status_code == 404  # not printed yet
    all_printed(database, printer)
    page = mary.html(mary.at)
    assert "Печатаем" not in page
    assert f'href="/document/resident/{document}.pdf"' in page
    answer = mary.client.get(f"/document/resident/{document}.pdf")
    assert answer.mimetype == "application/pdf"
    assert "attachment" in answer.headers["Content-Disposition"]
    paper = text_of(answer.data)
    act = desk.sql("select act_number from desk.work_reports where order_id = ?::bigint", finished)
    number = desk.of(finished, "number")
    for word in (
        f"Акт № {act}", "выполненных работ", f"№ {number}", "Петрова Мария Ивановна", "Садовая, 12", "кв. 5",
        "Заменил прокладку", "30 мин", "Капает из-под гайки", "1 / 1",
    ):  # fmt: skip
        assert word in paper, word
    sheet = mary.client.get(f"/document/resident/{document}/1.webp")
    drawn = Image.open(io.BytesIO(sheet.data)).convert("RGB")
    assert drawn.size == (1240, 1754)
    # the photo of the resident and, since the performer's is no picture, no other
    small = drawn.resize((124, 175))
    points = [small.getpixel((x, y)) for x in range(small.width) for y in range(small.height)]
    reds = sum(isinstance(point, tuple) and point[0] > 120 and max(point[1:]) < 90 for point in points)
    assert 700 < reds < 1100
    assert mary.client.get(f"/document/resident/{document}/2.webp").status_code == 404
    shown = mary.client.get(f"/document/resident/{document}.pdf?print")
    assert shown.headers["Content-Disposition"].startswith("inline")
    # asked for again, the same act is the same document
    mary.do(f"/resident/document-print?order={finished}")
    assert number_in(mary.at) == document


def test_a_document_does_not_change_and_made_again_is_another(
    desk: Desk, as_: Any, finished: int, database: Database, printer: documents.Printer
) -> None:
    boss = as_(desk.boss)
    boss.do(f"/supervisor/order-dispute?order={finished}")
    first = number_in(boss.at)
    all_printed(database, printer)
    before = boss.client.get(f"/document/supervisor/{first}.pdf").data
    assert "Заметка после" not in text_of(before)
    desk.at("2026-11-16 12:00")
    desk.act(desk.boss, "desk.message_send", finished, "Заметка после", photos=[], internal=True)
    boss.do(f"/supervisor/order-dispute?order={finished}")
    second = number_in(boss.at)
    all_printed(database, printer)
    assert second != first
    assert boss.client.get(f"/document/supervisor/{first}.pdf").data == before
    after = text_of(boss.client.get(f"/document/supervisor/{second}.pdf").data)
    assert "Заметка после (служебная заметка)" in after
    assert (
        after.index("Что происходило") < after.index("Переписка") < after.index("Отчёт о работе") < after.index("Фото")
    )


def test_a_notice_is_printed_large_and_numbered_by_kind_and_year(
    desk: Desk, as_: Any, database: Database, printer: documents.Printer
) -> None:
    boss = as_(desk.boss)
    desk.sql("insert into talk.news (title, body) values ('Нет воды', E'Завтра с 9 до 12.\nЗапаситесь.')")
    news = int(desk.sql("select max(news_id) from talk.news"))
    boss.do(f"/supervisor/news-print?news={news}")
    one = number_in(boss.at)
    boss.do(f"/supervisor/news-print?news={news}")
    two = number_in(boss.at)
    all_printed(database, printer)
    numbers = [desk.sql("select number from cabinet.documents where document_id = ?::bigint", n) for n in (one, two)]
    first, second = (int(number.partition("/")[0]) for number in numbers)
    assert re.fullmatch(r"20\d\d", numbers[1].partition("/")[2])
    assert second == first + 1
    pdf = boss.client.get(f"/document/supervisor/{one}.pdf").data
    assert "Нет воды" in text_of(pdf)
    assert "Запаситесь." in text_of(pdf)
    page = pypdfium2.PdfDocument(pdf)[0]
    heights = [found.get_bounds() for found in page.get_objects() if found.type == 1]
    assert max(top - bottom for _left, bottom, _right, top in heights) > 20  # points: read from a board


def test_the_day_of_a_performer_and_the_roster_of_a_month(
    desk: Desk, as_: Any, database: Database, printer: documents.Printer
) -> None:
    desk.at("2026-11-20 09:00")
    desk.sql("update desk.orders set created_at = created_at - interval '2 days' where closed_at is null")
    order = desk.order(desk.mary)
    holder = desk.holder(order)
    name = desk.sql("select name from people.staff where staff_id = ?::bigint", holder.staff)
    boss = as_(desk.boss)
    day = str(
        desk.sql(
            "select (due_at at time zone 'Europe/Moscow')::date::text from desk.orders where order_id = ?::bigint",
            order,
        )
    )
    boss.do("/supervisor/documents-day", day=day, staff=str(holder.staff))
    paper = number_in(boss.at)
    month = in_days()[:7]  # a page offers this month and its neighbours
    desk.sql(
        f"insert into people.duty_shifts (staff_id, during) values (?::bigint, '[{month}-07 08:00+03,{month}-07 20:00+03)'),"
        f"(?::bigint, '[{month}-07 21:00+03,{month}-08 06:00+03)')",  # a second shift of the same day stands there too
        holder.staff, holder.staff,
    )  # fmt: skip
    boss.do("/supervisor/documents-roster", month=month.replace("-", ""))
    roster = number_in(boss.at)
    all_printed(database, printer)
    text = text_of(boss.client.get(f"/document/supervisor/{paper}.pdf").data)
    for word in ("Наряд на", name, f"№ {desk.of(order, 'number')}", "Садовая, 12", "кв. 5", "Петрова"):
        assert word in text, word
    pdf = boss.client.get(f"/document/supervisor/{roster}.pdf").data
    width, height = pypdfium2.PdfDocument(pdf)[0].get_size()
    assert width > height
    text = text_of(pdf)
    said = format_date(date.fromisoformat(f"{month}-07"), "LLLL y 'г.'", "ru")
    for word in ("График дежурств", said, name, "8–20", "21–6", "21"):
        assert word in text, word


def test_english_papers_are_english(
    desk: Desk, app: Flask, finished: int, database: Database, printer: documents.Printer
) -> None:
    desk.sql("update people.users set language = 'en' where user_id = ?::bigint", desk.svetlana.user)
    operator = Person(client_of(app, World(desk.settings), desk.svetlana.user), "en")
    operator.do(f"/operator/order-act?order={finished}")
    all_printed(database, printer)
    text = text_of(operator.client.get(f"/document/operator/{number_in(operator.at)}.pdf").data)
    assert "Certificate no." in text
    assert "Work done" in text
    assert "выполнен" not in text
    desk.sql("update people.users set language = 'ru' where user_id = ?::bigint", desk.svetlana.user)


# whose they are --------------------------------------------------------------------------------------------------------


def test_a_foreign_and_a_wrong_document_are_the_same_404(
    desk: Desk, as_: Any, finished: int, database: Database, printer: documents.Printer
) -> None:
    boss, mary, olga, ivanov = as_(desk.boss), as_(desk.mary), as_(desk.olga), as_(desk.ivanov)
    boss.do(f"/supervisor/order-act?order={finished}")
    act = number_in(boss.at)
    boss.do(f"/supervisor/order-dispute?order={finished}")
    dispute = number_in(boss.at)
    all_printed(database, printer)
    assert mary.client.get(f"/document/resident/{act}.pdf").status_code == 200
    wrong = olga.client.get("/document/resident/999999.pdf")
    for person, cabinet, document in (
        (olga, "resident", act), (olga, "resident", dispute), (mary, "resident", dispute), (mary, "supervisor", dispute),
    ):  # fmt: skip
        for way in (".pdf", ".pdf?print", "/1.webp"):
            answer = person.client.get(f"/document/{cabinet}/{document}{way}")
            assert answer.status_code in {403, 404}, (cabinet, way)
        assert person.client.get(f"/{cabinet}/document?document={document}").status_code in {403, 404}
    assert olga.client.get(f"/document/resident/{act}.pdf").status_code == wrong.status_code == 404
    olga.missing(f"/resident/document?document={act}")
    olga.missing(f"/resident/document-mail?document={act}")
    olga.missing(f"/resident/document-print?order={finished}")
    # a performer who has no part in the order sees no paper of it, though he works in the house
    stranger = ivanov if desk.holder(finished) is desk.lukin else as_(desk.lukin)
    stranger.missing(f"/manager/document?document={dispute}")
    assert stranger.client.get(f"/document/manager/{dispute}.pdf").status_code == 404


def test_a_resident_sends_it_to_his_own_address_alone_and_staff_to_any(
    desk: Desk, as_: Any, finished: int, sokol_db: Settings, database: Database, tmp_path: Path
) -> None:
    mary, boss = as_(desk.mary), as_(desk.boss)
    mary.do(f"/resident/document-print?order={finished}")
    document = number_in(mary.at)
    mary.client.post(f"/resident/document-mail?document={document}", data={"email": "thief@example.ru"})
    said = mary.do(f"/resident/document-mail?document={document}", email="thief@example.ru")
    own = desk.sql("select email from people.users where user_id = ?::bigint", desk.mary.user)
    assert f"Отправим на {own}" in said
    boss.do(f"/supervisor/document-mail?document={document}", email="court@example.ru")
    folder = sokol_db.root / "var/mail"
    before = set(folder.glob("*.eml")) if folder.is_dir() else set()
    work_once(sokol_db, database)
    letters = [
        message_from_bytes(path.read_bytes(), policy=policy.default) for path in set(folder.glob("*.eml")) - before
    ]
    ours = {str(letter["To"]): letter for letter in letters if list(letter.iter_attachments())}
    assert set(ours) == {own, "court@example.ru"}
    (attached,) = ours[own].iter_attachments()
    assert str(attached.get_filename()).endswith(".pdf")
    assert "Петрова Мария Ивановна" in text_of(attached.get_content())
    desk.sql("update people.users set email = null where user_id = ?::bigint", desk.boss.user)
    assert "нет почты" in boss.refused(f"/supervisor/document-mail?document={document}", 409)


def test_what_was_not_printed_is_printed_again(
    desk: Desk, as_: Any, finished: int, database: Database, printer: documents.Printer
) -> None:
    boss = as_(desk.boss)
    boss.do(f"/supervisor/order-act?order={finished}")
    document = number_in(boss.at)
    boss.do(f"/supervisor/document-mail?document={document}", email="court@example.ru")
    for _attempt in range(3):
        desk.sql("select count(*) from (select cabinet.document_take()) as t")
        desk.sql("select cabinet.document_failed(?::bigint, 'press', false)", document)
        desk.sql("update cabinet.documents set leased_until = null where document_id = ?::bigint", document)
    assert "Программа печати не запускается" in boss.html(f"/supervisor/document?document={document}")
    given_up = "select count(*)::integer from talk.outbox where document_id = ?::bigint and given_up_at is not null"
    assert desk.sql(given_up, document) == 1
    boss.do(f"/supervisor/document-again?document={document}")
    assert desk.sql(given_up, document) == 0
    all_printed(database, printer)
    assert desk.sql("select state from cabinet.documents where document_id = ?::bigint", document) == "ready"
    boss.do(f"/supervisor/document-again?document={document}")  # a second click prints nothing anew
    assert desk.sql("select state from cabinet.documents where document_id = ?::bigint", document) == "ready"


def test_a_press_that_does_not_start_says_so(sokol_db: Settings, tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text("raise ImportError('no pango')")
    broken = documents.Printer(sokol_db)
    broken.root = tmp_path
    with pytest.raises(documents.NotPrinted) as failed:
        broken.print(job("<p>Проба</p>"))
    assert str(failed.value) == "press"
    assert not failed.value.final
    broken.close()


# lots ------------------------------------------------------------------------------------------------------------------


def lot(desk: Desk, count: int) -> int:
    """The task of so many documents of one news."""
    desk.sql("insert into talk.news (title, body) values ('Собрание', 'Во вторник')")
    return int(desk.sql(
        "with t as materialized (select cabinet.documents_task('Пачка', ?::integer) as id) "
        "select (select id from t) from cabinet.documents_put('notice', array_fill(1::bigint, array[?::integer]), "
        "array_fill('{\"title\": \"Собрание\", \"body\": \"Во вторник\"}'::jsonb, array[?::integer]), (select id from t))",
        count, count, count,
    ))  # fmt: skip


@pytest.mark.long
def test_three_hundred_are_printed_though_their_worker_is_killed(desk: Desk, sokol_db: Settings, as_: Any) -> None:
    desk.sql("update cabinet.documents set state = 'failed' where state = 'waiting'")
    task = lot(desk, 300)
    program = (
        "import sys; from webapp import documents; from webapp.database.engine import engine_for; "
        "from webapp.settings import load; s = load().with_database(sys.argv[1]); "
        "documents.work(engine_for(s, 'worker', pool_size=1), documents.Printer(s), between=lambda: True)"
    )

    def done() -> int:
        return int(desk.sql("select done from cabinet.tasks where task_id = ?::bigint", task))

    def worker() -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", program, sokol_db.database.name], cwd=ROOT)

    one = worker()
    seen = set()
    while done() < 40:
        assert one.poll() is None
        seen.add(done())
        time.sleep(0.05)
    one.send_signal(signal.SIGKILL)
    one.wait()
    assert len(seen) > 3  # progress, not a jump
    assert done() < 300
    # a single document that is asked for now goes before the rest of the lot
    desk.sql(
        "update cabinet.documents set leased_until = clock_timestamp() where state = 'waiting' and leased_until > clock_timestamp()"
    )
    boss = as_(desk.boss)
    boss.do("/supervisor/documents-roster", month="202612")
    single = number_in(boss.at)
    two = worker()
    try:
        while desk.sql("select state from cabinet.documents where document_id = ?::bigint", single) != "ready":
            time.sleep(0.05)
        assert done() < 300
        two.wait(timeout=240)
    finally:
        with suppress(ProcessLookupError):
            two.kill()
        two.wait()
    assert desk.rows("select state, done, total from cabinet.tasks where task_id = ?::bigint", task) == [
        ("done", 300, 300)
    ]
    states = desk.rows(
        "select state, count(*), count(distinct file_id) from cabinet.documents where task_id = ?::bigint group by 1",
        task,
    )
    assert states == [("ready", 300, 300)]
    assert "300 из 300" in boss.see(f"/supervisor/documents?task={task}")
    whole = boss.client.get(f"/document/supervisor/lot/{task}.pdf")
    assert len(pypdfium2.PdfDocument(whole.data)) == 300
    assert as_(desk.mary).client.get(f"/document/resident/lot/{task}.pdf").status_code == 404


def test_acts_of_a_period_are_one_lot(
    desk: Desk, as_: Any, finished: int, database: Database, printer: documents.Printer
) -> None:
    boss = as_(desk.boss)
    assert "ничего не нашлось" in boss.refused(
        "/supervisor/documents-acts", 409, **{"from": "2020-01-01", "to": "2020-01-02"}
    )
    assert "раньше" in boss.refused("/supervisor/documents-acts", 422, **{"from": "2026-11-02", "to": "2026-11-01"})
    boss.do("/supervisor/documents-acts", **{"from": "2026-11-16", "to": "2026-11-16"})
    task = number_in(boss.at, "task")
    all_printed(database, printer)
    count = int(desk.sql("select total from cabinet.tasks where task_id = ?::bigint", task))
    assert count == int(
        desk.sql(
            "select count(*) from desk.work_reports where reported_at >= '2026-11-16 00:00+03' and reported_at < '2026-11-17 00:00+03'"
        )
    )
    assert f"{count} из {count}" in boss.see(boss.at)


def test_the_emergency_sheets_of_a_zone_are_one_lot(
    desk: Desk, as_: Any, database: Database, printer: documents.Printer
) -> None:
    boss = as_(desk.boss)
    desk.sql(
        "insert into estate.emergency_points (house_id, kind, title, place_text, shuts, keeper) values "
        "(?::bigint, 'valve', 'Вводная задвижка', 'Подвал, слева', 'Холодная вода', 'Дворник, кв. 1')",
        desk.house,
    )
    boss.do(f"/supervisor/emergency-sheet-print?house={desk.house}")
    sheet = number_in(boss.at)
    boss.do(f"/supervisor/emergency-sheet-print-zone?house={desk.house}")
    task = number_in(boss.at, "task")
    all_printed(database, printer)
    text = text_of(boss.client.get(f"/document/supervisor/{sheet}.pdf").data)
    for word in (
        "Аварийный лист",
        "Садовая, 12",
        "Вводная задвижка",
        "Подвал, слева",
        "Холодная вода",
        "Дворник, кв. 1",
    ):
        assert word in text, word
    houses = desk.sql("select count(*) from estate.houses where zone_id = ?::bigint", desk.yard)
    assert len(pypdfium2.PdfDocument(boss.client.get(f"/document/supervisor/lot/{task}.pdf").data)) == houses
    as_(desk.mary).missing(f"/resident/document?document={sheet}")


def test_the_notice_of_an_outage_has_a_sheet_for_each_board(
    desk: Desk, as_: Any, database: Database, printer: documents.Printer
) -> None:
    boss = as_(desk.boss)
    utility, said = desk.rows("select utility, said from estate.utilities where utility like '%hot%' limit 1")[0]
    outage = int(
        desk.sql(
            "insert into talk.outages (kind, utility, state, reason, body, starts_at, planned_end, announced_at, version) values "
            "('emergency', ?, 'announced', 'Авария', 'Меняем задвижку', "
            "'2026-11-23 08:00+03', '2026-11-23 18:00+03', '2026-11-23 07:00+03', 1) "
            "returning outage_id",
            utility,
        )
    )
    desk.sql("insert into talk.outage_places (outage_id, house_id) values (?::bigint, ?::bigint)", outage, desk.house)
    desk.sql(
        "insert into talk.outage_messages (outage_id, version, kind, body, planned_end) values "
        "(?::bigint, 1, 'announced', 'Меняем задвижку. Будет к вечеру', '2026-11-23 18:00+03')",
        outage,
    )
    boss.do(f"/supervisor/outage-sheet-print?outage={outage}")
    all_printed(database, printer)
    pdf = boss.client.get(f"/document/supervisor/{number_in(boss.at)}.pdf").data
    text = text_of(pdf)
    for word in (said, "Меняем задвижку", "23 ноября 2026 г. с 8:00 до 18:00", "подъезд 1", "подъезд 2"):
        assert word in text, word
    assert len(pypdfium2.PdfDocument(pdf)) == 2  # two entrances with flats that nobody reaches


def test_a_plan_of_a_year_and_the_act_of_its_work(
    desk: Desk, as_: Any, database: Database, printer: documents.Printer
) -> None:
    boss = as_(desk.boss)
    plan = int(
        desk.sql(
            "insert into upkeep.plans (year, norms, state, works_count, approved_at) "
            "values (2026, '{}', 'approved', 2, lib.moment()) returning plan_id"
        )
    )
    for day, state in (("2026-03-10", "planned"), ("2026-11-12", "done")):
        desk.sql(
            "insert into upkeep.works (plan_id, house_id, title, specialization, state, span, wanted_on, planned_minutes, "
            "done_at, done_by, minutes, result, act_number) values (?::bigint, ?::bigint, 'Осмотр щитов', 'electrician', ?, "
            "daterange(?::date, ?::date + 30), ?::date, 60, case when ? = 'done' then '2026-11-12 12:00+03'::timestamptz end, "
            "?::bigint, 50, 'Щиты в порядке', case when ? = 'done' then 'П-777' end)",
            plan, desk.house, state, day, day, day, state, desk.ivanov.staff, state,
        )  # fmt: skip
    work = int(desk.sql("select work_id from upkeep.works where act_number = 'П-777'"))
    store = int(desk.act(desk.boss, "upkeep.store_save", None, "Склад центра", zone=desk.centre))
    lamp = desk.sql("select material_id from upkeep.materials where code = 'fum'")
    desk.act(desk.boss, "upkeep.stock_receive", store, lamp, 5, "1412.50")
    desk.sql(
        "insert into upkeep.movements (kind, store_id, material_id, quantity, price, work_id, house_id) "
        "values ('write_off', ?::bigint, ?::bigint, 2, 1412.50, ?::bigint, ?::bigint)", store, lamp, work, desk.house,
    )  # fmt: skip
    boss.do(f"/supervisor/plan-new-print?plan={plan}")
    paper = number_in(boss.at)
    boss.do(f"/supervisor/task-act?work={work}")
    act = number_in(boss.at)
    all_printed(database, printer)
    text = text_of(boss.client.get(f"/document/supervisor/{paper}.pdf").data)
    for word in ("План работ на 2026 год", "Садовая, 12", "Осмотр щитов", "10", "12", "утверждён"):
        assert word in text, word
    text = text_of(boss.client.get(f"/document/supervisor/{act}.pdf").data)
    for word in ("Акт № П-777", "Осмотр щитов", "Садовая, 12", "50 мин", "Щиты в порядке", "Иванов Сергей Петрович"):
        assert word in text, word
    for word in ("Материалы", "Лента ФУМ", "1 412,50", "2 825,00"):
        assert word in text.replace("\xa0", " "), word
    as_(desk.mary).missing(f"/resident/document?document={act}")
