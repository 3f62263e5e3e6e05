"""How a value is shown: Python formatters bound once to a column by its catalogue type.

A formatter takes the value and the Moment of the page and returns safe HTML. Formats are those of `@format` in the
comment of a domain; a column without one is shown by its base type. `plain_formatter` gives the same for a
spreadsheet.
"""

from webapp.cells.formats import BY_BASE, FORMATS, RIGHT_ALIGNED, WIDE, bind, format_of, plain_formatter
from webapp.cells.look import EMPTY, TONE_ICONS, TONES, Formatter, Look, Moment, badge, safe_path, symbol_of
from webapp.cells.markup import clean_html
from webapp.cells.words import (
    COUNTED,
    MONTHS,
    NBSP,
    NEAR,
    THIN,
    WEEKDAYS,
    bytes_text,
    date_text,
    day_text,
    duration_text,
    interval_text,
    moment_text,
    number_text,
    phone_link,
    phone_text,
    range_text,
    rub_text,
)

__all__ = [
    "BY_BASE", "COUNTED", "EMPTY", "FORMATS", "MONTHS", "NBSP", "NEAR", "RIGHT_ALIGNED", "THIN", "TONES", "TONE_ICONS",
    "WEEKDAYS", "WIDE", "Formatter", "Look", "Moment", "badge", "bind", "bytes_text", "clean_html", "date_text",
    "day_text", "duration_text", "format_of", "interval_text", "moment_text", "number_text", "phone_link",
    "phone_text", "plain_formatter", "range_text", "rub_text", "safe_path", "symbol_of",
]  # fmt: skip
