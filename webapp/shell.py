"""What the browser asks for beside pages: brand stylesheet, manifest, icons, service worker, offline page, language."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response, abort, current_app, redirect, request

from webapp import assets, security
from webapp.catalog import LAYER_ROLE, Catalog
from webapp.database.batch import Statement, call_text, run
from webapp.database.errors import DatabaseError
from webapp.database.identity import Identity
from webapp.menus import menu_sprite
from webapp.visits import LANGUAGE_COOKIE, local

routes = Blueprint("shell", __name__)
_DAY = 86_400


def _catalog() -> Catalog | None:
    """The catalogue where it can be had: these answers must stand while the database is away."""
    keeper = current_app.extensions["sokol"].keeper
    try:
        found: Catalog = keeper.current
    except DatabaseError:
        return None
    return found


def _kept(response: Response, seconds: int) -> Response:
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    return response


@routes.get("/brand.css")
def brand_css() -> Response:
    catalog = _catalog()
    response = Response(security.brand_css(catalog), mimetype="text/css")
    right = request.args.get("v") == security.brand_version(catalog)
    return _kept(response, 365 * _DAY if right and catalog else 60)


@routes.get("/menu.svg")
def menu_svg() -> Response:
    catalog = _catalog()
    if catalog is None:
        abort(404)
    address, body = menu_sprite(catalog)
    response = Response(body, mimetype="image/svg+xml")
    return _kept(response, 365 * _DAY if address.endswith(f"?v={request.args.get('v')}") else 60)


@routes.get("/manifest.webmanifest")
def manifest() -> Response:
    catalog = _catalog()
    colour, _accent = security.colours(catalog)
    name = catalog.setting("company_name", "Сокол") if catalog else "Сокол"
    short = catalog.setting("company_short_name", name) if catalog else name
    body = assets.manifest(name, short, colour, "ru", security.brand_version(catalog))
    return _kept(Response(body, mimetype="application/manifest+json"), 3600)


@routes.get("/icon-<int:size>.png", defaults={"maskable": False})
@routes.get("/icon-maskable-<int:size>.png", defaults={"maskable": True})
def app_icon(size: int, maskable: bool) -> Response:
    if size not in {32, 180, 192, 512}:
        abort(404)
    colour, _accent = security.colours(_catalog())
    return _kept(Response(assets.app_icon(colour, size, maskable), mimetype="image/png"), 30 * _DAY)


@routes.get("/favicon.ico")
def favicon() -> Response:
    return app_icon(32, False)


@routes.get("/robots.txt")
def robots() -> Response:
    return _kept(Response("User-agent: *\nDisallow:\n", mimetype="text/plain"), _DAY)


@routes.get("/health")
def health() -> Response:
    """For who watches over the processes: 200 while the database answers this one, else 503."""
    try:
        current_app.extensions["sokol"].keeper.renewed()
    except DatabaseError:
        response = Response("the database does not answer\n", status=503, mimetype="text/plain")
    else:
        response = Response("ok\n", mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response


@routes.get("/service-worker.js")
def service_worker() -> Response:
    """The worker's program with the addresses it keeps: it changes when one of them does."""
    here = current_app.extensions["sokol"]
    catalog = _catalog()
    kept = [here.asset(name) for name in assets.NAMES] + [here.brand(catalog), "/offline"]
    if catalog:
        kept.append(menu_sprite(catalog)[0])
    source = (assets.STATIC / "service-worker.js").read_text(encoding="utf-8")
    response = Response(source.replace("__KEPT__", json.dumps(kept)), mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


@routes.get("/offline")
def offline() -> Response:
    from webapp.troubles import trouble

    _catalog()
    response = trouble(200, "ui.offline", "ui.offline_text", retry=None, offline=True)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _keep_taste(name: str, value: str) -> None:
    """The wish as a setting of the person who is signed in: it holds on every device, and wins over the cookie."""
    here = current_app.extensions["sokol"]
    if key := here.session_key(request):
        text, parameters = call_text("people.taste_set", {name: value})
        statement = Statement("taste", f"select {text}", parameters)
        run(here.database, Identity(LAYER_ROLE, key, time_zone="UTC"), [statement], read_only=False)
        here.tastes.pop(key, None)


@routes.post("/language/<code>")
def language(code: str) -> Any:
    """The language of the interface: a visitor's in a cookie, a person's as the setting too."""
    if code not in {"ru", "en"}:
        abort(404)
    _keep_taste("p_language", code)
    response = redirect(local(request.form.get("next", "")) or "/", 303)
    response.set_cookie(
        LANGUAGE_COOKIE, code, max_age=365 * _DAY, samesite="Lax", httponly=True,
        secure=current_app.extensions["sokol"].settings.web.https,
    )  # fmt: skip
    return response


@routes.post("/large-type")
def large_type() -> Any:
    """«Аа»: a visitor's in a cookie, a person's as the setting too."""
    on = request.form.get("on") == "1"
    _keep_taste("p_large_type", "true" if on else "false")
    response = redirect(local(request.form.get("next", "")) or "/", 303)
    response.set_cookie("large", "1" if on else "0", max_age=365 * _DAY, samesite="Lax", httponly=True)
    return response
