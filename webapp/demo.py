"""The demo: runs the files of sql/demo as sokol_admin, one after another, and lets them live until now.

What is made and how it lives is SQL; here are only the three things SQL cannot do: hash the passwords that the files
name (argon2), paint the pictures that `pictures.toml` describes (Pillow), and say how far it has got.
"""

from __future__ import annotations

import io
import random
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageDraw, ImageFilter

from webapp.deploy.session import Session
from webapp.passwords import HASHER

if TYPE_CHECKING:
    from webapp.settings import Settings

Progress = Callable[[str], object]

_PREPARE = (
    "frame.sql", "words.sql", "problems.sql", "words_talk.sql", "place.sql", "people.sql", "materials.sql",
    "agenda.sql", "deeds.sql", "life.sql", "life_work.sql", "life_pause.sql", "life_people.sql", "plan.sql", "step.sql",
)  # fmt: skip
_SCALE = ("scale.sql", "scale_works.sql")
_LAST = (
    "estate.sql", "upkeep.sql", "duty.sql", "outages.sql", "merge.sql", "check.sql", "quality.sql", "documents.sql",
)  # fmt: skip
_END = "end.sql"


class DemoRefused(Exception):
    """The database is not one where a demo may be put; the text says why, for an operator."""


@dataclass(frozen=True)
class SignIn:
    """One row of what to try: which cabinet, where, and what to type there."""

    cabinet: str
    address: str
    login: str
    secret: str
    note: str


def run(
    settings: Settings,
    accounts: int | None = None,
    if_empty: bool = False,
    progress: Progress = print,
    moment: datetime | None = None,
    days: int | None = None,
) -> None:
    """Make the demo and live through it until `moment` (the present), half a year or `days` of it; with `accounts` make
    the measuring set instead.

    With `if_empty` a database that holds something is left alone, otherwise it is refused (DemoRefused).
    """
    folder = settings.root / "sql/demo"
    with Session(settings) as session:
        if accounts is not None:
            _scale(session, folder, accounts, progress)
            return
        held = str(session.value(_text(folder / "empty.sql")) or "")
        if held:
            if if_empty:
                return
            raise DemoRefused(held)
        session.run("set synchronous_commit = off; set jit = off; set plan_cache_mode = force_generic_plan")
        if moment is not None:
            session.run("select set_config('sokol.demo_now', ?, false)", moment.isoformat())
        if days is not None:
            session.run("select set_config('sokol.demo_days', ?, false)", str(days))
        with _workshop(session):
            for name in _PREPARE:
                with session.transaction():
                    session.run(_text(folder / name))
                    if name == "frame.sql":
                        _secrets(session)
                        _pictures(session, folder / "pictures.toml")
                progress(f"{name.removesuffix('.sql')}: ready")
            _steps(session, progress)
            for name in _LAST:
                with session.transaction():
                    session.run(_text(folder / name))
            session.run(_text(folder / _END))


def sign_ins(settings: Settings) -> list[SignIn]:
    """What the files let one sign in with, none when the demo is not there."""
    with Session(settings) as session:
        rows = session.rows(_text(settings.root / "sql/demo/sign_ins.sql"))
    return [SignIn(row[0], settings.address.rstrip("/") + row[1], row[2], row[3], row[4]) for row in rows]


def _scale(session: Session, folder: Path, accounts: int, progress: Progress) -> None:
    session.run(
        "set synchronous_commit = off; set jit = off; set work_mem = '128MB'; set maintenance_work_mem = '256MB'"
    )
    with _workshop(session):
        with session.transaction():
            for name in _SCALE:
                session.run(_text(folder / name))
            session.run("select demo.scale_begin(?::integer)", accounts)
        _steps(session, progress)
    session.run("analyze")


@contextmanager
def _workshop(session: Session) -> Iterator[None]:
    """The schema in which the files work is taken away in any case: a deploy would call it drift."""
    try:
        yield
    finally:
        session.run("drop schema if exists demo cascade")


def _steps(session: Session, progress: Progress) -> None:
    """Each step is a transaction of its own and says what it did; none is left when it says nothing."""
    while said := session.value("select demo.step()"):
        progress(str(said))


def _secrets(session: Session) -> None:
    for (plain,) in session.rows("select s.plain from demo.secrets as s"):
        session.run("update demo.secrets set hash = ? where plain = ?", HASHER.hash(plain), plain)


def _pictures(session: Session, path: Path) -> None:
    for row in paint(tomllib.loads(_text(path))):
        session.run(
            "insert into demo.pictures (name, stage, variant, bytes, thumbnail, width, height)"
            " values (?, ?, ?, decode(?, 'hex'), decode(?, 'hex'), ?, ?)",
            *row,
        )


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


# Pictures ------------------------------------------------------------------------------------------------------------

_SIZE = (480, 360)
_THUMBNAIL = (160, 120)


def paint(described: dict[str, Any]) -> Iterator[tuple[str, str, int, str, str, int, int]]:
    """name, stage, variant, JPEG and its thumbnail in hex, width, height of every picture of the description.

    A shape is `[kind, colour, numbers…]` in a field of 480 × 360: box, oval, line (width first), shape (polygon), arc.
    `$name` is a colour of the variant. The same description gives the same bytes.
    """
    variants: list[dict[str, str]] = described["variants"]
    for picture in described["picture"]:
        for stage, shapes in picture["stages"].items():
            for number, colours in enumerate(variants):
                image = _draw([*picture.get("always", []), *shapes], colours, f"{picture['name']}/{stage}/{number}")
                small = image.resize(_THUMBNAIL, Image.Resampling.LANCZOS)
                yield (picture["name"], stage, number, _jpeg(image), _jpeg(small), *_SIZE)


def _draw(shapes: Sequence[Sequence[Any]], colours: dict[str, str], seed: str) -> Image.Image:
    chance = random.Random(seed)  # a picture, not a secret
    image = Image.new("RGB", _SIZE, colours["wall"])
    draw = ImageDraw.Draw(image, "RGBA")
    for kind, colour, *numbers in shapes:
        ink = colours[colour[1:]] if colour.startswith("$") else colour
        if kind in {"box", "oval", "shape"} and len(ink) == 7:
            for far, dark in ((8, 16), (4, 26)):  # what stands before a wall throws a shadow on it
                _shape(draw, kind, (0, 0, 0, dark), [one + far for one in numbers])
        _shape(draw, kind, ink, numbers)
    # A hand-held telephone: a little turned, a little unsharp, grain, light from one side, dark corners.
    image = image.rotate(chance.uniform(-2.5, 2.5), Image.Resampling.BICUBIC, fillcolor=colours["wall"])
    grain = Image.frombytes("L", (160, 120), chance.randbytes(160 * 120)).resize(_SIZE, Image.Resampling.BICUBIC)
    image = Image.blend(image, Image.merge("RGB", (grain, grain, grain)), 0.05)
    light = Image.linear_gradient("L").resize(_SIZE).rotate(chance.choice((0, 180)))
    image = Image.composite(image, Image.new("RGB", _SIZE, "black"), light.point(lambda value: 205 + value // 6))
    corners = Image.radial_gradient("L").resize(_SIZE)
    image = Image.composite(
        Image.new("RGB", _SIZE, "#1a1712"), image, corners.point(lambda value: max(0, value - 120) // 2)
    )
    return image.filter(ImageFilter.GaussianBlur(0.8))


def _shape(draw: ImageDraw.ImageDraw, kind: str, ink: str | tuple[int, ...], numbers: Sequence[Any]) -> None:
    match kind:
        case "box":
            draw.rectangle(numbers, fill=ink)
        case "oval":
            draw.ellipse(numbers, fill=ink)
        case "line":
            draw.line(numbers[1:], fill=ink, width=numbers[0], joint="curve")
        case "arc":
            draw.arc(numbers[1:5], numbers[5], numbers[6], fill=ink, width=numbers[0])
        case "shape":
            draw.polygon(numbers, fill=ink)
        case _:
            raise ValueError(f"pictures: no such shape: {kind}")


def _jpeg(image: Image.Image) -> str:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=72)
    return buffer.getvalue().hex()
