"""The thin layer: HTTP on one side, one batch of SQL on the other."""

from __future__ import annotations

import hashlib
import importlib
import re
import secrets
import time
from collections import OrderedDict
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

    from webapp.settings import Settings

SESSION_COOKIE = "sokol"
_REQUEST_ID = re.compile(r"[0-9A-Za-z-]{4,40}")


def create_app(settings: Settings | None = None) -> Flask:
    """The application. Connects when first asked for a page, so that it starts while the database is away."""
    from flask import Flask, Response, abort, g, request
    from flask_wtf.csrf import CSRFProtect
    from werkzeug.middleware.proxy_fix import ProxyFix

    from webapp import pages, papers, saved, security, shell, trial, troubles, visits
    from webapp.assets import Assets
    from webapp.catalog import CatalogKeeper
    from webapp.database.engine import engine_for
    from webapp.records import Records
    from webapp.settings import load
    from webapp.templating import Templates

    chosen = settings or load()
    app = Flask("webapp", static_folder=None, template_folder=None)
    app.config.update(
        SECRET_KEY=chosen.secret("session"),
        MAX_CONTENT_LENGTH=chosen.limits.upload_megabytes * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        MAX_FORM_PARTS=5000,
        SESSION_COOKIE_NAME="form",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=chosen.web.https,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=True,
        PROPAGATE_EXCEPTIONS=False,
    )
    app.session_interface = _form_session()
    database = engine_for(chosen, "web")
    assets = Assets(chosen.root / "var" / "static", chosen.development)
    here = visits.Site(
        settings=chosen,
        database=database,
        keeper=CatalogKeeper(database),
        templates=Templates(chosen.site, chosen.development, chosen.root / "var/templates"),
        asset=assets.url,
        records=Records(database),
        session_key=_session_key(),
        brand=lambda catalog: f"/brand.css?v={security.brand_version(catalog)}",
    )
    app.extensions["sokol"] = here

    @app.before_request
    def begin() -> None:
        g.request_id = secrets.token_hex(6)
        if request.method == "POST" and request.mimetype != "multipart/form-data":
            request.max_content_length = app.config["MAX_FORM_MEMORY_SIZE"]  # text alone: it is read at once
        if request.method == "POST" and (None in request.form or None in request.files):
            abort(400)  # a part without a name, which nothing after this expects

    csrf = CSRFProtect(app)  # after `begin`: reading a form may fail, and the failure needs its number

    @app.after_request
    def finish(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.get("request_id", "")
        if path := g.get("forget_draft"):
            response.delete_cookie(visits.DRAFT_COOKIE, path=path)
        _compress(response, request.environ.get("HTTP_ACCEPT_ENCODING", ""))
        return security.protect(response, chosen)

    app.register_blueprint(shell.routes)
    for harmless in (shell.language, shell.large_type):  # a cookie of taste; guests need no token for it
        csrf.exempt(harmless)
    app.register_blueprint(saved.routes)
    app.register_blueprint(papers.routes)
    app.register_blueprint(trial.routes)
    app.register_blueprint(pages.routes)
    troubles.register(app)
    _register_identity(app)
    wsgi: Any = app.wsgi_app
    if chosen.web.proxies:
        wsgi = ProxyFix(wsgi, x_for=chosen.web.proxies, x_proto=chosen.web.proxies, x_host=chosen.web.proxies)
    app.wsgi_app = assets.wrap(wsgi)  # type: ignore[method-assign]
    return app


def _form_session() -> Any:
    """Flask's signed cookie (CSRF token, message of the last action) with its signer made once."""
    from flask.sessions import SecureCookieSessionInterface

    class FormSession(SecureCookieSessionInterface):
        signer: Any = None
        # Cookies that hold the token alone, once their signature was found right: value, token and when to look again.
        known: OrderedDict[str, tuple[str, float]]

        def __init__(self) -> None:
            self.known = OrderedDict()

        def open_session(self, app: Any, request: Any) -> Any:
            value = request.cookies.get(app.config["SESSION_COOKIE_NAME"])
            if not value:
                return self.session_class()
            found = self.known.get(value)
            if found is not None and found[1] > time.monotonic():
                return self.session_class({"csrf_token": found[0]})
            opened = super().open_session(app, request)
            if opened is not None and opened.keys() == {"csrf_token"}:
                self.known[value] = (opened["csrf_token"], time.monotonic() + 600)
                if len(self.known) > 20_000:
                    self.known.popitem(last=False)
            return opened

        def get_signing_serializer(self, app: Any) -> Any:
            if self.signer is None:
                self.signer = super().get_signing_serializer(app)
            return self.signer

    return FormSession()


def _session_key() -> Any:
    """What turns a request into the session key: `webapp.identity.session_key`, or the plain rule: hex sha256
    of the 32 random bytes that the cookie carries as URL-safe base64 or hex."""
    try:
        return importlib.import_module("webapp.identity").session_key
    except (ModuleNotFoundError, AttributeError):
        return _plain_session_key


def _plain_session_key(request: Any) -> str:
    cookie = request.cookies.get(SESSION_COOKIE, "")
    try:
        return hashlib.sha256(bytes.fromhex(cookie)).hexdigest() if len(cookie) == 64 else ""
    except ValueError:
        return ""


def _register_identity(app: Flask) -> None:
    """The module of sign-in registers its `@layer` handlers when imported, the rest by `register(app)`."""
    try:
        module = importlib.import_module("webapp.identity")
    except ModuleNotFoundError:
        return
    register = getattr(module, "register", None)
    if register is not None:
        register(app)


LONG = 65_536
_COMPRESSED = ("text/", "application/json", "application/manifest+json", "image/svg+xml")


@lru_cache(maxsize=256)
def _takes_brotli(accepted: str) -> bool:
    from werkzeug.http import parse_accept_header

    return parse_accept_header(accepted).quality("br") > 0


def _compress(response: Any, accepted: str) -> None:
    """Brotli at quality 3: 0.1 ms for a page of 20 kB, smaller than gzip at its best. Long pages at 4: a tenth less for 1 ms."""
    import brotli

    if (
        response.status_code < 200
        or response.status_code in {204, 304}
        or response.direct_passthrough
        or response.is_streamed
        or "Content-Encoding" in response.headers
        or not (response.mimetype or "").startswith(_COMPRESSED)
    ):
        return
    response.headers.add("Vary", "Accept-Encoding")
    if not _takes_brotli(accepted[:200]):
        return
    content = response.get_data()
    if len(content) < 500:
        return
    response.set_data(brotli.compress(content, quality=3 if len(content) < LONG else 4))
    response.headers["Content-Encoding"] = "br"
