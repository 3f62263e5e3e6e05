"""docs/extending.md, carried out: the concierge's cabinet, live without a restart; a mistake; a look as a person.

Roles belong to the whole server, so two runs at the same moment would meet: a lock keeps them apart.
"""

from __future__ import annotations

import fcntl
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.conftest import Clone, Connect
from tests.web.test_sign_in import fields, sign_in
from tests.world import World, as_user, make_world, owner_run
from webapp import create_app
from webapp.deploy import DeployError, deploy
from webapp.settings import ROOT, Settings

GUIDE = (ROOT / "docs/extending.md").read_text(encoding="utf-8")
PAGE = "sql/procedures/concierge/parcels.sql"


def guide_files() -> dict[str, str]:
    """The files that the guide shows, by their path under site/."""
    return dict(re.findall(r"File: `site/([^`]+)`\n\n```sql\n(.*?)```", GUIDE, re.DOTALL))


@dataclass
class Company:
    world: World
    settings: Settings
    visitor: FlaskClient
    site: Path


@pytest.fixture(scope="module")
def company(clone: Clone, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    """A running company, signed in as a manager, to which the guide's files are added while it runs."""
    with (ROOT / "var/test-concierge.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        site = tmp_path_factory.mktemp("site")
        settings = replace(clone(), site=site)
        world = make_world(settings)
        application = create_app(settings)
        application.testing = True
        visitor = application.test_client()
        try:
            assert sign_in(visitor, "west@world.example").status_code == 303
            for name, text in guide_files().items():
                path = site / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            report = deploy(settings)
            assert "page concierge.parcels" in report.created
            owner_run(
                world,
                "insert into people.user_cabinets (user_id, cabinet) values (?, 'concierge')",
                world.users["west"],
            )
            yield Company(world, settings, visitor, site)
        finally:
            application.extensions["sokol"].records.flush()
            application.extensions["sokol"].database.engine.dispose()
            leave_no_roles(settings)


def leave_no_roles(settings: Settings) -> None:
    """Leaves the server as it was: the cabinet's roles go with its table."""
    from tests.conftest import administration

    with administration(settings, settings.database.name) as connection:
        connection.execute("drop schema if exists concierge cascade")
        for role in ("cab_concierge", "code_concierge"):
            if connection.execute("select 1 from pg_roles where rolname = ?", role).fetchone():
                connection.execute(f"drop owned by {role}")
                connection.execute(f"drop role {role}")


def html_of(company: Company, path: str) -> str:
    answer = company.visitor.get(path)
    assert answer.status_code == 200, answer.get_data(as_text=True)[:600]
    return answer.get_data(as_text=True)


def post(company: Company, page: str, action: str, **values: str) -> str:
    html = html_of(company, page)
    target = re.search(rf'action="(/concierge/{action}[^"]*)"', html)
    assert target, html[:2000]
    names = {
        re.split(r"[.]", name)[-1]: name for name in re.findall(r'<(?:input|textarea|select)[^>]*name="([^"]*)"', html)
    }
    sent = {names.get(key, key): value for key, value in values.items()}
    answer = company.visitor.post(target[1], data=fields(html, target[1]) | sent)
    assert answer.status_code == 303, answer.get_data(as_text=True)[:3000]
    return answer.location or ""


def test_the_page_is_live_without_a_restart(company: Company) -> None:
    html = html_of(company, "/concierge/parcels")
    assert "Посылки" in html
    assert "Принять посылку" in html
    assert "Посылок нет" in html
    assert "Консьерж" in html_of(company, "/manager/today")


def test_a_parcel_is_accepted_found_and_handed_over(company: Company) -> None:
    flat = str(company.world.premises["one/1"])
    post(company, "/concierge/parcels", "parcels-accept", premise=flat, carrier="Север-Экспресс", size="large")
    html = html_of(company, "/concierge/parcels?search=север")
    assert "Север-Экспресс" in html
    assert "Север-Экспресс" not in html_of(company, "/concierge/parcels?search=курьер")
    row = re.search(r"/concierge/parcels-hand-over\?parcel=\d+", html)
    assert row
    post(company, row[0], "parcels-hand-over", handed_to="Анна Садовая")
    assert "Анна Садовая" in html_of(company, "/concierge/parcels?status=handed")


def test_a_flat_of_another_zone_is_not_found_on_either_wall(company: Company) -> None:
    with as_user(company.world, "west", "concierge") as db:
        foreign = company.world.premises["three/1"]
        with pytest.raises(Exception, match=r"not_found|Не нашли"):
            db.rows("select * from concierge.parcels_accept(p_premise => ?, p_carrier => 'Почта')", foreign)
        labels = [row[1] for row in db.rows("select * from concierge.parcels_flats()")]
    assert labels
    assert not any("mark_three" in label for label in labels)


def test_excel_and_csv_come_by_themselves(company: Company) -> None:
    answer = company.visitor.get("/concierge/parcels.csv?block=parcels_list&status=handed")
    assert answer.status_code == 200
    assert "Север-Экспресс" in answer.get_data(as_text=True)


def test_a_mistake_names_file_and_line_and_changes_nothing(company: Company) -> None:
    path = company.site / PAGE
    good = path.read_text(encoding="utf-8")
    path.write_text(
        good.replace("join estate.houses as h on h.house_id = l.house_id", "join estate.house as h on true")
    )
    try:
        with pytest.raises(DeployError) as refused:
            deploy(company.settings)
    finally:
        path.write_text(good, encoding="utf-8")
    said = "\n".join(str(problem) for problem in refused.value.problems)
    told = re.search(r"the code is as it was\.\n  (.*)\n```", GUIDE)
    assert told
    assert told[1] in said, said
    assert "Север-Экспресс" in html_of(company, "/concierge/parcels?status=handed")


def test_psql_looks_through_a_persons_eyes_and_leaves_nothing(company: Company, connect: Connect) -> None:
    part = GUIDE.partition("## 4.")[2].partition("## 5.")[0]
    statements = re.search(r"```sql\n(.*?)```", part, re.DOTALL)
    assert statements
    connection = connect(company.settings, "sokol_admin")
    before = connection.execute("select count(*) from people.sessions").fetchval()
    for statement in statements[1].split(";"):
        text = statement.strip().replace("petrova@example.ru", "anna@world.example")
        if text and text not in ("begin", "rollback"):
            connection.execute(text)
    connection.rollback()
    assert connection.execute("select count(*) from people.sessions").fetchval() == before


def test_an_error_is_found_by_its_number(company: Company, connect: Connect) -> None:
    part = GUIDE.partition("## 5.")[2].partition("## 6.")[0]
    query = re.search(r"```sql\n(.*?)```", part, re.DOTALL)
    assert query
    connection = connect(company.settings, "sokol_admin")
    connection.execute("insert into cabinet.error_log (request_id, message) values ('7F3A', 'испытание')")
    assert connection.execute(query[1].strip().rstrip(";")).fetchone()[4] == "испытание"
    connection.rollback()
