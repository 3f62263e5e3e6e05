"""(a) the resident's home against its parts, (b) the same and a manager's home at 100,000 accounts against 1,000."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tests.bench.ground import CONNECTIONS, Visitor, best, company, literal, pgbench, secret_of, serving, wrk
from webapp import create_app
from webapp.database import batch
from webapp.settings import Settings

HOME = {  # whose: (login, address); a performer and a zone's manager have the same first page, with other blocks filled
    "resident": ("petrova@example.ru", "/resident/home"),
    "performer": ("plumber@example.ru", "/manager/today"),
    "zone manager": ("manager@example.ru", "/manager/today"),
}


def batch_script(settings: Settings, path: str, cookie: str) -> str:
    """The page's batch as one pgbench transaction: caught on its way to the driver."""
    caught: list[tuple[str, list[str | bytes]]] = []
    ask = batch._attempt

    def catch(database, identity, statements, text, parameters, *, ask_first):  # type: ignore[no-untyped-def]
        caught.append((text, list(parameters)))
        return ask(database, identity, statements, text, parameters, ask_first=ask_first)

    batch._attempt = catch
    try:
        client = create_app(settings).test_client(use_cookies=False)
        answer = client.get(path, headers={"Cookie": cookie})
    finally:
        batch._attempt = ask
    assert answer.status_code == 200, answer.status
    text, parameters = caught[-1]
    values = iter(parameters)
    filled = "".join(literal(next(values)) if part == "?" else part for part in _parts(text))
    return filled.replace(";\n", " \\;\n") + ";\n"


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    for index, piece in enumerate(text.split("?")):
        if index:
            parts.append("?")
        parts.append(piece)
    return parts


def page_against_parts(report) -> None:  # type: ignore[no-untyped-def]
    settings = company(1000)
    login, path = HOME["resident"]
    password = secret_of(settings, login)
    with serving(settings) as (address, _pid):
        visitor = Visitor(address)
        visitor.sign_in(login, password)
        cookie = visitor.cookie
        size = len(visitor.get(path))
        wrk(address + path, cookie, warming=True)
        a = best(lambda: wrk(address + path, cookie)[0])
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "page.sql"
        script.write_text(batch_script(settings, path, cookie), encoding="utf-8")
        clients = ("-c", str(CONNECTIONS), "-j", "2", "-f", str(script))
        p = best(lambda: pgbench(settings, "sokol_web", *clients)[0])
    with serving(settings, application="tests.bench.recorded:create_app()") as (address, _pid):
        wrk(address + path, cookie, warming=True)
        r = best(lambda: wrk(address + path, cookie)[0])
    os.environ["BARE_BYTES"] = str(size)
    with serving(settings, application="tests.bench.bare:create_app()") as (address, _pid):
        f = best(lambda: wrk(address + "/")[0])
    report.line(f"page {size} bytes: A {a:.0f}, P {p:.0f}, R {r:.0f}, F {f:.0f} a second, {CONNECTIONS} connections")
    report.ratio("a  A ÷ 1/(1/P+1/R)", a * (1 / p + 1 / r), at_least=0.75)
    report.ratio("a  A ÷ 1/(1/P+1/F)", a * (1 / p + 1 / f), at_least=0.45)


def page_by_size(report) -> None:  # type: ignore[no-untyped-def]
    for whose, (login, path) in HOME.items():
        rates = []
        for accounts in (1000, 100_000):
            settings = company(accounts)
            password = secret_of(settings, login)
            with serving(settings) as (address, _pid):
                visitor = Visitor(address)
                visitor.sign_in(login, password)
                wrk(address + path, visitor.cookie, warming=True)
                rates.append(best(lambda at=address + path, who=visitor: wrk(at, who.cookie)[0]))
        report.line(f"{path} of the {whose}: {rates[0]:.0f} a second at 1,000 accounts, {rates[1]:.0f} at 100,000")
        report.ratio(f"b  {whose}: time at 100,000 ÷ at 1,000", rates[0] / rates[1], at_most=1.2)
