"""Who the visitor is: the cookie, the session key made of it, and the actions that open, close and guard sessions.

Everything is decided in SQL. Here are cookies (256 random bits; the database learns the hex sha256 of them and keeps
the sha256 of that), argon2, and the carrying of form values to a function that answers in one row:

    opened, pending, status, code, field, message, goto

`status` 200 leads on, anything else comes back to the field as a refusal. Handlers are registered for `@layer` names.
"""

from __future__ import annotations

import hashlib
import logging
import re
import secrets
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import argon2
from flask import Request, Response, current_app, g, request

from webapp.database.batch import Statement, call, call_text, run
from webapp.database.errors import DatabaseError, DatabaseRefusal
from webapp.handlers import LayerCall, Outcome, layer_action
from webapp.passwords import HASHER

if TYPE_CHECKING:
    from flask import Flask

log = logging.getLogger("sokol.identity")

COOKIE = "sokol"
PENDING_COOKIE = "sokol_step"
_DAY = 24 * 3600
# A cookie may outlive its session: the database alone decides when that is over.
_COOKIE_AGE = 400 * _DAY
_STEP_AGE = 600
_HEX = re.compile(r"[0-9a-f]{64}")
# Argon2 takes 19 MiB and most of a core: so many at a time and no more, the rest waits in line.
_HASHING = threading.BoundedSemaphore(2)


def _name(base: str) -> str:
    """`__Host-` binds the cookie to this host and to https; without https browsers refuse the prefix."""
    return f"__Host-{base}" if current_app.extensions["sokol"].settings.web.https else base


def session_key(visitor: Request) -> str:
    """Hex sha256 of the cookie's 32 bytes, '' for a guest."""
    return _key(visitor.cookies.get(_name(COOKIE), ""))


def _key(cookie: str) -> str:
    return hashlib.sha256(bytes.fromhex(cookie)).hexdigest() if _HEX.fullmatch(cookie) else ""


def _put(response: Response, base: str, value: str, age: int) -> None:
    response.set_cookie(
        _name(base), value, max_age=age, path="/", httponly=True, samesite="Lax",
        secure=current_app.extensions["sokol"].settings.web.https,
    )  # fmt: skip


def _drop(response: Response, base: str) -> None:
    response.delete_cookie(
        _name(base), path="/", httponly=True, samesite="Lax",
        secure=current_app.extensions["sokol"].settings.web.https,
    )  # fmt: skip


# --- asking the database ----------------------------------------------------------------------------------------------


def _ask(call_of: LayerCall, function: str, arguments: Mapping[str, str | None]) -> dict[str, Any]:
    """The row of a function that answers for the layer; a status other than 200 is raised as a refusal."""
    found = run(
        call_of.database, call_of.layer, [call("answer", function, dict(arguments))], read_only=False, repeatable=False
    )["answer"].dicts()
    answer = found[0] if found else {}
    status = int(answer.get("status") or 200)
    if status != 200:
        raise DatabaseRefusal(
            f"SK{status}" if status != 401 else "SK409",
            str(answer.get("message") or ""),
            {name: answer.get(name) for name in ("code", "field", "goto", "goto_label")},
        )
    return answer


def _run(call_of: LayerCall, function: str, arguments: Mapping[str, str | None] | None = None) -> Any:
    """The value of a function that returns one."""
    text, parameters = call_text(function, arguments or {})
    found = run(
        call_of.database, call_of.layer, [Statement("answer", f"select {text} as answer", parameters)],
        read_only=False, repeatable=False,
    )["answer"]  # fmt: skip
    return found.value()


def _newcomer(call_of: LayerCall) -> tuple[str, dict[str, str | None]]:
    """A fresh cookie and what the database wants to know of the browser that will hold it."""
    cookie = secrets.token_bytes(32).hex()
    return cookie, {
        "p_key": _key(cookie),
        "p_address": call_of.request.remote_addr or None,
        "p_device": device(call_of.request.headers.get("User-Agent", "")),
    }


def _lead(answer: Mapping[str, Any], cookie: str) -> Outcome:
    """The answer of a function that opens a session or asks for the second step."""
    outcome = Outcome(str(answer.get("message") or ""), str(answer.get("goto") or "/"))
    if answer.get("opened") in (True, "1", "t"):
        outcome.finish.append(lambda response: _put(response, COOKIE, cookie, _COOKIE_AGE))
        outcome.finish.append(lambda response: _drop(response, PENDING_COOKIE))
    elif answer.get("pending"):
        pending = str(answer["pending"])
        outcome.finish.append(lambda response: _put(response, PENDING_COOKIE, pending, _STEP_AGE))
    return outcome


def device(agent: str) -> str:
    """«Chrome, Android» of a User-Agent: enough to recognise one's own telephone in a list."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return ", ".join(part for part in (browser, system) if part) or agent[:60]


_BROWSERS = (
    ("YaBrowser", "Yandex"), ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung"), ("Firefox", "Firefox"),
    ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)  # fmt: skip


def _matches(secret: str, typed: str) -> bool:
    """Whether what was typed belongs to an argon2 hash; the same work either way."""
    with _HASHING:
        try:
            return HASHER.verify(secret, typed)
        except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
            return False


def _next(call_of: LayerCall) -> str | None:
    """Where the visitor was going: SQL lets only a page of his own cabinets through."""
    page = urlsplit(call_of.request.form.get("_at") or "").query
    found = call_of.request.values.get("next") or dict(parse_qsl(page)).get("next", "")
    return found if found.startswith("/") and not found.startswith(("//", "/\\")) and len(found) < 2000 else None


# --- the actions ------------------------------------------------------------------------------------------------------


@layer_action("sign-in")
def sign_in(call_of: LayerCall) -> Outcome:
    login = call_of.values.get("p_login", "")
    newcomer, about = _newcomer(call_of)
    begun = _ask(call_of, "people.sign_in_begin", {"p_login": login, "p_address": about["p_address"]})
    good = _matches(str(begun["secret"]), call_of.values.get("p_password", ""))
    answer = _ask(
        call_of,
        "people.sign_in_finish",
        {
            "p_attempt": str(begun["attempt_id"]),
            "p_login": login,
            "p_success": "true" if good and begun.get("user_id") is not None else "false",
            **about,
            "p_next": _next(call_of),
        },
    )
    return _lead(answer, newcomer)


@layer_action("sign-in-code")
def sign_in_code(call_of: LayerCall) -> Outcome:
    newcomer, about = _newcomer(call_of)
    answer = _ask(call_of, "people.code_sign_in", {**call_of.values, **about, "p_next": _next(call_of)})
    return _lead(answer, newcomer)


@layer_action("totp")
def totp(call_of: LayerCall) -> Outcome:
    newcomer, about = _newcomer(call_of)
    pending = call_of.request.cookies.get(_name(PENDING_COOKIE), "")
    answer = _ask(call_of, "people.totp_check", {"p_pending": pending, **call_of.values, **about})
    return _lead(answer, newcomer)


@layer_action("reset")
def reset(call_of: LayerCall) -> Outcome:
    newcomer, about = _newcomer(call_of)
    return _lead(_ask(call_of, "people.password_reset", {**call_of.values, **about}), newcomer)


@layer_action("join-finish")
def join_finish(call_of: LayerCall) -> Outcome:
    newcomer, about = _newcomer(call_of)
    return _lead(_ask(call_of, "people.join_finish", {**_whole(call_of), **about}), newcomer)


def _whole(call_of: LayerCall) -> dict[str, str | None]:
    """All arguments of the form, those left empty as null: the answering function may have no defaults."""
    return {one.name: call_of.values.get(one.name) or None for one in call_of.function.arguments}


def _answered(name: str, function: str, purpose: str | None = None) -> None:
    """An action that asks a function with the form's values and the visitor's address and goes where it says."""

    @layer_action(name)
    def handle(call_of: LayerCall) -> Outcome:
        arguments: dict[str, str | None] = {**_whole(call_of), "p_address": call_of.request.remote_addr or None}
        if purpose is not None:
            arguments["p_purpose"] = purpose
        answer = _ask(call_of, function, arguments)
        goto = str(answer.get("goto") or "") or call_of.request.form.get("_at") or call_of.request.path
        return Outcome(str(answer.get("message") or ""), goto)


_answered("code-request", "people.code_request", "sign_in")
_answered("reset-request", "people.code_request", "reset")
_answered("join", "people.join_begin")
_answered("address-add", "people.address_add")
_answered("track", "people.track_begin")


@layer_action("sign-out")
def sign_out(call_of: LayerCall) -> Outcome:
    _run(call_of, "people.session_end")
    outcome = Outcome(call_of.catalog.text(call_of.language, "message.signed_out"), "/")
    outcome.finish.append(lambda response: _drop(response, COOKIE))
    # What the browser kept of the pages goes too.
    outcome.finish.append(lambda response: response.headers.__setitem__("Clear-Site-Data", '"cache"'))
    return outcome


@layer_action("password-change")
def password_change(call_of: LayerCall) -> Outcome:
    secret = _run(call_of, "people.my_secret")
    if secret is not None:
        login = {"p_address": call_of.request.remote_addr or None}
        begun = _ask(call_of, "people.recheck_begin", login)
        good = "true" if _matches(str(secret), call_of.values.get("p_present", "")) else "false"
        _ask(call_of, "people.recheck_finish", {"p_attempt": str(begun["attempt_id"]), "p_success": good})
    _run(call_of, "people.password_change", {"p_password": call_of.values.get("p_password", "")})
    message = call_of.catalog.text(call_of.language, "message.password_changed")
    return Outcome(message, call_of.request.form.get("_at") or "/")


# --- between requests -------------------------------------------------------------------------------------------------


def register(app: Flask) -> None:
    """Adds what happens after every answer: the last seen moment, a new key for a session a day old."""

    @app.after_request
    def afterwards(response: Response) -> Response:
        who: Mapping[str, Any] = g.get("who") or {}
        if not who.get("user_id") or response.status_code >= 500:
            return response
        here = current_app.extensions["sokol"]
        key = session_key(request)
        here.records.seen(key)
        if who.get("rotate") and request.method == "GET" and not request.headers.get("HX-Request"):
            _rotate(response, here, key)
        return response


def _rotate(response: Response, here: Any, key: str) -> None:
    from webapp.database.identity import Identity

    cookie = secrets.token_bytes(32).hex()
    text, parameters = call_text("people.session_rotate", {"p_key": _key(cookie)})
    try:
        moved = run(
            here.database, Identity("cab_layer", key, time_zone="UTC"),
            [Statement("moved", f"select {text} as moved", parameters)], read_only=False, repeatable=False,
        )["moved"].value()  # fmt: skip
    except DatabaseError as error:
        log.warning("%s the session keeps its key: %s", g.get("request_id"), error)
        return
    if moved in (True, "1", "t"):
        _put(response, COOKIE, cookie, _COOKIE_AGE)
