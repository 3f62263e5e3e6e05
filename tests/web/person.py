"""Somebody who uses Sokol through its pages: opens them, fills forms, presses buttons, reads what is said.

person = Person(client)
person.see("/supervisor/import")                       the words of a page
person.do("/supervisor/import-begin", file=csv(...))   the form of an action, filled and sent; the words it led to
person.refused("/supervisor/…", status, **values)      the same where it must not go through
"""

from __future__ import annotations

import hashlib
import io
import re
import secrets
from datetime import datetime, timedelta
from html import unescape
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import Flask
from flask.testing import FlaskClient

from tests.world import World, owner_run


def signed_in(app: Flask, world: World, person: str | None) -> FlaskClient:
    """A client with a session of this person of the world; None: a guest."""
    return client_of(app, world, world.users[person] if person else None)


def client_of(app: Flask, world: World, user: int | None) -> FlaskClient:
    client = app.test_client()
    if user:
        cookie = secrets.token_bytes(32)
        key = hashlib.sha256(cookie).hexdigest()
        owner_run(
            world,
            "insert into people.sessions (key_hash, user_id, expires_at, idle) "
            f"values (sha256(decode('{key}', 'hex')), {user}, lib.moment() + interval '7 days', '12 hours')",
        )
        client.set_cookie("sokol", cookie.hex())
    return client


def in_days(days: int = 0) -> str:
    """So many days from today, where the company is: elsewhere it may be another day."""
    return (datetime.now(ZoneInfo("Asia/Vladivostok")).date() + timedelta(days=days)).isoformat()


def csv(content: bytes, name: str = "file.csv") -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


class Person:
    """What a person does with a keyboard and no script."""

    def __init__(self, client: FlaskClient, language: str = "ru") -> None:
        self.client = client
        self.headers = {"Accept-Language": language}
        self.at = ""

    def see(self, path: str) -> str:
        """The words of a page that must be there."""
        answer = self.client.get(path, headers=self.headers)
        assert answer.status_code == 200, (path, answer.status_code, words(answer.get_data(as_text=True))[:400])
        self.at = path
        return words(answer.get_data(as_text=True))

    def html(self, path: str) -> str:
        answer = self.client.get(path, headers=self.headers)
        assert answer.status_code == 200, (path, answer.status_code)
        return str(answer.get_data(as_text=True))

    def missing(self, path: str) -> None:
        assert self.client.get(path, headers=self.headers).status_code == 404, path

    def send(self, path: str, **values: Any) -> Any:
        """Opens the form of an action, leaves what is filled in, fills in the rest, sends it; the answer.

        Where not even the form is there, that answer.
        """
        opened = self.client.get(path, headers=self.headers)
        if opened.status_code == 404:
            return opened
        assert opened.status_code == 200, (path, opened.status_code)
        page = str(opened.get_data(as_text=True))
        address, fields = form_on(page, path)
        fields.update({name: value for name, value in values.items() if value is not None})
        # a field that is named and given None is left empty
        for name in [name for name, value in values.items() if value is None]:
            fields.pop(name, None)
        return self.client.post(address, data=fields, headers=self.headers, content_type="multipart/form-data")

    def do(self, path: str, **values: Any) -> str:
        """The same, also through what is asked before it is done; the words of the page it leads to."""
        answer = self.send(path, **values)
        if answer.status_code == 200:  # asked first
            address, fields = form_on(answer.get_data(as_text=True), path)
            assert "_confirmed" in fields, words(answer.get_data(as_text=True))
            answer = self.client.post(address, data=fields, headers=self.headers)
        assert answer.status_code == 303, (path, answer.status_code, said(answer.get_data(as_text=True)))
        self.at = answer.headers["Location"]
        return self.see(self.at)

    def refused(self, path: str, status: int, **values: Any) -> str:
        """The words of the refusal."""
        answer = self.send(path, **values)
        if answer.status_code == 200:
            address, fields = form_on(answer.get_data(as_text=True), path)
            answer = self.client.post(address, data=fields, headers=self.headers)
        assert answer.status_code == status, (answer.status_code, said(answer.get_data(as_text=True)))
        return words(answer.get_data(as_text=True))

    def links(self, path: str, pattern: str) -> list[str]:
        """Addresses on a page that match."""
        found = re.findall(r'(?:href|formaction|action)="([^"]+)"', self.html(path))
        return list(dict.fromkeys(unescape(one) for one in found if re.search(pattern, unescape(one))))


def form_on(page: str, path: str) -> tuple[str, dict[str, Any]]:
    """The address of the form of an action and what stands in its fields."""
    slug = urlsplit(path).path
    for head, body in re.findall(r'<form class="form"([^>]*)>(.*?)</form>', page, re.S):
        address = unescape(str(re.search(r'action="([^"]*)"', head)[1]))  # type: ignore[index]
        if urlsplit(address).path == slug:
            return address, filled(body)
    raise AssertionError(f"no form for {slug}: {words(page)[:300]}")


def filled(body: str) -> dict[str, Any]:
    """What a browser would send of an untouched form."""
    fields: dict[str, Any] = {}

    def add(name: str, value: str) -> None:
        if name in fields:
            fields[name] = [*(fields[name] if isinstance(fields[name], list) else [fields[name]]), value]
        else:
            fields[name] = value

    for tag in re.findall(r"<input ([^>]*)>", body):
        kind = attribute(tag, "type") or "text"
        name = attribute(tag, "name")
        if not name or kind == "file" or (kind in {"checkbox", "radio"} and not re.search(r"\schecked", tag)):
            continue
        add(name, attribute(tag, "value") or ("on" if kind == "checkbox" else ""))
    for tag, text in re.findall(r"<textarea ([^>]*)>(.*?)</textarea>", body, re.S):
        add(str(attribute(tag, "name")), unescape(text).strip())
    for tag, options in re.findall(r"<select ([^>]*)>(.*?)</select>", body, re.S):
        chosen = [o for o in re.findall(r"<option ([^>]*)>", options) if re.search(r"(^|\s)selected", o)]
        for option in chosen:
            add(str(attribute(tag, "name")), attribute(option, "value") or "")
    return fields


def attribute(tag: str, name: str) -> str | None:
    found = re.search(rf'(?:^|\s){name}="([^"]*)"', tag)
    return unescape(found[1]) if found else None


def words(page: str) -> str:
    """The text of the page's main part, spaces made single."""
    main = re.search(r"<main.*?</main>", page, re.S)
    text = re.sub(r"<(script|style|svg|template)\b.*?</\1>", " ", main[0] if main else page, flags=re.S)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ")).strip()


def said(page: str) -> str:
    """What a page says went wrong."""
    parts = re.findall(r'class="(?:field-error|alert|said|error|refus)[^"]*"[^>]*>(.*?)</', page, re.S)
    return " / ".join(words(part) for part in parts) or words(page)[:600]
