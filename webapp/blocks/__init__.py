"""Blocks: a STABLE function's rows made ready for the template of its kind.

What depends on the catalogue and the language alone (labels, formatters, order of columns) is worked out once per
release in a BlockView; what a request adds is a Block with Rows. Columns are found by name, never by position.
"""

from webapp.blocks.block import Block, Tab
from webapp.blocks.buttons import ActionLook, Button, action_look, address, button, submit_label
from webapp.blocks.rows import Row, rows_of
from webapp.blocks.views import DEFAULT_LIMIT, KINDS, PAGED_KINDS, BlockView, ColumnView, Plan, look_of

__all__ = [
    "DEFAULT_LIMIT", "KINDS", "PAGED_KINDS", "ActionLook", "Block", "BlockView", "Button", "ColumnView", "Plan", "Row",
    "Tab", "action_look", "address", "button", "look_of", "rows_of", "submit_label",
]  # fmt: skip
