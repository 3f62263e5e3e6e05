"""A world in which every row of anna's and fedor's carries a marker, and people who may read none of them.

Shared by the tests of the two walls: of functions, tables and files.
"""

from __future__ import annotations

import re
from typing import Any

from tests.world import World, file_order, make_probes, make_world, owner_force, owner_run, owner_value
from webapp.settings import Settings

# Texts of rows that belong to one/1 and three/1, planted below; nobody in VISITORS may read them.
MARK = re.compile(r"leak_\w+|secret_one_(?:1|3)\w*|secret_three\w+")
VISITORS = (
    ("clara", "resident"),  # owns another flat of the same house
    ("lodger", "resident"),  # rents in another house
    ("south", "manager"),  # manages a zone with nothing in it
    (None, "guest"),
)
# A company-wide cabinet sees the company; what it may not hold are other people's sessions, notices and secrets.
COMPANY = (("operator", "operator"), ("accountant", "accountant"), ("supervisor", "supervisor"), ("admin", "admin"))


def marked_world(settings: Settings) -> World:
    made = make_world(settings)
    for name, full in (("lodger", "Люда Съёмщица"), ("south", "Юрий Южный")):
        made.users[name] = owner_value(
            made,
            "insert into people.users (name, email) values (?, ?) returning user_id",
            full,
            f"{name}@world.example",
        )
    owner_run(
        made,
        "insert into people.relations (user_id, premise_id, house_id, kind, during, grants) "
        "values (?, ?, ?, 'renter', '[2024-01-01,)', '{orders,readings}')",
        made.users["lodger"],
        made.premises["two/1"],
        made.houses["two"],
    )
    owner_run(made, "insert into people.user_cabinets (user_id, cabinet) values (?, 'manager')", made.users["south"])
    made.staff["south"] = owner_value(
        made,
        "insert into people.staff (user_id, name, position, employed) values (?, 'Юрий Южный', 'Менеджер', "
        "'[2015-01-01,)') "
        "returning staff_id",
        made.users["south"],
    )
    made.zones["south"] = owner_value(made, "insert into estate.zones (name) values ('Юг') returning zone_id")
    owner_run(
        made,
        "insert into people.zone_managers (zone_id, staff_id, during) values (?, ?, '[2020-01-01,)')",
        made.zones["south"],
        made.staff["south"],
    )
    make_probes(made)
    plant(made)
    plant_office(made)
    plant_objects(made)
    plant_duty(made)
    plant_stock(made)
    plant_upkeep(made)
    plant_outages(made)
    return made


def plant(world: World) -> None:
    """Rows of anna and fedor in every table that holds their texts."""
    for name, place in (("anna", "one/1"), ("fedor", "three/1")):
        order = file_order(world, name, place, f"leak_{name}_description")
        owner_force(
            world,
            "update desk.orders set access_note = ?, convenient = ?, caller_name = ?, contact_phone = "
            "'+79990000000', title = ? "
            "where order_id = ?",
            f"leak_{name}_access",
            f"leak_{name}_convenient",
            f"leak_{name}_caller",
            f"leak_{name}_title",
            order,
        )
        premise, house = owner_run(world, "select premise_id, house_id from desk.orders where order_id = ?", order)[0]
        for internal in ("true", "false"):
            owner_run(
                world,
                "insert into desk.messages (order_id, house_id, premise_id, user_id, author_name, author_role, "
                "body, internal) "
                "values (?, ?, ?, ?, ?, 'resident', ?, ?::boolean)",
                order,
                house,
                premise,
                world.users[name],
                f"leak_{name}_author",
                f"leak_{name}_message",
                internal,
            )
        file = owner_value(
            world,
            "insert into cabinet.files (file_id, user_id, name, media_type, bytes, sha256, house_id, "
            "premise_id, order_id) "
            "values (gen_random_uuid(), ?, ?, 'image/png', 'x', 'x', ?, ?, ?) returning file_id::text",
            world.users[name],
            f"leak_{name}_file",
            house,
            premise,
            order,
        )
        owner_run(
            world,
            "insert into desk.order_files (order_id, file_id, house_id, premise_id, stage) values (?, ?::uuid, "
            "?, ?, 'problem')",
            order,
            file,
            house,
            premise,
        )
        task = owner_value(
            world, "insert into cabinet.tasks (function_name, title, state) values ('cabinet.document_take', ?, 'done') "
            "returning task_id", f"leak_{name}_task",
        )  # fmt: skip
        for staff_only in ("true", "false"):
            owner_run(
                world,
                "insert into cabinet.documents (document_kind, object_id, title, house_id, premise_id, order_id, staff_only, "
                "data, task_id, user_id) values ('act', 1, ?, ?, ?, ?, ?::boolean, jsonb_build_object('text', ?::text), ?, ?)",
                f"leak_{name}_document", house, premise, order, staff_only, f"leak_{name}_data", task, world.users[name],
            )  # fmt: skip
        owner_run(
            world,
            "insert into people.join_requests (house_id, flat, name, phone, proof, answer_by) "
            "values (?, '3', ?, '+79990000001', ?, lib.moment())",
            house,
            f"leak {name} request".replace(" ", "_"),
            f"leak_{name}_proof",
        )
        owner_run(
            world,
            "insert into people.links (token_hash, purpose, user_id, order_id, expires_at) "
            "values (sha256(?::text::bytea), 'work', ?, ?, lib.moment() + interval '1 day')",
            f"leak_{name}", world.users[name], order,
        )  # fmt: skip
        owner_run(
            world,
            "insert into people.erasure_requests (user_id, answer_by, status, reason, decided_at) "
            "values (?, lib.moment(), 'refused', ?, lib.moment())",
            world.users[name], f"leak_{name}_erasure",
        )  # fmt: skip
        owner_run(world, "update people.users set name = ? where user_id = ?", f"leak_{name}_name", world.users[name])
        owner_run(
            world,
            "insert into cabinet.access_log (happened_at, user_id, cabinet, place, parameters) "
            "values (lib.moment(), ?, 'resident', ?, jsonb_build_object('p_person', ?::text))",
            world.users[name],
            f"leak_{name}_place",
            str(world.users[name]),
        )
        event = owner_value(
            world,
            "insert into talk.events (kind, object_id) select kind, 1 from talk.event_kinds limit 1 returning event_id",
        )
        owner_run(
            world,
            "insert into talk.notices (event_id, user_id, cabinet, kind, body, goto) "
            "select ?, ?, 'resident', kind, ?, '/' from talk.event_kinds limit 1",
            event,
            world.users[name],
            f"leak_{name}_notice",
        )
        owner_run(
            world, "insert into people.sessions (key_hash, user_id, expires_at, idle, device) "
            "values (sha256(?::text::bytea), ?, lib.moment() + interval '1 day', '1 day', ?)",
            name, world.users[name], f"leak_{name}_device",
        )  # fmt: skip


def plant_office(world: World) -> None:
    """Rows of the office that a foreign id may name: of the east zone, or of nobody's business but the office's."""
    owner_run(
        world, "insert into talk.news (title, body, zone_id) values ('leak_fedor_news', 'leak_fedor_news', ?)",
        world.zones["east"],
    )  # fmt: skip
    owner_run(
        world,
        "insert into people.duty_shifts (staff_id, during, zone_id, on_call) values (?, tstzrange(lib.moment() + "
        "interval '1 day', lib.moment() + interval '2 days'), ?, true)",
        world.staff["plumber"], world.zones["west"],
    )  # fmt: skip
    load = owner_value(
        world,
        "insert into estate.imports (kind, file_name, sha256) values ('houses', 'leak_fedor_import', 'x') "
        "returning import_id",
    )
    owner_run(
        world,
        "insert into estate.import_rows (import_id, line, row_key, data, outcome, reason) "
        "values (?, 1, 'leak_fedor_key', '{}', 'refused', 'leak_fedor_reason')",
        load,
    )
    owner_run(
        world,
        "insert into desk.calls (staff_user_id, phone, house_id, premise_id, caller_user_id, result, note, call_back_by) "
        "values (?, '+79990000003', ?, ?, ?, 'call_back', 'leak_fedor_call', lib.moment())",
        world.users["operator"], world.houses["three"], world.premises["three/1"], world.users["fedor"],
    )  # fmt: skip
    owner_run(
        world,
        "insert into desk.routing_rules (position, service_id, staff_id, note) values (1, ?, ?, 'leak_fedor_rule')",
        world.services["world_yard"], world.staff["plumber"],
    )  # fmt: skip
    owner_run(
        world,
        "insert into cabinet.templates (name, source) values ('resident/leak.html', 'leak_fedor_template')",
    )
    owner_run(
        world,
        "insert into cabinet.feature_overrides (feature, zone_id, enabled) select feature, ?, true "
        "from cabinet.features limit 1",
        world.zones["east"],
    )
    owner_run(
        world,
        "insert into estate.check_findings (rule, house_id, value, other) values ('house_rooms_sum', ?, 'leak_fedor_finding', '1')",
        world.houses["three"],
    )
    owner_run(
        world, "insert into cabinet.job_runs (job, started_at) select job, lib.moment() from cabinet.schedules limit 1"
    )


def plant_objects(world: World) -> None:
    """What stands in the houses of anna and fedor, and what happened there: their flats' and the houses' own."""
    for name, place, house in (("anna", "one/1", "one"), ("fedor", "three/1", "three")):
        premise, house_id = world.premises[place], world.houses[house]
        owner_run(
            world,
            "insert into estate.objects (object_type, house_id, premise_id, name, \"values\") "
            "values ('boiler', ?, ?, ?, jsonb_build_object('model', ?::text))",
            house_id, premise, f"leak_{name}_object", f"leak_{name}_model",
        )  # fmt: skip
        owner_run(
            world,
            "insert into estate.repairs (house_id, premise_id, title, state, planned_year, performer_name) "
            "values (?, ?, ?, 'planned', 2027, ?)",
            house_id, premise, f"leak_{name}_repair", f"leak_{name}_builder",
        )  # fmt: skip
        owner_run(
            world,
            "insert into estate.redevelopments (house_id, premise_id, title, state, found_on) "
            "values (?, ?, ?, 'found', '2024-01-01')",
            house_id, premise, f"leak_{name}_wall",
        )  # fmt: skip
        owner_run(
            world,
            "insert into estate.emergency_points (house_id, kind, title, place_text, keeper) values (?, 'key', ?, ?, ?)",
            house_id, f"leak_{name}_key", f"leak_{name}_cellar", f"leak_{name}_keeper",
        )  # fmt: skip
    owner_run(
        world, "insert into estate.emergencies (house_id, happened_on, title) values (?, '2020-01-01', 'leak_fedor_flood')",
        world.houses["three"],
    )  # fmt: skip


def plant_duty(world: World) -> None:
    """Requests, exchanges, permits and contractors: of the manager of the east zone, and of a firm."""
    manager = world.staff["east"]
    firm_user = owner_value(world, "insert into people.users (name) values ('leak_fedor_firm') returning user_id")
    firm = owner_value(
        world,
        "insert into people.staff (user_id, name, position, employed) values (?, 'Подрядчик', 'Подрядчик', '[2020-01-01,)') "
        "returning staff_id",
        firm_user,
    )
    owner_run(
        world,
        "insert into people.leave_requests (staff_id, during, kind, note) values (?, '[2030-01-01,2030-01-05)', "
        "'vacation', 'leak_fedor_leave')",
        manager,
    )
    owner_run(
        world,
        "insert into people.shift_swaps (shift_id, from_staff_id, to_staff_id, note) select min(shift_id), ?, ?, "
        "'leak_fedor_swap' from people.duty_shifts",
        manager, firm,
    )  # fmt: skip
    owner_run(
        world,
        "insert into people.permits (staff_id, title, number, issued_on, valid_until) values (?, 'Высота', "
        "'leak_fedor_permit', '2020-01-01', '2040-01-01')",
        manager,
    )
    contractor = owner_value(
        world,
        "insert into people.contractors (staff_id, name, contract_number, contract_on, during) values (?, 'Подрядчик', "
        "'leak_fedor_contract', '2020-01-01', '[2020-01-01,)') returning contractor_id",
        firm,
    )
    owner_run(
        world,
        "insert into people.contractor_acts (contractor_id, number, acted_on, amount) values (?, 'leak_fedor_act', "
        "'2026-01-01', 100)",
        contractor,
    )


def plant_stock(world: World) -> None:
    """A store of the other zone, something in it, and what somebody there asked for."""
    owner_run(
        world,
        """
        with store as (
            insert into upkeep.stores (title, kind, zone_id) values ('leak_store', 'warehouse', ?) returning store_id
        )
        insert into upkeep.movements (kind, store_id, material_id, quantity, note)
        select 'receipt', s.store_id, (select min(m.material_id) from upkeep.materials as m), 5, 'leak_waybill' from store as s
        """,
        world.zones["east"],
    )
    owner_run(
        world,
        "insert into upkeep.supplies (material_id, staff_id, quantity, note) "
        "select min(m.material_id), ?, 1, 'leak_supply' from upkeep.materials as m",
        world.staff["east"],
    )


def plant_upkeep(world: World) -> None:
    """A planned work of the other zone with its crew and plan, and how columns of a register were named once."""
    owner_run(
        world,
        "insert into upkeep.crews (name, zone_id, specialization) values ('Бригада востока', ?, 'plumber')",
        world.zones["east"],
    )
    owner_run(
        world,
        """
        with made as (
            insert into upkeep.plans (year, zone_id, norms, state) values (2027, ?, '{}', 'approved') returning plan_id
        )
        insert into upkeep.works (plan_id, norm_id, house_id, crew_id, title, specialization, state, span, wanted_on, planned_minutes)
        select m.plan_id, (select min(n.norm_id) from upkeep.norms as n), ?, (select max(c.crew_id) from upkeep.crews as c),
            'leak_fedor_work', 'plumber', 'planned', '[2027-04-01,2027-05-01)', '2027-04-05', 60
        from made as m
        """,
        world.zones["east"],
        world.houses["three"],
    )
    owner_run(
        world,
        "insert into estate.import_profiles (kind, title, mapping, header_sha256) "
        "values ('houses', 'leak_fedor_profile', '{}', 'x')",
    )


def ids_of(world: World, sql: str) -> list[int]:
    return [int(row[0]) for row in owner_run(world, sql)]


def plant_outages(world: World) -> None:
    """A draft and an announced outage of house three: the draft's words are the staff's, and so is why both came late."""
    for state, number in (("draft", None), ("announced", "2020-01-01")):
        outage = owner_value(
            world,
            "insert into talk.outages (kind, utility, state, starts_at, planned_end, body, announced_at) values "
            "('planned', 'gas', ?, '2020-01-02', '2020-01-03', ?, ?::timestamptz) returning outage_id",
            state, "leak_fedor_outage" if state == "draft" else "Газ", number,
        )  # fmt: skip
        owner_run(
            world,
            "insert into talk.outage_places (outage_id, house_id) values (?, ?) returning 1",
            outage,
            world.houses["three"],
        )
        owner_run(
            world, "insert into talk.outage_late (outage_id, reason) values (?, 'leak_fedor_late') returning 1", outage
        )


def foreign(world: World) -> dict[str, list[Any]]:
    """Ids of anna's and fedor's world by reference type."""
    orders = [row[0] for row in owner_run(world, "select order_id from desk.orders")]
    return {
        "lib.user_ref": [world.users["anna"], world.users["fedor"]],
        "lib.staff_ref": [world.staff["plumber"]],
        "lib.zone_ref": [world.zones["west"], world.zones["east"]],
        "lib.house_ref": [world.houses["one"], world.houses["three"]],
        "lib.zones_ref": [f"{{{world.zones['west']},{world.zones['east']}}}"],
        "lib.houses_ref": [f"{{{world.houses['one']},{world.houses['three']}}}"],
        "lib.entrance_ref": [world.entrances["one/1"], world.entrances["three/1"]],
        "lib.premise_ref": [world.premises["one/1"], world.premises["three/1"]],
        "lib.account_ref": [world.accounts["one/1"], world.accounts["three/1"]],
        "lib.service_ref": [world.services["world_tap"]],
        "lib.order_ref": orders,
        "lib.message_ref": [row[0] for row in owner_run(world, "select message_id from desk.messages")],
        "lib.notice_ref": ids_of(world, "select notice_id from talk.notices where body like 'leak%'"),
        "lib.relation_ref": [world.relations["anna"], world.relations["fedor"]],
        "lib.request_ref": [row[0] for row in owner_run(world, "select request_id from people.join_requests")],
        "lib.shift_ref": ids_of(world, "select shift_id from people.duty_shifts"),
        "lib.import_ref": ids_of(world, "select import_id from estate.imports"),
        "lib.job_ref": ids_of(world, "select job_run_id from cabinet.job_runs"),
        "lib.news_ref": ids_of(world, "select news_id from talk.news"),
        "lib.call_ref": ids_of(world, "select call_id from desk.calls"),
        "lib.rule_ref": ids_of(world, "select rule_id from desk.routing_rules"),
        "lib.template_ref": ids_of(world, "select template_id from cabinet.templates"),
        "lib.override_ref": ids_of(world, "select feature_override_id from cabinet.feature_overrides"),
        "lib.term_ref": ids_of(world, "select min(term_id) from desk.terms"),
        "lib.row_ref": ids_of(world, "select max(deploy_id) from cabinet.deploys"),
        "lib.document_ref": ids_of(world, "select document_id from cabinet.documents"),
        "lib.task_ref": ids_of(world, "select task_id from cabinet.tasks"),
        "lib.finding_ref": ids_of(world, "select finding_id from estate.check_findings"),
        "lib.object_ref": ids_of(world, "select object_id from estate.objects"),
        "lib.attribute_ref": ids_of(world, "select min(attribute_id) from estate.attributes"),
        "lib.repair_ref": ids_of(world, "select repair_id from estate.repairs"),
        "lib.redevelopment_ref": ids_of(world, "select redevelopment_id from estate.redevelopments"),
        "lib.sheet_ref": ids_of(world, "select point_id from estate.emergency_points"),
        "lib.leave_ref": ids_of(world, "select leave_request_id from people.leave_requests"),
        "lib.swap_ref": ids_of(world, "select swap_id from people.shift_swaps"),
        "lib.pattern_ref": ids_of(world, "select min(duty_pattern_id) from people.duty_patterns"),
        "lib.permit_ref": ids_of(world, "select permit_id from people.permits"),
        "lib.contractor_ref": ids_of(world, "select contractor_id from people.contractors"),
        "lib.act_ref": ids_of(world, "select contractor_act_id from people.contractor_acts"),
        "lib.norm_ref": ids_of(world, "select min(norm_id) from upkeep.norms"),
        "lib.checklist_ref": ids_of(world, "select min(checklist_id) from upkeep.checklists"),
        "lib.point_ref": ids_of(world, "select min(point_id) from upkeep.checklist_points"),
        "lib.crew_ref": ids_of(world, "select max(crew_id) from upkeep.crews"),
        "lib.plan_ref": ids_of(world, "select max(plan_id) from upkeep.plans"),
        "lib.work_ref": ids_of(world, "select work_id from upkeep.works where title = 'leak_fedor_work'"),
        "lib.store_ref": ids_of(world, "select store_id from upkeep.stores where title = 'leak_store'"),
        "lib.material_ref": ids_of(world, "select min(material_id) from upkeep.materials"),
        "lib.movement_ref": ids_of(world, "select movement_id from upkeep.movements"),
        "lib.supply_ref": ids_of(world, "select supply_id from upkeep.supplies"),
        "lib.outage_ref": ids_of(world, "select outage_id from talk.outages"),
        "lib.session_ref": ids_of(world, "select session_id from people.sessions where device like 'leak%'"),
    }  # fmt: skip
