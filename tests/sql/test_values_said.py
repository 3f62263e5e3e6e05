"""The journal says values as they are read: numbers of the language, yes and no, settings and texts by their titles."""

from __future__ import annotations

import pytest

from tests.world import World, make_world, owner_value
from webapp.settings import Settings


@pytest.fixture(scope="module")
def world(sokol_db: Settings) -> World:
    return make_world(sokol_db)


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        ("1234567.5", "number", "1\u00a0234\u00a0567,5"),
        ("2026", None, "2026"),  # four digits stand together
        ("-12.25", None, "-12,25"),
        ("true", "boolean", "да"),
        ("+79241234567", "phone", "+7 924 123-45-67"),
        ("15", "text", "15"),
    ],
)
def test_a_value_is_said_by_its_kind(world: World, value: str, kind: str | None, said: str) -> None:
    wanted = "null" if kind is None else f"'{kind}'"
    assert str(owner_value(world, f"select cabinet.value_said('{value}', {wanted})")).lower() == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Петрова  Мария Петровна", "Петрова М. П."),
        ("Иванов-Скворцов Пётр", "Иванов-Скворцов П."),
        ("Анна", "Анна"),
        ("ООО «Лифтсервис  плюс»", "ООО «Лифтсервис плюс»"),
        ("ИП Иванов Пётр", "ИП Иванов Пётр"),
    ],
)
def test_a_person_is_named_by_initials_and_a_firm_in_full(world: World, name: str, said: str) -> None:
    assert owner_value(world, "select lib.person_short(?)", name) == said


def test_every_setting_has_an_english_title(world: World) -> None:
    lonely = owner_value(
        world,
        "select string_agg(s.key, ' ') from cabinet.settings as s where s.title ~ '[А-Яа-яЁё]' and not exists "
        "(select from cabinet.texts as t where t.key = 'setting.' || s.key and t.language = 'en')",
    )
    assert lonely is None
