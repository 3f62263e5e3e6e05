"""A bare Flask route that returns a constant page: F of the page measurement. BARE_BYTES: its size."""

from __future__ import annotations

import os

from flask import Flask

PAGE = ("<p>" + "x" * int(os.environ.get("BARE_BYTES", "30000"))).encode()


def create_app() -> Flask:
    app = Flask(__name__)

    @app.get("/")
    def page() -> bytes:
        return PAGE

    return app
