"""(c) orders created and routed by 16 clients, others completing beside, against TPC-B-like on the same cluster.

Through the operator's cabinet role and a real session, like a page's batch; services of five trades, sixty people whose
scopes overlap. The bar is the rate with completions beside; that with a worker telling everybody concerned too is printed.
Nobody may be over capacity, nothing may deadlock, nothing may stay untold.
"""

from __future__ import annotations

import re
import secrets
import statistics
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyodbc

from tests.bench.ground import SECONDS, company, copied, drop_database, pgbench
from tests.conftest import administration, enter
from webapp.settings import Settings

if TYPE_CHECKING:
    from tests.bench.__main__ import Report

CLIENTS, COMPLETERS, STAFF = 16, 2, 60
ROUNDS, WARM_SECONDS = 3, 4
DATABASE = "sokol_bench_orders"

SETUP = f"""
create schema bench authorization sokol_owner;
set role sokol_owner;
create sequence bench.runs;
create sequence bench.residents;
create table bench.premises as
select row_number() over (order by p.premise_id) as n, p.premise_id from estate.premises as p where p.kind = 'flat';
alter table bench.premises add primary key (n);
create table bench.services as
select row_number() over (order by s.service_id) as n, s.service_id from desk.services as s
where s.place = 'flat' and s.active and s.priority <> 'emergency';
alter table bench.services add primary key (n);
-- the demo's masters of a hundred places would get nearly every order: one row would be measured, not sixty people
update people.staff as s
set capacity = greatest(8, (select count(*) from desk.orders as o where o.assignee_id = s.staff_id and o.open))
where s.capacity > 8;
update desk.services set proof_before = false, proof_after = false;
create function bench.order_one(p_n bigint, p_s bigint) returns bigint language plpgsql security definer set search_path = '' as $$
declare
    v_premise bigint := (select b.premise_id from bench.premises as b where b.n = p_n);
    v_service bigint := (select b.service_id from bench.services as b where b.n = p_s);
begin
    return desk.order_create(
        p_service => v_service, p_premise => v_premise, p_channel => 'phone',
        p_description => 'bench ' || nextval('bench.runs'));
end $$;
create function bench.report_one(p_s bigint) returns bigint language plpgsql security definer set search_path = '' as $$
begin
    return desk.order_create(
        p_service => (select b.service_id from bench.services as b where b.n = p_s),
        p_premise => people.my_premise(), p_description => 'bench ' || nextval('bench.runs'));
end $$;
create function bench.complete_one() returns bigint language plpgsql security definer set search_path = '' as $$
declare
    v_order bigint := (
        select o.order_id
        from (
            select t.staff_id from people.staff as t
            where exists (select from desk.orders as o where o.assignee_id = t.staff_id and o.open)
            order by random() limit 1
        ) as t
        join desk.orders as o on o.assignee_id = t.staff_id and o.open and o.state = 'assigned'
        order by o.order_id limit 1);
begin
    select o.order_id into v_order from desk.orders as o where o.order_id = v_order and o.state = 'assigned'
    for update skip locked;
    if v_order is not null then
        perform desk.order_move(p_order => v_order, p_state => 'in_progress');
        perform desk.order_move(p_order => v_order, p_state => 'completed');
    end if;
    return v_order;
end $$;
grant usage on schema bench to cab_operator, cab_supervisor, cab_resident, sokol_web;
grant usage on sequence bench.residents to sokol_web;
grant execute on function bench.order_one(bigint, bigint) to cab_operator;
grant execute on function bench.report_one(bigint) to cab_resident;
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

# New residents, a session for each, under a key that a script can reckon: the n-th one's is n.
RESIDENTS = """
with fresh as (
    -- enough people that nobody files ten orders in the time of a run
    insert into people.users (name, email)
    select 'Жилец Номер', 'resident' || p.premise_id || '.' || n || '@example.test'
    from estate.premises as p cross join generate_series(1, 5) as n
    where p.kind = 'flat'
    returning user_id, email
), moved as (
    insert into people.relations (user_id, premise_id, house_id, kind, during, grants)
    select f.user_id, p.premise_id, p.house_id, 'owner', '[2020-01-01,)', '{orders}'
    from fresh as f
    join estate.premises as p on split_part(f.email, '.', 1) = 'resident' || p.premise_id
    returning user_id
), held as (
    insert into people.user_cabinets (user_id, cabinet) select m.user_id, 'resident' from moved as m
    on conflict do nothing returning user_id
), residents as (
    select r.user_id, row_number() over (order by r.user_id) as n
    from (
        select m.user_id from moved as m
    ) as r
), opened as (
    insert into people.sessions (key_hash, user_id, started_at, last_seen_at, expires_at, idle, device)
    select people.key_hash(lpad(to_hex(r.n), 64, '0')), r.user_id, now(), now(), now() + interval '1 day', '1 day', 'bench'
    from residents as r returning 1
)
select count(*)::integer from opened
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


def _prepared() -> tuple[Settings, dict[str, str], dict[str, int]]:
    """A fresh copy of the company, its sessions, and how many flats, services and residents it has."""
    source = company(1000)
    with administration(source, "postgres") as server:
        drop_database(server, DATABASE)
        copied(server, source.database.name, DATABASE)
    enter(source, DATABASE)
    settings = source.with_database(DATABASE)
    with administration(settings, DATABASE) as connection:
        connection.execute(f'alter database "{DATABASE}" set synchronous_commit = on')
        connection.execute(SETUP)
        sessions = {cabinet: _session(connection, cabinet) for cabinet in ("operator", "supervisor")}
        counts = {
            name: connection.execute(query).fetchval()
            for name, query in {
                "flats": "select count(*)::integer from bench.premises",
                "services": "select count(*)::integer from bench.services",
                "residents": RESIDENTS,
            }.items()
        }
        connection.execute("vacuum analyze")
    return settings, sessions, counts


def _script(folder: str, name: str, session: str, cabinet: str, call: str, first: str = "", after: str = "") -> str:
    """A call as the layer makes it: session and role for the transaction, then the cabinet's function. `session`: SQL.

    `after`: lines that look at what the call gave, as pgbench's variable done.
    """
    end = f" as done \\gset\ncommit;\n{after}" if after else " \\; commit;\n"
    path = Path(folder) / name
    path.write_text(
        f"{first}begin \\; select set_config('sokol.session', {session}, true) \\; "
        f"select set_config('role', 'cab_{cabinet}', true) \\; select {call}{end}",
        encoding="utf-8",
    )
    return str(path)


@contextmanager
def tpcb(settings: Settings) -> Iterator[Settings]:
    """A database of pgbench's TPC-B-like, scale 20, on the same cluster."""
    name = "sokol_bench_tpcb"
    with administration(settings, "postgres") as server:
        drop_database(server, name)
        server.execute(f'create database "{name}" template sokol_template owner sokol_owner')
    enter(settings, name)
    with administration(settings, name) as connection:
        connection.execute("create schema tpcb authorization sokol_admin")
        connection.execute(f'alter role sokol_admin in database "{name}" set search_path = tpcb')
        connection.execute(f'alter database "{name}" set synchronous_commit = on')
    try:
        ours = settings.with_database(name)
        pgbench(ours, "sokol_admin", "-i", "-s", "20", "-q", "-I", "dtgvp", initialise=True)
        yield ours
    finally:
        with administration(settings, "postgres") as server:
            drop_database(server, name)


def _steady(settings: Settings, role: str, *arguments: str) -> float:
    """Transactions a second once every connection has its plans, as connections of a pool have: the first seconds off."""
    _rate, output = pgbench(settings, role, "-P", "1", *arguments, seconds=WARM_SECONDS + SECONDS)
    seconds = [float(rate) for rate in re.findall(r"progress: .*? s, ([\d.]+) tps", output)][WARM_SECONDS:]
    return sum(seconds) / len(seconds)


def _beside_completions(settings: Settings, create: str, complete: str, tell: str | None) -> float:
    beside = [
        threading.Thread(
            target=pgbench,
            args=(settings, role, "-c", str(clients), "-j", "1", "-f", script),
            kwargs={"seconds": WARM_SECONDS + SECONDS},
        )
        for role, clients, script in (("sokol_web", COMPLETERS, complete), ("sokol_worker", 1, tell))
        if script
    ]
    for thread in beside:
        thread.start()
    rate = _steady(settings, "sokol_web", "-c", str(CLIENTS), "-j", "2", "-f", create)
    for thread in beside:
        thread.join()
    return rate


def _untold(settings: Settings, tell: str) -> tuple[int, int]:
    """Events that wait when the orders stop; after a last round of the worker."""
    count = "select count(*)::integer from talk.events as e where e.told_at is null"
    with administration(settings, DATABASE) as connection:
        waiting = connection.execute(count).fetchval()
        pgbench(settings, "sokol_worker", "-c", "1", "-f", tell, seconds=2 + waiting // 400)
        return waiting, connection.execute(count).fetchval()


def orders_against_tpcb(report: Report) -> None:
    """Runs of ours and of TPC-B take turns, since others use the machine too; the median of the ratios counts."""
    settings, sessions, counts = _prepared()
    service = f"\\set s random(1, {counts['services']})\n"
    with tempfile.TemporaryDirectory() as folder, tpcb(settings) as bank:
        # when everything is done they wait a moment, as people do: a loop that finds nothing would take the processor
        complete = _script(
            folder, "complete.sql", f"'{sessions['supervisor']}'", "supervisor", "coalesce(bench.complete_one(), 0)",
            after="\\if :done = 0\n\\sleep 20 ms\n\\endif\n",
        )  # fmt: skip
        create = {
            "one operator": _script(
                folder, "operator.sql", f"'{sessions['operator']}'", "operator", "bench.order_one(:n, :s)",
                f"\\set n random(1, {counts['flats']})\n{service}",
            ),
            f"{counts['residents']} residents in turn": _script(
                folder, "residents.sql",
                f"lpad(to_hex(1 + nextval('bench.residents') % {counts['residents']}), 64, '0')",
                "resident", "bench.report_one(:s)", service,
            ),
        }  # fmt: skip
        tell = str(Path(folder) / "tell.sql")
        Path(tell).write_text(
            "select talk.events_tell(array(select w.event_id from talk.events_waiting(500) as w));\n\\sleep 200 ms\n",
            encoding="utf-8",
        )
        one = {
            who: 1000 / _steady(settings, "sokol_web", "-c", "1", "-f", script) for who, script in create.items()
        } | {"TPC-B": 1000 / _steady(bank, "sokol_admin", "-c", "1", "-M", "prepared")}
        report.line("one client, ms a call: " + ", ".join(f"{who} {took:.2f}" for who, took in one.items()))
        ratios = []
        for who, script in create.items():
            # the bar is about orders and completions; with the worker that tells of them beside: for information
            for _round in range(ROUNDS if who == "one operator" else 1):
                base = _steady(bank, "sokol_admin", "-c", str(CLIENTS), "-j", "2", "-M", "prepared")
                rate = _beside_completions(settings, script, complete, None)
                told = _beside_completions(settings, script, complete, tell)
                report.line(
                    f"{who}: {rate:.0f} orders a second, TPC-B {base:.0f}: {rate / base:.2f}; "
                    f"with the worker telling beside {told:.0f}: {told / base:.2f}"
                )
                if who == "one operator":
                    ratios.append(rate / base)
        ratio = statistics.median(ratios)
        waiting, untold = _untold(settings, tell)
    with administration(settings, DATABASE) as connection:
        over, assigned, made, completed = connection.execute(
            """select
                (select count(*)::integer from people.staff as s where s.capacity < (
                    select count(*) from desk.orders as o where o.assignee_id = s.staff_id and o.open and not o.emergency)),
                count(*) filter (where o.assignee_id is not null)::integer, count(*)::integer,
                count(*) filter (where o.state = 'completed')::integer
            from desk.orders as o where o.description like 'bench %'"""
        ).fetchone()
        deadlocks = connection.execute(
            "select deadlocks::integer from pg_stat_database where datname = current_database()"
        ).fetchval()
    report.line(f"{made} orders, {100 * assigned / max(made, 1):.0f} % to a person, {completed} completed")
    report.line(f"{waiting} events waited for the worker when the orders stopped")
    report.ratio("c  orders ÷ TPC-B", ratio, at_least=0.3)
    report.ratio("c  people over capacity", over, at_most=0)
    report.ratio("c  deadlocks", deadlocks, at_most=0)
    report.ratio("c  events untold", untold, at_most=0)
    with administration(settings, "postgres") as server:
        drop_database(server, DATABASE)
