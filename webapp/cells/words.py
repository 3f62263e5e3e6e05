"""Values in words: numbers, dates, durations and telephones as the reader of a language writes them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

# A function that counts its own rows stops here: what is more is «больше 1 000».
COUNTED = 1001
NBSP = "\u00a0"
THIN = "\u202f"

MONTHS = {
    "ru": (
        "января", "февраля", "марта", "апреля", "мая", "июня",
        "июля", "августа", "сентября", "октября", "ноября", "декабря",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
WEEKDAYS = {
    "ru": ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
NEAR = {
    "ru": {-1: "вчера", 0: "сегодня", 1: "завтра"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}


def number_text(value: Decimal | float | int, language: str, places: int | None = None) -> str:
    """Grouped by non-breaking spaces (ru) or commas (en); `places` fixed, else as many as there are."""
    amount = value if isinstance(value, Decimal) else Decimal(str(value))
    if places is None:
        shown = format(amount, ",f")
        if "." in shown:
            shown = shown.rstrip("0").rstrip(".")
    else:
        shown = format(amount, f",.{places}f")
    shown = shown.replace("-", "\u2212")
    if language == "en":
        return shown
    return shown.replace(",", NBSP).replace(".", ",")


def rub_text(value: Decimal, language: str) -> str:
    return f"{number_text(value, language, 2)}{NBSP}₽"


def date_text(value: date, language: str, *, year: bool = True) -> str:
    """«21 ноября 2026 г.», without the year «21 ноября»; "21 November 2026"."""
    words = f"{value.day}{NBSP}{MONTHS.get(language, MONTHS['en'])[value.month - 1]}"
    if not year:
        return words
    return f"{words} {value.year}{NBSP}г." if language == "ru" else f"{words} {value.year}"


def day_text(value: date, today: date, language: str, compact: bool = False) -> str:
    near = NEAR.get(language, NEAR["en"]).get((value - today).days)
    return near or _dated(value, today, language, compact)


def _dated(value: date, today: date, language: str, compact: bool) -> str:
    if compact:
        return value.strftime("%d.%m") if value.year == today.year else value.strftime("%d.%m.%Y")
    return date_text(value, language, year=value.year != today.year)


def moment_text(value: datetime, now: datetime, language: str, compact: bool = False) -> str:
    """«сегодня, 18:00», «24 ноября, 12:00», compact «24.11, 12:00»."""
    return f"{day_text(value.date(), now.date(), language, compact)}, {value.hour}:{value.minute:02d}"


def range_text(lower: Any, upper: Any, now: datetime, language: str, compact: bool = False) -> str:
    """«22 ноября, 8:00–9:30», «сегодня, 8:00 – завтра, 8:00», days as «с 3 декабря по 5 декабря»; open ends in words."""
    words = {"ru": ("с", "до", "с", "по"), "en": ("from", "until", "from", "to")}.get(language, ("from", "until") * 2)
    if isinstance(lower, datetime) and isinstance(upper, datetime):
        if lower.date() == upper.date():
            return f"{moment_text(lower, now, language, compact)}–{upper.hour}:{upper.minute:02d}"
        return f"{moment_text(lower, now, language, compact)} – {moment_text(upper, now, language, compact)}"

    def one(value: Any) -> str:
        if not isinstance(value, date):
            return str(value)
        day = _dated(value.date() if isinstance(value, datetime) else value, now.date(), language, compact)
        return f"{day}, {value.hour}:{value.minute:02d}" if isinstance(value, datetime) else day

    if isinstance(upper, date) and not isinstance(upper, datetime):
        upper -= timedelta(days=1)
    if lower is None and upper is None:
        return "—"
    if upper is None:
        return f"{words[0]}{NBSP}{one(lower)}"
    if lower is None:
        return f"{words[1]}{NBSP}{one(upper)}"
    if lower == upper:
        return day_text(lower, now.date(), language, compact) if isinstance(lower, date) else str(lower)
    if not isinstance(lower, date):
        return f"{one(lower)}–{one(upper)}"
    return f"{words[2]}{NBSP}{one(lower)} {words[3]}{NBSP}{one(upper)}"


def duration_text(minutes: int, language: str) -> str:
    """«6 ч 40 мин», «2 дн 3 ч»."""
    day, hour, minute = ("дн", "ч", "мин") if language == "ru" else ("d", "h", "min")
    sign = "\u2212" if minutes < 0 else ""
    minutes = abs(minutes)
    days, rest = divmod(minutes, 1440)
    hours, minutes = divmod(rest, 60)
    parts = []
    if days:
        parts.append(f"{days}{NBSP}{day}")
    if hours:
        parts.append(f"{hours}{NBSP}{hour}")
    if (minutes and not days) or not parts:
        parts.append(f"{minutes}{NBSP}{minute}")
    return sign + " ".join(parts)


def interval_text(value: Any, language: str) -> str:
    if isinstance(value, timedelta):
        return duration_text(round(value.total_seconds() / 60), language)
    if getattr(value, "months", 0):
        month = "мес." if language == "ru" else "mo"
        rest = round((value.days * 86_400_000_000 + value.microseconds) / 60_000_000)
        return f"{value.months}{NBSP}{month}" + (f" {duration_text(rest, language)}" if rest else "")
    return duration_text(round((value.days * 86_400_000_000 + value.microseconds) / 60_000_000), language)


def bytes_text(value: int, language: str) -> str:
    units = ("Б", "КБ", "МБ", "ГБ", "ТБ") if language == "ru" else ("B", "KB", "MB", "GB", "TB")
    amount = Decimal(value)
    for unit in units:
        if abs(amount) < 1024 or unit == units[-1]:
            break
        amount /= 1024
    places = 0 if unit == units[0] or amount >= 100 else 1
    shown = number_text(amount, language, places)
    if places:
        shown = shown.removesuffix(",0").removesuffix(".0")
    return f"{shown}{NBSP}{unit}"


def phone_text(value: str) -> str:
    """+79241234567 as «+7 924 123-45-67», anything else as it is."""
    digits = "".join(sign for sign in value if sign.isdigit())
    if len(digits) == 11 and digits[0] in "78":
        digits = digits[1:]
    if len(digits) != 10:
        return value
    return f"+7{NBSP}{digits[:3]}{NBSP}{digits[3:6]}-{digits[6:8]}-{digits[8:]}".replace("-", "\u2011")


def phone_link(value: str) -> str:
    """The tel: address of a phone."""
    kept = "".join(sign for sign in value if sign.isdigit() or sign == "+")
    if len(kept) == 11 and kept[0] == "8":
        kept = "+7" + kept[1:]
    return kept
