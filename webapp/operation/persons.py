"""`sokol user`: the first administrator, a forgotten password, a cabinet more, by the same SQL as the pages."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from webapp.deploy.problems import DeployError
from webapp.deploy.session import Session
from webapp.passwords import HASHER

if TYPE_CHECKING:
    from webapp.settings import Settings

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def password_made() -> str:
    """Sixteen letters and digits that nobody mixes up, in groups of four (79 bits)."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def create(
    settings: Settings,
    title: str,
    *,
    phone: str = "",
    email: str = "",
    cabinets: Sequence[str] = (),
    position: str = "",
    password: str = "",
) -> int:
    """A new person; with `position` a member of staff. Returns the id. Raises SqlError with the refusal's words."""
    with Session(settings) as session, session.transaction():
        unknown = set(cabinets) - {row.cabinet for row in session.rows("select cabinet from cabinet.cabinets")}
        if unknown:
            raise DeployError(f"There is no cabinet {', '.join(sorted(unknown))}.")
        user = session.value(
            "select people.user_create(p_name => ?, p_phone => nullif(?, ''), p_email => nullif(?, "
            "''), p_cabinets => ?::text[])",
            title,
            phone,
            email,
            "{" + ",".join(cabinets) + "}",
        )
        if position:
            session.value("select people.staff_hire(p_user => ?::bigint, p_position => ?)", user, position)
        if password:
            session.run("select people.password_put(p_user => ?::bigint, p_hash => ?)", user, HASHER.hash(password))
        return int(user)


def password_set(settings: Settings, login: str, password: str) -> None:
    """A new password; all devices of the person are signed out."""
    with Session(settings) as session, session.transaction():
        user = _find(session, login)
        session.run("select people.password_put(p_user => ?::bigint, p_hash => ?)", user, HASHER.hash(password))
        session.run(
            "update people.sessions set revoked_at = lib.moment() where user_id = ?::bigint and revoked_at is null",
            user,
        )


def grant(settings: Settings, login: str, cabinet: str, *, take: bool = False) -> None:
    with Session(settings) as session, session.transaction():
        user = _find(session, login)
        if take:
            session.run("delete from people.user_cabinets where user_id = ?::bigint and cabinet = ?", user, cabinet)
            return
        if not session.value("select exists (select from cabinet.cabinets where cabinet = ?)", cabinet):
            raise DeployError(f"There is no cabinet {cabinet}.")
        session.run(
            "insert into people.user_cabinets (user_id, cabinet) values (?::bigint, ?) on conflict do nothing",
            user,
            cabinet,
        )


def held(settings: Settings) -> list[Any]:
    """Who holds a staff cabinet: id, name, login, cabinets."""
    with Session(settings) as session:
        return session.rows(
            "select u.user_id, u.name, coalesce(u.email, u.phone, '') as login, "
            "string_agg(c.cabinet, ', ' order by c.cabinet) as cabinets "
            "from people.users as u join people.user_cabinets as c on c.user_id = u.user_id "
            "join cabinet.cabinets as k on k.cabinet = c.cabinet and k.frame = 'staff' "
            "where u.blocked_at is null group by u.user_id order by u.name"
        )


def _find(session: Session, login: str) -> int:
    user = session.value("select f.user_id from people.user_find(?) as f limit 1", login)
    if user is None:
        raise DeployError(f"Nobody has the login {login}.")
    return int(user)
