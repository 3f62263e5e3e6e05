"""What a template of a document may do: it is changed, tried and published; it reaches nothing and eats nothing beyond its data."""

from __future__ import annotations

import http.server
import json
import re
import threading
import time
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from tests.desk_world import Desk
from tests.web.papers import all_printed, job, number_in, text_of
from webapp import documents
from webapp.database.engine import Database
from webapp.settings import ROOT


def test_the_supervisor_changes_a_template_tries_it_and_publishes(
    desk: Desk, as_: Any, finished: int, database: Database, printer: documents.Printer
) -> None:
    boss = as_(desk.boss)
    all_printed(database, printer)  # the worker tells the stock templates
    begun = boss.html("/supervisor/templates-change?kind=act")
    assert "documents/base.html" in begun
    stock = (ROOT / "webapp/templates/documents/act.html").read_text(encoding="utf-8")
    own = stock.replace("{% block body %}", "{% block body %}<p>Форма 7-Д</p>", 1)
    boss.do("/supervisor/templates-change?kind=act", source=own)
    template = number_in(boss.at, "template")
    boss.do(f"/supervisor/templates-try?template={template}")
    trial = number_in(boss.at)
    all_printed(database, printer)
    text = text_of(boss.client.get(f"/document/supervisor/{trial}.pdf").data)
    assert "Форма 7-Д" in text
    assert "ПРОБА" in text
    as_(desk.svetlana).missing(f"/operator/document?document={trial}")
    assert f"document={trial}" not in boss.html("/supervisor/documents")

    def printed() -> str:
        boss.do(f"/supervisor/order-act?order={finished}")
        all_printed(database, printer)
        return text_of(boss.client.get(f"/document/supervisor/{number_in(boss.at)}.pdf").data)

    assert "Форма 7-Д" not in printed()
    boss.do(f"/supervisor/templates-publish?template={template}", reason="Новая форма")
    assert "Форма 7-Д" in printed()
    assert "Свой" in boss.see("/supervisor/templates")
    # a broken draft says where
    boss.do("/supervisor/templates-change?kind=act", source="первая строка\n{% if %}")
    boss.do(f"/supervisor/templates-try?template={number_in(boss.at, 'template')}")
    all_printed(database, printer)
    said = boss.see(boss.at)
    assert "line 2" in said
    boss.do(f"/supervisor/templates-withdraw?template={template}", reason="Прежняя форма")


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "time"),
        ("{{ 'x' * 10000000000 }}", "memory"),
        ("{% for a in range(60000) %}<table><tr><td>{{ a }}</td></tr></table>{% endfor %}", "time"),
        ("{% for a in range(90000) %}{{ 'x' * 200 }}{% endfor %}", "size"),
        ("{% include 'documents/trial.html' %}", "memory"),
        ("{{ nothing() }}", "documents/trial.html"),
        ("{% include '/etc/passwd' %}", "/etc/passwd"),
    ],
    ids=["loop", "string", "layout", "size", "recursion", "call", "include"],
)
def test_a_template_that_eats_time_or_memory_is_given_up_and_the_next_one_is_printed(
    printer: documents.Printer, source: str, error: str
) -> None:
    begun = time.monotonic()
    with pytest.raises(documents.NotPrinted) as failed:
        printer.print(job(source))
    assert error in str(failed.value)
    assert failed.value.final
    assert time.monotonic() - begun < 10 + 5  # the limit of this press, and its start
    assert "Цел" in text_of(printer.print(job("<p>Цел</p>"))[0])


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}", "{{ say.__globals__ }}", "{{ photo.__closure__ }}",
        "{{ self._TemplateReference__context }}", "{{ cycler.__init__.__globals__.os.environ }}",
        "{{ lipsum.__globals__['os'].popen('id').read() }}", "{{ data.__class__ }}",
    ],
)  # fmt: skip
def test_a_template_reaches_nothing_behind_its_data(printer: documents.Printer, source: str) -> None:
    try:
        text = text_of(printer.print(job(f"<p>Цел{source}</p>"))[0])
    except documents.NotPrinted:
        return
    assert not re.search(r"class|function|module|environ|uid=|<", text), text


def test_nothing_is_fetched_and_no_file_is_read(printer: documents.Printer, tmp_path: Path) -> None:
    asked: list[str] = []

    class Trap(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_arguments: Any) -> None: ...

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Trap)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    there = f"http://127.0.0.1:{server.server_port}"
    secret = tmp_path / "secret.txt"
    secret.write_text("ТАЙНА")
    picture = tmp_path / "red.png"
    Image.new("RGB", (40, 40), "red").save(picture)
    source = f"""
    <link rel="stylesheet" href="{there}/css"><link rel="attachment" href="file://{secret}">
    <style>@import url({there}/import); @font-face {{ font-family: x; src: url({there}/font) }}
      p {{ background: url({there}/background); font-family: x }}
      .s::before {{ content: url(file://{picture}) }}</style>
    <img src="{there}/img"><img src="file://{picture}"><object data="{there}/object"></object>
    <iframe src="{there}/frame"></iframe><embed src="{there}/embed">
    <svg width="9" height="9"><image href="{there}/svg" width="9" height="9"/><use href="{there}/use#a"/></svg>
    <img src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Cimage href='{there}/inner'/%3E%3C/svg%3E">
    <p class="s">Цел {{{{ data.text }}}}</p>"""
    pdf, _pages = printer.print(job(source, {"text": f"<img src='{there}/data'>"}))
    server.shutdown()
    assert asked == []
    assert "ТАЙНА".encode() not in pdf
    document = pypdfium2.PdfDocument(pdf)
    assert document.count_attachments() == 0
    assert [found for found in document[0].get_objects() if found.type == 3] == []  # no picture
    assert "Цел <img src=" in text_of(pdf)  # what people typed is text


def test_every_stock_kind_has_its_template_and_its_function(desk: Desk) -> None:
    files = documents.files_of(Path("/nonexistent"))
    for kind, function in desk.rows("select document_kind, function_name from cabinet.document_kinds"):
        assert f"documents/{kind}.html" in files, kind
        assert desk.sql("select to_regprocedure(? || '(bigint)')::text", function), function
    assert (
        json.loads(desk.sql("select jsonb_object_agg(name, 1)::text from cabinet.templates_stock") or "{}") is not None
    )
