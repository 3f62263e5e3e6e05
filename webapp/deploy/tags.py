"""The closed list of `@` tags in comments. An unknown key fails the deploy; `sokol docs` prints this table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

BLOCK, ACTION, DOMAIN, HELPER = "block", "action", "domain", "helper"
KINDS = (
    "list",
    "cards",
    "card",
    "tiles",
    "form",
    "thread",
    "timeline",
    "steps",
    "article",
    "gallery",
    "catalogue",
    "board",
    "calendar",
    "chart",
)
CHARTS = ("bar", "stacked", "line", "donut")
STYLES = ("primary", "secondary", "danger", "link")
AUDIENCES = ("layer", "worker", "code", "cabinets")


@dataclass(frozen=True, slots=True)
class Tag:
    """`value` says what stands after the key: nothing, text, word (one of `words`), number, arguments, parameters,
    columns, function, argument+text, column+text, argument+function, words. `many`: the tag may stand on several
    lines."""

    name: str
    on: tuple[str, ...]
    value: str
    meaning: str
    many: bool = False
    words: tuple[str, ...] = ()


ANY = (BLOCK, ACTION, HELPER)
TAGS: Mapping[str, Tag] = {
    tag.name: tag
    for tag in (
        Tag("kind", (BLOCK, ACTION), "word", "how rows are shown; list when missing, actions are forms", words=KINDS),
        Tag("column", ANY, "column+text", "label of a result column; `-`: shown without one", many=True),
        Tag("field", ANY, "argument+text", "label of an argument", many=True),
        Tag("hint", (BLOCK, ACTION), "argument+text", "help under a field", many=True),
        Tag("placeholder", (BLOCK, ACTION), "argument+text", "example in a field", many=True),
        Tag("bold", ANY, "columns", "columns that survive at 390 px; the first heads the card"),
        Tag(
            "options", ANY, "argument+function", "STABLE function of the same schema returning value, label", many=True
        ),
        Tag("choice", (BLOCK, ACTION), "arguments", "options as large radio chips instead of a select", many=True),
        Tag("filter", (BLOCK,), "arguments", "argument shown as a filter field", many=True),
        Tag("tabs", (BLOCK,), "arguments", "options of this argument as tabs"),
        Tag("prefill", (BLOCK, ACTION), "function", "STABLE function of one row named like the arguments"),
        Tag("rows", (ACTION,), "argument+function", "STABLE function that gives the rows of a grid", many=True),
        Tag("confirm", (ACTION,), "text", "asked before the action runs"),
        Tag("preview", (ACTION,), "function", "STABLE function with the same arguments; its rows are shown before"),
        Tag(
            "trial",
            (ACTION,),
            "arguments",
            "name and text of a template: a second button shows what it makes of a page with real rows, nothing is kept",
        ),
        Tag("submit", (BLOCK, ACTION), "text", "words on the button"),
        Tag("icon", (BLOCK, ACTION), "text", "icon of the button or block"),
        Tag("style", (BLOCK, ACTION), "word", "look of the button", words=STYLES),
        Tag("needs", (BLOCK, ACTION), "parameters", "shown only when the URL gives them", many=True),
        Tag("until", (BLOCK, ACTION), "parameters", "shown only until the URL gives it", many=True),
        Tag(
            "hide_empty",
            (BLOCK, ACTION),
            "nothing",
            "without rows the block is not shown; a form without a prefill row",
        ),
        Tag("empty", (BLOCK,), "text", "what stands there without rows"),
        Tag(
            "fold",
            (BLOCK,),
            "word",
            "list, cards, gallery, timeline: rows lie behind the heading with their number until it is opened (empty: only"
            " where there are none); card: many facts do, but for the first (a number: on a telephone, but for so many)",
            words=("empty", "", *map(str, range(4, 13))),
        ),
        Tag("reply", (BLOCK,), "function", "action under a thread"),
        Tag(
            "create",
            (BLOCK,),
            "functions",
            "pages or actions where a new row begins, the first that the cabinet has: «Создать» of the frame leads there",
        ),
        Tag(
            "bulk",
            (BLOCK,),
            "functions",
            "actions offered for ticked rows of a list or cards: the column `_tick` holds their first argument",
        ),
        Tag(
            "version",
            (BLOCK,),
            "function",
            "cheap STABLE function with the block's arguments that tells whether to ask again",
        ),
        Tag(
            "offline",
            (BLOCK,),
            "word",
            "page: the device keeps the page and shows it without a connection; links: it offers to keep those the rows lead to",
            words=("page", "links"),
        ),
        Tag("live", (BLOCK,), "number", "seconds between two questions"),
        Tag("personal", (BLOCK, HELPER, ACTION), "nothing", "holds personal data: reading is recorded"),
        Tag("public", ANY, "nothing", "without a session; only in a cabinet of scope sees_public"),
        Tag("layer", (ACTION,), "text", "POST is carried out by the layer; the form comes from the signature"),
        Tag("export", (BLOCK,), "word", "Excel and CSV of a list; default yes", words=("yes", "no", "")),
        Tag("limit", (BLOCK,), "number", "rows on a page; 20 when missing"),
        Tag("short", (BLOCK,), "text", "`word p_argument`: /word/value opens the block's page with this argument"),
        Tag("chart", (BLOCK,), "word", "how a chart is drawn; bar when missing", words=CHARTS),
        Tag(
            "lanes",
            (BLOCK,),
            "function",
            "columns of a board, rows of a calendar: STABLE function returning value, label",
        ),
        Tag("switch", (BLOCK,), "nothing", "blocks of a page that bear it show the same in other ways, one at a time"),
        Tag("decides", (DOMAIN,), "nothing", "security definer that decides; takes the person from the session"),
        Tag(
            "for",
            (DOMAIN,),
            "words",
            "who alone may execute it beside domain code: the layer, the worker, all code roles, all cabinet roles",
            words=AUDIENCES,
        ),
        Tag("internal", (DOMAIN, HELPER), "nothing", "executable by nobody but its owner's own code"),
    )
}
DOMAIN_TAGS = {
    "widget": "how an argument of the type is asked for",
    "format": "how a value is shown",
    "options": "function whose rows value, label fill the field",
    "link": "page that a value leads to; it is the argument named like the type without _ref",
    "unit": "unit beside the value",
    "pattern": "regular expression the browser checks too",
    "placeholder": "example in the empty field",
    "required": "always asked for, whatever the default of the argument",
    "last": "asked for after all other fields of its form, next to the button",
    "seen": "STABLE function of bigint[] that returns id, name, version of what the acting person may open",
}
RELATION_TAGS = {"secret": "never granted to a cabinet's code role; only domain code reads it"}


@dataclass(slots=True)
class Comment:
    """First line, the lines after it, and (key, value, number of the line in the comment)."""

    title: str = ""
    help: str = ""
    tags: list[tuple[str, str, int]] = field(default_factory=list)

    def values(self, key: str) -> list[str]:
        return [value for name, value, _line in self.tags if name == key]

    def named(self, key: str) -> dict[str, str]:
        """Values of tags whose first word is an argument or column."""
        return {value.partition(" ")[0]: value.partition(" ")[2].strip() for value in self.values(key)}

    def words(self, key: str) -> list[str]:
        return [word for value in self.values(key) for word in value.replace(",", " ").split()]

    def has(self, key: str) -> bool:
        return any(name == key for name, _value, _line in self.tags)


def parse(text: str) -> Comment:
    comment = Comment()
    helping: list[str] = []
    for number, raw in enumerate(text.strip().splitlines()):
        line = raw.strip()
        if line.startswith("@"):
            key, _space, value = line[1:].partition(" ")
            comment.tags.append((key, value.strip(), number))
        elif number == 0:
            comment.title = line
        elif not comment.tags:
            helping.append(line)
    comment.help = "\n".join(helping).strip()
    return comment
