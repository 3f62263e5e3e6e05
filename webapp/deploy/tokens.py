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


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement without its semicolon and without the comments before it. `line` is its first line in the file."""

    text: str
    line: int
    tokens: tuple[Token, ...]

    @property
    def meaning(self) -> tuple[Token, ...]:
        """The tokens that are neither space nor comment."""
        return tuple(token for token in self.tokens if token.kind not in ("space", "comment"))

    def line_at(self, position: int) -> int:
        """File line of the character at this offset of `text`."""
        return self.line + self.text.count("\n", 0, max(position, 0))


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


def split(text: str) -> list[Statement]:
    """The statements of a file, in order. Raises SplitError."""
    statements: list[Statement] = []
    current: list[Token] = []
    routine = False
    atomic = parentheses = 0
    before = ""
    for token in scan(text):
        if token.kind == "sign" and token.text == ";" and atomic == 0 and parentheses <= 0:
            _keep(text, current, statements)
            current, routine, atomic, parentheses, before = [], False, 0, 0, ""
            continue
        if not current and token.kind in ("space", "comment"):
            continue
        current.append(token)
        if token.kind == "sign":
            parentheses += {"(": 1, ")": -1}.get(token.text, 0)
        elif token.kind == "word":
            word = token.word
            routine = routine or (word in ("function", "procedure") and current[0].word == "create")
            # begin atomic … end, as psql's own scanner counts it
            if routine and parentheses <= 0:
                if word == "atomic" and before == "begin":
                    atomic = 1
                elif atomic and word in ("case", "begin"):
                    atomic += 1
                elif atomic and word == "end":
                    atomic -= 1
            before = word
    _keep(text, current, statements)
    return statements


def _keep(text: str, tokens: list[Token], statements: list[Statement]) -> None:
    while tokens and tokens[-1].kind in ("space", "comment"):
        tokens.pop()
    if not tokens:
        return
    start, stop = tokens[0].start, tokens[-1].start + len(tokens[-1].text)
    moved = tuple(Token(token.kind, token.text, token.start - start) for token in tokens)
    statements.append(Statement(text[start:stop], _line(text, start), moved))


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
