"""docs/documents.md, carried out: a kind of documents of one's own, from files of the overlay to the PDF."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2

from tests.conftest import Clone
from tests.web.person import Person, signed_in
from tests.world import make_world
from webapp import create_app, documents
from webapp.database.engine import engine_for
from webapp.deploy import deploy
from webapp.press import Words
from webapp.settings import ROOT

GUIDE = (ROOT / "docs/documents.md").read_text(encoding="utf-8")


def test_a_kind_of_ones_own_is_made_of_the_files_of_the_guide(clone: Clone, tmp_path: Path) -> None:
    settings = replace(clone(), site=tmp_path)
    world = make_world(settings)
    files = dict(re.findall(r"File: `site/([^`]+)`\n\n```\w+\n(.*?)```", GUIDE, re.DOTALL))
    assert len(files) == 5
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert "function supervisor.house_paper" in deploy(settings).created
    app = create_app(settings)
    app.testing = True
    boss = Person(signed_in(app, world, "supervisor"))
    boss.do(f"/supervisor/house-paper?house={world.houses['one']}")
    printer = documents.Printer(settings)
    database = engine_for(settings, "worker", pool_size=1)
    assert documents.work(database, printer, between=lambda: True) == 1
    printer.close()
    database.engine.dispose()
    number = boss.at.partition("document=")[2]
    pdf = pypdfium2.PdfDocument(boss.client.get(f"/document/supervisor/{number}.pdf").data)
    text = " ".join(pdf[0].get_textpage().get_text_range().split()).replace("\xa0", " ")
    assert "Квартир: 3" in text
    assert "№ 1/" in text
    width, height = pdf[0].get_size()
    assert (round(width), round(height)) == (420, 595)  # A5
    # a company's own style sheet stands over the stock one
    style = tmp_path / "templates/documents/paper.css"
    style.write_text("@page { margin: 10mm }", encoding="utf-8")
    assert documents.files_of(tmp_path)["documents/paper.css"] == style.read_text()
    boss.missing("/supervisor/house-paper?house=999999")
    app.extensions["sokol"].database.engine.dispose()


def test_the_guide_names_every_filter() -> None:
    said = set(re.findall(r"`(\w+)`", GUIDE.partition("| filters |")[2].partition("\n")[0]))
    assert said == {name for name in vars(Words) if not name.startswith("_") and name != "say"}
