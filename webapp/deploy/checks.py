"""What must hold over everything that is deployed, changed or not. Each finding has its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from webapp.deploy import catalogue, tags
from webapp.deploy.objects import Work
from webapp.deploy.problems import Problem
from webapp.deploy.roles import code
from webapp.deploy.session import SqlError
from webapp.deploy.source import ROUTINES, Item

PAGING = ("p_sort", "p_limit", "p_offset")
_CYRILLIC = re.compile("[а-яёА-ЯЁ]")
_REFUSE = re.compile(r"cabinet\.refuse\(\s*(?:p_code\s*=>\s*)?'([^']+)'")

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
        self.types = {
            row.name: tags.parse(row.comment).title
            for row in self.session.rows(
                "select format_type(t.oid, null) as name, coalesce(obj_description(t.oid, 'pg_type'), '') as comment "
                "from pg_catalog.pg_type as t where t.typnamespace = 'lib'::regnamespace"
            )
        }
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
            for key in ("prefill", "version", "preview"):
                found |= {f"{one.row.schema}.{value}" for value in one.comment.values(key)}
            if one.comment.has("internal") or one.row.name == "counters":
                found.add(one.name)
        return found

    def problem(self, place: tuple[str, int], text: str, hint: str = "") -> None:
        self.problems.append(Problem(*place, text, hint))

    def warn(self, place: tuple[str, int], text: str, hint: str = "") -> None:
        self.warnings.append(Problem(*place, text, hint))


def check(work: Work) -> list[Problem]:
    """Adds what stops the deploy to `work.problems`; returns what is only worth a look."""
    self = Check(work)
    for step in (definitions, bodies, comments, targets, pages, words, refusals, jobs, views, tables, reach):
        step(self)
    work.problems += [one for one in self.problems if not _of_failed(work, one)]
    return self.warnings


def _of_failed(work: Work, problem: Problem) -> bool:
    """What only follows from an object that could not be made is not said again."""
    return any(key.partition(" ")[2] in problem.text for key in work.failed)


# Definitions -------------------------------------------------------------------------------------------------------


def definitions(self: Check) -> None:
    """Security, owners, kinds of functions, ids by their types."""
    for one in self.functions.values():
        row = one.row
        cabinet = self.cabinets.get(row.schema)
        if row.definer and not re.search(r'search_path=(""|)[,}"]', row.config.replace("\\", "")):
            hint = "write set search_path = '' and qualify every name"
            self.problem(one.place(), f"{one.name} is security definer without a pinned search_path", hint)
        if cabinet is None:
            if one.comment.has("decides") and not row.definer:
                self.problem(one.place("@decides"), f"{one.name} is tagged @decides but is not security definer")
            continue
        if row.of_trigger:
            continue
        owner = code(row.schema)
        if row.owner != owner:
            self.problem(one.place(), f"{one.name} belongs to {row.owner}, not to {owner}")
        if one.comment.has("internal"):
            continue
        if not row.definer:
            hint = f"write security definer set search_path = '': it runs as {owner}, under its policies"
            self.problem(one.place(), f"{one.name} is not security definer", hint)
        if row.kind == "p" or not (one.action or one.rows):
            hint = "a block is STABLE and returns a table, an action VOLATILE and returns lib.outcome; else @internal"
            self.problem(one.place(), f"{one.name} is neither a block nor an action", hint)
        elif row.language != "plpgsql" and one.name not in self.helpers:
            self.problem(
                one.place(),
                f"{one.name} is an entry function in {row.language}",
                "entry functions are plpgsql: sql ones are never inlined here",
            )
        for argument, type_name in one.arguments.items():
            if not argument:
                self.problem(one.place(), f"{one.name} has an argument without a name")
            elif type_name in ("bigint", "bigint[]") and argument not in PAGING:
                noun = argument.removeprefix("p_").removesuffix("_id")
                hint = f"write lib.{noun}_ref, so that the test of walls knows what it is"
                self.problem(one.place_of(argument), f"{one.name}: {argument} is a bare {type_name}", hint)


# Bodies ------------------------------------------------------------------------------------------------------------

_CHECK = """
select p.oid::bigint as oid, c.lineno, c.sqlstate, c.message, c.detail, c.hint, c.level, c.query, c.position
from pg_catalog.pg_proc as p
cross join lateral (
    select distinct coalesce(t.tgrelid, 0) as relation
    from (select) as one left join pg_catalog.pg_trigger as t on t.tgfoid = p.oid and not t.tgisinternal
) as r
cross join lateral ext.plpgsql_check_function_tb(
    p.oid::regprocedure, r.relation::regclass, fatal_errors => false, other_warnings => true,
    performance_warnings => true,
    extra_warnings => false, security_warnings => true) as c
where p.oid = any (?::oid[]) and (p.prorettype <> 'trigger'::regtype or r.relation <> 0)
"""


def bodies(self: Check) -> None:
    """plpgsql_check over every PL/pgSQL function, the validator over every sql one."""
    by_oid = {one.row.oid: one for one in self.functions.values()}
    checked = [
        oid for oid, one in by_oid.items() if one.row.language == "plpgsql" and one.row.returns != "event_trigger"
    ]
    for row in _together(self, checked, _CHECK, by_oid):
        one = by_oid[row.oid]
        _finding(self, one, row)
    plain = [oid for oid, one in by_oid.items() if one.row.language == "sql" and not one.row.parsed_body]
    _together(self, plain, "select fmgr_sql_validator(o) from unnest(?::oid[]) as o", by_oid)


def _together(self: Check, oids: list[int], sql: str, by_oid: Mapping[int, Function]) -> list[Any]:
    """One query for all; where one function makes it fail, one by one."""
    try:
        with self.session.savepoint():
            return self.session.rows(sql, "{" + ",".join(map(str, oids)) + "}")
    except SqlError as error:
        if len(oids) == 1:
            one = by_oid[oids[0]]
            place = one.place()
            if one.item and error.body_line:
                place = (place[0], one.item.body_line() + error.body_line - 1)
            self.problem(place, f"{one.name}: {error.sentence}", error.hint)
            return []
        middle = len(oids) // 2
        return _together(self, oids[:middle], sql, by_oid) + _together(self, oids[middle:], sql, by_oid)


def _finding(self: Check, one: Function, row: Any) -> None:
    text = row.message + (f" ({row.detail})" if row.detail else "")
    if one.item and any(accepted in text for accepted in one.item.accepted()):
        return
    # an action is VOLATILE by contract, and STABLE is as fast as IMMUTABLE where a table function is asked once
    if row.message.startswith("routine is marked as ") and (one.action or "STABLE, should be" in row.message):
        return
    # a cast on assignment costs nothing that a page feels, and every lib domain would make one
    if row.message.startswith("target type is different type than source type"):
        return
    place = one.place()
    if one.item:
        line = _finding_line(one.item, row)
        place = (one.item.path, line)
    text = f"{one.name}: {text}".replace("\n", " ")
    if row.level in ("error", "security", "performance"):
        self.problem(
            place,
            text,
            row.hint
            or ("" if row.level == "error" else "right as it is? -- @accept and a part of this sentence, in the body"),
        )
    else:
        self.warn(place, text, row.hint or "")


def _finding_line(item: Item, row: Any) -> int:
    """plpgsql_check tells the line of the statement, or the query and the position in it, which is closer."""
    text = item.definition.text
    query = (row.query or "").strip()
    at = text.find(query) if query else -1
    if at >= 0 and (row.position or not row.lineno):
        indent = len(row.query) - len(row.query.lstrip())
        return item.definition.line_at(at + max((row.position or 1) - 1 - indent, 0))
    line = item.body_line() + max(row.lineno or 1, 1) - 1
    quoted = re.search(r'"([^"]+)"', row.message)
    if not quoted:
        return line
    # a statement may be long: the first of its lines on which the named thing stands
    lines = text.split("\n")
    word = re.compile(rf"\b{re.escape(quoted.group(1).split('.')[-1].split('(')[0])}\b")
    for number in range(line - item.line, min(line - item.line + 60, len(lines))):
        if word.search(lines[number]):
            return item.line + number
    return line


# Comments ----------------------------------------------------------------------------------------------------------


def comments(self: Check) -> None:
    """Titles and tags."""
    parameters: dict[str, set[str]] = {}
    for one in self.functions.values():
        parameters.setdefault(one.row.schema, set()).update(one.arguments)
    for one in self.functions.values():
        cabinet = self.cabinets.get(one.row.schema)
        if one.item is None or one.row.of_trigger:
            continue
        if cabinet is None:
            kind = tags.DOMAIN
        else:
            kind = tags.HELPER if one.name in self.helpers else tags.ACTION if one.action else tags.BLOCK
            if not one.comment.title and kind != tags.HELPER:
                self.problem(one.place(), f"{one.name} has no title", f"comment on function {one.name} is 'Заголовок'")
        for key, value, _number in one.comment.tags:
            place = one.place(f"@{key} {value}" if value else f"@{key}")
            tag = tags.TAGS.get(key)
            if tag is None:
                self.problem(place, f"{one.name}: unknown tag @{key}", "known: " + ", ".join(sorted(tags.TAGS)))
            elif kind not in tag.on and not (kind == tags.HELPER and tags.BLOCK in tag.on and one.rows):
                on = " or ".join(tag.on)
                self.problem(place, f"{one.name}: @{key} stands on a {on}, this is a {kind}")
            else:
                wrong = _value(one, tag, value, parameters.get(one.row.schema, set()))
                if wrong:
                    self.problem(place, f"{one.name}: @{key} {wrong}")
        for key in {key for key, _value_, _number in one.comment.tags}:
            tag = tags.TAGS.get(key)
            if tag and not tag.many and len(one.comment.values(key)) > 1:
                self.problem(one.place(f"@{key}"), f"{one.name}: @{key} stands twice")
        if cabinet and one.comment.has("public") and cabinet.scope != "sees_public":
            self.problem(
                one.place("@public"),
                f"{one.name} is @public, but the cabinet {cabinet.name} is not of scope sees_public",
            )
        if cabinet and cabinet.scope == "sees_public" and kind != tags.HELPER and not one.comment.has("public"):
            self.problem(one.place(), f"{one.name} of a public cabinet lacks @public")


def _value(one: Function, tag: tags.Tag, value: str, parameters: set[str]) -> str:
    """What is wrong with a tag's value; '' when nothing."""
    first, _space, rest = value.partition(" ")
    words = value.replace(",", " ").split()
    if tag.value == "nothing":
        return "takes no value" if value else ""
    if tag.value == "word":
        return "" if value in tag.words else f"must be one of {', '.join(filter(None, tag.words))}"
    if tag.value == "words":
        wrong = [word for word in words if word not in tag.words]
        return f"must be of {', '.join(tag.words)}" if wrong or not words else ""
    if tag.value == "number":
        return "" if value.isdecimal() and int(value) > 0 else "takes a number"
    if not value:
        return f"needs a value: {tag.value}"
    if tag.value == "arguments":
        wrong = [word for word in words if word not in one.arguments]
        return f"names {', '.join(wrong)}, which is no argument" if wrong else ""
    if tag.value == "parameters":  # of the URL: arguments of any block beside it
        wrong = [word for word in words if word not in parameters]
        return f"names {', '.join(wrong)}, which is no argument of this cabinet" if wrong else ""
    if tag.value == "columns":
        wrong = [word for word in words if word not in one.columns]
        return f"names {', '.join(wrong)}, which is no result column" if wrong else ""
    if tag.value.startswith("argument+"):
        part = first.partition(".")[0]  # p_lines.quantity: a column of a grid
        if part not in one.arguments:
            return f"names {first}, which is no argument"
        return "" if rest else f"needs a {tag.value.partition('+')[2]} after {first}"
    if tag.value == "column+text":
        if first not in one.columns:
            return f"names {first}, which is no result column"
        return "" if rest else f"needs a label after {first}"
    return ""


def targets(self: Check) -> None:
    """Functions that tags name: they exist, read only, and get arguments that there are."""
    for one in self.functions.values():
        if one.row.schema not in self.cabinets:
            continue
        schema = one.row.schema
        named = [
            ("options", value.partition(" ")[0], value.partition(" ")[2].strip())
            for value in one.comment.values("options")
        ]
        named += [
            ("rows", value.partition(" ")[0], value.partition(" ")[2].strip()) for value in one.comment.values("rows")
        ]
        named += [
            (key, "", value) for key in ("prefill", "preview", "version", "reply") for value in one.comment.values(key)
        ]
        for key, argument, target in named:
            place = one.place(f"@{key} {argument + ' ' if argument else ''}{target}")
            function = self.functions.get(f"{schema}.{target}")
            if function is None:
                self.problem(place, f"{one.name}: @{key} names {schema}.{target}, which does not exist")
                continue
            if key == "reply":
                if not function.action:
                    self.problem(place, f"{one.name}: @reply names {target}, which is not an action")
                continue
            if not function.stable:
                self.problem(
                    place, f"{one.name}: @{key} names {target}, which is volatile", "it is asked by GET: write stable"
                )
            if key == "options":
                missing = {"value", "label"} - set(function.columns)
                if missing:
                    self.problem(
                        place, f"{target} fills options, but returns no column {' and '.join(sorted(missing))}"
                    )
            if key in ("preview", "version"):
                strange = set(function.arguments) - set(one.arguments)
                if strange:
                    self.problem(
                        place,
                        f"{one.name}: @{key} {target} has arguments {', '.join(sorted(strange))}, "
                        f"which the {'action' if key == 'preview' else 'block'} has not",
                    )
            if key == "prefill":
                strange_columns = [
                    c
                    for c in function.columns
                    if not c.startswith("_") and c not in one.arguments and f"p_{c}" not in one.arguments
                ]
                if strange_columns:
                    self.warn(
                        place,
                        f"{one.name}: @prefill {target} returns {', '.join(strange_columns)}, which is no argument",
                    )


def pages(self: Check) -> None:
    """Blocks of pages and homes of cabinets exist."""
    rows = self.session.rows(
        "select cabinet, page, array_to_string(blocks || side_blocks, ' ') as blocks from cabinet.pages"
    )
    known = {f"{row.cabinet}.{row.page}" for row in rows}
    for row in rows:
        item = self.work.sources.items.get(f"page {row.cabinet}.{row.page}")
        for block in row.blocks.split():
            place = ("", 0)
            if item:
                at = item.definition.text.find(block)
                place = (item.path, item.definition.line_at(at) if at >= 0 else item.line)
            function = self.functions.get(f"{row.cabinet}.{block}")
            if function is None:
                self.problem(place, f"page {row.cabinet}.{row.page} names the block {block}, which does not exist")
            elif not (function.rows or function.action):
                self.problem(
                    place, f"page {row.cabinet}.{row.page} names {block}, which is neither a block nor an action"
                )
        if item and item.schema != item.path.removeprefix("site/").split("/")[2]:
            self.problem((item.path, item.line), f"page {row.cabinet}.{row.page} does not belong in this folder")
    for cabinet in self.cabinets.values():
        if f"{cabinet.name}.{cabinet.home}" not in known:
            self.problem(
                (cabinet.path, cabinet.line), f"@cabinet: the home page {cabinet.name}.{cabinet.home} does not exist"
            )


# Words -------------------------------------------------------------------------------------------------------------


def words(self: Check) -> None:
    """Every exposed object, argument and column has a Russian text; what is stock an English one too."""
    for one in self.functions.values():
        cabinet = self.cabinets.get(one.row.schema)
        if cabinet is None or one.item is None or one.row.of_trigger or not (one.action or one.rows):
            continue
        shown = one.name not in self.helpers
        if not shown and not any(
            f"{one.row.schema}.{value}" == one.name
            for other in self.functions.values()
            if other.row.schema == one.row.schema
            for value in other.comment.values("preview")
        ):
            continue
        stock = one.item.stock
        place = one.place
        if shown:
            _english(self, stock, place(), one.name, one.comment.title)
            _english(self, stock, place(), f"{one.name}.help", one.comment.help)
        for key in ("submit", "confirm", "empty"):
            for value in one.comment.values(key):
                _english(self, stock, place(f"@{key}"), f"{one.name}.{key}", value)
        for key in ("hint", "placeholder"):
            for argument, value in one.comment.named(key).items():
                _english(self, stock, place(f"@{key} {argument}"), f"{one.name}.{key}.{argument}", value)
        if shown:
            fields = one.comment.named("field")
            for argument, type_name in one.arguments.items():
                from_url = (
                    not one.action
                    and argument not in one.comment.words("filter") + one.comment.words("tabs")
                    and one.comment.values("kind") != ["form"]
                )
                if argument in PAGING or from_url or argument in one.comment.words("needs"):
                    continue
                _label(self, one, "field", argument, type_name, fields.get(argument, ""), stock)
        labels = one.comment.named("column")
        if not one.action:
            for column, type_name in one.columns.items():
                if not column.startswith("_"):
                    _label(self, one, "column", column, type_name, labels.get(column, ""), stock)
    for item in self.work.sources.of_kind("page"):
        row = self.session.rows(
            "select p.title, p.menu_group from cabinet.pages as p where p.cabinet || '.' || p.page = ?", item.name
        )
        for page in row:
            _english(self, item.stock, (item.path, item.line), f"page.{item.name}", page.title)
            if page.menu_group and (f"group.{page.menu_group}", "ru") not in self.texts:
                _english(self, item.stock, (item.path, item.line), f"group.{page.menu_group}", page.menu_group)
    for cabinet in self.cabinets.values():
        _english(self, cabinet.stock, (cabinet.path, cabinet.line), cabinet.name, cabinet.title)
    spoken = ("ui", "refusal", "label", "said")  # looked up by key alone: both languages, always
    for (key, language), text in self.texts.items():
        if language == "ru" and (key, "en") not in self.texts and _CYRILLIC.search(text):
            where = _text_place(self, key)
            if where[0].startswith("sql/"):
                self.problem(where, f"the text {key} has no English row")
        elif language == "en" and (key, "ru") not in self.texts and key.partition(".")[0] in spoken:
            self.problem(_text_place(self, key), f"the text {key} has no Russian row")


def _english(self: Check, stock: bool, place: tuple[str, int], key: str, russian: str) -> None:
    if stock and _CYRILLIC.search(russian) and (key, "en") not in self.texts:
        self.problem(place, f"no English text {key} for «{_short(russian)}»", "a row in sql/texts/en/")


def _label(self: Check, one: Function, part: str, argument: str, type_name: str, spoken: str, stock: bool) -> None:
    bare = argument.removeprefix("p_")
    keys = (f"{one.name}.{part}.{argument}", f"label.{bare}", f"type.{type_name}")
    place = one.place_of(argument)
    russian = (
        spoken
        or next((self.texts[key, "ru"] for key in keys if (key, "ru") in self.texts), "")
        or self.types.get(type_name, "")
    )
    if not russian:
        text = f"{one.name}: {'argument' if part == 'field' else 'column'} {argument} has no label"
        self.problem(place, text, f"@{part} {argument} Слово, or the text label.{bare}")
    elif (
        stock
        and _CYRILLIC.search(russian)
        and not any((key, "en") in self.texts for key in (keys[:2] if spoken else keys))
    ):
        wanted = keys[0] if spoken else keys[1]
        self.problem(place, f"no English text {wanted} for «{_short(russian)}»", "a row in sql/texts/en/")


def _short(text: str) -> str:
    text = text.replace("\n", " ")
    return text if len(text) <= 40 else text[:39] + "…"


def _text_place(self: Check, key: str) -> tuple[str, int]:
    for item in self.work.sources.of_kind("texts"):
        at = item.source.find(f"'{key}'")
        if at >= 0:
            return item.path, item.source.count("\n", 0, at) + 1
    return "", 0


def refusals(self: Check) -> None:
    """Codes that SQL raises are registered, and registered codes have their sentence."""
    known = {row.code for row in self.session.rows("select code from cabinet.refusal_codes")}
    for code_ in sorted(known):
        if (f"refusal.{code_}", "ru") not in self.texts:
            self.problem(_text_place(self, code_), f"the refusal {code_} has no text refusal.{code_}")
    for key, language in self.texts:
        if language == "ru" and key.startswith("refusal.") and key.removeprefix("refusal.") not in known:
            self.problem(_text_place(self, key), f"{key} has no row in cabinet.refusal_codes")
    for item in self.work.sources.of_kind(*ROUTINES):
        text = item.definition.text
        for found in _REFUSE.finditer(text):
            if found.group(1) not in known:
                place = (item.path, item.definition.line_at(found.start(1)))
                self.problem(
                    place, f"{item.name} raises the refusal {found.group(1)}, which is not in cabinet.refusal_codes"
                )


def jobs(self: Check) -> None:
    """Whatever the worker is to run exists, and the worker may run it."""
    for row in self.session.rows(
        "select s.job, s.function_name as function, to_regproc(s.function_name) is not null as known, "
        "coalesce(has_function_privilege('sokol_worker', to_regproc(s.function_name)::oid, "
        "'execute'), false) as allowed "
        "from cabinet.schedules as s"
    ):
        function = self.functions.get(row.function)
        if not row.known:
            self.problem(("", 0), f"the job {row.job} runs {row.function}, which does not exist")
        elif not row.allowed and function:
            self.problem(
                function.place(), f"the job {row.job} runs {row.function}, which the worker may not", "@for worker"
            )


# Views, tables, reach ----------------------------------------------------------------------------------------------


def views(self: Check) -> None:
    """Walls hold behind views, and views never wait for code."""
    codes = [code(cabinet) for cabinet in self.cabinets] or ["sees_public"]
    rows = self.session.rows(
        "select n.nspname || '.' || c.relname as name, c.relkind as kind, "
        "coalesce(array_to_string(c.reloptions, ' '), '') ~ 'security_invoker=(true|on|1)' as invoker, "
        "(select min(r.rolname) from pg_catalog.pg_roles as r where r.rolname = any (?::text[]) "
        "and has_table_privilege(r.oid, c.oid, 'select') and has_schema_privilege(r.oid, n.oid, 'usage')) as reader, "
        "(select min(f.oid::regprocedure::text) from pg_catalog.pg_rewrite as w join pg_catalog.pg_depend as d "
        "on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid and d.refclassid = 'pg_proc'::regclass "
        "join pg_catalog.pg_proc as f on f.oid = d.refobjid join pg_catalog.pg_namespace as s on "
        "s.oid = f.pronamespace "
        "where w.ev_class = c.oid and s.nspname not in ('pg_catalog', 'lib', 'ext')) as uses "
        "from pg_catalog.pg_class as c join pg_catalog.pg_namespace as n on n.oid = c.relnamespace "
        f"where c.relkind in ('v', 'm') and {catalogue.OURS}",
        "{" + ",".join(codes) + "}",
    )
    for row in rows:
        item = self.work.sources.items.get(f"view {row.name}")
        place = (item.path, item.line) if item else ("", 0)
        if row.kind == "m" and row.reader:
            self.problem(
                place,
                f"{row.name} is a materialized view that {row.reader} can read",
                "row security does not reach behind it: tag it @secret",
            )
        elif row.kind == "v" and row.reader and not row.invoker:
            self.problem(
                place,
                f"{row.reader} can read the view {row.name}, which is not security_invoker",
                "write with (security_invoker = true), or @secret in its comment",
            )
        if row.uses and item and not _of_migration(self, row.uses):
            self.problem(
                place,
                f"the view {row.name} uses {row.uses}",
                "views use tables, views, lib functions and functions made by a migration only, so "
                "that neither waits for the other",
            )


def _of_migration(self: Check, signature: str) -> bool:
    """A migration made the function, so it is there before the views and its signature stays."""
    made = f"create function {signature.partition('(')[0]}("
    return any(made in migration.text for migration in self.work.sources.migrations)


def tables(self: Check) -> None:
    """Nothing is forced, nothing belongs to anybody else, nothing is everybody's."""
    for row in self.session.rows(
        "select n.nspname || '.' || c.relname as name, c.relforcerowsecurity as forced, "
        "pg_get_userbyid(c.relowner) as owner "
        "from pg_catalog.pg_class as c join pg_catalog.pg_namespace as n on n.oid = c.relnamespace "
        f"where {catalogue.OURS} and c.relkind in ('r', 'p', 'v', 'm') "
        "and (c.relforcerowsecurity or c.relowner <> 'sokol_owner'::regrole)"
    ):
        text = "forces row security, so that domain code sees nothing" if row.forced else f"belongs to {row.owner}"
        self.problem(("", 0), f"the table {row.name} {text}", "" if row.forced else "owner is sokol_owner")
    for row in self.session.rows(
        "select p.oid::regprocedure::text as name from pg_catalog.pg_proc as p join pg_catalog.pg_namespace as n "
        f"on n.oid = p.pronamespace where {catalogue.OURS} and n.nspname <> 'lib' and exists "
        "(select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a where a.grantee = 0)"
    ):
        self.problem(("", 0), f"{row.name} is executable by PUBLIC")


_REACH = """
select p.oid::bigint as oid, d.type, d.oid::bigint as target
from pg_catalog.pg_proc as p
cross join lateral ext.plpgsql_show_dependency_tb(p.oid::regprocedure) as d
where p.oid = any (?::oid[]) and d.type in ('FUNCTION', 'RELATION', 'PROCEDURE')
  and d.schema not in ('pg_catalog', 'information_schema')
"""


def reach(self: Check) -> None:
    """What a cabinet's function names, its code role may use, also through functions that run as their caller."""
    by_oid = {one.row.oid: one for one in self.functions.values()}
    wanted = [
        oid
        for oid, one in by_oid.items()
        if one.row.language == "plpgsql"
        and not one.row.of_trigger
        and (one.row.schema in self.cabinets or not one.row.definer)
    ]
    uses: dict[int, set[tuple[str, int]]] = {}
    quiet: list[Problem] = []
    kept, self.problems = self.problems, quiet
    for row in _together(self, wanted, _REACH, by_oid):  # what cannot be analysed was said by plpgsql_check
        uses.setdefault(row.oid, set()).add(("r" if row.type == "RELATION" else "f", row.target))
    self.problems = kept
    pairs: dict[tuple[str, str, int], list[tuple[Function, Function]]] = {}
    for entry in by_oid.values():
        if entry.row.schema not in self.cabinets or not entry.row.definer:
            continue
        role = code(entry.row.schema)
        seen: set[int] = set()
        queue = [entry.row.oid]
        while queue:
            oid = queue.pop()
            if oid in seen:
                continue
            seen.add(oid)
            for kind, target in uses.get(oid, set()):
                pairs.setdefault((role, kind, target), []).append((entry, by_oid[oid]))
                function = by_oid.get(target) if kind == "f" else None
                if function and not function.row.definer:
                    queue.append(target)
    if not pairs:
        return
    keys = list(pairs)
    for kind, privilege, title in (
        ("r", "has_table_privilege(r.role, r.oid, 'select')", "table"),
        ("f", "has_function_privilege(r.role, r.oid, 'execute')", "function"),
    ):
        chosen = [(role, target) for role, k, target in keys if k == kind]
        if not chosen:
            continue
        denied = self.session.rows(
            "select r.role, r.oid::bigint as oid, "
            + ("r.oid::regclass::text" if kind == "r" else "r.oid::regproc::text")
            + " as name, coalesce((select n.nspname from pg_catalog.pg_class as c join "
            "pg_catalog.pg_namespace as n on n.oid = c.relnamespace where c.oid = r.oid), '') as schema "
            f"from unnest(?::name[], ?::oid[]) as r (role, oid) where not {privilege}"
            + (
                " and not exists (select from pg_catalog.pg_class as c where c.oid = r.oid and "
                "(c.relpersistence = 't'))"
                if kind == "r"
                else " and exists (select from pg_catalog.pg_proc as p where p.oid = r.oid)"
            ),
            "{" + ",".join(role for role, _ in chosen) + "}",
            "{" + ",".join(str(target) for _, target in chosen) + "}",
        )
        for row in denied:
            for entry, inner in pairs[row.role, kind, row.oid][:3]:
                through = "" if inner is entry else f" through {inner.name}"
                hint = (
                    f"add {row.schema} to reads of @cabinet, unless its comment has @secret: then ask a domain function"
                    if kind == "r"
                    else "is it @internal, @for others, or of a schema that the cabinet does not read?"
                )
                bare = row.name.rpartition(".")[2]
                self.problem(
                    entry.place_of(row.name, bare),
                    f"{entry.name} uses the {title} {row.name}{through}, which {row.role} may not",
                    hint,
                )
