"""Comments: titles, tags and their values, the functions and pages that they name."""

from __future__ import annotations

from collections.abc import Mapping

from webapp.deploy import tags
from webapp.deploy.checks.ground import Check, Function


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
            (key, "", value)
            for key in ("prefill", "preview", "version", "reply", "lanes")
            for value in one.comment.values(key)
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
            if key in ("options", "lanes"):
                missing = {"value", "label"} - set(function.columns)
                if missing:
                    self.problem(place, f"{target} fills {key}, but returns no column {' and '.join(sorted(missing))}")
            if key == "rows" and one.arguments.get(argument) == "lib.attributes":
                lacking = {"code", "title", "kind", "value"} - set(function.columns)
                if lacking:
                    self.problem(place, f"{target} gives fields, but returns no column {' and '.join(sorted(lacking))}")
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


# An id of no type of its own: its action judges it when it is sent.
ANY_ROW = "lib.row_ref"
_REFERENCES = """
select t.typname::text as name, coalesce(pg_catalog.obj_description(t.oid, 'pg_type'), '') as comment
from pg_catalog.pg_type as t
where t.typnamespace = 'lib'::regnamespace and t.typtype = 'd' and t.typbasetype = 'bigint'::regtype
"""


def references(self: Check) -> None:
    """Ids that an address may give to an action have a function that tells who may open them; actions for many rows
    are actions by such an id."""
    types = {f"lib.{row.name}": tags.parse(row.comment) for row in self.session.rows(_REFERENCES)}
    for one in self.functions.values():
        if one.row.schema not in self.cabinets:
            continue
        for argument, type_name in one.arguments.items() if one.action else ():
            if not type_name.endswith("_ref") or type_name not in types or type_name == ANY_ROW:
                continue
            named = types[type_name].values("seen")
            function = self.functions.get(named[0]) if named else None
            if function is None or not function.stable:
                self.problem(
                    one.place_of(argument),
                    f"{one.name}: nobody tells who may open {argument}",
                    f"comment on domain {type_name} is '… @seen schema.function', a STABLE function that takes bigint[] "
                    "and returns id, name, version",
                )
        for word in one.comment.words("bulk"):
            _bulk(self, one, word, types)


def _bulk(self: Check, one: Function, word: str, types: dict[str, tags.Comment]) -> None:
    place = one.place("@bulk")
    action = self.functions.get(f"{one.row.schema}.{word}")
    if action is None or not action.action:
        self.problem(place, f"{one.name}: @bulk names {one.row.schema}.{word}, which is no action")
        return
    kinds = list(action.arguments.values())
    if not kinds or kinds[0] not in types or not types[kinds[0]].has("seen"):
        self.problem(place, f"{one.name}: @bulk names {word}, whose first argument is no id of a row")
    if any(kind in ("lib.photo", "lib.photos", "lib.file", "lib.files") for kind in kinds):
        self.problem(place, f"{one.name}: @bulk names {word}, which takes files", "one set of files is not many rows'")
    if "_tick" not in one.columns:
        self.problem(place, f"{one.name}: @bulk without a column _tick", "it holds the id of a row, null: not offered")


# What the kinds that draw their rows cannot do without: columns, arguments, tags.
_CLOCKS = ("timestamp with time zone",)
_STEERED: Mapping[str, tuple[Mapping[str, tuple[str, ...]], tuple[str, ...], tuple[str, ...]]] = {
    "board": ({"_lane": ("text",)}, (), ("lanes",)),
    "calendar": ({"_lane": ("text",), "_start": _CLOCKS, "_end": _CLOCKS}, ("p_from", "p_to"), ("lanes",)),
    "chart": ({}, (), ()),
}
_OPTIONAL = {"_moves": "text[]", "_move": "text", "_tint": "text"}
_NUMBERS = ("bigint", "integer", "smallint", "numeric", "double precision", "real")


def kinds(self: Check) -> None:
    """Boards, calendars and charts return the columns that steer them."""
    numbers = {*_NUMBERS, *(
        row.name for row in self.session.rows(
            "select format_type(t.oid, null) as name from pg_catalog.pg_type as t where t.typtype = 'd' "
            "and format_type(t.typbasetype, null) = any (?::text[])", "{" + ",".join(_NUMBERS) + "}")
    )}  # fmt: skip
    for one in self.functions.values():
        if one.row.schema not in self.cabinets or one.name in self.helpers:
            continue
        kind = (one.comment.values("kind") or ["list"])[0]
        if kind != "chart" and one.comment.has("chart"):
            self.problem(one.place("@chart"), f"{one.name}: @chart stands on a {kind}, not on a chart")
        if one.comment.has("lanes") and kind not in ("board", "calendar"):
            self.problem(one.place("@lanes"), f"{one.name}: @lanes stands on a {kind}, not on a board or calendar")
        if kind not in _STEERED:
            continue
        columns, arguments, needed = _STEERED[kind]
        for column, types in columns.items():
            if one.columns.get(column) not in types:
                hint = f"{column} {types[0]}: see «Kinds that draw» in docs/architecture.md"
                self.problem(one.place("@kind"), f"{one.name}: a {kind} needs the column {column}", hint)
        for column, type_name in _OPTIONAL.items():
            if column in one.columns and one.columns[column] != type_name:
                self.problem(one.place("@kind"), f"{one.name}: the column {column} is {type_name}")
        for argument in arguments:
            if one.arguments.get(argument) != "date":
                self.problem(one.place("@kind"), f"{one.name}: a {kind} needs the argument {argument} date")
        for tag in needed:
            if not one.comment.has(tag):
                self.problem(one.place("@kind"), f"{one.name}: a {kind} needs the tag @{tag} function")
        shown = [name for name in one.columns if not name.startswith("_")]
        if not shown:
            self.problem(one.place("@kind"), f"{one.name}: a {kind} shows no column")
        elif kind == "chart" and not any(one.columns[name] in numbers for name in shown[1:]):
            self.problem(
                one.place("@kind"),
                f"{one.name}: a chart needs a numeric column after {shown[0]}, which names its parts",
            )


def pages(self: Check) -> None:
    """Blocks of pages, homes of cabinets and the ways to something new exist."""
    rows = self.session.rows(
        "select cabinet, page, array_to_string(blocks || side_blocks, ' ') as blocks from cabinet.pages"
    )
    known = {f"{row.cabinet}.{row.page}" for row in rows}
    anywhere = {row.page for row in rows} | {one.row.name for one in self.functions.values() if one.action}
    for one in self.functions.values():
        for word in one.comment.words("create"):
            # a list that cabinets share names the way of each of them
            if word not in anywhere:
                self.problem(one.place("@create"), f"{one.name}: @create names {word}, which is no page and no action")
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
        if item and not item.shared and item.schema != item.path.removeprefix("site/").split("/")[2]:
            self.problem((item.path, item.line), f"page {row.cabinet}.{row.page} does not belong in this folder")
    for cabinet in self.cabinets.values():
        if f"{cabinet.name}.{cabinet.home}" not in known:
            self.problem(
                (cabinet.path, cabinet.line), f"@cabinet: the home page {cabinet.name}.{cabinet.home} does not exist"
            )
