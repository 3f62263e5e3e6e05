"""A small product of its own for the tests of deploy: the platform's migrations, one table, one cabinet, one page.

small_db    a function that makes a database where the small product is deployed, with its Tree
empty_db    the same, bootstrapped only
"""

from __future__ import annotations

import itertools
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import pyodbc
import pytest

from tests.conftest import administration, enter, odbc_connect
from webapp.deploy import DeployError, Report, deploy
from webapp.settings import ROOT, Settings, load

PLATFORM = ("page_define", "release", "release_expect", "refuse")

THINGS = """
create table desk.things (
    thing_id bigint generated always as identity primary key,
    house_id bigint not null,
    title text not null
);
comment on table desk.things is 'Things';
insert into desk.things (house_id, title) select n % 3, 'thing ' || n from generate_series(1, 50) as n;

create table desk.secrets (secret_id bigint primary key);
comment on table desk.secrets is 'Secrets @secret';

create function people.visible_houses()
returns setof bigint
language plpgsql stable security definer set search_path = ''
as $$ begin return; end $$;

alter table desk.things enable row level security;
create policy residents on desk.things for select to sees_premises
using (house_id = any (array(select people.visible_houses())));
"""

FILES = {
    "sql/migrations/0010_things.sql": THINGS,
    "sql/views/desk/thing_rows.sql": """
create view desk.thing_rows
with (security_invoker = true)
as
select t.thing_id, t.house_id, t.title from desk.things as t;
comment on view desk.thing_rows is 'Things as pages need them';
""",
    "sql/views/bi/things.sql": """
create view bi.things as select t.thing_id from desk.things as t;
comment on view bi.things is 'Things';
""",
    "sql/procedures/people/visible_houses.sql": """
create function people.visible_houses()
returns setof bigint
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Two of three houses. */
begin
    return query values (1::bigint), (2::bigint);
end
$$;
comment on function people.visible_houses() is 'Houses that the acting person sees';
""",
    "sql/procedures/desk/thing_count.sql": """
create function desk.thing_count()
returns integer
language plpgsql
stable
security definer
set search_path = ''
as $$
/* All things, whoever asks. */
begin
    return (select count(*) from desk.things as t);
end
$$;
comment on function desk.thing_count() is 'How many things there are';
""",
    "sql/procedures/trial/home.sql": """
-- @cabinet trial scope=sees_premises reads=people,desk title=Проба frame=resident

create function trial.home_list()
returns table (
    title text,
    amount integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Things of the visible houses. */
begin
    return query
    select r.title, desk.thing_count()
    from desk.thing_rows as r
    order by r.thing_id;
end
$$;
comment on function trial.home_list() is 'Вещи
@kind cards
@bold title
@empty Вещей нет';

create function trial.home_rename(p_title lib.title)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Says the name back. */
begin
    return row(p_title, '/trial/home')::lib.outcome;
end
$$;
comment on function trial.home_rename(lib.title) is 'Назвать
@submit Назвать';

select cabinet.page_define(
    p_cabinet => 'trial', p_page => 'home', p_title => 'Главная', p_blocks => 'home_list | home_rename', p_menu => 10
);
""",
    "sql/texts/ru/trial.sql": """
insert into cabinet.texts (key, language, text) values
    ('label.title', 'ru', 'Название'),
    ('label.amount', 'ru', 'Сколько'),
    ('refusal.release_changed', 'ru', 'Страница обновилась, повторите'),
    ('refusal.too_many', 'ru', 'Больше {most} нельзя, {nothing}можно {fewer}');
insert into cabinet.refusal_codes (code, status) values ('release_changed', 205), ('too_many', 422);
""",
    "sql/texts/en/trial.sql": """
insert into cabinet.texts (key, language, text) values
    ('label.title', 'en', 'Name'),
    ('label.amount', 'en', 'Amount'),
    ('unit.м²', 'en', 'm²'),
    ('unit.ч', 'en', 'h'),
    ('trial', 'en', 'Trial'),
    ('page.trial.home', 'en', 'Home'),
    ('trial.home_list', 'en', 'Things'),
    ('trial.home_list.empty', 'en', 'No things'),
    ('trial.home_rename', 'en', 'Give a name'),
    ('trial.home_rename.submit', 'en', 'Name it'),
    ('refusal.release_changed', 'en', 'The page has changed, try again'),
    ('refusal.too_many', 'en', 'Not more than {most}');
""",
}


@dataclass(frozen=True)
class Rooted(Settings):
    """Settings over another repository root."""

    base: Path = ROOT

    @property
    def root(self) -> Path:
        return self.base


@dataclass
class Tree:
    """The files of one small product and the database they are deployed to."""

    settings: Rooted

    @property
    def folder(self) -> Path:
        return self.settings.base

    def write(self, path: str, text: str) -> None:
        target = self._file(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def read(self, path: str) -> str:
        return self._file(path).read_text(encoding="utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        text = self.read(path)
        assert old in text
        self.write(path, text.replace(old, new))

    def remove(self, path: str) -> None:
        self._file(path).unlink()

    def _file(self, path: str) -> Path:
        return self.settings.site / path.removeprefix("site/") if path.startswith("site/") else self.folder / path

    def deploy(self, **options: Any) -> Report:
        return deploy(self.settings, **options)

    def problems(self, **options: Any) -> list[str]:
        """What stops the deploy; the test fails when nothing does."""
        with pytest.raises(DeployError) as caught:
            self.deploy(**options)
        return [str(problem) for problem in caught.value.problems] or [caught.value.summary]

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with administration(self.settings, self.settings.database.name) as connection:
            found = connection.execute(sql, *values)
            return [tuple(row) for row in found.fetchall()] if found.description else []

    def value(self, sql: str, *values: object) -> Any:
        return self.rows(sql, *values)[0][0]

    def do(self, sql: str) -> None:
        with administration(self.settings, self.settings.database.name) as connection:
            connection.execute(sql)

    def line(self, path: str, fragment: str) -> int:
        """The line of a file on which a text stands."""
        text = self.read(path)
        return text.count("\n", 0, text.index(fragment)) + 1

    def page(self, release: int | None = None) -> list[str]:
        """The titles of the home page, read as sokol_web reads a page."""
        connection = odbc_connect(self.settings, "sokol_web", autocommit=True)
        try:
            return read_page(connection)
        finally:
            connection.close()


def read_page(connection: pyodbc.Connection) -> list[str]:
    cursor = connection.execute(
        "begin read only; select set_config('role', 'cab_trial', true); select title from trial.home_list(); "
        "select release from cabinet.release(); commit; reset all"
    )
    results: list[list[Any]] = []
    while True:
        if cursor.description:
            results.append(cursor.fetchall())
        if not cursor.nextset():
            break
    return [row[0] for row in results[1]]


PICTURE = """
select 'function', p.oid::regprocedure::text, pg_get_functiondef(p.oid), pg_get_userbyid(p.proowner),
    coalesce(obj_description(p.oid, 'pg_proc'), ''),
    coalesce((select string_agg(a::text, ',' order by a::text) from unnest(p.proacl) as a), '')
from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace
where n.nspname in ('people', 'desk', 'cabinet', 'trial', 'concierge', 'lib') and p.prokind in ('f', 'p')
union all
select c.relkind::text, c.oid::regclass::text,
    case c.relkind when 'v' then pg_get_viewdef(c.oid) else '' end || coalesce(c.reloptions::text, ''),
    pg_get_userbyid(c.relowner),
    coalesce(obj_description(c.oid, 'pg_class'), ''),
    coalesce((select string_agg(a::text, ',' order by a::text) from unnest(c.relacl) as a), '')
from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
where n.nspname in ('people', 'desk', 'cabinet', 'trial', 'concierge', 'bi') and c.relkind in ('r', 'v')
union all
select 'schema', n.nspname, '', pg_get_userbyid(n.nspowner), '',
    coalesce((select string_agg(a::text, ',' order by a::text) from unnest(n.nspacl) as a), '')
from pg_namespace as n where n.nspname in ('people', 'desk', 'cabinet', 'trial', 'concierge', 'bi', 'lib')
union all
select 'page', p.cabinet || '.' || p.page, (to_jsonb(p) - 'defined_at')::text, '', '', '' from cabinet.pages as p
union all
select 'text', t.key || ' ' || t.language, t.text, '', '', '' from cabinet.texts as t
union all
select 'code', r.code, r.status::text, '', '', '' from cabinet.refusal_codes as r
union all
select 'cabinet', c.cabinet, to_jsonb(c)::text, '', '', '' from cabinet.cabinets as c
union all
select 'source', s.object, s.path || ':' || s.line || ' ' || s.source_sha256, '', '', '' from cabinet.sources as s
where s.path not like '%/migrations/%'
order by 1, 2
"""


def picture(tree: Tree) -> list[tuple[Any, ...]]:
    """Everything a deploy is answerable for, as rows that can be compared."""
    return tree.rows(PICTURE)


_numbers = itertools.count()


@pytest.fixture(scope="session")
def _databases() -> Iterator[list[str]]:
    made: list[str] = []
    yield made
    _drop(made)
    with administration(load(), "postgres") as server:
        for role in ("cab_trial", "code_trial", "cab_concierge", "code_concierge"):
            with suppress(pyodbc.Error):  # another run has it
                server.execute(f"drop role if exists {role}")


Maker = Callable[[], Tree]


def _make(databases: list[str], template: str, folder: Path) -> Tree:
    settings = load()
    name = f"sokol_test_deploy_{os.getpid()}_{next(_numbers)}"
    with administration(settings, "postgres") as server:
        server.execute(f'create database "{name}" template "{template}" owner sokol_owner')
    databases.append(name)
    enter(settings, name)
    return _over(name, folder)


def _over(database: str, folder: Path) -> Tree:
    here = load().with_database(database)
    values = {one.name: getattr(here, one.name) for one in fields(here)}
    return Tree(Rooted(**values | {"site": folder / "site", "base": folder}))


def lay(folder: Path) -> None:
    """The files of the small product."""
    for name in ("0001_schemas", "0002_lib_types", "0003_platform"):
        target = folder / f"sql/migrations/{name}.sql"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / f"sql/migrations/{name}.sql", target)
    for name in PLATFORM:
        target = folder / f"sql/procedures/cabinet/{name}.sql"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / f"sql/procedures/cabinet/{name}.sql", target)
    for path, text in FILES.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


@pytest.fixture
def _own_databases() -> Iterator[list[str]]:
    made: list[str] = []
    yield made
    _drop(made)


def _drop(databases: list[str]) -> None:
    with administration(load(), "postgres") as server:
        for name in databases:
            for attempt in range(50):
                try:
                    server.execute(f'drop database if exists "{name}" with (force)')
                    break
                except pyodbc.Error:  # an autovacuum worker is there, and is not ours to end
                    if attempt == 49:
                        raise
                    time.sleep(0.1)


@pytest.fixture
def empty_db(_own_databases: list[str], tmp_path: Path) -> Maker:
    def make() -> Tree:
        folder = tmp_path / str(next(_numbers))
        lay(folder)
        return _make(_own_databases, "sokol_template", folder)

    return make


@pytest.fixture(scope="session")
def _deployed(_databases: list[str], tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("deployed")
    lay(folder)
    tree = _make(_databases, "sokol_template", folder)
    tree.deploy()
    return tree.settings.database.name


@pytest.fixture
def small_db(_own_databases: list[str], _deployed: str, tmp_path: Path) -> Maker:
    def make() -> Tree:
        folder = tmp_path / str(next(_numbers))
        lay(folder)
        return _make(_own_databases, _deployed, folder)

    return make


@pytest.fixture
def tree(small_db: Maker) -> Tree:
    return small_db()


@pytest.fixture(scope="module")
def _standing(_databases: list[str], _deployed: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    made = _make(_databases, _deployed, tmp_path_factory.mktemp("standing"))
    before = picture(made)
    yield made.settings.database.name
    assert picture(made) == before, "a try that was refused has changed something"


@pytest.fixture
def same_tree(_standing: str, tmp_path: Path) -> Tree:
    """Files of its own over a database that all tests of a file have: for what nothing may come of."""
    lay(tmp_path)
    return _over(_standing, tmp_path)
