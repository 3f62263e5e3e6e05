"""(c) orders created and routed by 16 clients, others completing beside, against TPC-B-like on the same cluster.

Through the operator's cabinet role and a real session, like a page's batch; services of five trades, sixty people whose
scopes overlap. Nobody may be over capacity and nothing may deadlock.
"""

from __future__ import annotations

import secrets
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pyodbc

from tests.bench.ground import SECONDS, best, company, pgbench
from tests.conftest import administration, enter
from webapp.settings import Settings

if TYPE_CHECKING:
    from tests.bench.__main__ import Report

CLIENTS, COMPLETERS, STAFF = 16, 2, 60
DATABASE = "sokol_bench_orders"

SETUP = f"""
create schema bench authorization sokol_owner;
set role sokol_owner;
create sequence bench.runs;
create table bench.premises as
select row_number() over (order by p.premise_id) as n, p.premise_id from estate.premises as p where p.kind = 'flat';
alter table bench.premises add primary key (n);
create table bench.services as
select row_number() over (order by s.service_id) as n, s.service_id from desk.services as s
where s.place = 'flat' and s.active and s.priority <> 'emergency';
update desk.services set proof_before = false, proof_after = false;
create function bench.order_one(p_n bigint) returns bigint language plpgsql security definer set search_path = '' as $$
declare
    v_premise bigint := (select b.premise_id from bench.premises as b where b.n = p_n);
    v_service bigint := (
        select b.service_id from bench.services as b where b.n = 1 + p_n % (select max(m.n) from bench.services as m));
begin
    return desk.order_create(
        p_service => v_service, p_premise => v_premise, p_channel => 'phone',
        p_description => 'bench ' || nextval('bench.runs'));
end $$;
create function bench.complete_one() returns bigint language plpgsql security definer set search_path = '' as $$
declare
    v_order bigint := (
        select o.order_id from desk.orders as o where o.state = 'assigned' and o.open
        order by random() limit 1);
begin
    select o.order_id into v_order from desk.orders as o where o.order_id = v_order and o.state = 'assigned'
    for update skip locked;
    if v_order is not null then
        perform desk.order_move(p_order => v_order, p_state => 'in_progress');
        perform desk.order_move(p_order => v_order, p_state => 'completed');
    end if;
    return v_order;
end $$;
grant usage on schema bench to cab_operator, cab_supervisor;
grant execute on function bench.order_one(bigint) to cab_operator;
grant execute on function bench.complete_one() to cab_supervisor;
with people as (
    insert into people.users (name, email)
    select 'Испытатель Номер ' || chr(1040 + n / 30) || chr(1040 + n % 30), 'bench' || n || '@example.test'
    from generate_series(1, {STAFF}) as n
    returning user_id, name
), staff as (
    insert into people.staff (user_id, name, position, capacity, employed)
    select user_id, name, 'мастер', 8, '[2020-01-01,)' from people returning staff_id
), trades as (
    insert into people.staff_specializations (staff_id, specialization, permit_until)
    select s.staff_id, t.specialization, '2099-01-01'
    from (select staff_id, row_number() over (order by staff_id) as n from staff) as s
    join (select specialization, row_number() over (order by specialization) as n from people.specializations) as t
        on (s.n / 4 - t.n) % 4 = 0
)
insert into people.staff_scopes (staff_id, zone_id, during)
select s.staff_id, z.zone_id, '[2020-01-01,)'
from (select staff_id, row_number() over (order by staff_id) as n from staff) as s
join (select zone_id, row_number() over (order by zone_id) as n from estate.zones) as z on (s.n - z.n) % 4 = 0;
reset role;
"""


def _session(connection: pyodbc.Connection, cabinet: str) -> str:
    """The key of a new session of somebody who holds the cabinet."""
    key = secrets.token_hex(32)
    connection.execute(
        "select people.session_open(p_user => (select c.user_id from people.user_cabinets as c where c.cabinet = ? "
        "order by c.user_id limit 1), p_key => ?, p_address => null, p_device => 'bench')",
        cabinet,
        key,
    ).fetchall()
    return key


def _prepared() -> tuple[Settings, dict[str, str], int]:
    """A fresh copy of the company, its sessions, and how many flats it has."""
    source = company(1000)
    with administration(source, "postgres") as server:
        server.execute(f'drop database if exists "{DATABASE}" with (force)')
        server.execute(f'create database "{DATABASE}" template "{source.database.name}" owner sokol_owner')
    enter(source, DATABASE)
    settings = source.with_database(DATABASE)
    with administration(settings, DATABASE) as connection:
        connection.execute(f'alter database "{DATABASE}" set synchronous_commit = on')
        connection.execute(SETUP)
        connection.execute("analyze")
        sessions = {cabinet: _session(connection, cabinet) for cabinet in ("operator", "supervisor")}
        flats = connection.execute("select count(*)::integer from bench.premises").fetchval()
    return settings, sessions, flats


def _script(folder: str, name: str, session: str, cabinet: str, call: str, first: str = "") -> str:
    path = Path(folder) / name
    path.write_text(
        f"{first}begin \\; select set_config('role', 'cab_{cabinet}', true), "
        f"set_config('sokol.session', '{session}', true) \\; select {call} \\; commit;\n",
        encoding="utf-8",
    )
    return str(path)


def tpcb(settings: Settings) -> float:
    """TPC-B-like, scale 20, prepared, as many clients, on the same cluster."""
    name = "sokol_bench_tpcb"
    with administration(settings, "postgres") as server:
        server.execute(f'drop database if exists "{name}" with (force)')
        server.execute(f'create database "{name}" template sokol_template owner sokol_owner')
    enter(settings, name)
    with administration(settings, name) as connection:
        connection.execute("create schema tpcb authorization sokol_admin")
        connection.execute(f'alter role sokol_admin in database "{name}" set search_path = tpcb')
        connection.execute(f'alter database "{name}" set synchronous_commit = on')
    try:
        ours = settings.with_database(name)
        pgbench(ours, "sokol_admin", "-i", "-s", "20", "-q", "-I", "dtgvp", initialise=True)
        rate: float = best(lambda: pgbench(ours, "sokol_admin", "-c", str(CLIENTS), "-j", "2", "-M", "prepared")[0])
        return rate
    finally:
        with administration(settings, "postgres") as server:
            server.execute(f'drop database if exists "{name}" with (force)')


def orders_against_tpcb(report: Report) -> None:
    settings, sessions, flats = _prepared()
    with tempfile.TemporaryDirectory() as folder:
        create = _script(
            folder,
            "create.sql",
            sessions["operator"],
            "operator",
            "bench.order_one(:n)",
            f"\\set n random(1, {flats})\n",
        )
        complete = _script(folder, "complete.sql", sessions["supervisor"], "supervisor", "bench.complete_one()")
        beside = threading.Thread(
            target=pgbench,
            args=(settings, "sokol_web", "-c", str(COMPLETERS), "-j", "1", "-f", complete),
            kwargs={"seconds": SECONDS + 2},
        )
        beside.start()
        rate, _output = pgbench(settings, "sokol_web", "-c", str(CLIENTS), "-j", "2", "-f", create)
        beside.join()
    with administration(settings, DATABASE) as connection:
        over, assigned, made = connection.execute(
            """select
                (select count(*)::integer from people.staff as s where s.capacity < (
                    select count(*) from desk.orders as o where o.assignee_id = s.staff_id and o.open and not o.emergency)),
                count(*) filter (where o.assignee_id is not null)::integer, count(*)::integer
            from desk.orders as o where o.description like 'bench %'"""
        ).fetchone()
        deadlocks = connection.execute(
            "select deadlocks::integer from pg_stat_database where datname = current_database()"
        ).fetchval()
    base = tpcb(settings)
    report.line(
        f"{rate:.0f} orders a second ({made} made, {100 * assigned / max(made, 1):.0f} % to a person), TPC-B {base:.0f} a second"
    )
    report.ratio("c  orders ÷ TPC-B", rate / base, at_least=0.3)
    report.ratio("c  people over capacity", over, at_most=0)
    report.ratio("c  deadlocks", deadlocks, at_most=0)
    with administration(settings, "postgres") as server:
        server.execute(f'drop database if exists "{DATABASE}" with (force)')
