"""Printed documents over HTTP: the file, its sheets as pictures, a lot as one file. Who may see what the database says."""

from __future__ import annotations

import base64
import io
import threading
from typing import Any

from flask import Blueprint, Response, request

from webapp import files
from webapp.database.batch import Result, call, run
from webapp.visits import NotHere, Visit, visit_of

routes = Blueprint("papers", __name__)

WIDTH = 1240  # of a sheet's picture: A4 at 150 dots an inch
_ONE_AT_A_TIME = threading.Lock()  # PDFium knows no threads
# The browser's own viewer is a plug-in to it, which a sandbox would keep out.
_SHOWN = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@routes.get("/document/<cabinet>/<int:document>.pdf")
def document_get(cabinet: str, document: int) -> Response:
    """The file; with `?print` shown where the browser can print it."""
    row = _document(visit_of(cabinet), document)
    response = files.answer(row["name"], "application/pdf", _bytes(row["content"]), row["sha256"])
    if "print" in request.args:
        response.headers["Content-Disposition"] = response.headers["Content-Disposition"].replace(
            "attachment", "inline", 1
        )
        response.headers["Content-Security-Policy"] = _SHOWN
    response.make_conditional(request)
    return response


@routes.get("/document/<cabinet>/<int:document>/<int:page>.webp")
def sheet_get(cabinet: str, document: int, page: int) -> Response:
    """One sheet as a picture."""
    row = _document(visit_of(cabinet), document)
    if not 1 <= page <= row["pages"]:
        raise NotHere
    response = Response(mimetype="image/webp")
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, max-age=3600"
    response.set_etag(f"{row['sha256']}-{page}")
    if not request.if_none_match.contains(f"{row['sha256']}-{page}"):
        response.set_data(picture(_bytes(row["content"]), page - 1))
    response.make_conditional(request)
    return response


@routes.get("/document/<cabinet>/lot/<int:task>.pdf")
def lot_get(cabinet: str, task: int) -> Response:
    """All printed documents of a lot, one after another."""
    import pypdfium2

    rows = _asked(visit_of(cabinet), "cabinet.document_files", "p_task", task).dicts()
    if not rows:
        raise NotHere
    out = io.BytesIO()
    with _ONE_AT_A_TIME:
        whole = pypdfium2.PdfDocument.new()
        for row in rows:
            part = pypdfium2.PdfDocument(_bytes(row["content"]))
            whole.import_pages(part)
            part.close()
        whole.save(out)
        whole.close()
    content = out.getvalue()
    return files.answer(f"{rows[0]['name']}.pdf", "application/pdf", content, f"lot-{task}-{len(content)}")


def picture(pdf: bytes, page: int) -> bytes:
    import pypdfium2

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        sheet = document[page]
        width, height = sheet.get_size()
        # A sheet of any size a template may ask for is drawn with as many points as A4, no more.
        scale = min(WIDTH / width, WIDTH * 1.5 / height)
        image = sheet.render(scale=scale).to_pil()
        document.close()
    out = io.BytesIO()
    image.convert("RGB").save(out, "WEBP", quality=80, method=2)
    return out.getvalue()


def _document(visit: Visit, document: int) -> dict[str, Any]:
    return _asked(visit, "cabinet.document_file", "p_document", document).one()


def _asked(visit: Visit, function: str, argument: str, number: int) -> Result:
    if number >= 2**63:
        raise NotHere
    identity = visit.identity(visit.site.settings.limits.page_seconds)
    return run(visit.site.database, identity, [call("found", function, {argument: str(number)})], read_only=True)[
        "found"
    ]


def _bytes(content: str) -> bytes:
    return base64.b64decode(content)
