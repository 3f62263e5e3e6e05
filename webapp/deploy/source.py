"""What the files say: migrations, and the re-creatable items (views, functions, pages, cabinets, texts).

Two trees are laid over each other: `sql/` and the company's `site/sql/`. A site file with the path of a stock file
takes its place; any other site file adds to it. Paths are written `sql/…` and `site/sql/…` wherever a
person reads them.

`procedures/shared/<file>.sql` is written once in the schema `shared` and made anew in every cabinet whose line names
it
in `@shares`; what a cabinet's own folder defines takes the place of the shared thing of the same name.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from webapp.deploy import templates
from webapp.deploy.problems import Problem
from webapp.deploy.tokens import SplitError, Statement, Token, scan, split

STOCK, SITE = "sql", "site/sql"
SHARED = "shared"
ROUTINES = ("function", "procedure")
TEXT_TABLES = ("cabinet.texts", "cabinet.refusal_codes", "cabinet.hints")
SCOPES = ("sees_public", "sees_premises", "sees_houses", "sees_all")
FRAMES = ("guest", "resident", "staff")

_CABINET = re.compile(r"--\s*@cabinet\s+(?P<name>\S+)(?P<rest>.*)")
_SHARES = re.compile(r"^--\s*@shares\s+(.+)$", re.MULTILINE)
_OF_SHARED = re.compile(r"(?<=[\s(/'\"|])shared(?=[./'])")
_KEY = re.compile(r"(\w+)=(.*?)(?=\s+\w+=|\s*$)")
_ALLOWED = (
    "a file here may create a function, procedure or view, comment on it, call cabinet.page_define, "
    "and in sql/texts insert into cabinet.texts, cabinet.refusal_codes or cabinet.hints"
)


@dataclass(frozen=True, slots=True)
class Item:
    """A re-creatable thing. `kind`: function, procedure, view, page, cabinet, texts. The first statement makes it, the
    others comment on it."""

    kind: str
    name: str
    path: str
    statements: tuple[Statement, ...]

    @property
    def key(self) -> str:
        """Its row in cabinet.sources; functions and procedures share their names."""
        return f"{'function' if self.kind in ROUTINES else self.kind} {self.name}"

    @property
    def line(self) -> int:
        return self.statements[0].line

    @property
    def schema(self) -> str:
        return self.name.partition(".")[0]

    @property
    def stock(self) -> bool:
        return not self.path.startswith(SITE)

    @property
    def shared(self) -> bool:
        """Made out of a file that several cabinets share."""
        return _place(self.path) == ("procedures", SHARED)

    @property
    def source(self) -> str:
        return ";\n".join(statement.text for statement in self.statements) + (
            "" if self.kind in ("texts", "cabinet") else ";\n"
        )

    @property
    def sha256(self) -> str:
        return sha256(self.source)

    @property
    def definition(self) -> Statement:
        return self.statements[0]

    @property
    def comments(self) -> tuple[Statement, ...]:
        return self.statements[1:]

    def line_at(self, position: int) -> int:
        """File line of a character of `create()`, which has the lines of the file."""
        return self.line + self.create().count("\n", 0, max(position, 0))

    def create(self) -> str:
        """The statement as `create or replace …`, on the same lines."""
        words = self.definition.head
        if words[1].word == "or":
            return self.definition.text
        return self.definition.text[:6] + " or replace" + self.definition.text[6:]

    def body_line(self) -> int:
        """File line on which a string body begins: PL/pgSQL counts lines from there."""
        for token, after in zip(self.definition.meaning, self.definition.meaning[1:], strict=False):
            if token.word == "as" and after.kind in ("body", "string"):
                return self.definition.line_at(after.start)
        return self.line

    def comment_line(self, fragment: str = "") -> int:
        """File line of the comment, or of the line in it that begins with `fragment`."""
        for statement in self.comments:
            if fragment and fragment in statement.text:
                return statement.line_at(statement.text.index(fragment))
        return self.comments[0].line if self.comments and not fragment else self.line

    def accepted(self) -> tuple[str, ...]:
        """Texts after `-- @accept` in the body: findings that contain one of them were looked at and are right."""
        if self.kind not in ROUTINES:
            return ()
        return tuple(part.strip() for part in re.findall(r"--\s*@accept\s+([^\n]+)", self.definition.text))


@dataclass(frozen=True, slots=True)
class Cabinet:
    """The `@cabinet` line."""

    name: str
    title: str
    scope: str
    reads: tuple[str, ...]
    shares: tuple[str, ...]
    frame: str
    home: str
    menu: int
    stock: bool
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Migration:
    path: str
    text: str

    @property
    def sha256(self) -> str:
        return sha256(self.text)

    @property
    def offline(self) -> bool:
        """Allowed to hold several tables: the first line is `-- offline`."""
        return self.text.lstrip().splitlines()[:1] == ["-- offline"]

    @property
    def stock(self) -> bool:
        return not self.path.startswith(SITE)


@dataclass(slots=True)
class Sources:
    """Everything the files say, and what is wrong with them."""

    migrations: list[Migration] = field(default_factory=list)
    items: dict[str, Item] = field(default_factory=dict)
    cabinets: dict[str, Cabinet] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def of_kind(self, *kinds: str) -> list[Item]:
        return [item for item in self.items.values() if item.kind in kinds]


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def read(root: Path, site: Path) -> Sources:
    """Reads `root/sql` and `site/sql`, and looks at `site/templates`. What is wrong is collected, not raised."""
    sources = Sources()
    sources.problems += templates.wrong(site)
    for path, file in _migrations(root, site):
        text = _text(file, path, sources)
        if text is not None:
            sources.migrations.append(Migration(path, text))
    shared: dict[str, tuple[str, str]] = {}
    for path, file in _recreatable(root, site):
        text = _text(file, path, sources)
        if text is None:
            continue
        if _place(path) == ("procedures", SHARED):
            shared[PurePosixPath(path).stem] = (path, text)
        else:
            parse(path, text, sources)
    for cabinet in sources.cabinets.values():
        for name in cabinet.shares:
            if name in shared:
                path, text = shared[name]
                parse(path, _OF_SHARED.sub(cabinet.name, text), sources, cabinet.name)
            else:
                hint = f"shared files: {', '.join(sorted(shared))}"
                sources.problems.append(Problem(cabinet.path, cabinet.line, f"@cabinet: no shared file {name}", hint))
    return sources


def restore(rows: Iterable[tuple[str, str, str, int, str]]) -> Sources:
    """Sources out of the history: rows (kind, name, path, line, source). Lines are kept where the source lies whole."""
    sources = Sources()
    for kind, name, path, line, source in rows:
        if kind == "texts":
            item = Item(kind, name, path, (Statement(source, 1),))
        else:
            parts = [Statement(part.text, part.line + line - 1) for part in split(source)]
            if kind == "cabinet":
                found = _CABINET.match(source)
                if found:
                    _cabinet(found, path, line, sources)
                    continue
            item = Item(kind, name, path, tuple(parts))
        sources.items[item.key] = item
    return sources


def _migrations(root: Path, site: Path) -> Iterator[tuple[str, Path]]:
    for prefix, folder in ((STOCK, root / "sql"), (SITE, site / "sql")):
        for file in sorted((folder / "migrations").glob("*.sql")):
            yield f"{prefix}/migrations/{file.name}", file


def _recreatable(root: Path, site: Path) -> Iterator[tuple[str, Path]]:
    found: dict[str, tuple[str, Path]] = {}
    for prefix, folder in ((STOCK, root / "sql"), (SITE, site / "sql")):
        for area in ("views", "procedures", "texts"):
            for file in (folder / area).rglob("*.sql"):
                inner = file.relative_to(folder).as_posix()
                if area == "texts":  # rows of both trees count, the site's win
                    found[f"{prefix}/{inner}"] = (f"{prefix}/{inner}", file)
                else:
                    found[inner] = (f"{prefix}/{inner}", file)
    return iter(sorted(found.values()))


def _text(file: Path, path: str, sources: Sources) -> str | None:
    try:
        text = file.read_text(encoding="utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        sources.problems.append(Problem(path, 0, f"cannot be read: {error}", "files are UTF-8"))
        return None
    if "\0" in text:
        sources.problems.append(Problem(path, 0, "holds a NUL byte"))
        return None
    return text


def parse(path: str, text: str, sources: Sources, shared_by: str = "") -> None:
    """Adds what one re-creatable file says to `sources`. `shared_by`: the cabinet a shared file is made in."""
    area, schema = _place(path)
    schema = shared_by or schema
    if area == "texts":
        _add(sources, Item("texts", path, path, (Statement(text, 1),)))
        return
    try:
        statements = split(text)
        if "@cabinet" in text:
            for token in scan(text):
                found = _CABINET.fullmatch(token.text) if token.kind == "comment" else None
                if found:
                    _cabinet(found, path, text.count("\n", 0, token.start) + 1, sources, _SHARES.findall(text))
    except SplitError as error:
        sources.problems.append(Problem(path, error.line, str(error)))
        return
    made: dict[str, Item] = {}
    comments: list[tuple[str, Statement]] = []
    for statement in statements:
        kind, name = classify(statement)
        line = statement.line
        if kind in ROUTINES or kind == "view":
            wanted = "views" if kind == "view" else "procedures"
            if area != wanted:
                sources.problems.append(Problem(path, line, f"a {kind} belongs in {wanted}/{name.partition('.')[0]}/"))
            elif "." not in name:
                sources.problems.append(Problem(path, line, f"{name} has no schema", f"write {schema}.{name}"))
            elif name.partition(".")[0] != schema:
                text_ = f"{name} is not of the schema of its folder, {schema}"
                sources.problems.append(Problem(path, line, text_, "a folder holds one schema"))
            else:
                item = Item(kind, name, path, (statement,))
                if item.key in made:
                    earlier = made[item.key].line
                    sources.problems.append(
                        Problem(
                            path, line, f"{name} is defined twice, first on line {earlier}", "there are no overloads"
                        )
                    )
                made[item.key] = item
        elif kind == "comment":
            comments.append((name, statement))
        elif kind == "page":
            item = Item("page", name if "." in name else f"{name}:{line}", path, (statement,))
            if item.key in made:
                sources.problems.append(Problem(path, line, f"page {name} is defined twice"))
            made[item.key] = item
        else:
            sources.problems.append(Problem(path, line, f"«{_head(statement)}» is not allowed here", _ALLOWED))
    for target, statement in comments:
        owner = made.get(f"function {target}") or made.get(f"view {target}")
        if owner is None and target.count(".") == 2:
            owner = made.get(f"view {target.rpartition('.')[0]}")
        if owner is None:
            text_ = f"comment on {target or '…'}, which this file does not create"
            hint = "comments on tables, types and constraints belong in the migration that makes them"
            sources.problems.append(Problem(path, statement.line, text_, hint))
            continue
        made[owner.key] = Item(owner.kind, owner.name, path, (*owner.statements, statement))
    for item in made.values():
        _add(sources, item)


def classify(statement: Statement) -> tuple[str, str]:
    """What a statement is, and the name it is about: ('function', 'people.me'), ('page', 'guest.home'),
    ('comment', 'people.me'), ('insert', 'cabinet.texts') or ('', '')."""
    tokens = statement.head
    words = [token.word for token in tokens[:6]] + [""] * 6
    if words[0] == "create":
        at = 3 if words[1:3] == ["or", "replace"] else 1
        if words[at] in (*ROUTINES, "view"):
            return words[at], _name(tokens[at + 1 :])
    elif words[0] == "comment" and words[1] == "on" and words[2] in (*ROUTINES, "routine", "view", "column"):
        return "comment", _name(tokens[3:])
    elif words[0] == "select" and words[1] == "cabinet" and words[3] == "page_define":
        values = _named_strings(statement.meaning)
        if "p_cabinet" in values and "p_page" in values:
            return "page", f"{values['p_cabinet']}.{values['p_page']}"
        return "page", "page_define"
    elif words[0] == "insert" and words[1] == "into":
        return "insert", _name(tokens[2:])
    return "", ""


def _named_strings(tokens: tuple[Token, ...]) -> dict[str, str]:
    found = {}
    for at in range(len(tokens) - 3):
        named, equals, arrow, value = tokens[at : at + 4]
        if named.kind == "word" and equals.text + arrow.text == "=>" and value.kind in ("string", "body"):
            found[named.word] = value.value
    return found


def _name(tokens: tuple[Token, ...]) -> str:
    parts = [tokens[0].word] if tokens else [""]
    at = 1
    while at + 1 < len(tokens) and tokens[at].text == "." and tokens[at + 1].word:
        parts.append(tokens[at + 1].word)
        at += 2
    return ".".join(parts)


def _head(statement: Statement) -> str:
    return " ".join(token.text for token in statement.head[:4])[:60]


def _place(path: str) -> tuple[str, str]:
    """Area (views, procedures, texts) and the folder inside it, which is the schema."""
    parts = PurePosixPath(path.removeprefix("site/")).parts
    return parts[1], parts[2] if len(parts) > 3 else ""


def _add(sources: Sources, item: Item) -> None:
    earlier = sources.items.get(item.key)
    if earlier and item.shared and not earlier.shared:
        return
    if earlier:
        hint = "to change a stock object, copy its whole file to the same path under site/" if not item.stock else ""
        text = f"{item.name} is also defined in {earlier.path}:{earlier.line}"
        sources.problems.append(Problem(item.path, item.line, text, hint or "there are no overloads"))
        return
    sources.items[item.key] = item


def _cabinet(found: re.Match[str], path: str, line: int, sources: Sources, shares: Iterable[str] = ()) -> None:
    name = found.group("name")
    values = dict(_KEY.findall(found.group("rest").strip()))
    reads = tuple(part for part in values.get("reads", "").split(",") if part)
    wrong = []
    if not re.fullmatch(r"[a-z][a-z0-9_]{1,30}", name):
        wrong.append(f"the name {name} must be lower case letters, digits and _")
    unknown = set(values) - {"scope", "reads", "title", "frame", "home", "menu"}
    wrong += [f"unknown key {key}" for key in sorted(unknown)]
    if values.get("scope") not in SCOPES:
        wrong.append(f"scope must be one of {', '.join(SCOPES)}")
    if values.get("frame", "staff") not in FRAMES:
        wrong.append(f"frame must be one of {', '.join(FRAMES)}")
    if not values.get("title"):
        wrong.append("title is missing")
    if not values.get("menu", "100").isdecimal():
        wrong.append("menu must be a number")
    if _place(path)[1] != name:
        wrong.append(f"it must stand in sql/procedures/{name}/")
    if name in sources.cabinets:
        wrong.append(f"cabinet {name} already has its line in {sources.cabinets[name].path}")
    sources.problems.extend(Problem(path, line, f"@cabinet: {text}") for text in wrong)
    if wrong:
        return
    sources.cabinets[name] = Cabinet(
        name=name,
        title=values["title"],
        scope=values["scope"],
        reads=reads,
        shares=tuple(name for line in shares for name in line.split()),
        frame=values.get("frame", "staff"),
        home=values.get("home", "home"),
        menu=int(values.get("menu", "100")),
        stock=not path.startswith(SITE),
        path=path,
        line=line,
    )
    _add(sources, Item("cabinet", name, path, (Statement(found.group().strip(), line),)))
