"""What was typed into a form whose sign-in was over: kept until it is sent or dropped, for the same person alone.

The database keeps it under the hash of a random cookie (`cabinet.draft_…`), with the person whose session was over.
Passwords and codes are never kept; of files only the names, since they were not received by anybody.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import replace

from flask import Response, g, request
from werkzeug.datastructures import MultiDict

from webapp import forms
from webapp.catalog import Function
from webapp.database.batch import Statement, call, call_text, run
from webapp.database.conversion import json_text
from webapp.database.errors import DatabaseError
from webapp.forms import Form, FormView, files_of
from webapp.scenes import Posted
from webapp.visits import DRAFT_COOKIE, Visit, sql_name, view_given

DAYS = 7
FILES = "_files"


def keep_draft(visit: Visit, response: Response) -> None:
    """Keeps the text; the cookie goes only where it was kept."""
    function = visit.catalog.function(visit.cabinet.cabinet, sql_name(request.path.rpartition("/")[2]))
    if function is None or not function.is_action:
        return
    view = visit.form_view(function)
    fields = typed(view)
    secret = secrets.token_urlsafe(24)
    text, parameters = call_text(
        "cabinet.draft_put", {"p_key": _key(secret), "p_path": request.path, "p_fields": json_text(fields)}
    )
    statement = Statement("draft", f"select {text} as kept", parameters)
    results = run(visit.site.database, replace(visit.identity(5), role="cab_layer"), [statement], read_only=False)
    if results["draft"].value() not in {"t", "1", True}:
        return
    response.set_cookie(
        DRAFT_COOKIE,
        secret,
        max_age=DAYS * 86_400,
        httponly=True,
        samesite="Lax",
        secure=visit.site.settings.web.https,
        path=request.path,
    )


def typed(view: FormView) -> dict[str, list[str]]:
    """The fields of this request that may be kept, and the names of its files."""
    secret = {one.name for one in view.fields.values() if one.widget in forms.SECRET_WIDGETS}
    skip = {"csrf_token", "_token", "_confirmed"} | secret
    values = MultiDict(request.form)
    for key, value in request.args.items(multi=True):
        if key not in request.form and not key.startswith("_"):
            values.add(key, value)
            values.add(f"_hidden_{key}", "1")
    fields = {key: values.getlist(key) for key in values if key not in skip}
    names = [str(item.filename)[:100] for key in request.files for item in files_of(request.files, key)]
    if names:
        fields[FILES] = names[:20]
    return fields


def waiting_draft(visit: Visit, function: Function) -> Posted | None:
    """The form with what waits for this person; again at each reload until it is sent or dropped."""
    secret = request.cookies.get(DRAFT_COOKIE, "")
    if not secret or not visit.session:
        return None
    try:
        found = run(
            visit.site.database,
            replace(visit.identity(5), role="cab_layer"),
            [call("draft", "cabinet.draft_read", {"p_key": _key(secret), "p_path": request.path})],
            read_only=False,
        )["draft"].dicts()
    except DatabaseError:
        return None
    if not found:
        return None
    values: MultiDict[str, str] = MultiDict()
    for key, items in json.loads(found[0]["fields"]).items():
        for item in items:
            values.add(key, item)
    names = values.poplist(FILES)

    def restored(form: Form) -> None:
        form.restored = True
        form.lost_files = names

    given = view_given(visit.form_view(function), visit.given, values)
    return Posted(function.name, values, given, restored)


def drop_draft(visit: Visit) -> None:
    """Sent, or not wanted any more."""
    secret = request.cookies.get(DRAFT_COOKIE, "")
    if not secret:
        return
    g.forget_draft = request.path
    text, parameters = call_text("cabinet.draft_drop", {"p_key": _key(secret)})
    statement = Statement("draft", f"select {text}", parameters)
    try:
        run(visit.site.database, replace(visit.identity(5), role="cab_layer"), [statement], read_only=False)
    except DatabaseError:
        return  # the cookie goes all the same, and the text after its term


def _key(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
