"""Pages for when something is not there, not allowed or broken: always what happened and what to do next."""

from __future__ import annotations

import logging
import time
from typing import Any

from flask import Flask, Response, current_app, g, redirect, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from webapp.blocks import address
from webapp.catalog import LAYER_ROLE, Catalog
from webapp.database.batch import Statement, ValueRefused, call_text, run
from webapp.database.errors import BadValue, DatabaseError, DatabaseRefusal, Unavailable
from webapp.database.identity import Identity

log = logging.getLogger("sokol")

# Words for when the catalogue, and so every text, is out of reach.
_BARE = {
    "ru": {
        "ui.unavailable": "Сервис ненадолго недоступен",
        "ui.unavailable_text": "Ничего не потеряно. Страница сама попробует ещё раз через несколько секунд.",
        "ui.disk_full": "Записать сейчас нельзя",
        "ui.disk_full_text": "На сервере кончилось место. Последнее действие не выполнено, всё подтверждённое до него цело.",
        "ui.retry": "Повторить",
        "ui.product": "Сокол",
        "ui.emergency_call": "Авария? Звоните",
        "ui.home": "На главную",
        "ui.skip": "К содержанию",
    },
    "en": {
        "ui.unavailable": "The service is away for a moment",
        "ui.unavailable_text": "Nothing is lost. The page will try again by itself in a few seconds.",
        "ui.disk_full": "Nothing can be saved now",
        "ui.disk_full_text": "The server's disk is full. The last action was not done; all that was confirmed is safe.",
        "ui.retry": "Try again",
        "ui.product": "Sokol",
        "ui.emergency_call": "Emergency? Call",
        "ui.home": "Home page",
        "ui.skip": "Skip to content",
    },
}


def trouble(status: int, title: str, text: str, **more: Any) -> Response:
    """A page that stands without the database. `title` and `text` are keys of texts, or words already."""
    here = current_app.extensions["sokol"]
    catalog: Catalog | None = here.keeper._catalog
    language = g.get("language") or request.cookies.get("language", "")
    if language not in {"ru", "en"}:
        language = request.accept_languages.best_match(["ru", "en"]) or "ru"

    def t(key: str, /, **values: object) -> str:
        if catalog is not None:
            found = catalog.translator(language)(key, **values)
            if found != key:
                return found
        return _BARE.get(language, _BARE["ru"]).get(key, key)

    cabinet = request.path.split("/")[1] if request.path.count("/") > 1 else ""
    room = catalog.cabinets.get(cabinet) if catalog is not None else None
    context = {
        "t": t,
        "asset": here.asset,
        "language": language,
        "brand": {
            "name": (catalog.setting("company_name") if catalog else "") or t("ui.product"),
            "emergency_phone": catalog.setting("emergency_phone") if catalog else "",
            "phone": catalog.setting("office_phone") if catalog else "",
            "css": here.brand(catalog),
        },
        "home_link": f"/{room.cabinet}/{room.home.replace('_', '-')}" if room else "/",
        "status": status,
        "title": t(title),
        "text": t(text, **(more.pop("values", None) or {})),
        "request_id": g.get("request_id", ""),
        "show_id": False,
        "way_out": None,
        "retry": None,
    }
    context.update(more)
    template = here.templates.environment.get_template("trouble.html")
    return Response(template.render(context), status=status, mimetype="text/html")


def register(app: Flask) -> None:
    from webapp.drafts import keep_draft
    from webapp.frames import sign_in_path
    from webapp.visits import NotHere, local, visit_of

    @app.errorhandler(NotHere)
    def not_here(_error: Exception) -> Response:
        return trouble(404, "ui.not_found", "ui.not_found_text")

    @app.errorhandler(DatabaseError)
    def database_said(error: DatabaseError) -> Response:
        if isinstance(error, DatabaseRefusal):
            return refusal(error)
        if isinstance(error, Unavailable):
            if error.disk_full:
                log.error("The disk of the database is full, an action was not done: %s", error)
                response = trouble(503, "ui.disk_full", "ui.disk_full_text")
            else:
                log.warning("The database gave no answer: %s %s", error.sqlstate, error)
                response = trouble(503, "ui.unavailable", "ui.unavailable_text", retry=5)
            response.headers["Retry-After"] = "5"
            return response
        if isinstance(error, BadValue) and request.method == "GET":
            return trouble(404, "ui.not_found", "ui.not_found_text")  # an address nobody gave out
        return unexpected(error)

    def refusal(error: DatabaseRefusal) -> Response:
        if error.status == 401:
            return sign_in()
        if error.status == 404:
            return trouble(404, "ui.not_found", "ui.not_found_text")
        way = address(request.path.split("/")[1], error.goto) if error.goto else None
        return trouble(
            error.status if error.status >= 400 else 409,
            "ui.refused",
            error.message or "ui.refused_text",
            way_out=(way, error.goto_label) if way else None,
        )

    def sign_in() -> Response:
        here = current_app.extensions["sokol"]
        catalog = here.keeper.current
        back = request.full_path.rstrip("?") if request.method == "GET" else request.path
        if request.args.get("_block"):
            back = request.referrer or "/"
        target = sign_in_path(catalog, local(back))
        if request.headers.get("HX-Request"):
            response = Response(status=200)
            response.headers["HX-Redirect"] = target
            return response
        made: Response = redirect(target, 303)  # type: ignore[assignment]
        if request.method == "POST":
            try:
                keep_draft(visit_of(request.path.split("/")[1]), made)
            except (DatabaseError, NotHere):
                log.warning("%s the draft was not kept", g.request_id)
        return made

    @app.errorhandler(ValueRefused)
    def value_refused(error: ValueRefused) -> Response:
        if request.method == "GET" and error.status == 422:
            return trouble(404, "ui.not_found", "ui.not_found_text")  # a NUL in an address nobody gave out
        return trouble(error.status, "ui.refused", "check.value")

    @app.errorhandler(CSRFError)
    def stale_form(_error: CSRFError) -> Response:
        return trouble(400, "ui.form_outdated", "ui.form_outdated_text", way_out=(request.full_path.rstrip("?"), None))

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        code = error.code or 500
        if code in {404, 405}:
            return trouble(code, "ui.not_found", "ui.not_found_text")
        if code == 413:
            return too_large()
        if code in {301, 302, 303, 304, 307, 308}:
            return error.get_response()  # type: ignore[return-value]
        return trouble(code, "ui.refused", "ui.refused_text")

    def too_large() -> Response:
        """With the limit in plain words. What is still on its way is taken in and forgotten, within bounds: who sends
        sees the page then, and not a connection that was cut."""
        drain()
        limits = {
            "files": app.config["MAX_CONTENT_LENGTH"] // 2**20,
            "text": app.config["MAX_FORM_MEMORY_SIZE"] // 2**20,
        }
        large = (request.content_length or 0) > app.config["MAX_CONTENT_LENGTH"]
        files = large and request.mimetype == "multipart/form-data"
        made = trouble(
            413,
            "ui.too_large" if files else "ui.text_too_large",
            "ui.too_large_text" if files else "ui.text_too_large_text",
            values=limits,
        )
        made.headers["Connection"] = "close"
        return made

    @app.errorhandler(Exception)
    def anything(error: Exception) -> Response:
        return unexpected(error)

    def unexpected(error: Exception) -> Response:
        log.exception("%s %s %s", g.request_id, request.method, request.path, exc_info=error)
        record(error)
        return trouble(500, "ui.failed", "ui.failed_text", show_id=True)


DRAINED = 200 * 2**20
DRAIN_SECONDS = 20


def drain() -> None:
    """Takes in the rest of a body that will not be used, at most 200 MB and for 20 seconds."""
    source = request.environ["wsgi.input"]
    left = min(request.content_length or 0, DRAINED)
    until = time.monotonic() + DRAIN_SECONDS
    try:
        while left > 0 and time.monotonic() < until:
            piece = source.read(min(left, 2**16))
            if not piece:
                return
            left -= len(piece)
    except OSError:
        return  # the sender has gone


def record(error: Exception) -> None:
    """The error under the id the person sees; never more than a log line when that fails too."""
    import traceback

    here = current_app.extensions["sokol"]
    text, parameters = call_text(
        "cabinet.error_put",
        {
            "p_request": g.request_id,
            "p_cabinet": request.path.split("/")[1][:60] or None,
            "p_place": f"{request.method} {request.path}",
            "p_sqlstate": getattr(error, "sqlstate", None),
            "p_message": f"{type(error).__name__}: {error}".replace("\0", "")[:4000],
            "p_detail": "".join(traceback.format_exception(error))[-15000:].replace("\0", ""),
        },
    )
    try:
        run(
            here.database, Identity(LAYER_ROLE, time_zone="UTC"), [Statement("error", f"select {text}", parameters)],
            read_only=False,
        )  # fmt: skip
    except (DatabaseError, ValueError) as second:
        log.error("%s was not recorded: %s", g.request_id, second)
