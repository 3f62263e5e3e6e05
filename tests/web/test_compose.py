"""docker-compose.yml and the Dockerfile give what script/server gives.

No container engine is at hand: they are read and held against config.toml and the scripts.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
import yaml
from flask.testing import FlaskClient

from webapp import create_app
from webapp.settings import ROOT, Settings, load

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
CONFIG = tomllib.loads((ROOT / "config.toml").read_text(encoding="utf-8"))
OURS = ["secrets", "deploy", "web", "worker"]


def test_there_are_database_web_and_worker() -> None:
    assert {"db", "web", "worker"} <= set(SERVICES)


def test_images_are_stages_of_the_dockerfile() -> None:
    stages = set(re.findall(r"^FROM \S+ AS (\w+)$", DOCKERFILE, re.MULTILINE))
    assert {service["build"]["target"] for service in SERVICES.values()} == stages
    assert re.search(r"^FROM postgres:(15|16|17)", DOCKERFILE, re.MULTILINE)
    major = re.search(r"^FROM postgres:(\d+)", DOCKERFILE, re.MULTILINE)
    assert major
    assert f"postgresql-{major[1]}-plpgsql-check" in DOCKERFILE


def test_the_tools_of_backup_are_of_the_servers_version() -> None:
    clients = {"debian:12-slim": "15", "debian:13-slim": "17"}  # postgresql-client of that Debian
    server = re.search(r"^FROM postgres:(\d+)-", DOCKERFILE, re.MULTILINE)
    base = re.search(r"^FROM (\S+) AS sokol$", DOCKERFILE, re.MULTILINE)
    assert server
    assert base
    assert clients[base[1]] == server[1]


def test_what_the_dockerfile_copies_exists() -> None:
    for line in re.findall(r"^COPY (?:--\S+ )?(.+)$", DOCKERFILE, re.MULTILINE):
        for source in line.split()[:-1]:
            assert (ROOT / source).exists(), source
    for script in re.findall(r"script/docker-\w+", DOCKERFILE + str(SERVICES)):
        assert (ROOT / script).stat().st_mode & 0o111, f"{script} is not executable"


def test_system_packages_are_those_of_bootstrap() -> None:
    listed = re.search(r"^system=\((.+?)\)$", (ROOT / "script/bootstrap").read_text(), re.MULTILINE | re.DOTALL)
    assert listed
    for package in listed[1].split():
        assert package in DOCKERFILE


@pytest.mark.parametrize("service", OURS)
def test_variables_are_known_settings(service: str) -> None:
    variables = {name: value for name, value in SERVICES[service]["environment"].items() if name.startswith("SOKOL_")}
    settings = load(variables)
    assert settings.database.embedded is False
    assert settings.database.host == "db"
    assert str(settings.secrets) == "/run/sokol"


def test_the_database_has_the_name_and_port_that_the_others_use() -> None:
    for service in OURS:
        environment = SERVICES[service]["environment"]
        assert environment["SOKOL_DATABASE__NAME"] == SERVICES["db"]["environment"]["SOKOL_DATABASE__NAME"]
        assert environment["SOKOL_DATABASE__NAME"] == CONFIG["database"]["name"]
        assert environment["SOKOL_DATABASE__PORT"] == "5432"
        assert environment["SOKOL_DATABASE__HOST"] in SERVICES


def test_the_published_port_is_that_of_the_configuration() -> None:
    port = CONFIG["web"]["port"]
    assert SERVICES["web"]["ports"] == [f"127.0.0.1:{port}:{port}"]
    assert f"EXPOSE {port}" in DOCKERFILE
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["web"]


def test_server_options_are_those_of_the_private_cluster() -> None:
    cluster = (ROOT / "script/cluster").read_text()
    for option in [word for word in SERVICES["db"]["command"] if "=" in word]:
        name, value = option.split("=", 1)
        if name == "shared_buffers":  # by the machine's memory there
            continue
        assert re.search(rf"^{name} = '?{re.escape(value)}'?$", cluster, re.MULTILINE), option


@pytest.mark.parametrize("service", ["db", "web", "worker"])
def test_what_runs_on_has_a_health_check_and_comes_back(service: str) -> None:
    assert SERVICES[service]["healthcheck"]["test"]
    assert SERVICES[service]["restart"] == "unless-stopped"


def test_the_address_that_web_is_asked_at_says_whether_the_database_answers(
    client: FlaskClient, sokol_db: Settings
) -> None:
    asked = re.search(r"http://127\.0\.0\.1:(\d+)(/\S*?)'", SERVICES["web"]["healthcheck"]["test"][-1])
    assert asked
    assert int(asked[1]) == CONFIG["web"]["port"]
    answer = client.get(asked[2])
    assert (answer.status_code, answer.text) == (200, "ok\n")
    away = create_app(sokol_db.with_database("sokol_test_nobody")).test_client().get(asked[2])
    assert away.status_code == 503


def test_the_order_of_start_is_that_of_the_server_script() -> None:
    assert SERVICES["db"]["depends_on"]["secrets"]["condition"] == "service_completed_successfully"
    assert SERVICES["deploy"]["depends_on"]["db"]["condition"] == "service_healthy"
    for service in ("web", "worker"):
        assert SERVICES[service]["depends_on"]["deploy"]["condition"] == "service_completed_successfully"
    server = (ROOT / "script/server").read_text()
    said = SERVICES["deploy"]["command"][-1].split(" && ")
    places = [server.index(command.replace("sokol ", "$sokol ")) for command in said]
    assert places == sorted(places)


def test_named_volumes_are_declared_and_used() -> None:
    used = {
        volume.split(":")[0] for service in SERVICES.values() for volume in service["volumes"] if volume[0] not in "./"
    }
    assert used == set(COMPOSE["volumes"])
    assert f"./{CONFIG['site']}:/sokol/{CONFIG['site']}:ro" in SERVICES["web"]["volumes"]


def test_no_password_stands_in_a_file_of_the_repository() -> None:
    for service in SERVICES.values():
        for name, value in service["environment"].items():
            assert "PASSWORD" not in name or name.endswith("_FILE"), (name, value)
