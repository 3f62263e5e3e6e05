"""What the database exposes: cabinets, pages, functions, types and texts, read once per release.

The database's own catalogue is the registry. `cabinet.catalogue()` gives it as one document; here it becomes objects
that never change. A batch that shows another release number makes the worker read it anew (`CatalogKeeper`).
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from webapp.database.batch import Statement, call, run
from webapp.database.conversion import ColumnType, Shape
from webapp.database.engine import Database
from webapp.database.identity import Identity, qualified

LANGUAGES = ("ru", "en")
LAYER_ROLE = "cab_layer"

# Tags whose first word names an argument or a column.
_NAMED_TAGS = frozenset({"column", "field", "hint", "placeholder", "options", "rows"})
_BASE_NAMES = {
    "bigint": "int8",
    "integer": "int4",
    "smallint": "int2",
    "boolean": "bool",
    "timestamp with time zone": "timestamptz",
    "timestamp without time zone": "timestamp",
    "time without time zone": "time",
    "double precision": "float8",
    "real": "float4",
    "character varying": "varchar",
}
_CONSTANT = re.compile(r"^(?:'((?:[^']|'')*)'|(-?\d+(?:\.\d+)?)|(true|false))(?:::[\w\s.\"\[\]()]+)?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment taken apart: first line, help, tags by name, tags that name an argument or a column."""

    title: str = ""
    help: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def parse_comment(text: str | None) -> Comment:
    """First line title, then help, then `@key value` lines."""
    if not text:
        return Comment()
    title = ""
    help_lines: list[str] = []
    tags: dict[str, str] = {}
    named: dict[str, dict[str, str]] = {}
    for number, line in enumerate(text.strip().splitlines()):
        line = line.strip()
        if line.startswith("@"):
            key, _space, value = line[1:].partition(" ")
            value = value.strip()
            if key in _NAMED_TAGS:
                name, _space, rest = value.partition(" ")
                named.setdefault(key, {})[name] = rest.strip()
            elif key in {"choice", "filter", "tabs", "until", "needs", "bold"} and key in tags:
                tags[key] += " " + value
            else:
                tags[key] = value
        elif number == 0:
            title = line
        elif not tags and not named:
            help_lines.append(line)
    return Comment(title, "\n".join(help_lines).strip(), tags, named)


@dataclass(frozen=True, slots=True)
class Attribute:
    name: str
    type: Type
    title: str


@dataclass(frozen=True, slots=True)
class Type:
    """A type of the catalogue with the tags of its comment and of the domains under it."""

    name: str
    column: ColumnType
    title: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    element: Type | None = None
    attributes: tuple[Attribute, ...] = ()

    @property
    def base(self) -> str:
        return self.column.base

    @property
    def is_reference(self) -> bool:
        return self.name.endswith("_ref") and self.base == "int8"

    @property
    def noun(self) -> str:
        """lib.order_ref → order"""
        return self.name.rpartition(".")[2].removesuffix("_ref")

    @property
    def is_grid(self) -> bool:
        return self.element is not None and bool(self.element.attributes)


@dataclass(frozen=True, slots=True)
class Argument:
    name: str
    type: Type
    required: bool
    default: str | None

    @property
    def parameter(self) -> str:
        """The URL parameter: p_order → order"""
        return self.name.removeprefix("p_")


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Function:
    """A function of a cabinet: a block, an action, or a helper that one of these names."""

    schema: str
    name: str
    volatile: bool
    returns: str
    arguments: tuple[Argument, ...]
    columns: tuple[Column, ...]
    comment: Comment
    shape: Shape

    @property
    def qualified(self) -> str:
        return f"{self.schema}.{self.name}"

    @property
    def is_action(self) -> bool:
        return self.volatile and self.returns == "lib.outcome"

    @property
    def tags(self) -> Mapping[str, str]:
        return self.comment.tags

    @property
    def kind(self) -> str:
        return "form" if self.is_action else self.tags.get("kind") or "list"

    @property
    def slug(self) -> str:
        return self.name.replace("_", "-")

    def argument(self, name: str) -> Argument | None:
        for argument in self.arguments:
            if argument.name == name:
                return argument
        return None

    def words(self, tag: str) -> list[str]:
        return (self.tags.get(tag) or "").replace(",", " ").split()


@dataclass(frozen=True, slots=True)
class Page:
    cabinet: str
    page: str
    title: str
    blocks: tuple[str, ...]
    side_blocks: tuple[str, ...]
    icon: str | None
    menu: int | None
    group: str | None
    phone: bool
    right: str | None
    feature: str | None
    up: str | None = None

    @property
    def slug(self) -> str:
        return self.page.replace("_", "-")

    @property
    def path(self) -> str:
        return f"/{self.cabinet}/{self.slug}"


@dataclass(frozen=True, slots=True)
class Cabinet:
    cabinet: str
    title: str
    frame: str
    home: str
    menu: int

    @property
    def role(self) -> str:
        return f"cab_{self.cabinet}"


class Catalog:
    """One release of everything. Derived views (labels, formatters, menus) are kept in `memo` and die with it."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.release: int = int(document.get("release") or 0)
        self.cabinets = {row["cabinet"]: _cabinet(row) for row in document.get("cabinets", [])}
        self._types_document: Mapping[str, Any] = document.get("types", {})
        self._types: dict[str, Type] = {}
        self.functions = {
            f"{row['schema']}.{row['name']}": self._function(row) for row in document.get("functions", [])
        }
        self.pages = {(row["cabinet"], row["page"]): _page(row) for row in document.get("pages", [])}
        self.texts: Mapping[str, Mapping[str, str]] = document.get("texts", {})
        self.hints = {(row["key"], row["language"]): row["text"] for row in document.get("hints", [])}
        self.templates: Mapping[str, str] = document.get("templates", {})
        self.settings: Mapping[str, str | None] = document.get("settings", {})
        self.lookups: Mapping[str, Mapping[str, Mapping[str, str]]] = document.get("lookups", {})
        self.constraints: Mapping[str, str] = document.get("constraints", {})
        self.memo: dict[Any, Any] = {}
        self._translators: dict[str, Callable[..., str]] = {}

    # -- types

    def type(self, name: str) -> Type:
        known = self._types.get(name)
        if known is None:
            known = self._types[name] = self._type(name)
        return known

    def _type(self, name: str) -> Type:
        row = self._types_document.get(name)
        if row is None and name.endswith("[]"):
            row = {"kind": "b", "element": name[:-2]}
        row = row or {}
        comment = parse_comment(row.get("comment"))
        if row.get("element"):
            element = self.type(row["element"])
            base = "range" if row.get("kind") == "r" else "array"
            return Type(name, ColumnType(base, name, element=element.column), comment.title, comment.tags, element)
        if row.get("attributes"):
            attributes = tuple(
                Attribute(a["name"], self.type(a["type"]), parse_comment(a.get("comment")).title)
                for a in row["attributes"]
            )
            column = ColumnType("row", name, fields=tuple((a.name, a.type.column) for a in attributes))
            return Type(name, column, comment.title, comment.tags, None, attributes)
        if row.get("base"):
            under = self.type(_without_modifier(row["base"]))
            column = ColumnType(under.base, name, name, under.column.element, under.column.fields)
            tags = {**under.tags, **comment.tags}
            return Type(name, column, comment.title or under.title, tags, under.element, under.attributes)
        return Type(name, ColumnType(_BASE_NAMES.get(name, name), name), comment.title, comment.tags)

    def _function(self, row: Mapping[str, Any]) -> Function:
        columns = tuple(Column(c["name"], self.type(c["type"])) for c in row["columns"])
        return Function(
            schema=row["schema"],
            name=row["name"],
            volatile=bool(row["volatile"]),
            returns=row["returns"],
            arguments=tuple(
                Argument(a["name"], self.type(a["type"]), a.get("default") is None, a.get("default"))
                for a in row["arguments"]
                if a.get("name")
            ),
            columns=columns,
            comment=parse_comment(row.get("comment")),
            shape=Shape({c.name: c.type.column for c in columns}),
        )

    # -- look-ups

    def function(self, schema: str, name: str) -> Function | None:
        return self.functions.get(f"{schema}.{name}")

    def page(self, cabinet: str, name: str) -> Page | None:
        return self.pages.get((cabinet, name))

    def page_of(self, function: Function) -> Page | None:
        """The page a function belongs to: `<page>_<suffix>`, the longest page name that fits."""
        parts = function.name.split("_")
        for end in range(len(parts), 0, -1):
            page = self.pages.get((function.schema, "_".join(parts[:end])))
            if page:
                return page
        return None

    def composed(self, cabinet: str) -> list[Page]:
        key = ("pages", cabinet)
        if key not in self.memo:
            pages = [page for (room, _name), page in self.pages.items() if room == cabinet]
            self.memo[key] = sorted(pages, key=lambda p: (p.menu is None, p.menu or 0, p.page))
        found: list[Page] = self.memo[key]
        return found

    def setting(self, key: str, default: str = "") -> str:
        """A setting of the company."""
        return self.settings.get(key) or default

    # -- words

    def find_text(self, language: str, key: str) -> str | None:
        """The text in the language, None where it has none of its own."""
        return (self.texts.get(language) or {}).get(key)

    def text(self, language: str, key: str) -> str:
        """The text in the language, else in Russian, else the key."""
        return self.find_text(language, key) or self.find_text("ru", key) or key

    def translator(self, language: str) -> Callable[..., str]:
        """`t(key, name=value)` of templates."""
        known = self._translators.get(language)
        if known is None:
            own, russian = self.texts.get(language) or {}, self.texts.get("ru") or {}

            def translate(key: str, /, **values: object) -> str:
                text = own.get(key) or russian.get(key) or key
                return fill(text, values) if values else text

            known = self._translators[language] = translate
        return known

    def unit(self, language: str, type_: Type) -> str:
        """The unit of a type as the reader writes it."""
        unit = type_.tags.get("unit", "")
        return self.said(language, f"unit.{unit}", unit) if unit else ""

    def said(self, language: str, key: str, spoken: str) -> str:
        """A word that lives in a Russian comment: the row of the language, for Russian the comment."""
        found = self.find_text(language, key)
        if found:
            return found
        if spoken:
            return spoken
        return self.find_text("ru", key) or ""

    def title(self, function: Function, language: str) -> str:
        return self.said(language, function.qualified, function.comment.title)

    def page_title(self, page: Page, language: str) -> str:
        return self.said(language, f"page.{page.cabinet}.{page.page}", page.title)

    def cabinet_title(self, cabinet: Cabinet, language: str) -> str:
        return self.said(language, cabinet.cabinet, cabinet.title)

    def group_title(self, group: str, language: str) -> str:
        return self.said(language, f"group.{group}", group)

    def label(self, function: Function, name: str, part: str, type_: Type | None, language: str) -> str:
        """The label of an argument (part «field») or a result column (part «column»): the text of the function, its
        comment's tag, the common row `label.<name>`, the title of the type, the name."""
        bare = name.removeprefix("p_")
        spoken = function.comment.named.get(part, {}).get(name, "")
        found = self.find_text(language, f"{function.qualified}.{part}.{name}")
        if found:
            return found
        if spoken and (language == "ru" or spoken == "-"):  # no label is none in any language
            return spoken
        return (
            self.find_text(language, f"label.{bare}")
            or (self.find_text(language, f"type.{type_.name}") if type_ else None)
            or spoken
            or self.find_text("ru", f"label.{bare}")
            or (type_.title if type_ else "")
            or bare.replace("_", " ").capitalize()
        )

    def tag_text(self, function: Function, part: str, name: str, language: str) -> str:
        """The text of `@hint` or `@placeholder` of an argument."""
        return self.said(
            language, f"{function.qualified}.{part}.{name}", function.comment.named.get(part, {}).get(name, "")
        )

    def refusal_text(self, code: str, language: str, values: Mapping[str, object] | None = None) -> str:
        return fill(self.text(language, f"refusal.{code}"), values or {})


class CatalogKeeper:
    """The catalogue of this process, read when first asked for and again when a batch shows another release."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._catalog: Catalog | None = None
        self._lock = threading.Lock()

    @property
    def current(self) -> Catalog:
        return self._catalog or self.reload()

    @cached_property
    def identity(self) -> Identity:
        return Identity(role=LAYER_ROLE, time_zone="UTC")

    def renewed(self) -> bool:
        """Whether the database shows another release than the one in memory; then the catalogue is read again."""
        held = self.current.release
        found = run(self.database, self.identity, [Statement("release", "select cabinet.release()")], read_only=True)
        now = int(found["release"].value())
        return now != held and self.reload(unless=now).release != held

    def reload(self, unless: int | None = None) -> Catalog:
        """Read the catalogue; not if it shows the release already. Raises DatabaseError."""
        with self._lock:
            if self._catalog is not None and unless is not None and self._catalog.release == unless:
                return self._catalog
            self.database.allow_roles({LAYER_ROLE} | set(self.database.roles))
            found = run(self.database, self.identity, [call("catalogue", "cabinet.catalogue")], read_only=True)
            catalog = Catalog(json.loads(found["catalogue"].value()))
            self.database.allow_roles({LAYER_ROLE} | {cabinet.role for cabinet in catalog.cabinets.values()})
            self._catalog = catalog
            return catalog


def fill(template: str, values: Mapping[str, object]) -> str:
    """`{name}` fields of a text; a field without a value stays empty."""
    return re.sub(r"\{([a-z_]+)\}", lambda found: str(values.get(found.group(1), "")), template)


def constant(default: str | None) -> str | None:
    """The value of a default that is a plain constant, for the form; None for an expression."""
    if default is None:
        return None
    found = _CONSTANT.match(default.strip())
    if not found:
        return None
    text, number, boolean = found.groups()
    if text is not None:
        return text.replace("''", "'")
    return number if number is not None else boolean


def _cabinet(row: Mapping[str, Any]) -> Cabinet:
    return Cabinet(row["cabinet"], row["title"], row["frame"], row["home"], row["menu"])


def _page(row: Mapping[str, Any]) -> Page:
    return Page(
        cabinet=row["cabinet"],
        page=row["page"],
        title=row["title"],
        blocks=tuple(row["blocks"] or ()),
        side_blocks=tuple(row["side_blocks"] or ()),
        icon=row["icon"],
        menu=row["menu"],
        group=row["menu_group"],
        phone=bool(row["phone"]),
        right=row["right"],
        feature=row["feature"],
        up=row.get("up"),
    )


def _without_modifier(name: str) -> str:
    return re.sub(r"\(\d+(?:,\d+)?\)", "", name)


def call_text_of(function: Function) -> str:
    return qualified(function.qualified)
