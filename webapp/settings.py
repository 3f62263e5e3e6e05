"""What an operator may set: config.toml, overridden by the environment, as frozen dataclasses.

`load()` reads it; everybody else is handed the result. Defaults live here and are written out in config.toml; a test
holds the two together. Run as a script (`python webapp/settings.py database.embedded`) it prints one value: that is how
shell scripts read the configuration, and why it imports nothing of Sokol and nothing that must be installed.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_type_hints

ROOT = Path(__file__).resolve().parent.parent

LoginRole = Literal["sokol_admin", "sokol_web", "sokol_worker", "sokol_bi"]


class SettingsError(Exception):
    """The configuration cannot be used; the text says where and what to do, for an operator."""


@dataclass(frozen=True)
class Database:
    embedded: bool = True
    host: str = "127.0.0.1"
    port: int = 5432
    name: str = "sokol"
    sslmode: str = "prefer"
    connect_timeout: int = 5
    driver: str = ""  # load() puts the path where Debian has it

    pool_size: int = 2
    value_limit: int = 1_000_000
    file_limit: int = 26_214_400
    # Set by load() from the key `secrets` at the top, never in this section.
    secrets: Path = field(default=Path("var/secret"), metadata={"derived": True})

    def user(self, login: str) -> str:
        """The database role behind 'web', 'worker', 'admin' or 'bi'."""
        return f"sokol_{login}"

    def password(self, login: str) -> str:
        return read_secret(self.secrets, self.user(login))


@dataclass(frozen=True)
class Web:
    host: str = "127.0.0.1"
    port: int = 8000
    url: str = ""
    workers: int = 0
    https: bool = False
    proxies: int = 0
    language: str = "ru"
    time_zone: str = "Asia/Vladivostok"


@dataclass(frozen=True)
class Limits:
    page_seconds: int = 5
    action_seconds: int = 15
    export_seconds: int = 120
    export_rows: int = 200_000
    upload_megabytes: int = 25
    file_megabytes: int = 12
    photo_megapixels: int = 50
    files: int = 10
    retries: int = 1


@dataclass(frozen=True)
class Worker:
    poll_seconds: float = 1.0
    batch: int = 20
    tries: int = 8
    print_seconds: int = 30
    print_megabytes: int = 1024


@dataclass(frozen=True)
class Smtp:
    host: str = ""
    port: int = 587
    user: str = ""
    password_file: str = ""
    security: str = "starttls"
    sender: str = "Сокол <sokol@localhost>"
    timeout: int = 15


@dataclass(frozen=True)
class Settings:
    development: bool = False
    site: Path = Path("site")
    secrets: Path = Path("var/secret")
    database: Database = field(default_factory=Database)
    web: Web = field(default_factory=Web)
    limits: Limits = field(default_factory=Limits)
    worker: Worker = field(default_factory=Worker)
    smtp: Smtp = field(default_factory=Smtp)

    @property
    def root(self) -> Path:
        """The repository: sql/, webapp/ and var/ lie under it."""
        return ROOT

    @property
    def address(self) -> str:
        """How people reach Sokol, without a slash at the end."""
        return self.web.url.rstrip("/") or f"http://{self.web.host}:{self.web.port}"

    def secret(self, name: str) -> str:
        """The text of one file of the secrets' folder: a login role's password, or 'session'."""
        return read_secret(self.secrets, name)

    def odbc(self, role: LoginRole) -> dict[str, str]:
        """Keywords of the connection string of a login role. The database layer adds those of the driver's manners."""
        database = self.database
        return {
            "Driver": database.driver,
            "Servername": database.host,
            "Port": str(database.port),
            "Database": database.name,
            "Username": role,
            "Password": self.secret(role),
            "SSLmode": database.sslmode,
            "ConnectTimeout": str(database.connect_timeout),
        }

    def with_database(self, name: str) -> Settings:
        """The same settings over another database of the same server: a test's clone, a restored copy."""
        return replace(self, database=replace(self.database, name=name))


def read_secret(folder: Path, name: str) -> str:
    path = folder / name
    try:
        value = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SettingsError(
            f"The secret {path} cannot be read ({error.strerror}). script/bootstrap makes it; "
            "it belongs to the user who ran that."
        ) from None
    if not value:
        raise SettingsError(f"The secret {path} is empty. Remove the file and run script/bootstrap.")
    return value


def find_driver() -> str:
    """psqlODBC by its file, so that no odbcinst.ini has to name it."""
    found = sorted(Path("/usr/lib").glob("*/odbc/psqlodbcw.so"))
    if not found:
        raise SettingsError(
            "The PostgreSQL ODBC driver psqlodbcw.so is not under /usr/lib. Run script/bootstrap, or install "
            "odbc-postgresql, or name the file as driver in the section [database] of config.toml."
        )
    return str(found[0])


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Reads config.toml (or the file that SOKOL_CONFIG names) and the environment.

    Raises SettingsError with a sentence for the operator.
    """
    environ = os.environ if environ is None else environ
    path = ROOT / environ.get("SOKOL_CONFIG", "config.toml")
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SettingsError(f"The configuration {path} does not exist. SOKOL_CONFIG names another one.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The configuration {path} cannot be read: {error}.") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"The configuration {path} is not valid TOML: {error}.") from None
    for name, text in environ.items():
        if name.startswith("SOKOL_") and "__" in name:
            section, key = name.removeprefix("SOKOL_").lower().split("__", 1)
            tree.setdefault(section, {})[key] = _Text(text, name)
    for key in ("development", "site", "secrets"):
        if (variable := f"SOKOL_{key.upper()}") in environ:
            tree[key] = _Text(environ[variable], variable)
    if environ.get("PORT"):
        tree.setdefault("web", {})["port"] = _Text(environ["PORT"], "PORT")

    settings: Settings = _build(Settings, tree, str(path), "")
    secrets = ROOT / settings.secrets
    database = replace(settings.database, secrets=secrets, driver=settings.database.driver or find_driver())
    if database.embedded:
        database = replace(database, host="127.0.0.1", port=_embedded_port())
    settings = replace(settings, site=ROOT / settings.site, secrets=secrets, database=database)
    if settings.smtp.security not in ("tls", "starttls", "none"):
        raise SettingsError(
            f'{path}: smtp.security is "{settings.smtp.security}"; it may be "tls", "starttls" or "none".'
        )
    return settings


class _Text(str):
    """A value from the environment: always a text, converted to what the key wants; knows the variable it came from."""

    source: str

    def __new__(cls, value: str, source: str) -> _Text:
        text = super().__new__(cls, value)
        text.source = source
        return text


def _embedded_port() -> int:
    """script/cluster chooses a free port and writes it down; 0 while there is no cluster yet."""
    try:
        return int((ROOT / "var/postgresql.port").read_text())
    except (OSError, ValueError):
        return 0


def _build(shape: Any, tree: dict[str, Any], where: str, prefix: str) -> Any:
    hints = get_type_hints(shape)
    known = {item.name for item in fields(shape) if not item.metadata.get("derived")}
    for key, value in tree.items():
        if key not in known:
            origin = next((v.source for v in _leaves(value) if isinstance(v, _Text)), where)
            raise SettingsError(f"{origin}: there is no setting {prefix}{key}. Known here: {', '.join(sorted(known))}.")
    values: dict[str, Any] = {}
    for key, value in tree.items():
        wanted = hints[key]
        if is_dataclass(wanted):
            if not isinstance(value, dict):
                raise SettingsError(f"{where}: [{key}] is a section with keys of its own.")
            values[key] = _build(wanted, value, where, f"{prefix}{key}.")
        else:
            values[key] = _convert(value, wanted, where, prefix + key)
    return shape(**values)


def _leaves(value: Any) -> list[Any]:
    return list(value.values()) if isinstance(value, dict) else [value]


def _convert(value: Any, wanted: type, where: str, key: str) -> Any:
    asked = {bool: "true or false", int: "a whole number", float: "a number", str: "a text", Path: "a path"}[wanted]
    origin = value.source if isinstance(value, _Text) else where
    refusal = SettingsError(f"{origin}: {key} is {str(value)!r}; it must be {asked}.")
    if isinstance(value, _Text):
        try:
            if wanted is bool:
                return {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}[value.lower()]
            return wanted(str(value))
        except (KeyError, ValueError):
            raise refusal from None
    if wanted is Path and isinstance(value, str):
        return Path(value)
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
        raise refusal
    return value


def main(arguments: list[str]) -> int:
    """`settings.py section.key …` prints the values, one a line; booleans as 'true' and 'false'."""
    try:
        settings = load()
        for name in arguments:
            value: Any = settings
            for part in name.split("."):
                value = getattr(value, part)
            print(str(value).lower() if isinstance(value, bool) else value)
    except (SettingsError, AttributeError) as error:
        print(f"Sokol: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
