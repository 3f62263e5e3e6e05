"""What a function's text names is all that plpgsql_check finds in it: so the search in the texts overlooks nothing."""

from __future__ import annotations

import pytest

from webapp.deploy import catalogue
from webapp.deploy.checks.bodies import named, used
from webapp.deploy.checks.ground import Check
from webapp.deploy.objects import Work
from webapp.deploy.session import Session
from webapp.deploy.source import read
from webapp.settings import Settings


@pytest.mark.long
def test_the_texts_of_the_product_name_whatever_its_functions_use(sokol_db: Settings) -> None:
    sources = read(sokol_db.root, sokol_db.site)
    with Session(sokol_db) as session, session.transaction(keep=False):
        work = Work(session, sources, catalogue.recorded(session), catalogue.live(session), lambda _text: None)
        check = Check(work)
        by_oid = {one.row.oid: one for one in check.functions.values()}
        asked = [
            oid for oid, one in by_oid.items()
            if one.row.schema == "desk" and one.row.language == "plpgsql" and not one.row.of_trigger
        ]  # fmt: skip
        texts = named(check, asked, by_oid)
        uses = used(check, asked, by_oid)
    assert not check.problems
    assert sum(map(len, uses.values())) > 500
    missed = {by_oid[oid].name: those - texts[oid] for oid, those in uses.items() if those - texts[oid]}
    assert not missed
