"""The command `sokol`."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from webapp.deploy import Report
    from webapp.settings import Settings

console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)


def settings() -> Settings:
    from webapp.settings import load

    return load()


@contextmanager
def plain_words() -> Iterator[None]:
    """Expected failures end with their sentence and code 1, without a traceback."""
    from webapp.deploy import DeployError
    from webapp.deploy.session import SqlError
    from webapp.settings import SettingsError

    try:
        yield
    except DeployError as error:
        errors.print(error.summary, style="bold red", markup=False)
        for problem in error.problems:
            errors.print(f"  {problem}", markup=False)
        if len(error.problems) > 1:
            errors.print(f"{len(error.problems)} problems.", style="red")
        sys.exit(1)
    except SettingsError as error:
        errors.print(str(error), style="bold red", markup=False)
        sys.exit(1)
    except SqlError as error:
        errors.print(f"The database says: {error.sentence}", style="bold red", markup=False)
        sys.exit(1)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Sokol: deploy, look back, look after.

    Which database: config.toml, or SOKOL_DATABASE__NAME=other sokol ….
    """


@main.command()
@click.option("--dry-run", is_flag=True, help="Say what would change, try it, and leave everything as it is.")
@click.option("--adopt", is_flag=True, help="First write what was changed live in the database into the site's folder.")
@click.option("--discard", is_flag=True, help="Overwrite what was changed live in the database.")
@click.option("--draft", is_flag=True, help="In development only: lay on what goes, print what is wrong.")
@click.option("--quiet", is_flag=True, help="Only problems.")
def deploy(dry_run: bool, adopt: bool, discard: bool, draft: bool, quiet: bool) -> None:
    """Bring the database to what sql/ and the site's folder say.

    Migrations run once, each in its own short transaction; code changes in one. Pages go on meanwhile. With an error
    nothing is changed, and every error is shown with its file and line.

    \b
    Examples:
      sokol deploy --dry-run     what would change
      sokol deploy               change it
      sokol deploy --adopt       keep a fix that was made in the database at night
    """
    from webapp.deploy import deploy as run

    with plain_words(), console.status("Deploy") as status:
        if quiet or not console.is_terminal:
            status.stop()
        report = run(
            settings(),
            dry_run=dry_run,
            adopt=adopt,
            discard=discard,
            draft=draft,
            progress=lambda text: status.update(f"Deploy: {text}"),
        )
    if quiet:
        report.created, report.changed = [], []
    _tell(report)


def _tell(report: Report) -> None:
    many = 40
    for title, names in (
        ("migration", report.migrations),
        ("adopted", report.adopted),
        ("new", report.created),
        ("changed", report.changed),
        ("made again", report.recreated),
        ("dropped", report.dropped),
    ):
        for name in names if len(names) <= many else []:
            console.print(f"{title:>10}  {name}", markup=False)
        if len(names) > many:
            console.print(f"{title:>10}  {len(names)} objects, {names[0]} … {names[-1]}", markup=False)
    for warning in report.warnings:
        console.print(f"   warning  {warning}", style="yellow", markup=False)
    for problem in report.problems:
        console.print(f"   problem  {problem}", style="red", markup=False)
    if report.dry_run:
        console.print("Nothing would change." if report.nothing else "This was a dry run: nothing was changed.")
        if report.migrations:
            console.print("The code is tried when these migrations are applied.")
    elif report.nothing:
        console.print(f"Everything is as the files say. Release {report.release}, {report.seconds:.1f} s.")
    else:
        console.print(f"Deployed. Release {report.release}, {report.seconds:.1f} s.")


@main.command(short_help="What was deployed when.")
@click.argument("object_name", required=False, metavar="[OBJECT]")
@click.option("--limit", default=30, show_default=True, help="How many deploys.")
def history(object_name: str | None, limit: int) -> None:
    """What was deployed when; for one object each change of its source.

    \b
    Examples:
      sokol history
      sokol history people.me
      sokol history "page guest.home"
    """
    from webapp.deploy import history as past

    with plain_words():
        if object_name is None:
            table = Table("N", "When (UTC)", "By", "What", box=None, header_style="bold")
            for one in past.deploys(settings(), limit):
                table.add_row(str(one.deploy_id), one.at, one.by, one.what)
            Console().print(table)
            return
        before: list[str] = []
        for one in past.of_object(settings(), object_name):
            console.print(f"deploy {one.deploy_id}  {one.at}  {one.by}  {one.what}", style="bold", markup=False)
            after = (one.source or "").splitlines()
            if one.source is None:
                console.print("  removed", style="red")
            elif not before:
                console.print(f"  {len(after)} lines", style="green")
            for line in (
                list(difflib.unified_diff(before, after, lineterm="", n=2))[2:] if before and one.source else []
            ):
                console.print("  " + line, style={"+": "green", "-": "red", "@": "cyan"}.get(line[:1]), markup=False)
            before = after


@main.command(short_help="Bring the code of an earlier deploy back.")
@click.argument("number", type=int)
@click.option("--dry-run", is_flag=True, help="Try it and leave everything as it is.")
def rollback(number: int, dry_run: bool) -> None:
    """Bring the code of an earlier deploy back (`sokol history` numbers them).

    Functions, views, pages and texts return; tables and rows stay as they are today. Where the old code no longer fits
    them it is refused, and the migrations since are named. The files are not touched: the next deploy lays them on
    again.

    \b
    Example:
      sokol rollback 41
    """
    from webapp.deploy import rollback as run

    with plain_words(), console.status("Rollback"):
        done = run(settings(), number, dry_run=dry_run)
    _tell(done)
    if not dry_run:
        console.print("The files still say otherwise: mend them before the next `sokol deploy`.", style="yellow")


@main.command()
@click.option("--accounts", type=int, help="Make a measuring set of so many accounts instead.")
@click.option("--if-empty", is_flag=True, help="Leave a database alone that holds something.")
@click.option("--moment", type=click.DateTime(), help="Let the demo live until this moment instead of now.")
@click.option("--sign-ins", "only_sign_ins", is_flag=True, help="Only say with what one can sign in.")
def demo(accounts: int | None, if_empty: bool, moment: datetime | None, only_sign_ins: bool) -> None:
    """Fill an empty database with a demo company.

    \b
    Examples:
      sokol demo
      sokol demo --if-empty
      sokol demo --sign-ins
    """
    from webapp import demo as stage

    with plain_words():
        if not only_sign_ins:
            try:
                if console.is_terminal:
                    with console.status("Demo") as status:
                        stage.run(settings(), accounts, if_empty, lambda text: status.update(f"Demo: {text}"), moment)
                else:
                    stage.run(settings(), accounts, if_empty, lambda text: console.print(text, markup=False), moment)
            except stage.DemoRefused as error:
                errors.print(str(error), style="bold red", markup=False)
                sys.exit(1)
        if only_sign_ins or not if_empty:
            table = Table("Cabinet", "Address", "Login", "Password or code", "", box=None, header_style="bold")
            for one in stage.sign_ins(settings()):
                table.add_row(one.cabinet, one.address, one.login, one.secret, one.note)
            Console(width=max(console.width, 120)).print(table)


@main.group(short_help="People from the console: first administrator, passwords.")
def user() -> None:
    """People from the console: the first administrator, a forgotten password, a cabinet.

    \b
    Example:
      sokol user create 'Тарасова Вера' --email tarasova@example.ru --cabinet admin
    """


@user.command("create")
@click.argument("full_name")
@click.option("--phone", default="", help="Telephone, which is also a login.")
@click.option("--email", default="", help="E-mail, which is also a login.")
@click.option("--cabinet", "cabinets", multiple=True, help="Cabinet to give; may be repeated.")
@click.option("--position", default="", help="Makes a member of staff of the person.")
@click.option("--ask-password", is_flag=True, help="Ask for the password instead of making one.")
def user_create(
    full_name: str, phone: str, email: str, cabinets: tuple[str, ...], position: str, ask_password: bool
) -> None:
    """Create a person and say the password once.

    \b
    Example (the first administrator of an empty company):
      sokol user create "Иванов Иван Иванович" --email ivanov@example.ru \\
          --position Директор --cabinet admin --cabinet supervisor
    """
    from webapp.operation import persons

    with plain_words():
        if not phone and not email:
            raise click.UsageError("Give --phone or --email: the person signs in with it.")
        password = _asked() if ask_password else persons.password_made()
        persons.create(
            settings(), full_name, phone=phone, email=email, cabinets=cabinets, position=position, password=password
        )
        console.print(f"Created. Login: {email or phone}", markup=False)
        if not ask_password:
            console.print(f"Password: {password}", markup=False)


@user.command("password")
@click.argument("login")
@click.option("--ask-password", is_flag=True, help="Ask for the password instead of making one.")
def user_password(login: str, ask_password: bool) -> None:
    """Give a new password; all devices of the person are signed out.

    \b
    Example:
      sokol user password ivanov@example.ru
    """
    from webapp.operation import persons

    with plain_words():
        password = _asked() if ask_password else persons.password_made()
        persons.password_set(settings(), login, password)
        console.print("Changed." if ask_password else f"Password: {password}", markup=False)


@user.command("grant")
@click.argument("login")
@click.argument("cabinet")
@click.option("--take", is_flag=True, help="Take the cabinet away instead.")
def user_grant(login: str, cabinet: str, take: bool) -> None:
    """Give a cabinet to a person, or take it away.

    \b
    Examples:
      sokol user grant ivanov@example.ru admin
      sokol user grant ivanov@example.ru admin --take
    """
    from webapp.operation import persons

    with plain_words():
        persons.grant(settings(), login, cabinet, take=take)
        console.print("Taken away." if take else "Given.")


@user.command("list")
def user_list() -> None:
    """Who holds a staff cabinet.

    \b
    Example:
      sokol user list
    """
    from webapp.operation import persons

    with plain_words():
        table = Table("Id", "Name", "Login", "Cabinets", box=None, header_style="bold")
        for row in persons.held(settings()):
            table.add_row(str(row.user_id), row.name, row.login, row.cabinets)
        Console().print(table)


def _asked() -> str:
    while True:
        password = str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
        if len(password) >= 10:
            return password
        errors.print("At least 10 characters, please.")


@main.command(short_help="Run jobs and send letters until stopped.")
def worker() -> None:
    """Run jobs and send letters until stopped (SIGTERM or Ctrl-C).

    \b
    Example:
      sokol worker
    """
    from webapp.worker import run_until_stopped

    with plain_words():
        run_until_stopped(settings())


@main.command(short_help="Write the database into one file.")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path | None) -> None:
    """Write the database into one file (default var/backup/<database>-<moment>.dump).

    It holds personal data: keep it as the database itself. Secrets (var/secret) and the site's folder are not in it.

    \b
    Examples:
      sokol backup
      sokol backup /mnt/safe/sokol.dump
    """
    from webapp.operation import backup as safe

    with plain_words():
        here = settings()
        file = file or here.root / f"var/backup/{here.database.name}-{datetime.now():%Y%m%d-%H%M%S}.dump"
        with console.status("Backup"):
            size = safe.backup(here, file)
        console.print(f"{file}: {size / 1e6:.1f} MB", markup=False)


@main.command(short_help="Restore a backup into a new database.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("database")
def restore(file: Path, database: str) -> None:
    """Restore a backup into a NEW database; nothing that exists is touched.

    Look at it with SOKOL_DATABASE__NAME=<database>, then name it in config.toml.

    \b
    Example:
      sokol restore var/backup/sokol-20261122-030000.dump sokol_restored
    """
    from webapp.operation import backup as safe

    with plain_words():
        with console.status("Restore"):
            safe.restore(settings(), file, database)
        console.print(f"Restored into {database}. Try it: SOKOL_DATABASE__NAME={database} sokol check", markup=False)


@main.command()
def check() -> None:
    """Health in plain words; code 1 when something is bad.

    \b
    Example:
      sokol check || mail -s "Sokol" admin@example.ru
    """
    from webapp.operation import health

    with plain_words():
        found = health.findings(settings())
    for one in found:
        style = {"ok": "green", "warn": "yellow", "bad": "bold red"}[one.level]
        console.print(f"{one.level:>4}  ", style=style, end="")
        console.print(one.text + (f" — {one.advice}" if one.level != "ok" and one.advice else ""), markup=False)
    sys.exit(1 if any(one.level == "bad" for one in found) else 0)


@main.command(short_help="Write docs/reference from what is deployed.")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="Elsewhere than docs/reference.")
def docs(folder: Path | None) -> None:
    """Write docs/reference from what is deployed: tags, settings, commands, refusals, field types, reporting views.

    \b
    Example:
      sokol docs
    """
    from webapp.operation import reference

    with plain_words():
        here = settings()
        for file in reference.write(here, folder or here.root / "docs/reference", main):
            console.print(str(file), markup=False)


if __name__ == "__main__":
    main()
