"""Boards: rows as cards in columns, each with a menu of the columns it may go to; dragging is a shortcut to that menu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from webapp.blocks.buttons import Button, button
from webapp.blocks.lanes import Lane, count_text
from webapp.blocks.rows import Row
from webapp.blocks.views import BlockView
from webapp.cells import COUNTED, number_text


@dataclass(slots=True)
class Card:
    """A row, and where it may go: (column, its title, the action that takes it there)."""

    row: Row
    moves: list[tuple[str, str, Button]] = field(default_factory=list)


@dataclass(slots=True)
class BoardColumn:
    lane: Lane
    cards: list[Card]
    count: str
    more: str


@dataclass(slots=True)
class Board:
    columns: list[BoardColumn]

    @property
    def direct(self) -> bool:
        """Whether a menu of the board acts at once, by the form `act` of the page."""
        return any(one.direct for column in self.columns for card in column.cards for _value, _label, one in card.moves)


def board_of(view: BlockView, rows: Sequence[Row], lanes: Sequence[Lane], cabinet: str, language: str) -> Board:
    """Cards under their `_lane`, in the order the rows came; a card of no known column is not shown. `_moves text[]` are
    `column:action?arguments`; moves to columns that are not here, or by actions that are not, are left out."""
    catalog = view.catalog
    titles = {lane.value: lane.label for lane in lanes}
    held: dict[str, list[Card]] = {lane.value: [] for lane in lanes}
    has_moves = any(c.name == "_moves" for c in view.function.columns)
    for row in rows:
        place = held.get(str(row["_lane"]))
        if place is None:
            continue
        card = Card(row)
        for text in (row["_moves"] or ()) if has_moves else ():
            target, _colon, action = text.partition(":")
            made = button(catalog, cabinet, action, language, version=row.version) if target in titles else None
            if made is not None:
                made.label, made.style = titles[target], "secondary"
                card.moves.append((target, titles[target], made))
        place.append(card)
    t = catalog.translator(language)
    columns = []
    for lane in lanes:
        cards = held[lane.value]
        total = lane.total if lane.total is not None else len(cards)
        rest = total - len(cards)
        more = ""
        if rest > 0:
            more = t("ui.all_of_column") if total == COUNTED else t("ui.more_n", n=number_text(rest, language))
        columns.append(BoardColumn(lane, cards, count_text(total, language, t("ui.over")), more))
    return Board(columns)
