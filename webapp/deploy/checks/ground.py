"""What every check looks at: functions as the catalogue holds them beside their sources, texts, types; and findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from webapp.deploy import catalogue, tags
from webapp.deploy.objects import Work
from webapp.deploy.problems import Problem
from webapp.deploy.source import Item

PAGING = ("p_sort", "p_limit", "p_offset")
CYRILLIC = re.compile("[а-яёА-ЯЁ]")

_FUNCTIONS = f"""
select p.oid::bigint as oid, n.nspname as schema, p.proname as name, p.prokind as kind, l.lanname as language,
    p.provolatile as volatility, p.prosecdef as definer, pg_get_userbyid(p.proowner) as owner,
    coalesce(p.proconfig::text, '') as config, coalesce(obj_description(p.oid, 'pg_proc'), '') as comment,
    format_type(p.prorettype, null) as returns, p.proretset as returns_set,
    p.prorettype in ('trigger'::regtype, 'event_trigger'::regtype) as of_trigger,
    p.prosqlbody is not null as parsed_body,
    coalesce((
        select string_agg(concat_ws(' ', coalesce(p.proargnames[a.n], ''), coalesce(p.proargmodes[a.n]::text, 'i'),
            t.typtype::text, format_type(a.type_oid, null)), E'\\n' order by a.n)
        from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality as a (type_oid, n)
        join pg_catalog.pg_type as t on t.oid = a.type_oid
    ), '') as arguments,
    coalesce((
        select string_agg(concat_ws(' ', a.attname, format_type(a.atttypid, null)), E'\\n' order by a.attnum)
        from pg_catalog.pg_type as t join pg_catalog.pg_attribute as a on a.attrelid = t.typrelid
        where t.oid = p.prorettype and t.typtype = 'c' and a.attnum > 0 and not a.attisdropped
    ), '') as row_columns
from pg_catalog.pg_proc as p
join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
join pg_catalog.pg_language as l on l.oid = p.prolang
where {catalogue.OURS} and p.prokind in ('f', 'p')
  and not exists (select from pg_catalog.pg_depend as e
      where e.classid = 'pg_proc'::regclass and e.objid = p.oid and e.deptype = 'e')
order by 2, 3
"""


@dataclass(slots=True)
class Function:
    """A function as the catalogue holds it, beside its source."""

    row: Any
    item: Item | None
    arguments: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    comment: tags.Comment = field(default_factory=tags.Comment)

    @property
    def name(self) -> str:
        return f"{self.row.schema}.{self.row.name}"

    @property
    def stable(self) -> bool:
        return self.row.volatility in ("s", "i")

    @property
    def action(self) -> bool:
        return not self.stable and self.row.returns == "lib.outcome"

    @property
    def rows(self) -> bool:
        """Returns columns: a table, out arguments, or a composite."""
        return self.stable and bool(self.columns)

    def place(self, fragment: str = "") -> tuple[str, int]:
        if self.item is None:
            return "", 0
        if fragment:
            return self.item.path, self.item.comment_line(fragment)
        return self.item.path, self.item.line

    def place_of(self, *fragments: str) -> tuple[str, int]:
        """Line of the definition on which the first of these texts stands."""
        if self.item is None:
            return "", 0
        for fragment in fragments:
            at = self.item.definition.text.find(fragment)
            if at >= 0:
                return self.item.path, self.item.definition.line_at(at)
        return self.item.path, self.item.line


class Check:
    """Findings over the present transaction: `problems` stop the deploy, `warnings` are printed."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.session = work.session
        self.cabinets = work.sources.cabinets
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.functions = {one.name: one for one in self._functions()}
        self.texts = {
            (row.key, row.language): row.text
            for row in self.session.rows("select key, language, text from cabinet.texts")
        }
        types = {
            row.name: tags.parse(row.comment)
            for row in self.session.rows(
                "select format_type(t.oid, null) as name, coalesce(obj_description(t.oid, 'pg_type'), '') as comment "
                "from pg_catalog.pg_type as t where t.typnamespace = 'lib'::regnamespace"
            )
        }
        self.types = {name: comment.title for name, comment in types.items()}
        self.units = {unit for comment in types.values() for unit in comment.values("unit")}
        self.helpers = self._helpers()

    def _functions(self) -> Iterator[Function]:
        for row in self.session.rows(_FUNCTIONS):
            one = Function(row, self.work.sources.items.get(f"function {row.schema}.{row.name}"))
            for line in filter(None, row.arguments.split("\n")):
                argument, mode, _class, type_name = line.split(" ", 3)
                if mode in ("i", "b", "v"):
                    one.arguments[argument] = type_name
                if mode in ("t", "o", "b"):
                    one.columns[argument] = type_name
            if not one.columns:
                one.columns = dict(line.split(" ", 1) for line in filter(None, row.row_columns.split("\n")))
            one.comment = tags.parse(row.comment)
            yield one

    def _helpers(self) -> set[str]:
        """Functions that only serve others: named by a tag, the menu's counters, or inside only."""
        found = set()
        for one in self.functions.values():
            if one.row.schema not in self.cabinets:
                continue
            for key in ("options", "rows"):
                found |= {f"{one.row.schema}.{value}" for value in one.comment.named(key).values()}
            for key in ("prefill", "version", "preview", "lanes"):
                found |= {f"{one.row.schema}.{value}" for value in one.comment.values(key)}
            if one.comment.has("internal") or one.row.name == "counters":
                found.add(one.name)
        return found

    def problem(self, place: tuple[str, int], text: str, hint: str = "") -> None:
        self.problems.append(Problem(*place, text, hint))

    def warn(self, place: tuple[str, int], text: str, hint: str = "") -> None:
        self.warnings.append(Problem(*place, text, hint))


def text_place(self: Check, key: str) -> tuple[str, int]:
    for item in self.work.sources.of_kind("texts"):
        at = item.source.find(f"'{key}'")
        if at >= 0:
            return item.path, item.source.count("\n", 0, at) + 1
    return "", 0
