"""A splitter of SQL files that knows where a statement begins and ends, and on which line.

Own, and not pglast: pglast is a compiled parser of one PostgreSQL version, while a company's server may be another; and
deploy needs no tree, only statement borders, the head of a statement and the line of a body. What it must understand
is short: quotes, E'' strings, dollar quotes, nested comments, and `begin atomic … end` bodies, whose semicolons do not
end the statement. `tests/web/test_deploy_source.py` holds it against pglast.
Source: PostgreSQL manual, 4.1 Lexical Structure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import Literal

Kind = Literal["word", "quoted", "string", "body", "sign", "comment", "space"]

_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<line_comment>--[^\n]*)
  | (?P<block_comment>/\*)
  | (?P<body>\$(?P<tag>[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$)
  | (?P<escaped>[eE]'(?:[^'\\]|\\.|'')*')
  | (?P<string>(?:[nNbBxX]|[uU]&)?'(?:[^']|'')*')
  | (?P<quoted>"(?:[^"]|"")*")
  | (?P<word>[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)
  | (?P<number>\d[\w.]*|\.\d[\w.]*)
  | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_BORDER = re.compile(r"""--|/\*|[$'";()]""")
_DOLLAR = re.compile(r"(?<![\w$])\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$")
_QUOTED = {"'": re.compile(r"'(?:[^']|'')*'"), '"': re.compile(r'"(?:[^"]|"")*"')}
_ESCAPED = re.compile(r"'(?:[^'\\]|\\.|'')*'", re.DOTALL)
_ESCAPES = re.compile(r"(?<![\w$])[eE]$")
_ATOMIC = re.compile(r"\batomic\b", re.IGNORECASE)
_COMMENT_EDGE = re.compile(r"/\*|\*/")


class SplitError(ValueError):
    """A quote or comment without its end. `line` is where it began."""

    def __init__(self, text: str, line: int) -> None:
        super().__init__(text)
        self.line = line


@dataclass(frozen=True, slots=True)
class Token:
    """`text` as written; `start` counts characters from the beginning of the scanned text."""

    kind: Kind
    text: str
    start: int

    @property
    def word(self) -> str:
        """The name a word or quoted name stands for; '' for anything else."""
        if self.kind == "word":
            return self.text.lower()
        if self.kind == "quoted":
            return self.text[1:-1].replace('""', '"')
        return ""

    @property
    def value(self) -> str:
        """What a plain or dollar-quoted string holds."""
        if self.kind == "body":
            tag = self.text.index("$", 1) + 1
            return self.text[tag:-tag]
        return self.text[self.text.index("'") + 1 : -1].replace("''", "'")


@dataclass(frozen=True)
class Statement:
    """One statement without its semicolon and without the comments before it. `line` is its first line in the file.
    Most statements are only carried to the database: tokens are made for whoever asks."""

    text: str
    line: int

    @cached_property
    def meaning(self) -> tuple[Token, ...]:
        """The tokens that are neither space nor comment."""
        return tuple(_meaning(self.text))

    @cached_property
    def head(self) -> tuple[Token, ...]:
        """The first of them: what a statement is and what it is about."""
        return tuple(islice(_meaning(self.text), 12))

    def line_at(self, position: int) -> int:
        """File line of the character at this offset of `text`."""
        return self.line + self.text.count("\n", 0, max(position, 0))


def _meaning(text: str) -> Iterator[Token]:
    return (token for token in scan(text) if token.kind not in ("space", "comment"))


def scan(text: str) -> Iterator[Token]:
    """All tokens, space and comments too. Raises SplitError."""
    at, end = 0, len(text)
    while at < end:
        found = _TOKEN.match(text, at)
        assert found is not None  # the last alternative takes any character
        kind = found.lastgroup
        stop = found.end()
        if kind == "tag" or kind == "body":
            border = found.group("body")
            close = text.find(border, stop)
            if close < 0:
                raise SplitError(f"{border} is not closed", _line(text, at))
            stop = close + len(border)
            yield Token("body", text[at:stop], at)
        elif kind == "block_comment":
            stop = _comment_end(text, at)
            yield Token("comment", text[at:stop], at)
        elif kind == "line_comment":
            yield Token("comment", found.group(), at)
        elif kind in ("string", "escaped"):
            yield Token("string", found.group(), at)
        elif kind == "space":
            yield Token("space", found.group(), at)
        elif kind in ("word", "quoted"):
            yield Token("word" if kind == "word" else "quoted", found.group(), at)
        else:
            if found.group() in ("'", '"'):
                raise SplitError(f"a quote {found.group()} is not closed", _line(text, at))
            yield Token("sign", found.group(), at)
        at = stop


def leaps(text: str) -> Iterator[tuple[str, int, int]]:
    """What can hide a border of statements, and the signs that make one: (first sign, start, stop) of every comment,
    quoted text and `;`, `(`, `)`, without looking at what is between them. Raises SplitError."""
    at = 0
    while found := _BORDER.search(text, at):
        start = found.start()
        sign = text[start]
        if sign == "-":
            end = text.find("\n", start)
            at = len(text) if end < 0 else end
        elif sign == "/":
            at = _comment_end(text, start)
        elif sign == "$":
            tag = _DOLLAR.match(text, start)
            if tag is None:
                at = start + 1
                continue
            at = text.find(tag.group(), tag.end()) + len(tag.group())
            if at < tag.end():
                raise SplitError(f"{tag.group()} is not closed", _line(text, start))
        elif sign in "'\"":
            escaped = sign == "'" and _ESCAPES.search(text, max(start - 2, 0), start)
            whole = (_ESCAPED if escaped else _QUOTED[sign]).match(text, start)
            if whole is None:
                raise SplitError(f"a quote {sign} is not closed", _line(text, start))
            at = whole.end()
        else:
            at = start + 1
        yield sign, start, at


def split(text: str) -> list[Statement]:
    """The statements of a file, in order. Raises SplitError."""
    statements: list[Statement] = []
    bodies = _atomic_bodies(text) if _ATOMIC.search(text) else []
    parentheses = at = 0
    first, last = -1, 0  # of the statement under way, without the space and comments around it
    for sign, start, stop in chain(leaps(text), [("", len(text), len(text))]):
        between = text[at:start]
        if between and not between.isspace():
            last = at + len(between.rstrip())
            first = at + len(between) - len(between.lstrip()) if first < 0 else first
        at = stop
        if sign in "-/" and sign:
            continue
        if not sign or (sign == ";" and parentheses <= 0 and not any(b < start < e for b, e in bodies)):
            if first >= 0:
                statements.append(Statement(text[first:last], _line(text, first)))
            first, parentheses = -1, 0
            continue
        parentheses += {"(": 1, ")": -1}.get(sign, 0)
        first, last = (start if first < 0 else first), stop
    return statements


def _atomic_bodies(text: str) -> list[tuple[int, int]]:
    """From where to where `begin atomic … end` of routines goes, counted as psql's own scanner does."""
    found: list[tuple[int, int]] = []
    first = before = ""
    routine = False
    depth = parentheses = opened = 0
    for token in _meaning(text):
        if token.text == ";" and not depth and parentheses <= 0:
            first = before = ""
            routine, parentheses = False, 0
            continue
        first = first or token.word or token.text
        if token.kind == "sign":
            parentheses += {"(": 1, ")": -1}.get(token.text, 0)
        elif token.kind == "word":
            word = token.word
            routine = routine or (word in ("function", "procedure") and first == "create")
            if routine and parentheses <= 0:
                if word == "atomic" and before == "begin":
                    depth, opened = 1, token.start
                elif depth and word in ("case", "begin"):
                    depth += 1
                elif depth and word == "end":
                    depth -= 1
                    if not depth:
                        found.append((opened, token.start))
            before = word
    if depth:
        found.append((opened, len(text)))
    return found


def _comment_end(text: str, start: int) -> int:
    depth, at = 0, start
    while True:
        edge = _COMMENT_EDGE.search(text, at)
        if not edge:
            raise SplitError("a comment /* is not closed", _line(text, start))
        depth += 1 if edge.group() == "/*" else -1
        at = edge.end()
        if depth == 0:
            return at


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
